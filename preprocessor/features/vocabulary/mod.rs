//! The words by which a book sorts its resources.

mod schema;

pub use schema::{Cost, Level, Term, Topic, Type, Vocabulary, read};
