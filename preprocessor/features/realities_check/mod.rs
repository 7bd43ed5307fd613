//! `hops realities-check`: statements to weigh, and what the answers say.

pub mod schema;
mod widget;

pub use widget::Check;
