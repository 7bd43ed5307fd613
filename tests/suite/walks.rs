//! What the checker of incidents says holds: compared with all states there are, minute by minute, in small incidents made up by
//! proptest.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use mdbook_hops::base::diagnostic::Diagnostics;
use mdbook_hops::features::guide::Guide;
use mdbook_hops::features::incidents::engine::State;
use mdbook_hops::features::incidents::model::Step;
use mdbook_hops::features::incidents::model::Walked;
use mdbook_hops::features::incidents::model::{
    Act, Condition, Due, Effect, Ending, Event, Look, Scenario, Variant, Verdict, Words,
};
use mdbook_hops::features::incidents::walk::{Fault, walk};
use proptest::prelude::*;

const FACTS: usize = 3;
/// Later than anything that happens by itself.
const LATEST: u32 = 24;

/// Mostly none, else one word or two. The look is the word behind the facts.
fn condition() -> impl Strategy<Value = Condition> {
    let bit = || (0u32..4).prop_map(|bit| 1u64 << bit);
    let when = |when, unless| Condition {
        when,
        unless: unless & !when,
    };
    prop_oneof![
        4 => Just(Condition::default()),
        2 => bit().prop_map(move |bit| when(bit, 0)),
        2 => bit().prop_map(move |bit| when(0, bit)),
        1 => (bit(), bit()).prop_map(move |(one, other)| when(one, other)),
    ]
}

fn effect() -> impl Strategy<Value = Effect> {
    let bit = || 0usize..FACTS;
    let hurt = prop::option::weighted(0.2, 0u32..3);
    (bit(), prop::option::weighted(0.3, bit()), hurt).prop_map(|(sets, clears, hurt)| Effect {
        sets: 1 << sets,
        clears: clears.map_or(0, |bit| 1 << bit) & !(1 << sets),
        hurt,
    })
}

fn due() -> impl Strategy<Value = Due> {
    let since = (0usize..FACTS, 1u32..6);
    prop_oneof![
        (1u32..8).prop_map(Due::At),
        since.prop_map(|(fact, after)| Due::Since {
            fact: 1 << fact,
            after
        }),
    ]
}

fn act((at, minutes, condition, effect): (usize, u32, Condition, Effect)) -> Act {
    Act {
        id: format!("a{at}"),
        say: String::new(),
        commands: vec![format!("a{at}")],
        minutes,
        condition,
        refused: None,
        effect,
        during: 0,
        undo: None,
        irreversible: false,
        shows: String::new(),
        verdict: Verdict::Good,
        why: String::new(),
    }
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let acts = prop::collection::vec((0usize..9, 1u32..4, condition(), effect()), 1..5);
    let events = prop::collection::vec((due(), condition(), effect()), 0..3);
    let endings = prop::collection::vec((prop::bool::weighted(0.7), condition()), 1..3);
    (acts, events, endings, condition(), 1u32..4).prop_map(
        |(acts, events, endings, variant, minutes)| {
            let named =
                |(at, (_, minutes, condition, effect))| act((at, minutes, condition, effect));
            let event = |(due, condition, effect)| Event {
                id: String::new(),
                due,
                condition,
                effect,
                shows: String::new(),
            };
            let ending = |(good, condition)| Ending {
                id: String::new(),
                good,
                title: String::new(),
                condition,
                text: String::new(),
            };
            let look = Look {
                id: "look".to_owned(),
                say: String::new(),
                commands: vec!["look".to_owned()],
                minutes,
                shows: String::new(),
                variants: vec![Variant {
                    condition: variant,
                    shows: String::new(),
                }],
                near: Vec::new(),
                hint: None,
            };
            Scenario {
                id: String::new(),
                title: String::new(),
                level: 0,
                skills: Vec::new(),
                resources: Vec::new(),
                clock: 0,
                zone: String::new(),
                prompt: String::new(),
                hurt: 1,
                updates: 1,
                opening: Vec::new(),
                words: Words {
                    names: ["f0", "f1", "f2", "look"].map(str::to_owned).to_vec(),
                    facts: FACTS,
                },
                looks: vec![look],
                acts: acts.into_iter().enumerate().map(named).collect(),
                events: events.into_iter().map(event).collect(),
                endings: endings.into_iter().map(ending).collect(),
                not_yet: String::new(),
                cause: String::new(),
                debrief: Vec::new(),
                follow_ups: Vec::new(),
                walked: Walked::default(),
            }
        },
    )
}

