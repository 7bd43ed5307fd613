//! `hops realities-check`: statements to weigh, and what the answers say.

mod schema;
mod widget;

pub use schema::{Answer, HonestQuestion, Outcome, RealitiesCheck, Statement, Truth, Weight, read};
pub use widget::Check;
