//! Roles, and the hops between them: `hops route`, `hops planner` and `hops map`.

pub mod engine;
pub mod layout;
mod map;
mod planner;
mod route;
mod schema;
pub mod stops;

pub use map::Map;
pub use planner::Planner;
pub use route::ShowRoute;
pub use schema::{Evidence, FARTHEST, Hop, Role, RoleKind, read};

use crate::asset;
use crate::base::asset::Asset;

const ROUTE_CSS: Asset = asset!("route.css");
const ROUTES_JS: Asset = asset!("routes.js");
