//! What is wrong with an incident as a whole, told at the place that is to blame. Enter at [`check`].

use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::features::incidents::model::{Scenario, Step, Stride, Walked};
use crate::features::incidents::walk::{self, Cause, Fault};

/// Where things stand that the walk may blame.
#[derive(Default)]
pub struct Places {
    pub facts: Vec<Range<usize>>,
    pub looks: Vec<Range<usize>>,
    pub variants: Vec<Vec<Range<usize>>>,
    pub acts: Vec<Range<usize>>,
    pub events: Vec<Range<usize>>,
    pub endings: Vec<Range<usize>>,
    pub not_yet: Range<usize>,
}

/// Walks `scenario`, in whose conditions the words of `asked` stand, and reports all faults; what the walk tells if there are none.
pub fn check(scenario: &Scenario, asked: u64, places: &Places, top: &Fields<'_>) -> Option<Walked> {
    check_undo(scenario, places, top);
    match walk::walk(scenario, asked) {
        Ok(walked) => Some(walked),
        Err(faults) => {
            for fault in faults {
                tell(&fault, scenario, places, top);
            }
            None
        }
    }
}

/// Reports acts whose `undo` takes nothing of them back.
fn check_undo(scenario: &Scenario, places: &Places, top: &Fields<'_>) {
    for (at, act) in scenario.acts.iter().enumerate() {
        let Some(undo) = act.undo else { continue };
        let (other, effect) = (&scenario.acts[undo.index], act.effect);
        let back = other.effect.clears & effect.sets | other.effect.sets & effect.clears;
        if back == 0 && (other.effect.hurt.is_none() || undo.index == at) {
            let message = format!("`{}` takes nothing of `{}` back", other.id, act.id);
            top.error_at(Code("wrong-undo"), &places.acts[at], message)
                .help("its `undo` names an act that clears what it sets, or sets what it clears");
        }
    }
}

/// What helps if nothing leads to something.
const UNREACHED: &str =
    "look at the conditions: with the acts and events there are, they never come to hold together";

/// Reports what the walk has found.
fn tell(fault: &Fault, scenario: &Scenario, places: &Places, top: &Fields<'_>) {
    let unreachable =
        |span: &Range<usize>, message: String| top.error_at(Code("unreachable"), span, message);
    match fault {
        Fault::TooMany { states, facts } => tell_too_many(*states, facts, scenario, top),
        Fault::NoGoodEnding => {
            top.error(Code("no-good-ending"), "no good ending can be reached")
                .help("an ending with good = true needs conditions that acts can bring about");
        }
        Fault::Race => {
            let message = "whether a good ending can be reached is a race against the events";
            top.error(Code("race"), message)
                .help("from the beginning on there must be a way that no event can close");
        }
        Fault::NoWayBack { culprit, way } => {
            tell_no_way_back(*culprit, way, scenario, places, top);
        }
        Fault::Variant(look, at) => {
            let place = &places.variants[*look][*at];
            unreachable(place, "nothing leads to this variant".to_owned()).help(UNREACHED);
        }
        Fault::Look(at) => {
            let id = &scenario.looks[*at].id;
            let message = format!("the look `{id}` never shows its own words");
            unreachable(&places.looks[*at], message)
                .help("one of its variants always holds: make the last one the look's own `shows`");
        }
        Fault::Act(at) => {
            let id = &scenario.acts[*at].id;
            let message = format!("nothing leads to the act `{id}`");
            unreachable(&places.acts[*at], message).help(UNREACHED);
        }
        Fault::Idle(at) => {
            let id = &scenario.acts[*at].id;
            let message = format!("the act `{id}` has no effect");
            top.error_at(Code("no-effect"), &places.acts[*at], message)
                .help("wherever it can be done it changes neither a fact nor how many are hurt; if it only finds out, make it a look");
        }
        Fault::Event(at) => {
            let id = &scenario.events[*at].id;
            let message = format!("the event `{id}` never fires");
            unreachable(&places.events[*at], message).help(UNREACHED);
        }
        Fault::Ending(at) => {
            let id = &scenario.endings[*at].id;
            let message = format!("nothing leads to the ending `{id}`");
            unreachable(&places.endings[*at], message)
                .help(UNREACHED)
                .help("the first ending whose conditions hold is taken: perhaps one before it always holds, too");
        }
        Fault::AlwaysOver => {
            let message = "`done` always finds an ending, from the first minute on";
            top.error_at(Code("always-done"), &places.not_yet, message).help(
                "give the endings conditions: somebody who has done nothing yet is told `not-yet`",
            );
        }
    }
}

fn tell_too_many(states: usize, facts: &[usize], scenario: &Scenario, top: &Fields<'_>) {
    let names = &scenario.words.names;
    let facts: Vec<_> = facts.iter().map(|&bit| names[bit].as_str()).collect();
    top.error(Code("too-many-states"), format!("the scenario has more than {states} states"))
        .help(format!("what multiplies them most: `{}`", facts.join("`, `")))
        .help("give acts conditions, so that not everything can be done in every order, or leave facts out");
}

fn tell_no_way_back(
    culprit: Cause,
    way: &[Stride],
    scenario: &Scenario,
    places: &Places,
    top: &Fields<'_>,
) {
    let (span, name, word) = match culprit {
        Cause::Step(Step::Act(at)) => (&places.acts[at], &scenario.acts[at].id, "act"),
        Cause::Step(Step::Look(at)) => (&places.looks[at], &scenario.looks[at].id, "look"),
        Cause::Step(Step::Wait(_)) => return,
        Cause::Event(at) => (&places.events[at], &scenario.events[at].id, "event"),
    };
    let shortest = walk::in_words(scenario, way);
    let message = format!("after the {word} `{name}` no good ending can be reached");
    top.error_at(Code("no-good-ending"), span, message)
        .label("there is no way back from here")
        .help(format!("the shortest way there: {shortest}"))
        .help("add an act that leads back, or conditions: a poor step costs time, it does not end the game");
}
