//! `hops scenario`: an incident to play, with the whole of it worked through for those who read.

use crate::base::asset::{Asset, TYPOS, asset};
use crate::base::deferred;
use crate::base::fields::Fields;
use crate::base::found;
use crate::base::html::{Html, escape_into};
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{Name, reference};
use crate::base::names::Ref;
use crate::features::guide::Guide;
use crate::features::hops::stops;
use crate::features::incidents::data::in_json;
use crate::features::incidents::markdown;
use crate::features::incidents::model::{Look, Scenario};
use crate::features::incidents::words::{
    consequences, happens, in_words, minutes, parts, shortest, time, verdict, way,
};
use crate::features::skills::schema::SKILL_LEVELS;
use crate::features::widget::{Page, View, Widget};

keys! {
    /// The incident to play.
    Arguments = "this block";

    /// Which one: its file's name without `.toml`.
    NAME: Name = reference("name", "a scenario").example(r#""a-scenario""#);
}

pub struct ShowScenario;

impl Widget for ShowScenario {
    fn name(&self) -> &'static str {
        "scenario"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/scenario.md")
    }

    fn element(&self) -> &'static str {
        "hops-scenario"
    }

    fn assets(&self) -> &'static [Asset] {
        &[
            asset!("scenario.css"),
            TYPOS,
            asset!("incident.js"),
            asset!("scenario.js"),
        ]
    }

    fn kept(&self) -> &'static [Asset] {
        &[asset!("kept.js" as "incidents-kept.js")]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        Some(Box::new(fields.refer(Arguments::NAME, &guide.scenarios)?))
    }
}

/// What only works with a script, in which `@` stands for what the data says.
const FORM: &str = include_str!("scenario.html");

impl View for Ref<Scenario> {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let scenario = &page.guide.scenarios[*self];
        let data = page.unique_id(format!("hops-scenario-{}", scenario.id));
        let id = scenario.id.as_str();
        let attributes = [
            ("data-scenario", id),
            ("data-deferred", &data),
            (found::AS, "Incident"),
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
            deferred::script(&data, &in_json(scenario), h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        markdown::incident(&page.guide.scenarios[*self], page, out);
    }
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
                let resource = &page.guide.resources[*resource];
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

/// A text in which code may stand between backticks.
fn prose(text: &str, out: &mut Html) {
    for (is_code, part) in parts(text) {
        match is_code {
            true => out.text_element("code", &[], part),
            false => out.text(part),
        }
    }
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
