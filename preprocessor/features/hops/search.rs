//! Routes one by one, from the nearest to the farthest. Enter at [`Search::from`]; the head of [`engine`](super::engine) says in which order
//! they come.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use pathfinding::directed::dijkstra::dijkstra_all;

use crate::features::hops::network::{Network, Question, Route};

/// After so many steps a search gives up: only constraints that make every short way a loop lead so far.
const MOST_STEPS: usize = 50_000;

/// Cost and strain in one number that adds up and compares like the pair.
pub fn weight(cost: u32, strain: u32) -> u64 {
    (u64::from(cost) << 32) + u64::from(strain)
}

/// Everything that routes to the same ends under the same constraints share.
pub struct Search {
    via: Vec<usize>,
    avoided: Vec<bool>,
    is_end: Vec<bool>,
    /// From each role: where hops lead, and their weights.
    next: Vec<Vec<(usize, u64)>>,
    /// From (role, how many of `via` are behind): the weight of the way to the end, if there is one.
    bounds: HashMap<(usize, usize), u64>,
}

impl Search {
    pub fn new(network: &Network, ends: &[usize], question: &Question) -> Search {
        let roles = network.goals.len();
        let mut search = Search {
            via: question.via.clone(),
            avoided: vec![false; roles],
            is_end: vec![false; roles],
            next: vec![Vec::new(); roles],
            bounds: HashMap::new(),
        };
        for &role in &question.avoid {
            search.avoided[role] = true;
        }
        for &role in ends {
            search.is_end[role] = true;
        }
        for hop in &network.hops {
            let weight = weight(hop.cost(&question.skills), hop.distance.pow(2));
            search.next[hop.from].push((hop.to, weight));
        }
        search.bounds = search.bounds();
        search
    }

    /// How many of `via` are behind somebody who comes to `role` with `passed` of them behind.
    fn passed(&self, passed: usize, role: usize) -> usize {
        passed + usize::from(self.via.get(passed) == Some(&role))
    }

    /// Dijkstra from the ends backwards.
    fn bounds(&self) -> HashMap<(usize, usize), u64> {
        let mut previous = vec![Vec::new(); self.next.len()];
        for (from, next) in self.next.iter().enumerate() {
            for &(to, weight) in next {
                if !self.avoided[from] && !self.avoided[to] {
                    previous[to].push((from, weight));
                }
            }
        }
        let all = self.via.len();
        let ends: Vec<_> = (0..self.next.len())
            .filter(|&role| self.is_end[role] && !self.avoided[role])
            .map(|role| (Some((role, all)), 0))
            .collect();
        // `None` stands behind all ends.
        let reached = dijkstra_all(&None, |state| {
            let Some((role, passed)) = *state else {
                return ends.clone();
            };
            let mut before = Vec::new();
            // Those from which coming to `role` leads to `passed`.
            for earlier in passed.saturating_sub(1)..=passed {
                if self.passed(earlier, role) == passed {
                    let states = previous[role].iter();
                    before.extend(states.map(|&(from, weight)| (Some((from, earlier)), weight)));
                }
            }
            before
        });
        let bounds = reached.into_iter();
        bounds
            .filter_map(|(state, (_, weight))| Some((state?, weight)))
            .collect()
    }

    /// All routes from there, nearest first.
    pub fn from(&self, role: usize) -> Routes<'_> {
        let mut routes = Routes {
            search: self,
            waiting: BinaryHeap::new(),
            steps: 0,
        };
        if !self.avoided[role] {
            routes.wait(vec![role], 0, self.passed(0, role));
        }
        routes
    }
}

/// The beginning of a route: its weight at least, its roles, its own weight, and how many of `via` are behind.
type Beginning = Reverse<(u64, Vec<usize>, u64, usize)>;

/// Routes from one role, nearest first.
pub struct Routes<'s> {
    search: &'s Search,
    waiting: BinaryHeap<Beginning>,
    steps: usize,
}

impl Routes<'_> {
    /// Puts a beginning into the queue, if it can be ended.
    fn wait(&mut self, roles: Vec<usize>, weight: u64, passed: usize) {
        let last = roles[roles.len() - 1];
        let is_end = self.search.is_end[last] && passed == self.search.via.len();
        let rest = match is_end {
            true => Some(&0),
            false => self.search.bounds.get(&(last, passed)),
        };
        if let Some(rest) = rest {
            let beginning = (weight + rest, roles, weight, passed);
            self.waiting.push(Reverse(beginning));
        }
    }
}

impl Iterator for Routes<'_> {
    type Item = Route;

    fn next(&mut self) -> Option<Route> {
        while let Some(Reverse((_, roles, weight, passed))) = self.waiting.pop() {
            let last = roles[roles.len() - 1];
            if self.search.is_end[last] && passed == self.search.via.len() {
                let (cost, strain) = ((weight >> 32) as u32, weight as u32);
                return Some(Route {
                    cost,
                    strain,
                    roles,
                });
            }
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return None;
            }
            for &(to, hop) in &self.search.next[last] {
                if !roles.contains(&to) && !self.search.avoided[to] {
                    let mut longer = roles.clone();
                    longer.push(to);
                    self.wait(longer, weight + hop, self.search.passed(passed, to));
                }
            }
        }
        None
    }
}
