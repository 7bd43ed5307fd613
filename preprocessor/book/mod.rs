//! The book around the features: its files and chapters, what mdBook sends, the ledger of ids.

pub mod count;
pub mod files;
pub mod ledger;
pub mod page;
pub mod protocol;
