//! `hops plan`: what the reader has, does and could do next, to print, to take along and to share.
//!
//! The page cannot know the reader, so what stands in it is a blank plan: every skill with its levels to mark by hand. Beside it stand
//! the parts that plan.js and the scripts beside it fill ([`LIVE`]), and what they fill them from: the blank plan itself, and the
//! resources and the descriptions of the levels as JSON.

use serde_json::{Map, Value, json};

use crate::base::asset::{Asset, asset};
use crate::base::deferred::{self, built, script};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::{Html, escape_into};
use crate::base::keys::Keys;
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::guide::Guide;
use crate::features::reference::Target;
use crate::features::resources::schema::Resource;
use crate::features::skills::schema::{Area, SKILL_LEVELS, Skill};
use crate::features::widget::{Page, View, Widget};

/// What scripts fill and what only works with them. `@checklist` and `@resources` stand for the pages where ticks and marks are made.
const LIVE: &str = include_str!("plan.html");

const BEFORE: &str = "A plan to fill in by hand: one box for each level. With JavaScript this page fills itself from what you tick, \
                      mark and note in the book.";

pub struct Plan;

impl Widget for Plan {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Keys::NONE
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/plan.md")
    }

    fn element(&self) -> &'static str {
        "hops-plan"
    }

    fn assets(&self) -> &'static [Asset] {
        &[
            asset!("plan.css"),
            asset!("all-kept.js"),
            asset!("exchange.js"),
            asset!("plan-contents.js"),
            asset!("plan-text.js"),
            asset!("plan.js"),
            asset!("skills-sheet.js"),
            asset!("take-along.js"),
            asset!("plan-link.js"),
            asset!("two-plans.js"),
        ]
    }

    fn shows_all_kept(&self) -> bool {
        true
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.skills.is_empty() {
            fields
                .error(Code("no-file"), "there are no skills to plan with")
                .help(format!("write {}", guide.skills.file));
        }
        Some(Box::new(Shown))
    }
}

struct Shown;

/// What to learn a skill from: the first resource of the first cost, or the first one.
fn freest<'g>(skill: &Skill, guide: &'g Guide) -> Option<(Ref<Resource>, &'g Resource)> {
    let all = || {
        skill
            .resources
            .iter()
            .map(|id| (*id, &guide.resources[*id]))
    };
    all()
        .find(|(_, resource)| resource.cost.index == 0)
        .or_else(|| all().next())
}

fn area(index: usize, area: &Area, page: &Page<'_>, out: &mut Html) {
    let attributes = [("class", "hops-plan-area"), ("data-area", area.id.as_str())];
    let way = page.ways.to(Target::Area(Ref::new(index)), page.guide);
    out.element("section", &attributes, |h| {
        let id = page.unique_id(format!("hops-plan-area-{}", area.id));
        h.element("h3", &[("id", &id)], |h| to(way, &area.title, &[], h));
        h.element("ul", &[], |h| {
            for skill in &area.skills {
                line(*skill, page, h);
            }
        });
    });
}

fn line(id: Ref<Skill>, page: &Page<'_>, out: &mut Html) {
    let skill = &page.guide.skills[id];
    out.element("li", &[("data-skill", &skill.id)], |h| {
        let way = page.ways.to(Target::Skill(id), page.guide);
        to(way, &skill.name, &[], h);
        h.text(" ");
        h.element("span", &[("class", "hops-plan-levels")], |h| {
            for (index, (_, title)) in SKILL_LEVELS.iter().enumerate() {
                h.text(if index == 0 { "☐ " } else { " ☐ " });
                h.text(&title.to_lowercase());
            }
        });
        if let Some((_, resource)) = freest(skill, page.guide) {
            h.text(" ");
            h.element("span", &[("class", "hops-plan-from")], |h| {
                let attributes = [("data-resource", resource.id.as_str())];
                to(Some(resource.url.clone()), &resource.title, &attributes, h);
                h.text(&format!(
                    " ({})",
                    page.guide.vocabulary.costs[resource.cost].title
                ));
            });
        }
    });
}

/// A link, or its text where it would lead nowhere.
fn to(way: Option<String>, text: &str, more: &[(&str, &str)], out: &mut Html) {
    let Some(way) = way else {
        out.element("span", more, |h| h.text(text));
        return;
    };
    let mut attributes = vec![("href", way.as_str())];
    attributes.extend(more);
    out.text_element("a", &attributes, text);
}

