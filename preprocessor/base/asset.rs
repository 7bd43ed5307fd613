//! The style sheets and scripts of features: files that stand beside their Rust, and are inside the program. Enter at [`asset!`].

/// A style sheet or a script of a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The name of its file: in the book's theme folder, one at `hops/NAME` stands in for it.
    pub name: &'static str,
    pub text: &'static str,
}

/// An asset, and the pages that need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    pub asset: Asset,
    /// A CSS selector of what it is for: pages on which that finds nothing go without.
    pub by: String,
}

/// The [`Asset`](crate::base::asset::Asset) in the file of this name beside the one that says so; `as` another name, where files of other
/// features have the same.
macro_rules! asset {
    ($name:literal) => {
        $crate::base::asset::asset!($name as $name)
    };
    ($file:literal as $name:literal) => {
        $crate::base::asset::Asset {
            name: $name,
            text: include_str!($file),
        }
    };
}

pub(crate) use asset;

/// How far a name is from the one that was meant. For features that answer what readers type.
pub const TYPOS: Asset = asset!("typos.js");
