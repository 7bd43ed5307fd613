//! What an advert says between its lines: `hops advert`.

mod schema;
mod widget;

pub use schema::{AdvertQuestion, Adverts, AskedSkill, JobKind, RedFlag, read};
pub use widget::Advert;
