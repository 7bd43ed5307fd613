//! Incidents to work through: `hops scenario`.

mod data;
pub mod engine;
mod faults;
mod keys;
mod markdown;
pub mod model;
mod parts;
pub mod schema;
pub mod walk;
mod widget;
mod words;

pub use data::in_json as scenario_data;
pub use widget::ShowScenario;
