//! Roles and hops as numbers, for the search of routes; what can be asked of them, and a route.

use std::collections::HashSet;

use crate::features::guide::Guide;
use crate::features::hops::schema::{Hop, Role, RoleKind};

/// The roles, by their positions in the data, and the hops between them.
#[derive(Debug, Clone)]
pub struct Network {
    /// Whether a role is a goal.
    pub goals: Vec<bool>,
    pub hops: Vec<Leg>,
}

/// A hop, as far as routes are concerned.
#[derive(Debug, Clone)]
pub struct Leg {
    pub from: usize,
    pub to: usize,
    pub distance: u32,
    /// Positions of skills.
    pub skills: Vec<usize>,
}

impl Network {
    pub fn of(guide: &Guide) -> Network {
        let goal = |role: &Role| role.kind == RoleKind::Goal;
        let leg = |hop: &Hop| Leg {
            from: hop.from.index,
            to: hop.to.index,
            distance: hop.distance,
            skills: hop.skills.iter().map(|skill| skill.index).collect(),
        };
        Network {
            goals: guide.hops.roles.iter().map(goal).collect(),
            hops: guide.hops.all.iter().map(leg).collect(),
        }
    }
}

impl Leg {
    /// What the hop costs somebody who has those skills.
    pub fn cost(&self, skills: &HashSet<usize>) -> u32 {
        let all = self.skills.len().max(1) as u32;
        let missing = self.skills.iter().filter(|skill| !skills.contains(skill));
        let missing = missing.count() as u32;
        (self.distance * 60 * missing / all).max(self.distance * 10)
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Question {
    pub from: usize,
    /// Any goal but `from`, if it is left out.
    pub to: Option<usize>,
    pub avoid: Vec<usize>,
    /// To be passed, in this order.
    pub via: Vec<usize>,
    /// The skills one has already.
    pub skills: HashSet<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub cost: u32,
    /// The sum of the squared distances of its hops: of two routes at one cost, the one with the smaller hops has less.
    pub strain: u32,
    /// From the first to the last.
    pub roles: Vec<usize>,
}
