//! Walks all states of an incident, and says what cannot be reached and from where no good ending can be.
//!
//! A state is what holds (of what anything depends on) and which events have fired. Time is no part of it: somebody can let
//! any number of minutes pass, in any state. Two walks follow from that:
//!
//! - [`EarliestWalk`] goes the steps of [`State`], minute by minute, and comes to each state as early as it can (Dijkstra's
//!   algorithm). What it comes to can be reached, and its first good ending is the nearest one.
//! - [`TimelessWalk`] takes no heed of minutes: an event may fire at any moment at which it could. It comes to each state that can be
//!   reached, and perhaps to some that cannot. In those states a player wins who can reach a good ending whatever events do in
//!   between; where nobody wins, there is no way back.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet, VecDeque};

use crate::features::incidents::engine::State;
use crate::features::incidents::model::{Due, Effect, Scenario, Step, Stride, Walked};

/// The most states that a scenario may have.
pub const MOST_STATES: usize = 20_000;

/// Things by their positions in the scenario.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    TooMany {
        states: usize,
        /// Bits.
        facts: Vec<usize>,
    },
    NoGoodEnding,
    /// There is a good ending, but from the beginning on events can bar every way to one.
    Race,
    NoWayBack {
        culprit: Cause,
        way: Vec<Stride>,
    },
    Variant(usize, usize),
    /// Its own words are never shown.
    Look(usize),
    Act(usize),
    /// An act without effect.
    Idle(usize),
    Event(usize),
    Ending(usize),
    AlwaysOver,
}

/// What leads from one state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    Step(Step),
    Event(usize),
}

/// What holds, and which events have fired.
type Key = (u64, u32);

/// Walks `scenario`, in whose conditions the words of `asked` stand.
pub fn walk(scenario: &Scenario, asked: u64) -> Result<Walked, Vec<Fault>> {
    let all = TimelessWalk::of(scenario, asked)?;
    let earliest = EarliestWalk::of(scenario, asked);
    let mut faults = all.faults(&earliest);
    let Some(end) = earliest.end else {
        faults.insert(0, Fault::NoGoodEnding);
        return Err(faults);
    };
    faults.extend(earliest.unreached());
    if !faults.is_empty() {
        return Err(faults);
    }
    let node = &earliest.nodes[end];
    Ok(Walked {
        states: all.keys.len(),
        path: earliest.way(end),
        minutes: node.state.clock,
        ending: scenario.ending(node.state.facts).unwrap_or_default(),
    })
}

/// The looks that something depends on, and all acts.
fn moves(scenario: &Scenario, asked: u64) -> Vec<Step> {
    let looks = (0..scenario.looks.len()).filter(|at| asked & scenario.words.of_look(*at) != 0);
    let acts = (0..scenario.acts.len()).map(Step::Act);
    looks.map(Step::Look).chain(acts).collect()
}

/// Each state, come to as early as can be.
struct EarliestWalk<'s> {
    scenario: &'s Scenario,
    asked: u64,
    nodes: Vec<Node>,
    /// The nodes that were the first to come to a state, in the order of their clocks.
    first: Vec<usize>,
    by_key: HashMap<Key, usize>,
    /// The first node from which a good ending can be declared.
    end: Option<usize>,
}

struct Node {
    state: State,
    /// The node before, and the step from there.
    from: Option<(usize, Step)>,
}

