//! The reader's plan: `hops plan`.

mod widget;

pub use widget::Plan;
