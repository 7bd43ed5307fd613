//! What people expect of the job and what they find: `hops comparison`.

pub mod schema;
mod widget;

pub use widget::Comparison;
