//! Questions of interviews: `hops questions`, and `hops practice`.

mod practice;
mod schema;
mod widget;

pub use practice::Practice;
pub use schema::{Question, QuestionKind, level, read};
pub use widget::Questions;

use crate::asset;
use crate::base::asset::Asset;

const PRACTICE_CSS: Asset = asset!("practice.css");
