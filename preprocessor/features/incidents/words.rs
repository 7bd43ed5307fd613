//! An incident in words: conditions, consequences, what happens by itself and the shortest good way, the same in HTML and in Markdown.

use crate::features::incidents::model::{Act, Condition, Due, Event, Scenario, Step, Verdict};
use crate::features::widget::count;

/// The time of day after so many minutes.
pub fn time(scenario: &Scenario, minutes: u32) -> String {
    let minute = (scenario.clock + minutes) % 1440;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "1 minute", "5 minutes"
pub fn minutes(number: u32) -> String {
    count(number as usize, "minute")
}

/// A word of a condition as what brings it about.
fn word(scenario: &Scenario, name: &str) -> String {
    let words = &scenario.words;
    let sets = |set: u64| words.of(set).any(|other| other == name);
    let look = scenario.looks.iter().find(|look| look.id == name);
    let act = scenario.acts.iter().find(|act| sets(act.effect.sets));
    let said = look.map(|look| &look.say).or(act.map(|act| &act.say));
    let event = || scenario.events.iter().find(|event| sets(event.effect.sets));
    let said = said
        .cloned()
        .or_else(|| Some(event()?.id.replace('-', " ")));
    format!("“{}”", said.unwrap_or_default())
}

/// "After “a” and “b”, if not after “c”"
pub fn in_words(scenario: &Scenario, condition: Condition) -> String {
    let list = |set: u64, and: &str| {
        let words: Vec<_> = scenario
            .words
            .of(set)
            .map(|name| word(scenario, name))
            .collect();
        words.join(and)
    };
    match (condition.when, condition.unless) {
        (0, unless) => format!("As long as nobody has done {}", list(unless, " or ")),
        (when, 0) => format!("After {}", list(when, " and ")),
        (when, unless) => format!(
            "After {}, but not after {}",
            list(when, " and "),
            list(unless, " or ")
        ),
    }
}

pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "A good act.",
        Verdict::Fair => "A fair act.",
        Verdict::Poor => "A poor act.",
    }
}

/// "Then 33 of 100 users are hurt", "nobody is hurt"
fn hurt(number: u32) -> String {
    match number {
        0 => "nobody is hurt".to_owned(),
        100 => "all users are hurt".to_owned(),
        n => format!("{n} of 100 users are hurt"),
    }
}

/// What else is to be said of an act, a sentence each.
pub fn consequences(scenario: &Scenario, act: &Act) -> Vec<String> {
    let mut lines = Vec::new();
    if act.condition != Condition::default() {
        lines.push(format!(
            "{}; else: {}",
            in_words(scenario, act.condition),
            act.refused.as_deref().unwrap_or_default()
        ));
    }
    if act.during > 0 {
        lines.push(format!("While it runs, {}.", hurt(act.during)));
    }
    if let Some(number) = act.effect.hurt {
        lines.push(format!("From then on {}.", hurt(number)));
    }
    if act.irreversible {
        lines.push("It cannot be taken back.".to_owned());
    }
    if let Some(undo) = act.undo {
        lines.push(format!(
            "“{}” takes it back.",
            scenario.acts[undo.index].say
        ));
    }
    lines
}

/// When an event happens, in words.
pub fn happens(scenario: &Scenario, event: &Event) -> String {
    let when = match event.due {
        Due::At(minute) => format!("At {}", time(scenario, minute)),
        Due::Since { fact, after } => {
            let facts: Vec<_> = scenario
                .words
                .of(fact)
                .map(|name| word(scenario, name))
                .collect();
            format!("{} after {}", minutes(after), facts.join(""))
        }
    };
    let condition = match event.condition == Condition::default() {
        true => String::new(),
        false => {
            let words = in_words(scenario, event.condition);
            let mut letters = words.chars();
            let first = letters.next().map(|c| c.to_lowercase().to_string());
            format!(", {}{}", first.unwrap_or_default(), letters.as_str())
        }
    };
    let then = event
        .effect
        .hurt
        .map(|number| format!(" From then on {}.", hurt(number)));
    format!("{when}{condition}.{}", then.unwrap_or_default())
}

/// The steps of the shortest good way: when, and what.
pub fn way(scenario: &Scenario) -> Vec<(String, String)> {
    let step = |(step, minute): &(Step, u32)| {
        let words = match *step {
            Step::Look(at) => scenario.looks[at].say.clone(),
            Step::Act(at) => scenario.acts[at].say.clone(),
            Step::Wait(number) => format!("Wait {}", minutes(number)),
        };
        let command = scenario
            .command(*step)
            .map(|command| format!(": {command}"));
        (
            time(scenario, *minute),
            words + &command.unwrap_or_default(),
        )
    };
    scenario.walked.path.iter().map(step).collect()
}

pub fn shortest(scenario: &Scenario) -> String {
    let walked = &scenario.walked;
    format!(
        "After {} it ends with “{}”. That is the shortest good way there is: a program found it, which knows all answers. Somebody who \
         does not know them looks more often, and is right to. It walked all {} states of this incident; from each of them a good ending can still be reached.",
        minutes(walked.minutes),
        scenario.endings[walked.ending].title,
        walked.states
    )
}

/// The parts of a text, and whether each is code: what stands between backticks is.
pub fn parts(text: &str) -> Vec<(bool, &str)> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return vec![(false, text)];
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| (at % 2 == 1, part))
        .collect()
}