impl<'s> EarliestWalk<'s> {
    fn of(scenario: &'s Scenario, asked: u64) -> EarliestWalk<'s> {
        let moves = moves(scenario, asked);
        let begin = Node {
            state: State::begin(scenario),
            from: None,
        };
        let mut walk = EarliestWalk {
            scenario,
            asked,
            nodes: vec![begin],
            first: Vec::new(),
            by_key: HashMap::new(),
            end: None,
        };
        let mut open = BinaryHeap::from([Reverse((0, 0))]);
        // The earliest clock at which a state is known to be reached: later ones are not worth a node.
        let mut known: HashMap<Key, u32> = HashMap::new();
        while let Some(Reverse((_, at))) = open.pop() {
            let key = walk.key(at);
            if walk.by_key.contains_key(&key) {
                continue;
            }
            walk.by_key.insert(key, at);
            walk.first.push(at);
            let good = |ending: usize| scenario.endings[ending].good;
            if walk.end.is_none() && scenario.ending(key.0).is_some_and(good) {
                walk.end = Some(at);
            }
            let before = walk.nodes.len();
            walk.expand(at, &moves);
            for next in before..walk.nodes.len() {
                let (key, clock) = (walk.key(next), walk.nodes[next].state.clock);
                let earlier = known.get(&key).is_some_and(|known| *known <= clock);
                if !earlier {
                    known.insert(key, clock);
                    open.push(Reverse((clock, next)));
                }
            }
        }
        walk
    }

    fn key(&self, node: usize) -> Key {
        let state = &self.nodes[node].state;
        (state.facts & self.asked, state.fired)
    }

    /// Adds what can be done next: at once, just before the next event fires, and after it.
    fn expand(&mut self, at: usize, moves: &[Step]) {
        self.take_all(at, moves);
        let state = self.nodes[at].state;
        let Some(next) = state.next_event(self.scenario) else {
            return;
        };
        let wait = next.saturating_sub(state.clock);
        if wait > 1
            && let Some(before) = self.take(at, Step::Wait(wait - 1))
        {
            self.take_all(before, moves);
        }
        self.take(at, Step::Wait(wait.max(1)));
    }

    fn take_all(&mut self, at: usize, moves: &[Step]) {
        for step in moves {
            self.take(at, *step);
        }
    }

    fn take(&mut self, at: usize, step: Step) -> Option<usize> {
        let state = self.nodes[at].state.step(self.scenario, step)?;
        self.nodes.push(Node {
            state,
            from: Some((at, step)),
        });
        Some(self.nodes.len() - 1)
    }

    /// The steps to a node.
    fn way(&self, node: usize) -> Vec<Stride> {
        let mut way = Vec::new();
        let mut at = node;
        while let Some((before, step)) = self.nodes[at].from {
            way.push((step, self.nodes[before].state.clock));
            at = before;
        }
        way.reverse();
        way
    }

    /// What nothing leads to, and what changes nothing.
    fn unreached(&self) -> Vec<Fault> {
        let scenario = self.scenario;
        let states = || self.first.iter().map(|at| &self.nodes[*at].state);
        let mut faults = Vec::new();
        for (at, look) in scenario.looks.iter().enumerate() {
            if look.variants.is_empty() {
                continue;
            }
            let shown: HashSet<_> = states().map(|state| state.shown(scenario, at)).collect();
            let variants =
                (0..look.variants.len()).filter(|variant| !shown.contains(&Some(*variant)));
            faults.extend(variants.map(|variant| Fault::Variant(at, variant)));
            faults.extend((!shown.contains(&None)).then_some(Fault::Look(at)));
        }
        for (at, act) in scenario.acts.iter().enumerate() {
            let allowed = || states().filter(|state| scenario.allows(at, state.facts));
            let changes = |state: &State| {
                let facts = apply(state.facts, &act.effect) != state.facts;
                facts
                    || act.during > state.hurt
                    || act.effect.hurt.is_some_and(|hurt| hurt != state.hurt)
            };
            if allowed().next().is_none() {
                faults.push(Fault::Act(at));
            } else if !allowed().any(changes) {
                faults.push(Fault::Idle(at));
            }
        }
        let fired = states().fold(0, |fired, state| fired | state.fired);
        let silent = (0..scenario.events.len()).filter(|at| fired & (1 << at) == 0);
        faults.extend(silent.map(Fault::Event));
        let endings: HashSet<_> = states().map(|state| scenario.ending(state.facts)).collect();
        let never = (0..scenario.endings.len()).filter(|at| !endings.contains(&Some(*at)));
        faults.extend(never.map(Fault::Ending));
        faults.extend((!endings.contains(&None)).then_some(Fault::AlwaysOver));
        faults
    }
}

fn apply(facts: u64, effect: &Effect) -> u64 {
    facts & !effect.clears | effect.sets
}

/// What may follow a state by one cause, whatever events do meanwhile.
struct Branch {
    cause: Cause,
    /// Pairs: a state that events may have made of it meanwhile, and where that leads. First without any event.
    to: Vec<(usize, usize)>,
}

/// Each state, whatever minutes say.
struct TimelessWalk<'s> {
    scenario: &'s Scenario,
    keys: Vec<Key>,
    by_key: HashMap<Key, usize>,
    branches: Vec<Vec<Branch>>,
    /// The state from which each was first come to, and by which step, if it was no event.
    from: Vec<Option<(usize, Option<Step>)>>,
}

