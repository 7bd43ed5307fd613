//! What readers keep. `kept.js` of a feature is the only place that says what it stores: under which ids, what a value must look like, what it
//! is called and how it is counted. Such scripts are written with the words of `shapes.js`, which goes before them.

use crate::base::asset::{Asset, asset};

/// The words in which a shape is said, and the list that every `kept.js` adds to.
pub const SHAPES: Asset = asset!("shapes.js");
