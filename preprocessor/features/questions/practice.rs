//! `hops practice`: a panel that draws interview questions one at a time, and the list of what it draws from.
//!
//! The list is static: each question as it is asked, under its kind, leading to where its answer stands. The panel
//! ([`PANEL`]) only works with scripts (preprocessor/features/questions/practice.js). What a script shows of a question beyond the list is
//! data of its own for each kind, which the renderer keeps out of the page.

use serde_json::{Map, Value, json};

use super::widget::{Choice, Chosen, Group, PRACTICE_CSS, level, rich, rich_markdown};
use crate::base::asset::{Asset, asset};
use crate::base::deferred::{built, script};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::guide::Guide;
use crate::features::questions::schema::Question;
use crate::features::reference::Target;
use crate::features::skills::schema::SKILL_LEVELS;
use crate::features::widget::{Page, View, Widget, count};

/// What only works with a script, in which `@` stands for what the data says.
const PANEL: &str = include_str!("practice.html");

keys! {
    /// Which questions are drawn.
    Arguments = "this block";
    with Chosen::KINDS, Chosen::LEVELS;
}

pub struct Practice;

impl Widget for Practice {
    fn name(&self) -> &'static str {
        "practice"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/practice.md")
    }

    fn element(&self) -> &'static str {
        "hops-practice"
    }

    fn assets(&self) -> &'static [Asset] {
        &[
            PRACTICE_CSS,
            asset!("recall.js"),
            asset!("practice.js"),
            asset!("mock-interview.js"),
        ]
    }

    fn kept(&self) -> &'static [Asset] {
        &[asset!("kept.js" as "questions-kept.js")]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        Some(Box::new(Shown(Choice::read(fields, guide))))
    }
}

struct Shown(Choice);

impl View for Shown {
    fn problem(&self, guide: &Guide) -> Option<(Code, String, String)> {
        self.0.problem(guide)
    }

    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let groups = self.0.groups(page.guide);
        out.element("hops-practice", &[], |h| {
            panel(&groups, h);
            for group in &groups {
                list(group, page, h);
            }
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        for group in self.0.groups(page.guide) {
            let title = markdown::escape(&group.kind.title);
            let about = rich_markdown(&group.kind.about);
            out.push_str(&format!("**{title}**\n\n{about}\n\n"));
            for (id, question) in &group.questions {
                let level = level(question);
                let ask = rich_markdown(&question.ask);
                let way = page.ways.to(Target::Question(*id), page.guide);
                match way {
                    Some(way) => out.push_str(&format!("- {ask} ([{level}]({way}))\n")),
                    None => out.push_str(&format!("- {ask} ({level})\n")),
                }
            }
            out.push('\n');
        }
    }
}

/// [`PANEL`] in one line, with the kinds and levels to choose from.
fn panel(groups: &[Group<'_>], out: &mut Html) {
    let mut kinds = Html::after("");
    let mut boxes = Html::after("");
    for Group { kind, .. } in groups {
        kinds.text_element("option", &[("value", &kind.id)], &kind.title);
        boxes.element("label", &[("class", "choice")], |h| {
            let attributes = [
                ("type", "checkbox"),
                ("name", "kinds"),
                ("value", kind.id.as_str()),
                ("checked", ""),
            ];
            h.void("input", &attributes);
            h.text(" ");
            h.text(&kind.title);
        });
    }
    let mut levels = Html::after("");
    for (key, title) in SKILL_LEVELS {
        levels.text_element("option", &[("value", key)], title);
    }
    let mut rest = PANEL;
    // What is put in may hold an `@` of its own, so the template is walked once.
    while let Some((before, behind)) = rest.split_once('@') {
        out.raw(&before.replace('\n', ""));
        let end = behind.find(|c: char| !c.is_ascii_lowercase());
        let (name, after) = behind.split_at(end.unwrap_or(behind.len()));
        out.raw(match name {
            "kinds" => kinds.so_far(),
            "boxes" => boxes.so_far(),
            _ => levels.so_far(),
        });
        rest = after;
    }
    out.raw(&rest.replace('\n', ""));
}

/// The questions of a kind, and their data.
fn list(group: &Group<'_>, page: &Page<'_>, out: &mut Html) {
    let data = page.unique_id(format!("hops-practice-{}", group.kind.id));
    let attributes = [
        ("class", "hops-practice-kind"),
        ("data-kind", group.kind.id.as_str()),
        ("data-deferred", data.as_str()),
    ];
    out.element("details", &attributes, |h| {
        let sum = count(group.questions.len(), "question");
        h.element("summary", &[], |h| {
            h.text_element("b", &[], &group.kind.title);
            h.text(" ");
            h.text_element("span", &[("class", "hops-question-level")], &sum);
        });
        h.element("p", &[], |h| rich(&group.kind.about, h));
        h.element("ul", &[], |h| {
            for (id, question) in &group.questions {
                item(*id, question, page, h);
            }
        });
        script(&data, &of_group(group, page), h);
    });
}

fn item(id: Ref<Question>, question: &Question, page: &Page<'_>, out: &mut Html) {
    let skills = question.skills.iter();
    let skills: Vec<_> = skills
        .map(|skill| page.guide.skills[*skill].id.as_str())
        .collect();
    let attributes = [
        ("data-question", question.id.as_str()),
        ("data-level", SKILL_LEVELS[question.level].0),
        ("data-skills", &skills.join(" ")),
    ];
    out.element("li", &attributes, |h| {
        match page.ways.to(Target::Question(id), page.guide) {
            Some(way) => h.element("a", &[("href", &way)], |h| rich(&question.ask, h)),
            None => h.element("span", &[], |h| rich(&question.ask, h)),
        }
        h.text(" ");
        h.text_element("span", &[("class", "hops-question-level")], level(question));
    });
}

/// What a script shows of the questions of a kind, by their ids.
fn of_group(group: &Group<'_>, page: &Page<'_>) -> Value {
    let questions = group.questions.iter().map(|(_, question)| {
        let skills = question.skills.iter().map(|skill| {
            let way = built(page.ways.to(Target::Skill(*skill), page.guide));
            json!([page.guide.skills[*skill].name, way])
        });
        let resource = &page.guide.resources[question.resource];
        let shown = json!({
            "probes": question.probes, "strong": question.strong, "answer": question.answer, "trap": question.trap,
            "next": question.follow_ups, "skills": skills.collect::<Vec<_>>(),
            "resource": [resource.id, resource.title, resource.url],
        });
        (question.id.clone(), shown)
    });
    Value::Object(questions.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Html`] escapes what it writes; this it takes as it is.
    #[test]
    fn the_panel_can_stand_in_markdown() {
        assert!(PANEL.lines().all(|line| !line.trim().is_empty()));
        assert!(!PANEL.contains("{{"), "mdBook would take it for its own");
        assert!(!PANEL.contains(" style="), "the policy forbids it");
        let names = PANEL.matches('@').count();
        let known = ["@kinds", "@boxes", "@levels"].map(|name| PANEL.matches(name).count());
        assert_eq!(names, known.iter().sum::<usize>(), "every @ is filled in");
    }
}
