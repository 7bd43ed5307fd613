//! Skills by area and level, and `hops checklist`.

pub mod schema;
mod widget;

pub use widget::{Checklist, resource_of};
