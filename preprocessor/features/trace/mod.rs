//! The path that one person took: `hops trace`.

pub mod schema;
mod widget;

pub use widget::ShowTrace;
