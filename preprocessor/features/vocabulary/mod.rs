//! The words by which a book sorts its resources.

pub mod schema;