/// [`LIVE`] in one line, its links leading somewhere, its ids unique in the book.
fn live(page: &Page<'_>, out: &mut Html) {
    const ID: &str = "id=\"hops-plan-";
    let skill = (!page.guide.skills.is_empty()).then(|| Target::Skill(Ref::new(0)));
    let resource = (!page.guide.resources.is_empty()).then(|| Target::Resource(Ref::new(0)));
    let text = LIVE.replace('\n', "");
    let text = led(&text, "@checklist", skill, page);
    let text = led(&text, "@resources", resource, page);
    let role = (!page.guide.hops.roles.is_empty()).then(|| Target::Role(Ref::new(0)));
    let text = text.replace("@planner", &planner(role, page));
    let mut pieces = text.split(ID);
    out.raw(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, rest) = piece.split_once('"').unwrap_or((piece, ""));
        let id = page.unique_id(format!("hops-plan-{name}"));
        out.raw(&format!("id=\"{id}\"{rest}"));
    }
}

/// `text` with its link to `place` leading to the page of `target`; without the link if there is no such page.
fn led(text: &str, place: &str, target: Option<Target>, page: &Page<'_>) -> String {
    let way = target.and_then(|target| page.ways.to(target, page.guide));
    let link = format!("<a href=\"{place}\">");
    let Some(way) = way else {
        let Some((before, rest)) = text.split_once(&link) else {
            return text.to_owned();
        };
        return format!("{before}{}", rest.replacen("</a>", "", 1));
    };
    let mut href = String::new();
    escape_into(way.split('#').next().unwrap_or_default(), &mut href);
    text.replace(place, &href)
}

/// The address of the page where routes are planned, escaped; nothing if there is none.
fn planner(role: Option<Target>, page: &Page<'_>) -> String {
    let way = role.and_then(|role| page.ways.to(role, page.guide));
    let mut href = String::new();
    let way = way.unwrap_or_default();
    escape_into(way.split('#').next().unwrap_or_default(), &mut href);
    href
}

/// `{"resources": {id: [title, address]}, "skills": {id: [what one can do, by level]}, "roles": {id: title},
/// "questions": {id: {what is asked, address}}}`.
fn data(page: &Page<'_>) -> Value {
    let guide = page.guide;
    let resources: Map<String, Value> = guide
        .resources
        .iter()
        .map(|resource| (resource.id.clone(), json!([resource.title, resource.url])))
        .collect();
    let skills: Map<String, Value> = guide
        .skills
        .iter()
        .map(|skill| (skill.id.clone(), json!(skill.levels)))
        .collect();
    let roles: Map<String, Value> = guide
        .hops
        .roles
        .iter()
        .map(|role| (role.id.clone(), json!(role.title)))
        .collect();
    let all = guide.questions.iter().enumerate();
    let questions: Map<String, Value> = all
        .map(|(index, question)| {
            let way = built(page.ways.to(Target::Question(Ref::new(index)), guide));
            let place = json!({ "title": question.ask, "href": way.unwrap_or_default() });
            (question.id.clone(), place)
        })
        .collect();
    json!({ "resources": resources, "skills": skills, "roles": roles, "questions": questions })
}

impl View for Shown {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        out.element("hops-plan", &[deferred::WANTS], |h| {
            h.element("div", &[("class", "hops-plan-blank")], |h| {
                h.text_element("p", &[], BEFORE);
                for (index, its) in page.guide.skills.areas.iter().enumerate() {
                    area(index, its, page, h);
                }
            });
            live(page, h);
            // The renderer keeps this out of the page: only who has ticked or marked something needs it.
            let id = page.unique_id("hops-plan-data".to_owned());
            script(&id, &data(page), h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let escape = markdown::escape;
        out.push_str("A plan to fill in by hand: one box for each level.\n");
        for area in &page.guide.skills.areas {
            out.push_str(&format!("\n**{}**\n\n", escape(&area.title)));
            for skill in &area.skills {
                let skill = &page.guide.skills[*skill];
                out.push_str(&format!("- {}", escape(&skill.name)));
                if let Some((_, resource)) = freest(skill, page.guide) {
                    let link = markdown::link(&resource.url, &resource.title);
                    let cost = escape(&page.guide.vocabulary.costs[resource.cost].title);
                    out.push_str(&format!(": {link} ({cost})"));
                }
                out.push('\n');
                for (_, title) in SKILL_LEVELS {
                    out.push_str(&format!("  - [ ] {title}\n"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Html`] escapes what it writes; this it takes as it is.
    #[test]
    fn the_live_part_can_stand_in_markdown() {
        for (number, line) in LIVE.lines().enumerate() {
            assert!(!line.trim().is_empty(), "line {} is blank", number + 1);
        }
        assert!(!LIVE.contains("{{"), "mdBook would take it for its own");
        assert!(!LIVE.contains(" style="), "the policy forbids it");
    }
}
