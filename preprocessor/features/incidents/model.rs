//! An incident as a state machine: what can be looked at and done, what happens by itself, and how it can end.
//!
//! Enter at [`Scenario`]. [`engine`](super::engine) says what a step does, [`walk`](super::walk) goes all of them, and
//! [`schema`](super::schema) reads one from its file.

use crate::base::names::Ref;
use crate::features::resources::schema::Resource;
use crate::features::skills::schema::Skill;

/// The most events of a scenario.
pub const MOST_EVENTS: usize = 8;

#[derive(Debug)]
pub struct Scenario {
    pub id: String,
    pub title: String,
    /// As [`LEVELS`](crate::features::skills::schema::SKILL_LEVELS).
    pub level: usize,
    pub skills: Vec<Ref<Skill>>,
    /// What to read afterwards.
    pub resources: Vec<Ref<Resource>>,
    /// When it begins, in minutes of the day.
    pub clock: u32,
    pub zone: String,
    pub prompt: String,
    /// How many of 100 users are hurt at the beginning.
    pub hurt: u32,
    /// While users are hurt, a post is expected every so many minutes.
    pub updates: u32,
    /// Paragraphs.
    pub opening: Vec<String>,
    pub words: Words,
    pub looks: Vec<Look>,
    pub acts: Vec<Act>,
    pub events: Vec<Event>,
    pub endings: Vec<Ending>,
    pub not_yet: String,
    pub cause: String,
    pub debrief: Vec<String>,
    pub follow_ups: Vec<String>,
    pub walked: Walked,
}

/// What can hold: the facts, then the looks once they were made. Each is a bit.
#[derive(Debug)]
pub struct Words {
    pub names: Vec<String>,
    /// How many of them are facts.
    pub facts: usize,
}

impl Words {
    pub fn of_look(&self, look: usize) -> u64 {
        1 << (self.facts + look)
    }

    /// The names of the bits in `set`.
    pub fn of(&self, set: u64) -> impl Iterator<Item = &str> {
        let names = self.names.iter().enumerate();
        names.filter_map(move |(bit, name)| (set & (1 << bit) != 0).then_some(name.as_str()))
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Condition {
    /// All of these hold.
    pub when: u64,
    /// None of these does.
    pub unless: u64,
}

impl Condition {
    pub fn holds(self, facts: u64) -> bool {
        facts & self.when == self.when && facts & self.unless == 0
    }
}

#[derive(Debug)]
pub struct Look {
    pub id: String,
    pub say: String,
    /// At least one.
    pub commands: Vec<String>,
    pub minutes: u32,
    pub shows: String,
    /// The first that holds is shown instead.
    pub variants: Vec<Variant>,
    pub near: Vec<String>,
    pub hint: Option<String>,
}

#[derive(Debug)]
pub struct Variant {
    pub condition: Condition,
    pub shows: String,
}

/// What an act or an event changes.
#[derive(Debug, Clone, Copy)]
pub struct Effect {
    pub sets: u64,
    pub clears: u64,
    pub hurt: Option<u32>,
}

#[derive(Debug)]
pub struct Act {
    pub id: String,
    pub say: String,
    /// At least one. Acts may share one: the first whose condition holds is done.
    pub commands: Vec<String>,
    pub minutes: u32,
    pub condition: Condition,
    pub refused: Option<String>,
    pub effect: Effect,
    /// How many of 100 users are hurt while its minutes pass, at least.
    pub during: u32,
    /// The act that takes it back.
    pub undo: Option<Ref<Act>>,
    pub irreversible: bool,
    pub shows: String,
    pub verdict: Verdict,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    Fair,
    Poor,
}

impl Verdict {
    pub const ALL: [(&'static str, Verdict); 3] = [
        ("good", Verdict::Good),
        ("fair", Verdict::Fair),
        ("poor", Verdict::Poor),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

#[derive(Debug)]
pub struct Event {
    pub id: String,
    pub due: Due,
    pub condition: Condition,
    pub effect: Effect,
    pub shows: String,
}

/// When an event fires, at the earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    At(u32),
    /// So long after that fact came to hold, if it still does.
    Since {
        fact: u64,
        after: u32,
    },
}

#[derive(Debug)]
pub struct Ending {
    pub id: String,
    pub good: bool,
    pub title: String,
    pub condition: Condition,
    pub text: String,
}

impl Scenario {
    /// Whether the act at that position is what its command does here: its condition holds, and that of no act before it
    /// with the same command does.
    pub fn allows(&self, at: usize, facts: u64) -> bool {
        let act = &self.acts[at];
        let earlier = || {
            let mut before = self.acts[..at].iter();
            before.any(|other| {
                other.condition.holds(facts) && other.commands.contains(&act.commands[0])
            })
        };
        act.condition.holds(facts) && !earlier()
    }

    /// The ending that would be declared here.
    pub fn ending(&self, facts: u64) -> Option<usize> {
        let mut endings = self.endings.iter();
        endings.position(|ending| ending.condition.holds(facts))
    }

    /// What is typed for a step; nothing for minutes that pass.
    pub fn command(&self, step: Step) -> Option<&str> {
        match step {
            Step::Look(at) => Some(&self.looks[at].commands[0]),
            Step::Act(at) => Some(&self.acts[at].commands[0]),
            Step::Wait(_) => None,
        }
    }
}

/// What somebody does. Looks and acts by their positions in the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    Look(usize),
    Act(usize),
    /// Minutes that pass with nothing done: notes, updates, waiting.
    Wait(u32),
}

/// A step, and the minute at which it begins.
pub type Stride = (Step, u32);

/// What the walk tells of a scenario without faults.
#[derive(Debug, Default)]
pub struct Walked {
    pub states: usize,
    /// The shortest way to a good ending.
    pub path: Vec<Stride>,
    /// When it comes there.
    pub minutes: u32,
    /// The ending it comes to.
    pub ending: usize,
}
