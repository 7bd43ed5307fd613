//! Drawings with their words: `hops figure`.

mod amount;
mod drawing;
pub mod schema;
mod widget;

pub use widget::ShowFigure;
