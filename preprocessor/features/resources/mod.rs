//! `hops resources`: what to read, watch and do, in tables.

mod choice;
mod filters;
pub mod schema;
mod widget;

pub use widget::Resources;
