//! What a turn of duty costs: `hops oncall`.

mod widget;

pub use widget::Oncall;
