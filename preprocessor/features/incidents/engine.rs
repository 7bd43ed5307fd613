//! The engine of incidents: what a step does to a state. preprocessor/features/incidents/incident.js is the same for readers, and the browser's
//! tests hold the two together.
//!
//! Time is whole minutes, and passes one by one. At the end of each minute the events fire that are due. What a look or an
//! act sets, it sets at the end of its minutes. Enter at [`State::begin`] and [`State::step`].

use crate::features::incidents::model::{Due, Effect, MOST_EVENTS, Scenario, Step};

/// An incident at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Minutes since the beginning.
    pub clock: u32,
    /// What holds, a bit for each word of [`crate::features::incidents::model::Words`].
    pub facts: u64,
    /// A bit for each event that has fired.
    pub fired: u32,
    /// How many of 100 users are hurt.
    pub hurt: u32,
    /// That, summed over the minutes.
    pub pain: u64,
    /// For each event that waits for a fact: when the fact came to hold.
    started: [u32; MOST_EVENTS],
}

impl State {
    pub fn begin(scenario: &Scenario) -> State {
        State {
            clock: 0,
            facts: 0,
            fired: 0,
            hurt: scenario.hurt,
            pain: 0,
            started: [0; MOST_EVENTS],
        }
    }

    /// The state after `step`; `None` if that act is refused here.
    pub fn step(mut self, scenario: &Scenario, step: Step) -> Option<State> {
        match step {
            Step::Wait(minutes) => self.pass(scenario, minutes, 0),
            Step::Look(at) => {
                let look = &scenario.looks[at];
                self.pass(scenario, look.minutes, 0);
                self.change(scenario, scenario.words.of_look(at), 0);
                self.settle(scenario);
            }
            Step::Act(at) => {
                if !scenario.allows(at, self.facts) {
                    return None;
                }
                let act = &scenario.acts[at];
                self.pass(scenario, act.minutes, act.during);
                self.take(scenario, &act.effect);
                self.settle(scenario);
            }
        }
        Some(self)
    }

    /// What the look at that position shows, if somebody begins it now: `None` is its own words, a number one of its variants.
    pub fn shown(mut self, scenario: &Scenario, look: usize) -> Option<usize> {
        let look = &scenario.looks[look];
        self.pass(scenario, look.minutes, 0);
        let mut variants = look.variants.iter();
        variants.position(|variant| variant.condition.holds(self.facts))
    }

    /// When the next event fires, if nothing is done until then.
    pub fn next_event(&self, scenario: &Scenario) -> Option<u32> {
        let waiting =
            scenario.events.iter().enumerate().filter(|(at, event)| {
                self.fired & (1 << at) == 0 && event.condition.holds(self.facts)
            });
        waiting
            .filter_map(|(at, event)| self.due(at, event.due))
            .min()
    }

    /// From which minute on the event at that position is due.
    fn due(&self, at: usize, due: Due) -> Option<u32> {
        match due {
            Due::At(minute) => Some(minute),
            Due::Since { fact, after } => {
                (self.facts & fact != 0).then(|| self.started[at] + after)
            }
        }
    }

    fn pass(&mut self, scenario: &Scenario, minutes: u32, during: u32) {
        for _ in 0..minutes {
            self.pain += u64::from(self.hurt.max(during));
            self.clock += 1;
            self.settle(scenario);
        }
    }

    /// Fires what is due, in the order of the file; what one event sets may make another one due.
    fn settle(&mut self, scenario: &Scenario) {
        let ready = |state: &State| {
            scenario.events.iter().enumerate().find(|(at, event)| {
                state.fired & (1 << at) == 0
                    && event.condition.holds(state.facts)
                    && state
                        .due(*at, event.due)
                        .is_some_and(|due| state.clock >= due)
            })
        };
        while let Some((at, event)) = ready(self) {
            self.fired |= 1 << at;
            self.take(scenario, &event.effect);
        }
    }

    fn take(&mut self, scenario: &Scenario, effect: &Effect) {
        self.change(scenario, effect.sets, effect.clears);
        self.hurt = effect.hurt.unwrap_or(self.hurt);
    }

    fn change(&mut self, scenario: &Scenario, sets: u64, clears: u64) {
        let before = self.facts;
        self.facts = before & !clears | sets;
        let new = self.facts & !before;
        for (at, event) in scenario.events.iter().enumerate() {
            if matches!(event.due, Due::Since { fact, .. } if new & fact != 0) {
                self.started[at] = self.clock;
            }
        }
    }
}
