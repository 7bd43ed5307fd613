//! What an advert says between its lines: `hops advert`.

pub mod schema;
mod widget;

pub use widget::Advert;