impl<'s> TimelessWalk<'s> {
    fn of(scenario: &'s Scenario, asked: u64) -> Result<TimelessWalk<'s>, Vec<Fault>> {
        let moves = moves(scenario, asked);
        let mut all = TimelessWalk {
            scenario,
            keys: Vec::new(),
            by_key: HashMap::new(),
            branches: Vec::new(),
            from: Vec::new(),
        };
        all.index((0, 0), None);
        let mut at = 0;
        while at < all.keys.len() {
            if at >= MOST_STATES {
                let facts = all.multipliers(asked);
                let states = MOST_STATES;
                return Err(vec![Fault::TooMany { states, facts }]);
            }
            let mut branches = Vec::new();
            for event in all.waiting(all.keys[at]) {
                let to = all.fire(all.keys[at], event);
                let cause = Cause::Event(event);
                let to = all.index(to, Some((at, None)));
                branches.push(Branch {
                    cause,
                    to: vec![(at, to)],
                });
            }
            let keys = all.meanwhile(all.keys[at]);
            // Events lead to all of them.
            let meanwhile: Vec<usize> = keys
                .iter()
                .map(|key| all.index(*key, Some((at, None))))
                .collect();
            for step in &moves {
                let cause = Cause::Step(*step);
                let Some(effect) = all.effect_of(all.keys[at].0, *step, asked) else {
                    continue;
                };
                let mut to = Vec::with_capacity(meanwhile.len());
                for (via, (facts, fired)) in meanwhile.iter().zip(&keys) {
                    let key = (apply(*facts, &effect), *fired);
                    to.push((*via, all.index(key, Some((at, Some(*step))))));
                }
                // What changes nothing leads nowhere.
                if to.iter().any(|(via, to)| via != to) {
                    branches.push(Branch { cause, to });
                }
            }
            all.branches.push(branches);
            at += 1;
        }
        Ok(all)
    }

    fn index(&mut self, key: Key, from: Option<(usize, Option<Step>)>) -> usize {
        *self.by_key.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.from.push(from);
            self.keys.len() - 1
        })
    }

    /// The events that may fire next. Of those with a minute of their own it is the first.
    fn waiting(&self, (facts, fired): Key) -> Vec<usize> {
        let events = self.scenario.events.iter().enumerate();
        let waiting = events.filter(|(at, event)| {
            let runs = match event.due {
                Due::At(_) => true,
                Due::Since { fact, .. } => facts & fact != 0,
            };
            runs && fired & (1 << at) == 0 && event.condition.holds(facts)
        });
        let waiting: Vec<_> = waiting.map(|(at, event)| (at, event.due)).collect();
        let minute = |due: &Due| match due {
            Due::At(minute) => Some(*minute),
            Due::Since { .. } => None,
        };
        let first = waiting.iter().filter_map(|(_, due)| minute(due)).min();
        let next = waiting
            .iter()
            .filter(|(_, due)| minute(due).is_none_or(|at| Some(at) == first));
        next.map(|(at, _)| *at).collect()
    }

    fn fire(&self, (facts, fired): Key, event: usize) -> Key {
        let effect = &self.scenario.events[event].effect;
        (apply(facts, effect), fired | 1 << event)
    }

    /// The states that events may make of one while a step is being done: the state itself first.
    fn meanwhile(&self, key: Key) -> Vec<Key> {
        let mut found = vec![key];
        let mut at = 0;
        while at < found.len() {
            for event in self.waiting(found[at]) {
                let next = self.fire(found[at], event);
                if !found.contains(&next) {
                    found.push(next);
                }
            }
            at += 1;
        }
        found
    }

    /// What `step` changes, if it can be done where `facts` hold.
    fn effect_of(&self, facts: u64, step: Step, asked: u64) -> Option<Effect> {
        match step {
            Step::Act(at) => {
                (self.scenario.allows(at, facts)).then(|| self.scenario.acts[at].effect)
            }
            Step::Look(at) => Some(Effect {
                sets: self.scenario.words.of_look(at) & asked,
                clears: 0,
                hurt: None,
            }),
            Step::Wait(_) => None,
        }
    }

    /// The facts whose two values divide the states most evenly.
    fn multipliers(&self, asked: u64) -> Vec<usize> {
        let half = self.keys.len() / 2;
        let mut bits: Vec<usize> = (0..64).filter(|bit| asked & (1 << bit) != 0).collect();
        let set = |bit: usize| {
            self.keys
                .iter()
                .filter(|key| key.0 & (1 << bit) != 0)
                .count()
        };
        bits.sort_by_cached_key(|bit| set(*bit).abs_diff(half));
        bits.truncate(5);
        bits
    }

    /// For each state whether a good ending can be reached from there, whatever events do.
    fn winning(&self) -> Vec<bool> {
        let good = |(facts, _): &Key| {
            let ending = self.scenario.ending(*facts);
            ending.is_some_and(|ending| self.scenario.endings[ending].good)
        };
        let mut wins: Vec<bool> = self.keys.iter().map(good).collect();
        let mut grown = true;
        while grown {
            grown = false;
            // Backwards: what comes later in the walk is nearer to the endings.
            for at in (0..wins.len()).rev() {
                if !wins[at] && self.wins_next(at, &wins) {
                    wins[at] = true;
                    grown = true;
                }
            }
        }
        wins
    }

    /// Whether a step, or waiting for what may happen, leads from there to winning states only.
    fn wins_next(&self, at: usize, wins: &[bool]) -> bool {
        let surely = |branch: &&Branch| branch.to.iter().all(|(_, to)| wins[*to]);
        let (events, steps): (Vec<_>, Vec<_>) =
            (self.branches[at].iter()).partition(|branch| matches!(branch.cause, Cause::Event(_)));
        let waits = !events.is_empty() && events.iter().all(surely);
        waits || steps.iter().any(surely)
    }

    /// The causes that lead to where nobody wins, each with the shortest way there.
    fn faults(&self, earliest: &EarliestWalk<'_>) -> Vec<Fault> {
        let wins = self.winning();
        let mut blamed = HashSet::new();
        let mut faults = Vec::new();
        // The nearest states first, so that the way that is told is the shortest.
        let known = earliest
            .first
            .iter()
            .map(|node| self.by_key.get(&earliest.key(*node)));
        let mut order: VecDeque<usize> = known.flatten().copied().collect();
        order.extend(0..self.keys.len());
        for at in order {
            let lost = self.branches[at].iter().filter(|_| wins[at]);
            for branch in lost {
                let loses = |(via, to): &(usize, usize)| wins[*via] && !wins[*to];
                if !branch.to.iter().any(loses) || !blamed.insert(branch.cause) {
                    continue;
                }
                let mut way = match earliest.by_key.get(&self.keys[at]) {
                    Some(node) => earliest.way(*node),
                    None => self.steps_to(at),
                };
                if let Cause::Step(step) = branch.cause {
                    way.push((step, 0));
                }
                let culprit = branch.cause;
                faults.push(Fault::NoWayBack { culprit, way });
            }
        }
        if faults.is_empty() && !wins[0] && earliest.end.is_some() {
            faults.push(Fault::Race);
        }
        faults
    }

    /// The steps of the first way to a state, without their minutes.
    fn steps_to(&self, mut at: usize) -> Vec<Stride> {
        let mut way = Vec::new();
        while let Some((before, step)) = self.from[at] {
            way.extend(step.map(|step| (step, 0)));
            at = before;
        }
        way.reverse();
        way
    }
}

/// "`a`, wait 3 minutes, `b`"
pub fn in_words(scenario: &Scenario, way: &[Stride]) -> String {
    let words = way.iter().map(|(step, _)| match step {
        Step::Wait(minutes) => format!("wait {minutes} min"),
        step => format!("`{}`", scenario.command(*step).unwrap_or_default()),
    });
    words.collect::<Vec<_>>().join(", ")
}
