//! `hops scenario`: an incident to play, with the whole of it worked through for those who read.

use serde_json::{Value, json};

use crate::base::asset::Asset;
use crate::base::fields::Fields;
use crate::base::html::{Html, escape_into};
use crate::base::later;
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::guide::{
    Act, Condition, Due, Event, Known, Look, SKILL_LEVELS, Scenario, Verdict,
};
use crate::features::hops::stops;
use crate::features::incidents::engine::Step;
use crate::features::widget::{Argument, Page, View, Widget};

pub struct ShowScenario;

impl Widget for ShowScenario {
    fn name(&self) -> &'static str {
        "scenario"
    }

    fn about(&self) -> &'static str {
        "An incident of `data/scenarios/`, as a state machine: its opening, and all that can be looked at and done, with a good \
         way through. With JavaScript it can be played. Put it under a heading of the second level."
    }

    fn arguments(&self) -> &'static [Argument] {
        &[Argument {
            name: "name",
            takes: "the id of a scenario",
            about: "Which one: its file's name without `.toml`. Required.",
        }]
    }

    fn example(&self) -> &'static str {
        "name = \"a-scenario\"\n"
    }

    fn element(&self) -> &'static str {
        "hops-scenario"
    }

    fn assets(&self) -> &'static [Asset] {
        super::ASSETS
    }

    fn kept(&self) -> &'static [Asset] {
        super::KEPT
    }

    fn read(&self, fields: &mut Fields<'_>, known: &Known) -> Option<Box<dyn View>> {
        let name = fields.text("name")?;
        let scenario = known
            .scenarios
            .resolve(&name, fields.source(), fields.diagnostics())?;
        Some(Box::new(scenario))
    }
}

/// What only works with a script, in which `@` stands for what the data says.
const FORM: &str = include_str!("scenario.html");

