//! The path that one person took: `hops trace`.

mod schema;
mod widget;

pub use schema::{Path, Step, read};
pub use widget::ShowTrace;
