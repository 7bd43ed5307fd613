//! What to ask a company: `hops employer`.

mod schema;
mod widget;

pub use schema::{EmployerQuestion, read};
pub use widget::Employer;
