//! Best routes: the nearest way from one role to another, and real alternatives to it.
//!
//! Enter at [`answer`]. The same is computed again in the reader's browser, so every rule here is one that both sides
//! can keep to the letter:
//!
//! - **Cost.** A hop costs `distance * 60 * missing / all`, rounded down, where `all` is how many skills it takes and
//!   `missing` how many of them one does not have; but never less than `distance * 10`, because a hop stays a change of
//!   job. Whole numbers throughout: a hop of distance 2 costs 120 to somebody with none of its skills.
//! - **Order.** The nearer of two routes is the one that costs less; then the one with the smaller hops, which is the
//!   one with the lesser sum of squared distances, since two small changes of job are easier than one large; then the one whose
//!   roles stand first in the data, compared one by one from the start. No two routes are equal in this.
//! - **Constraints.** A route never passes a role twice, nor a role to be avoided; it passes those of `via` in their
//!   order. It ends at the first role it may end at once it has passed all of these.
//! - **Alternatives.** Of the next nearest routes, in order, at most [`ALTERNATIVES`] that are real: see [`is_real`].
//!
//! The search goes from the nearest to the farthest: partial routes wait in a queue, ordered by what a route that begins
//! like them costs at least. That bound is exact but for roles passed twice; it is the distance to the end in the graph of
//! (role, how many of `via` are behind), by the Dijkstra of the crate `pathfinding`. The k shortest loopless paths come
//! out one by one, in the order above. (The crate's own `yen` knows neither this order nor `via`; it is the referee of the
//! tests.)

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use pathfinding::directed::dijkstra::dijkstra_all;

use crate::features::guide::Guide;
use crate::features::hops::schema::RoleKind;