/// Every state there is, with the states that one step leads to. From the latest minute on the clock stands still: nothing waits for
/// it any more, but for events that wait for a fact; their minutes go on counting.
struct Exhausted {
    states: Vec<State>,
    next: Vec<Vec<usize>>,
}

/// The same moment for all that can come. Without a clock, the same for all that can come where nothing happens by itself.
fn key(state: &State, has_clock: bool) -> String {
    let mut same = *state;
    (same.pain, same.hurt) = (0, 0);
    if !has_clock {
        same.clock = 0;
    }
    format!("{same:?}")
}

fn exhaust(scenario: &Scenario, has_clock: bool) -> Exhausted {
    let steps: Vec<Step> = (0..scenario.acts.len())
        .map(Step::Act)
        .chain([Step::Look(0), Step::Wait(1)])
        .collect();
    let begin = State::begin(scenario);
    let mut states = vec![begin];
    let mut next: Vec<Vec<usize>> = Vec::new();
    let mut known = HashMap::from([(key(&begin, has_clock), 0)]);
    let mut at = 0;
    while at < states.len() {
        let mut found = Vec::new();
        for step in &steps {
            let after = states[at].step(scenario, *step);
            let Some(after) = after.filter(|after| !has_clock || after.clock <= LATEST) else {
                continue;
            };
            let index = *known.entry(key(&after, has_clock)).or_insert_with(|| {
                states.push(after);
                states.len() - 1
            });
            found.push(index);
        }
        next.push(found);
        at += 1;
    }
    Exhausted { states, next }
}

impl Exhausted {
    /// Whether a good ending can be reached, for each state.
    fn can_win(&self, scenario: &Scenario) -> Vec<bool> {
        let mut before = vec![Vec::new(); self.states.len()];
        for (at, next) in self.next.iter().enumerate() {
            for to in next {
                before[*to].push(at);
            }
        }
        let good = |at: &usize| is_good(scenario, &self.states[*at]);
        let mut open: VecDeque<usize> = (0..self.states.len()).filter(good).collect();
        let mut wins = vec![false; self.states.len()];
        while let Some(at) = open.pop_front() {
            if !std::mem::replace(&mut wins[at], true) {
                open.extend(&before[at]);
            }
        }
        wins
    }
}

fn is_good(scenario: &Scenario, state: &State) -> bool {
    let ending = scenario.ending(state.facts);
    ending.is_some_and(|ending| scenario.endings[ending].good)
}

/// The words that stand in conditions.
fn asked(scenario: &Scenario) -> u64 {
    let of = |condition: &Condition| condition.when | condition.unless;
    let variants = scenario.looks[0]
        .variants
        .iter()
        .map(|variant| of(&variant.condition));
    let acts = scenario.acts.iter().map(|act| of(&act.condition));
    let events = scenario.events.iter().map(|event| {
        let since = match event.due {
            Due::Since { fact, .. } => fact,
            Due::At(_) => 0,
        };
        of(&event.condition) | since
    });
    let endings = scenario.endings.iter().map(|ending| of(&ending.condition));
    variants
        .chain(acts)
        .chain(events)
        .chain(endings)
        .fold(0, |all, one| all | one)
}

