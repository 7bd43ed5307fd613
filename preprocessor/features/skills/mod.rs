//! Skills by area and level, and `hops checklist`.

mod schema;
mod widget;

pub use schema::{Area, LEVELS, Skill, read, refuse_gone, resource_of};
pub use widget::Checklist;