impl View for Ref<Scenario> {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let scenario = page.guide.scenario(*self);
        let data = page.unique_id(format!("hops-scenario-{}", scenario.id));
        let attributes = [
            ("data-scenario", scenario.id.as_str()),
            ("data-later", &data),
        ];
        out.element("hops-scenario", &attributes, |h| {
            h.element("p", &[("class", "hops-scenario-meta")], |h| meta(scenario, page, h));
            h.element("div", &[("class", "hops-scenario-opening")], |h| {
                for paragraph in &scenario.opening {
                    h.element("p", &[], |h| prose(paragraph, h));
                }
            });
            form(scenario, page, h);
            h.element("details", &[("class", "hops-worked")], |h| {
                h.text_element("summary", &[], "The whole incident, worked through");
                h.text_element("p", &[("class", "hops-aside")], "This gives everything away: what each look shows, what each act does, and a good way through.");
                worked(scenario, page, h);
            });
            later::script(&data, &in_json(scenario), h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let escape = prose_markdown;
        let scenario = page.guide.scenario(*self);
        for paragraph in &scenario.opening {
            out.push_str(&format!("{}\n\n", escape(paragraph)));
        }
        out.push_str("**What can be looked at**\n\n");
        for look in &scenario.looks {
            out.push_str(&format!(
                "- {}, {}: {}\n",
                escape(&look.say),
                minutes(look.minutes),
                in_code(&look.commands[0])
            ));
            block(&look.shows, out);
            for variant in &look.variants {
                out.push_str(&format!(
                    "  {}:\n",
                    escape(&in_words(scenario, variant.condition))
                ));
                block(&variant.shows, out);
            }
        }
        out.push_str("\n**What can be done**\n\n");
        for act in &scenario.acts {
            out.push_str(&format!(
                "- {}, {}: {}\n",
                escape(&act.say),
                minutes(act.minutes),
                in_code(&act.commands[0])
            ));
            block(&act.shows, out);
            out.push_str(&format!(
                "  **{}** {}\n",
                verdict(act.verdict),
                escape(&act.why)
            ));
            for line in consequences(scenario, act) {
                out.push_str(&format!("  {}\n", escape(&line)));
            }
        }
        for event in &scenario.events {
            out.push_str(&format!("\n{}\n\n", escape(&happens(scenario, event))));
            block(&event.shows, out);
        }
        out.push_str("\n**A good way through**\n\n");
        for (at, (time, step)) in way(scenario).iter().enumerate() {
            out.push_str(&format!("{}. {}: {}\n", at + 1, time, escape(step)));
        }
        out.push_str(&format!(
            "\n{}\n\n**How it can end**\n\n",
            escape(&shortest(scenario))
        ));
        for ending in &scenario.endings {
            let word = if ending.good {
                "A good ending"
            } else {
                "A poor ending"
            };
            out.push_str(&format!(
                "- **{}** ({word}): {}\n",
                escape(&ending.title),
                escape(&ending.text)
            ));
        }
        out.push_str(&format!(
            "\n**What caused it**\n\n{}\n",
            escape(&scenario.cause)
        ));
        if !scenario.debrief.is_empty() {
            out.push_str("\n**What it teaches**\n\n");
        }
        for lesson in &scenario.debrief {
            out.push_str(&format!("- {}\n", escape(lesson)));
        }
        if !scenario.resources.is_empty() {
            out.push_str("\n**Read next**\n\n");
        }
        for resource in &scenario.resources {
            let resource = page.guide.resource(*resource);
            out.push_str(&format!(
                "- {}\n",
                markdown::link(&resource.url, &resource.title)
            ));
        }
    }
}

/// A text in lines as an indented block of code inside a list item.
fn block(text: &str, out: &mut String) {
    out.push('\n');
    for line in text.lines() {
        out.push_str(&format!("      {line}\n"));
    }
    out.push('\n');
}

/// A command as Markdown's code.
fn in_code(command: &str) -> String {
    let ticks = if command.contains('`') { "``" } else { "`" };
    format!("{ticks}{command}{ticks}")
}

fn meta(scenario: &Scenario, page: &Page<'_>, out: &mut Html) {
    let level = SKILL_LEVELS[scenario.level].1;
    out.text(&format!("{level} level. "));
    if !scenario.skills.is_empty() {
        out.text("It rests on ");
        stops::skills(&scenario.skills, page, out);
        out.text(".");
    }
}

fn form(scenario: &Scenario, page: &Page<'_>, out: &mut Html) {
    let keys = page.unique_id("hops-scenario-keys".to_owned());
    let mut title = String::new();
    escape_into(&scenario.title, &mut title);
    let mut prompt = String::new();
    escape_into(&format!("{}$", scenario.prompt), &mut prompt);
    let text = FORM.replace('\n', "");
    let text = text
        .replace("@keys", &keys)
        .replace("@clock", &time(scenario, 0));
    out.raw(&text.replace("@prompt", &prompt).replace("@title", &title));
}

/// The time of day after so many minutes.
fn time(scenario: &Scenario, minutes: u32) -> String {
    let minute = (scenario.clock + minutes) % 1440;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "1 minute", "5 minutes"
fn minutes(number: u32) -> String {
    crate::features::widget::count(number as usize, "minute")
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
fn in_words(scenario: &Scenario, condition: Condition) -> String {
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

fn verdict(verdict: Verdict) -> &'static str {
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
fn consequences(scenario: &Scenario, act: &Act) -> Vec<String> {
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
fn happens(scenario: &Scenario, event: &Event) -> String {
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
fn way(scenario: &Scenario) -> Vec<(String, String)> {
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

fn shortest(scenario: &Scenario) -> String {
    let walked = &scenario.walked;
    format!(
        "After {} it ends with “{}”. That is the shortest good way there is: a program found it, which knows all answers. Somebody who \
         does not know them looks more often, and is right to. It walked all {} states of this incident; from each of them a good ending can still be reached.",
        minutes(walked.minutes),
        scenario.endings[walked.ending].title,
        walked.states
    )
}

fn worked(scenario: &Scenario, page: &Page<'_>, out: &mut Html) {
    out.text_element("h3", &[], "What can be looked at");
    for look in &scenario.looks {
        entry(&look.say, look.minutes, &look.commands[0], None, out, |h| {
            html_look(scenario, look, h)
        });
    }
    out.text_element("h3", &[], "What can be done");
    for act in &scenario.acts {
        let verdict = verdict(act.verdict);
        entry(
            &act.say,
            act.minutes,
            &act.commands[0],
            Some(verdict),
            out,
            |h| {
                output(&act.shows, h);
                h.element("p", &[], |h| {
                    h.text_element("b", &[], verdict);
                    h.text(" ");
                    prose(&act.why, h);
                });
                for line in consequences(scenario, act) {
                    h.element("p", &[("class", "hops-aside")], |h| prose(&line, h));
                }
            },
        );
    }
    if !scenario.events.is_empty() {
        out.text_element("h3", &[], "What happens by itself");
    }
    for event in &scenario.events {
        out.text_element("p", &[], &happens(scenario, event));
        output(&event.shows, out);
    }
    out.text_element("h3", &[], "A good way through");
    out.element("ol", &[("class", "hops-way")], |h| {
        for (at, (time, step)) in way(scenario).iter().enumerate() {
            h.element("li", &[], |h| {
                let command = scenario.command(scenario.walked.path[at].0);
                let words = step.split_once(": ").filter(|_| command.is_some());
                h.text_element("b", &[], time);
                h.text(&format!(
                    " {}",
                    words.map_or(step.as_str(), |(words, _)| words)
                ));
                if let Some(command) = command {
                    h.text(" ");
                    h.text_element("code", &[], command);
                }
            });
        }
    });
    out.text_element("p", &[], &shortest(scenario));
    out.text_element("h3", &[], "How it can end");
    for ending in &scenario.endings {
        out.element("p", &[], |h| {
            h.text_element("b", &[], &format!("{}.", ending.title));
            h.text(if ending.good {
                " A good ending. "
            } else {
                " A poor ending. "
            });
            prose(&ending.text, h);
        });
    }
    out.element("div", &[("data-part", "after")], |h| {
        after(scenario, page, h)
    });
}

/// What is said when all is over; the script shows it at the end of a play, too.
fn after(scenario: &Scenario, page: &Page<'_>, out: &mut Html) {
    out.text_element("h3", &[], "What caused it");
    out.element("p", &[], |h| prose(&scenario.cause, h));
    if !scenario.debrief.is_empty() {
        out.text_element("h3", &[], "What it teaches");
        out.element("ul", &[], |h| {
            for lesson in &scenario.debrief {
                h.element("li", &[], |h| prose(lesson, h));
            }
        });
    }
    if !scenario.resources.is_empty() {
        out.text_element("h3", &[], "Read next");
        out.element("ul", &[], |h| {
            for resource in &scenario.resources {
                let resource = page.guide.resource(*resource);
                h.element("li", &[], |h| h.link(&resource.url, &resource.title));
            }
        });
    }
}

/// A fold for a look or an act.
fn entry(
    say: &str,
    cost: u32,
    command: &str,
    verdict: Option<&str>,
    out: &mut Html,
    inside: impl FnOnce(&mut Html),
) {
    out.element("details", &[("class", "hops-move")], |h| {
        h.element("summary", &[], |h| {
            h.text_element("b", &[], say);
            h.text(" ");
            h.text_element("code", &[], command);
            h.text(" ");
            let words = verdict.map(|verdict| format!(" {verdict}"));
            let words = format!("{}.{}", minutes(cost), words.unwrap_or_default());
            h.text_element("span", &[("class", "hops-move-cost")], &words);
        });
        inside(h);
    });
}

fn html_look(scenario: &Scenario, look: &Look, out: &mut Html) {
    output(&look.shows, out);
    for variant in &look.variants {
        let condition = in_words(scenario, variant.condition);
        out.text_element("p", &[("class", "hops-aside")], &format!("{condition}:"));
        output(&variant.shows, out);
    }
}

/// The parts of a text, and whether each is code: what stands between backticks is.
fn parts(text: &str) -> Vec<(bool, &str)> {
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

/// A text in which code may stand between backticks.
fn prose(text: &str, out: &mut Html) {
    for (is_code, part) in parts(text) {
        match is_code {
            true => out.text_element("code", &[], part),
            false => out.text(part),
        }
    }
}

/// As [`prose`], in Markdown.
fn prose_markdown(text: &str) -> String {
    let part = |(is_code, part)| match is_code {
        true => in_code(part),
        false => markdown::escape(part),
    };
    parts(text).into_iter().map(part).collect()
}

/// A text in lines. A line end would end the HTML block in which this stands.
fn output(text: &str, out: &mut Html) {
    out.element("pre", &[("class", "hops-output")], |h| {
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                h.raw("<br>");
            }
            h.text(line);
        }
    });
}

/// What the script needs to play it.
pub fn in_json(scenario: &Scenario) -> Value {
    let words = |set: u64| scenario.words.of(set).collect::<Vec<_>>();
    let condition = |condition: Condition| (words(condition.when), words(condition.unless));
    let looks = scenario.looks.iter().map(|look| {
        let variants = look.variants.iter().map(|variant| {
            let (when, unless) = condition(variant.condition);
            json!({ "when": when, "unless": unless, "shows": variant.shows })
        });
        json!({
            "id": look.id, "say": look.say, "commands": look.commands, "minutes": look.minutes, "shows": look.shows,
            "variants": variants.collect::<Vec<_>>(), "near": look.near, "hint": look.hint,
        })
    });
    let acts = scenario.acts.iter().map(|act| {
        let (when, unless) = condition(act.condition);
        json!({
            "id": act.id, "say": act.say, "commands": act.commands, "minutes": act.minutes, "when": when, "unless": unless,
            "refused": act.refused, "sets": words(act.effect.sets), "clears": words(act.effect.clears), "hurt": act.effect.hurt,
            "during": act.during, "undo": act.undo.map(|undo| &scenario.acts[undo.index].id), "irreversible": act.irreversible,
            "shows": act.shows, "verdict": act.verdict.name(), "why": act.why,
        })
    });
    let events = scenario.events.iter().map(|event| {
        let (when, unless) = condition(event.condition);
        let (at, since, after) = match event.due {
            Due::At(minute) => (Some(minute), None, None),
            Due::Since { fact, after } => (None, words(fact).pop(), Some(after)),
        };
        json!({
            "id": event.id, "at": at, "since": since, "after": after, "when": when, "unless": unless,
            "sets": words(event.effect.sets), "clears": words(event.effect.clears), "hurt": event.effect.hurt, "shows": event.shows,
        })
    });
    let endings = scenario.endings.iter().map(|ending| {
        let (when, unless) = condition(ending.condition);
        json!({ "id": ending.id, "good": ending.good, "title": ending.title, "when": when, "unless": unless, "text": ending.text })
    });
    json!({
        "id": scenario.id, "title": scenario.title, "clock": scenario.clock, "zone": scenario.zone, "prompt": scenario.prompt,
        "hurt": scenario.hurt, "updates": scenario.updates, "notYet": scenario.not_yet, "cause": scenario.cause,
        "followUps": scenario.follow_ups, "looks": looks.collect::<Vec<_>>(), "acts": acts.collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(), "endings": endings.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Html`] escapes what it writes; this it takes as it is.
    #[test]
    fn the_form_can_stand_in_markdown() {
        assert!(FORM.lines().all(|line| !line.trim().is_empty()));
        assert!(!FORM.contains("{{"), "mdBook would take it for its own");
        assert!(!FORM.contains(" style="), "the policy forbids it");
    }
}
