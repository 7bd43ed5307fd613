//! Routes are the best there are: compared with all routes there are, on small graphs made up by proptest.

use std::collections::{BTreeMap, HashSet};

use mdbook_hops::features::hops::engine::{
    ALTERNATIVES, Answer, Constraint, answer, from_everywhere,
};
use mdbook_hops::features::hops::network::{Leg, Network, Question, Route};
use proptest::prelude::*;

fn network() -> impl Strategy<Value = Network> {
    (2usize..7).prop_flat_map(|roles| {
        let hop = (
            0..roles,
            0..roles,
            1u32..=5,
            prop::collection::hash_set(0usize..6, 1..4),
        );
        let hops = prop::collection::vec(hop, 0..roles * 3);
        let goals = prop::collection::vec(prop::bool::weighted(0.3), roles);
        (hops, goals).prop_map(|(hops, goals)| {
            // One hop for each pair, in an order of their own.
            let mut seen = HashSet::new();
            let hops = hops
                .into_iter()
                .filter(|(from, to, ..)| from != to && seen.insert((*from, *to)));
            let leg = |(from, to, distance, skills): (usize, usize, u32, HashSet<usize>)| Leg {
                from,
                to,
                distance,
                skills: skills.into_iter().collect(),
            };
            Network {
                goals,
                hops: hops.map(leg).collect(),
            }
        })
    })
}

fn question(roles: usize) -> impl Strategy<Value = Question> {
    let some = move |most| prop::collection::vec(0..roles, 0..=most);
    let to = prop::option::of(0..roles);
    let skills = prop::collection::hash_set(0usize..6, 0..5);
    (0..roles, to, some(2), some(2), skills).prop_map(|(from, to, avoid, via, skills)| Question {
        from,
        to,
        avoid,
        via,
        skills,
    })
}

fn asked() -> impl Strategy<Value = (Network, Question)> {
    network().prop_flat_map(|network| {
        let roles = network.goals.len();
        (Just(network), question(roles))
    })
}

/// Every route there is, nearest first: found by trying all.
fn all_routes(network: &Network, question: &Question) -> Vec<Route> {
    let is_end = |role: usize| match question.to {
        Some(to) => role == to,
        None => network.goals[role] && role != question.from,
    };
    let has_passed = |roles: &[usize]| {
        let mut via = question.via.iter().peekable();
        for role in roles {
            via.next_if_eq(&role);
        }
        via.next().is_none()
    };
    let mut found = Vec::new();
    let mut open = vec![Route {
        cost: 0,
        strain: 0,
        roles: vec![question.from],
    }];
    while let Some(route) = open.pop() {
        let last = *route.roles.last().expect("it has a first");
        if question.avoid.contains(&last) {
            continue;
        }
        if is_end(last) && has_passed(&route.roles) {
            found.push(route);
            continue;
        }
        for hop in network.hops.iter().filter(|hop| hop.from == last) {
            if !route.roles.contains(&hop.to) {
                let mut longer = route.clone();
                longer.cost += hop.cost(&question.skills);
                longer.strain += hop.distance * hop.distance;
                longer.roles.push(hop.to);
                open.push(longer);
            }
        }
    }
    found.sort_by(|a, b| {
        let key = |route: &Route| (route.cost, route.strain, route.roles.clone());
        key(a).cmp(&key(b))
    });
    found
}

fn middle(route: &Route) -> HashSet<usize> {
    let ends = route.roles.len().saturating_sub(1).max(1);
    route.roles[1..ends].iter().copied().collect()
}

/// The best of `all` and its alternatives, by the words of the rule.
fn shortlist(all: &[Route]) -> Vec<Route> {
    let mut shown: Vec<Route> = all.iter().take(1).cloned().collect();
    for route in all.iter().skip(1) {
        if shown.len() == 1 + ALTERNATIVES || route.cost * 5 > shown[0].cost * 8 {
            break;
        }
        let known: HashSet<usize> = shown.iter().flat_map(middle).collect();
        let own = middle(route);
        let detour = shown
            .iter()
            .map(middle)
            .any(|other| !other.is_empty() && other.is_subset(&own));
        if own.is_empty() || (!own.is_subset(&known) && !detour) {
            shown.push(route.clone());
        }
    }
    shown
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::project::cases(3000), ..ProptestConfig::default() })]

    #[test]
    fn routes_are_the_nearest_of_all((network, question) in asked()) {
        let expected = shortlist(&all_routes(&network, &question));
        match answer(&network, &question) {
            Answer::Routes(found) => prop_assert_eq!(found, expected),
            Answer::Blocked { .. } | Answer::Nowhere => prop_assert_eq!(expected, []),
        }
    }

    /// What is said to block does: without it there is a route, and the one named is the nearest.
    #[test]
    fn what_is_said_to_block_does((network, question) in asked()) {
        let Answer::Blocked { by, nearest } = answer(&network, &question) else { return Ok(()) };
        let mut freer = question.clone();
        for constraint in &by {
            let (list, role) = match constraint {
                Constraint::Avoid(role) => (&mut freer.avoid, role),
                Constraint::Via(role) => (&mut freer.via, role),
            };
            let at = list.iter().position(|other| other == role).expect("it was asked for");
            list.remove(at);
        }
        let all = all_routes(&network, &freer);
        if by.len() == 1 {
            // One of two that are the same may be taken away at either place.
            prop_assert!(all.first() == Some(&nearest) || has_twins(&question));
        } else {
            prop_assert_eq!(all.first(), Some(&nearest));
            prop_assert_eq!(by.len(), question.avoid.len() + question.via.len());
        }
    }

    /// The referee: Yen's algorithm of another hand finds routes of the same costs.
    #[test]
    fn yen_finds_routes_of_the_same_costs((network, mut question) in asked(), to in 0usize..7) {
        let roles = network.goals.len();
        // Any other role.
        let to = (question.from + 1 + to % (roles - 1)) % roles;
        question = Question { to: Some(to), avoid: Vec::new(), via: Vec::new(), ..question };
        let mut next: BTreeMap<usize, Vec<(usize, u32)>> = BTreeMap::new();
        for hop in &network.hops {
            next.entry(hop.from).or_default().push((hop.to, hop.cost(&question.skills)));
        }
        let successors = |role: &usize| next.get(role).cloned().unwrap_or_default();
        let yen = pathfinding::prelude::yen(&question.from, successors, |role| *role == to, 1000);
        let yen: Vec<u32> = yen.into_iter().map(|(_, cost)| cost).collect();
        let all: Vec<u32> = all_routes(&network, &question).iter().map(|route| route.cost).collect();
        prop_assert_eq!(&yen, &all);
        if let Answer::Routes(found) = answer(&network, &question) {
            prop_assert_eq!(found[0].cost, yen[0]);
        } else {
            prop_assert!(yen.is_empty());
        }
    }

    #[test]
    fn from_everywhere_is_from_each(network in network()) {
        for (from, best) in from_everywhere(&network).into_iter().enumerate() {
            let question = Question { from, ..Question::default() };
            prop_assert_eq!(best, all_routes(&network, &question).first().cloned());
        }
    }
}

fn has_twins(question: &Question) -> bool {
    let twins = |list: &[usize]| list.len() == 2 && list[0] == list[1];
    twins(&question.avoid) || twins(&question.via)
}
