//! Questions of interviews: `hops questions`, and `hops practice`.

mod practice;
pub mod schema;
mod widget;

pub use practice::Practice;
pub use widget::Questions;
