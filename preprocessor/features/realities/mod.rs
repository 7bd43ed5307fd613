//! What people expect of the job and what they find: `hops comparison`.

mod schema;
mod widget;

pub use schema::{Expectation, GoodPart, Realities, read};
pub use widget::Comparison;
