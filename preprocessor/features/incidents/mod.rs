//! Incidents to work through: `hops scenario`.

pub mod engine;
mod schema;
pub mod walk;
mod widget;

pub use schema::{
    Act, Condition, Due, Effect, Ending, Event, Look, MOST_EVENTS, Scenario, Variant, Verdict,
    Words, read,
};
pub use widget::{ShowScenario, in_json as scenario_data};
