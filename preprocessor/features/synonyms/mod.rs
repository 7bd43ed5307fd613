//! What readers call by other words than the book: its search finds one for the other.

pub mod schema;
