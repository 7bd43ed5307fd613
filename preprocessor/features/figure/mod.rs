//! Drawings with their words: `hops figure`.

mod drawing;
mod schema;
mod widget;

pub use schema::{Figure, read};
pub use widget::ShowFigure;
