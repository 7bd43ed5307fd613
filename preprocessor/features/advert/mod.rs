//! What an advert says between its lines: `hops advert`.

mod patterns;
pub mod schema;
mod widget;

pub use widget::Advert;
