//! Incidents to work through: `hops scenario`.

pub mod engine;
mod schema;
pub mod walk;
mod widget;

use crate::asset;
use crate::base::asset::Asset;

pub use schema::{
    Act, Condition, Due, Effect, Ending, Event, Look, MOST_EVENTS, Scenario, Variant, Verdict,
    Words, read,
};
pub use widget::{ShowScenario, in_json as scenario_data};

const ASSETS: &[Asset] = &[
    asset!("scenario.css"),
    asset!("incident.js"),
    asset!("scenario.js"),
];
const KEPT: &[Asset] = &[asset!("kept.js" as "incidents-kept.js")];
