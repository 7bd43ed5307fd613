//! What to ask a company: `hops employer`.

pub mod schema;
mod widget;

pub use widget::Employer;
