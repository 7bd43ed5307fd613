//! Incidents to work through: `hops scenario`.

pub mod engine;
mod faults;
pub mod model;
mod parts;
pub mod schema;
pub mod walk;
mod widget;

pub use widget::{ShowScenario, in_json as scenario_data};
