//! `hops resources`: what to read, watch and do, in tables.

mod filters;
mod schema;
mod widget;

pub use schema::{Original, Resource, Status, address, by_level, read};
pub use widget::Resources;
