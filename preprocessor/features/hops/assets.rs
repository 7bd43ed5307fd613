//! The style sheets and scripts that several widgets of roles share.

use crate::base::asset::{Asset, asset};

pub const ROUTE_CSS: Asset = asset!("route.css");
pub const ROUTES_JS: Asset = asset!("routes.js");
