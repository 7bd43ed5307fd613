//! Roles, and the hops between them: `hops route`, `hops planner` and `hops map`.

mod assets;
pub mod engine;
pub mod layout;
mod map;
pub mod network;
mod planner;
mod route;
pub mod schema;
mod search;
pub mod stops;

pub use map::Map;
pub use planner::Planner;
pub use route::ShowRoute;
