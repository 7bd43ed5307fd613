//! What every feature is made with. Nothing here knows one.

pub mod address;
pub mod asset;
pub mod chapter;
pub mod data;
pub mod deferred;
pub mod diagnostic;
pub mod document;
pub mod fields;
pub mod found;
pub mod html;
pub mod keys;
pub mod kinds;
pub mod located;
pub mod markdown;
pub mod names;
pub mod nearest;
pub mod nested;
pub mod numbers;
pub mod paths;
pub mod references;
pub mod settings;
pub mod shelf;
pub mod synonyms;
pub mod table;

pub mod texts;
pub mod written;