/// What users feel of a step: what they felt before it, or what it does to them while it lasts, if that is more.
#[test]
fn an_act_hurts_while_it_lasts() {
    let files =
        mdbook_hops::book::files::data(&crate::project::root().join("tests/books/bakery/data"));
    let guide = Guide::read("data", &files, &Diagnostics::default());
    let first = guide.scenarios.into_iter().next();
    let mut scenario = first.expect("the data is whole");
    scenario.acts[0].condition = Condition::default();
    scenario.acts[0].minutes = 3;
    scenario.events.clear();
    let state = State::begin(&scenario);
    for (during, pain) in [(0, 60), (10, 60), (30, 90)] {
        scenario.acts[0].during = during;
        let after = state.step(&scenario, Step::Act(0)).expect("it is allowed");
        assert_eq!((after.clock, after.pain), (3, pain), "during {during}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::project::cases(500), ..ProptestConfig::default() })]

    #[test]
    fn what_the_checker_says_holds_in_all_states(scenario in scenario()) {
        let all = exhaust(&scenario, true);
        let walked = walk(&scenario, asked(&scenario));
        let faults = walked.as_ref().err().map(Vec::as_slice).unwrap_or_default();
        let states = || all.states.iter();
        let wins = all.can_win(&scenario);

        // A way to a good ending, and the shortest.
        let nearest = states().filter(|state| is_good(&scenario, state)).map(|state| state.clock).min();
        prop_assert_eq!(faults.contains(&Fault::NoGoodEnding), nearest.is_none());
        if let Ok(walked) = &walked {
            prop_assert_eq!(Some(walked.minutes), nearest);
            let mut state = State::begin(&scenario);
            for (step, minute) in &walked.path {
                prop_assert_eq!(state.clock, *minute);
                state = state.step(&scenario, *step).expect("the way can be gone");
            }
            prop_assert!(is_good(&scenario, &state));
            let abstracted: HashSet<(u64, u32)> = states().map(|state| (state.facts & asked(&scenario), state.fired)).collect();
            prop_assert!(abstracted.len() <= walked.states, "{} of {}", abstracted.len(), walked.states);
        }

        // Every state has a way back, or it is said that one has none. Early states only: the later ones have no time left here. Where
        // nothing happens by itself, time is no matter, and a state without a way back is lost however late it is come to.
        let barred = |fault: &Fault| matches!(fault, Fault::NoGoodEnding | Fault::Race | Fault::NoWayBack { .. });
        let is_barred = faults.iter().any(barred);
        let lost = states().zip(&wins).find(|(state, wins)| state.clock <= LATEST / 3 && !**wins);
        prop_assert!(is_barred || lost.is_none(), "no way back from {:?}", lost);
        if scenario.events.is_empty() {
            let wins = exhaust(&scenario, false).can_win(&scenario);
            prop_assert_eq!(is_barred, wins.contains(&false), "{:?}", faults);
        }

        // What is said to be out of reach is; with events that wait for facts the checker may miss a way.
        let exact = scenario.events.iter().all(|event| matches!(event.due, Due::At(_)));
        for (at, _) in scenario.acts.iter().enumerate() {
            let can = states().any(|state| scenario.allows(at, state.facts));
            if nearest.is_some() && (exact || !faults.contains(&Fault::Act(at))) {
                prop_assert_eq!(faults.contains(&Fault::Act(at)), !can, "act {}", at);
            }
        }
        for (at, _) in scenario.events.iter().enumerate() {
            let fires = states().any(|state| state.fired & (1 << at) != 0);
            if nearest.is_some() && (exact || !faults.contains(&Fault::Event(at))) {
                prop_assert_eq!(faults.contains(&Fault::Event(at)), !fires, "event {}", at);
            }
        }
        let endings: BTreeSet<Option<usize>> = states().map(|state| scenario.ending(state.facts)).collect();
        for (at, _) in scenario.endings.iter().enumerate() {
            if nearest.is_some() && (exact || !faults.contains(&Fault::Ending(at))) {
                prop_assert_eq!(faults.contains(&Fault::Ending(at)), !endings.contains(&Some(at)), "ending {}", at);
            }
        }
    }
}
