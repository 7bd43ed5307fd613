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

use crate::features::hops::network::{Network, Question, Route};
use crate::features::hops::search::{Search, weight};

/// How many routes may be offered beside the best.
pub const ALTERNATIVES: usize = 2;
/// A real alternative costs at most so many fifths of the best.
const DEAREST_FIFTHS: u64 = 8;
/// Among so many routes, nearest first, alternatives are looked for.
const EXAMINED: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The best route, then its alternatives. Never empty.
    Routes(Vec<Route>),
    /// There is none under these constraints: those that block, and the nearest route without them.
    Blocked { by: Vec<Constraint>, nearest: Route },
    /// There is none at all.
    Nowhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    Avoid(usize),
    Via(usize),
}

/// The routes that `question` asks for.
pub fn answer(network: &Network, question: &Question) -> Answer {
    let ends = ends(network, question.from, question.to);
    let routes = shortlist(&Search::new(network, &ends, question), question.from);
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

/// The best route and its real alternatives.
fn shortlist(search: &Search, from: usize) -> Vec<Route> {
    let mut shown: Vec<Route> = Vec::new();
    for route in search.from(from).take(EXAMINED) {
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::features::hops::network::Leg;

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
