//! Tests through the real boundaries: the built program, the real `mdbook`, whole books in and pages out.
//!
//! Books stand in `tests/books/`; [`project::Project`] copies one, changes it and builds it. Expected texts are files, written
//! anew by `SNAPSHOTS=overwrite cargo test`.

mod authors;
mod books;
mod codes;
mod command_line;
mod counts;
mod drawings;
mod examples;
mod hosting;
mod ledger;
mod limits;
mod mistakes;
mod own_book;
mod package;
mod pages;
mod project;
mod properties;
mod refused;
mod routes;
mod search;
mod serve;
#[path = "../style_book.rs"]
mod style_book;
mod themes;
mod vectors;
mod walks;
