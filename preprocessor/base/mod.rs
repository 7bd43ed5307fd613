//! What every feature is made with. Nothing here knows one.

pub mod asset;
pub mod chapter;
pub mod diagnostic;
pub mod document;
pub mod fields;
pub mod html;
pub mod later;
pub mod markdown;
pub mod names;
pub mod table;