/// How many routes may be offered beside the best.
pub const ALTERNATIVES: usize = 2;
/// A real alternative costs at most so many fifths of the best.
const DEAREST_FIFTHS: u64 = 8;
/// Among so many routes, nearest first, alternatives are looked for.
const EXAMINED: usize = 60;
/// After so many steps a search gives up: only constraints that make every short way a loop lead so far.
const MOST_STEPS: usize = 50_000;

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
        let goal = |kind| kind == RoleKind::Goal;
        let leg = |hop: &crate::features::hops::schema::Hop| Leg {
            from: hop.from.index,
            to: hop.to.index,
            distance: hop.distance,
            skills: hop.skills.iter().map(|skill| skill.index).collect(),
        };
        Network {
            goals: guide
                .hops
                .roles
                .iter()
                .map(|role| goal(role.kind))
                .collect(),
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
pub enum Answer {
    /// The best route, then its alternatives. Never empty.
    Routes(Vec<Route>),
    /// There is none under these constraints: those that block, and the nearest route without them.
    Blocked { by: Vec<Constraint>, nearest: Route },
    /// There is none at all.
    Nowhere,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub cost: u32,
    /// The sum of the squared distances of its hops: of two routes at one cost, the one with the smaller hops has less.
    pub strain: u32,
    /// From the first to the last.
    pub roles: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    Avoid(usize),
    Via(usize),
}

/// The routes that `question` asks for.
pub fn answer(network: &Network, question: &Question) -> Answer {
    let ends = ends(network, question.from, question.to);
    let routes = Search::new(network, &ends, question).shortlist(question.from);
    if !routes.is_empty() {
        return Answer::Routes(routes);
    }
    blocked(network, question)
}

/// The best route from every role to the goals without any constraint; `None` where there is none.
pub fn from_everywhere(network: &Network) -> Vec<Option<Route>> {
    let goals = ends(network, usize::MAX, None);
    let to_goals = Search::new(network, &goals, &Question::default());
    let best = |from: usize| {
        if !network.goals[from] {
            return to_goals.from(from).next();
        }
        let others = ends(network, from, None);
        let search = Search::new(network, &others, &Question::default());
        search.from(from).next()
    };
    (0..network.goals.len()).map(best).collect()
}

/// Where a route may end.
fn ends(network: &Network, from: usize, to: Option<usize>) -> Vec<usize> {
    match to {
        Some(to) => vec![to],
        None => (0..network.goals.len())
            .filter(|&role| network.goals[role] && role != from)
            .collect(),
    }
}

/// Which single constraint blocks, and what were without it; all of them, if no single one does.
fn blocked(network: &Network, question: &Question) -> Answer {
    let ends = ends(network, question.from, question.to);
    let nearest = |question: &Question| {
        let search = Search::new(network, &ends, question);
        search.from(question.from).next()
    };
    let mut single: Option<(u64, Route, Constraint)> = None;
    for (constraint, freer) in without_each(question) {
        let Some(route) = nearest(&freer) else {
            continue;
        };
        let weight = weight(route.cost, route.strain);
        // The first of equals.
        let nearer = single
            .as_ref()
            .is_none_or(|(other, best, _)| (weight, &route.roles) < (*other, &best.roles));
        if nearer {
            single = Some((weight, route, constraint));
        }
    }
    if let Some((_, nearest, constraint)) = single {
        let by = vec![constraint];
        return Answer::Blocked { by, nearest };
    }
    let by: Vec<_> = constraints(question).collect();
    let free = Question {
        avoid: Vec::new(),
        via: Vec::new(),
        ..question.clone()
    };
    match nearest(&free) {
        Some(nearest) if !by.is_empty() => Answer::Blocked { by, nearest },
        _ => Answer::Nowhere,
    }
}

/// What is to be avoided, then what is to be passed.
fn constraints(question: &Question) -> impl Iterator<Item = Constraint> {
    let avoid = question.avoid.iter().copied().map(Constraint::Avoid);
    avoid.chain(question.via.iter().copied().map(Constraint::Via))
}

/// The question without each of its constraints.
fn without_each(question: &Question) -> impl Iterator<Item = (Constraint, Question)> {
    constraints(question).enumerate().map(|(at, constraint)| {
        let mut freer = question.clone();
        match constraint {
            Constraint::Avoid(_) => freer.avoid.remove(at),
            Constraint::Via(_) => freer.via.remove(at - question.avoid.len()),
        };
        (constraint, freer)
    })
}

/// Whether `route` is another way than those `shown`: one of the roles in its middle is in the middle of none of them,
/// and it is none of them with a detour. A direct hop always is.
fn is_real(route: &Route, shown: &[Route]) -> bool {
    fn middle(route: &Route) -> &[usize] {
        let ends = route.roles.len().saturating_sub(1);
        route.roles.get(1..ends).unwrap_or_default()
    }
    let own = middle(route);
    let is_detour = |other: &Route| {
        let other = middle(other);
        !other.is_empty() && other.iter().all(|role| own.contains(role))
    };
    let is_new = |role: &usize| !shown.iter().any(|other| middle(other).contains(role));
    own.is_empty() || (own.iter().any(is_new) && !shown.iter().any(is_detour))
}

/// Cost and strain in one number that adds up and compares like the pair.
fn weight(cost: u32, strain: u32) -> u64 {
    (u64::from(cost) << 32) + u64::from(strain)
}

/// Everything that routes to the same ends under the same constraints share.
struct Search {
    via: Vec<usize>,
    avoided: Vec<bool>,
    is_end: Vec<bool>,
    /// From each role: where hops lead, and their weights.
    next: Vec<Vec<(usize, u64)>>,
    /// From (role, how many of `via` are behind): the weight of the way to the end, if there is one.
    bounds: HashMap<(usize, usize), u64>,
}

impl Search {
    fn new(network: &Network, ends: &[usize], question: &Question) -> Search {
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
    fn from(&self, role: usize) -> Routes<'_> {
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

    /// The best route and its real alternatives.
    fn shortlist(&self, from: usize) -> Vec<Route> {
        let mut shown: Vec<Route> = Vec::new();
        for route in self.from(from).take(EXAMINED) {
            let Some(best) = shown.first() else {
                shown.push(route);
                continue;
            };
            if u64::from(route.cost) * 5 > u64::from(best.cost) * DEAREST_FIFTHS {
                break;
            }
            if is_real(&route, &shown) {
                shown.push(route);
            }
            if shown.len() > ALTERNATIVES {
                break;
            }
        }
        shown
    }
}

/// The beginning of a route: its weight at least, its roles, its own weight, and how many of `via` are behind.
type Beginning = Reverse<(u64, Vec<usize>, u64, usize)>;

/// Routes from one role, nearest first.
struct Routes<'s> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Hops as (from, to, distance), each with two skills: 10 * from and 10 * from + 1.
    fn network(goals: &[usize], hops: &[(usize, usize, u32)]) -> Network {
        let roles = hops.iter().map(|(from, to, _)| from.max(to) + 1);
        let roles = roles.max().unwrap_or(0);
        let leg = |&(from, to, distance)| Leg {
            from,
            to,
            distance,
            skills: vec![10 * from, 10 * from + 1],
        };
        Network {
            goals: (0..roles).map(|role| goals.contains(&role)).collect(),
            hops: hops.iter().map(leg).collect(),
        }
    }

    fn routes(network: &Network, question: &Question) -> Vec<(u32, Vec<usize>)> {
        match answer(network, question) {
            Answer::Routes(routes) => routes.into_iter().map(|r| (r.cost, r.roles)).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// 0 is where one is, 4 the goal; 1 and 2 lie between at equal distance, 3 is farther.
    fn diamond() -> Network {
        network(
            &[4],
            &[
                (0, 2, 1),
                (0, 1, 1),
                (1, 4, 1),
                (2, 4, 1),
                (0, 3, 1),
                (3, 4, 2),
                (1, 2, 1),
            ],
        )
    }

    #[test]
    fn ties_are_settled_by_smaller_hops_then_by_the_order_of_roles() {
        let found = routes(&diamond(), &Question::default());
        let expected = [
            (120, vec![0, 1, 4]),
            (120, vec![0, 2, 4]),
            (180, vec![0, 3, 4]),
        ];
        assert_eq!(found, expected);
        let direct = network(&[2], &[(0, 1, 1), (1, 2, 1), (0, 2, 2)]);
        let found = routes(&direct, &Question::default());
        assert_eq!(found, [(120, vec![0, 1, 2]), (120, vec![0, 2])]);
    }

    #[test]
    fn a_hop_gets_nearer_with_each_skill_but_stays_a_hop() {
        let hop = |skills: usize| Leg {
            from: 0,
            to: 1,
            distance: 3,
            skills: (0..skills).collect(),
        };
        let cost = |of: usize, had: usize| hop(of).cost(&(0..had).collect());
        assert_eq!([0, 1, 2, 3].map(|had| cost(3, had)), [180, 120, 60, 30]);
        assert_eq!([0, 1, 6, 7].map(|had| cost(7, had)), [180, 154, 30, 30]);
    }

    #[test]
    fn skills_change_the_route() {
        let question = Question {
            skills: HashSet::from([20, 21]),
            ..Question::default()
        };
        assert_eq!(routes(&diamond(), &question)[0], (70, vec![0, 2, 4]));
    }

    #[test]
    fn a_route_passes_what_it_must_and_nothing_else() {
        let via = Question {
            via: vec![1, 2],
            ..Question::default()
        };
        assert_eq!(routes(&diamond(), &via), [(180, vec![0, 1, 2, 4])]);
        let avoid = Question {
            avoid: vec![1, 3],
            ..Question::default()
        };
        assert_eq!(routes(&diamond(), &avoid), [(120, vec![0, 2, 4])]);
    }

    #[test]
    fn a_goal_is_passed_while_something_must_still_come() {
        let line = network(&[1, 3], &[(0, 1, 1), (1, 2, 1), (2, 3, 1)]);
        assert_eq!(routes(&line, &Question::default()), [(60, vec![0, 1])]);
        let via = Question {
            via: vec![2],
            ..Question::default()
        };
        assert_eq!(routes(&line, &via), [(180, vec![0, 1, 2, 3])]);
        let from_a_goal = Question {
            from: 1,
            ..Question::default()
        };
        assert_eq!(routes(&line, &from_a_goal), [(120, vec![1, 2, 3])]);
    }

    #[test]
    fn somebody_who_is_there_has_nowhere_to_go() {
        let question = Question {
            from: 4,
            to: Some(4),
            ..Question::default()
        };
        assert_eq!(routes(&diamond(), &question), [(0, vec![4])]);
    }

    #[test]
    fn what_blocks_is_named_with_the_nearest_route_without_it() {
        let blocked = |question: &Question| match answer(&diamond(), question) {
            Answer::Blocked { by, nearest } => (by, nearest.roles),
            other => panic!("{other:?}"),
        };
        let wrong_order = Question {
            via: vec![2, 1],
            ..Question::default()
        };
        let expected = (vec![Constraint::Via(2)], vec![0, 1, 4]);
        assert_eq!(blocked(&wrong_order), expected);
        let all_middles = Question {
            avoid: vec![3, 2, 1],
            ..Question::default()
        };
        let expected = (vec![Constraint::Avoid(1)], vec![0, 1, 4]);
        assert_eq!(blocked(&all_middles), expected);
        let two_at_once = Question {
            avoid: vec![4, 0],
            ..Question::default()
        };
        let both = vec![Constraint::Avoid(4), Constraint::Avoid(0)];
        assert_eq!(blocked(&two_at_once), (both, vec![0, 1, 4]));
        let backwards = Question {
            from: 4,
            to: Some(0),
            via: vec![1],
            ..Question::default()
        };
        assert_eq!(answer(&diamond(), &backwards), Answer::Nowhere);
    }

    #[test]
    fn a_detour_is_no_alternative() {
        let detour = network(&[3], &[(0, 1, 1), (1, 3, 1), (0, 2, 1), (2, 1, 1)]);
        let found = routes(&detour, &Question::default());
        assert_eq!(found, [(120, vec![0, 1, 3])]);
    }

    #[test]
    fn one_search_from_everywhere_finds_what_each_finds() {
        let best: Vec<_> = from_everywhere(&diamond())
            .into_iter()
            .map(|route| route.map(|route| route.roles))
            .collect();
        let expected = [
            Some(vec![0, 1, 4]),
            Some(vec![1, 4]),
            Some(vec![2, 4]),
            Some(vec![3, 4]),
            None,
        ];
        assert_eq!(best, expected);
    }
}
