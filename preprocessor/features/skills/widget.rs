//! `hops checklist`: skills to tick, three levels each, how to prove it and what to learn it from.

use crate::base::asset::{Asset, asset};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::found;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{NameList, SomeOf, references, some_of};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::base::numbers::{Flag, flag};
use crate::features::guide::Guide;
use crate::features::reference::{Kind, anchor};
use crate::features::skills::schema::{Area, SKILL_LEVEL, SKILL_LEVELS, Skill};
use crate::features::widget::{Page, View, Widget, count};

keys! {
    /// Which skills to show.
    Arguments = "this block";

    /// The skills of these areas only.
    AREAS: NameList = references("areas", "areas").optional().example(r#"["an-area"]"#);
    /// These levels only.
    LEVELS: SomeOf<usize> = some_of("levels", &SKILL_LEVEL, "a skill has no such level").optional().example(r#"["entry"]"#);
    /// This block holds all skills, and their anchors.
    HOME: Flag = flag("home").optional().example("true");
}

pub struct Checklist;

impl Widget for Checklist {
    fn name(&self) -> &'static str {
        "checklist"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/checklist.md")
    }

    fn element(&self) -> &'static str {
        "hops-checklist"
    }

    fn assets(&self) -> &'static [Asset] {
        &[asset!("checklist.css"), asset!("checklist.js")]
    }

    fn homes(&self) -> &'static [Kind] {
        &[Kind::Skill, Kind::Area]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.skills.is_empty() {
            fields
                .error(Code("no-file"), "there are no skills to show")
                .help(format!("write {}", guide.skills.file));
        }
        let areas = fields.refer_all(Arguments::AREAS, &guide.skills.areas);
        let levels = levels(fields);
        let home = fields.get(Arguments::HOME);
        if home && fields.has(Arguments::AREAS) {
            fields
                .error(
                    Code("home-with-arguments"),
                    "a home shows all skills, so it takes no `areas`",
                )
                .help(
                    "remove one of the two: links to skills that are not shown here would be dead",
                );
        }
        Some(Box::new(Shown {
            areas: areas.unwrap_or_default(),
            levels,
            home,
        }))
    }
}

/// Which levels to show, as [`SKILL_LEVELS`]; all if none is named.
fn levels(fields: &mut Fields<'_>) -> [bool; 3] {
    let list = fields.get(Arguments::LEVELS).unwrap_or_default();
    let mut shown = [list.is_empty(); 3];
    for level in list {
        shown[level.value] = true;
    }
    shown
}

struct Shown {
    /// Empty for all.
    areas: Vec<Ref<Area>>,
    levels: [bool; 3],
    home: bool,
}

impl Shown {
    fn areas<'g>(&self, page: &Page<'g>) -> Vec<&'g Area> {
        if self.areas.is_empty() {
            page.guide.skills.areas.iter().collect()
        } else {
            self.areas
                .iter()
                .map(|area| &page.guide.skills.areas[*area])
                .collect()
        }
    }

    /// The levels shown of a skill: key, title, and what somebody can do.
    fn levels<'g>(
        &self,
        skill: &'g Skill,
    ) -> impl Iterator<Item = (&'static str, &'static str, &'g str)> {
        let shown = self.levels;
        let levels = SKILL_LEVELS.iter().zip(&skill.levels).zip(shown);
        let wanted = levels.filter(|(_, shown)| *shown);
        wanted.map(|(((key, title), text), _)| (*key, *title, text.as_str()))
    }

    fn id(&self, kind: Kind, id: &str) -> Option<String> {
        self.home.then(|| anchor(kind, id))
    }

    fn area(&self, area: &Area, legend: &str, page: &Page<'_>, out: &mut Html) {
        group(
            out,
            "hops-area",
            legend,
            Kind::Area,
            self.id(Kind::Area, &area.id),
            |h| {
                sum(&area.id, h);
                for skill in &area.skills {
                    self.skill(&page.guide.skills[*skill], page, h);
                }
            },
        );
    }

    fn skill(&self, skill: &Skill, page: &Page<'_>, out: &mut Html) {
        group(
            out,
            "hops-skill",
            &skill.name,
            Kind::Skill,
            self.id(Kind::Skill, &skill.id),
            |h| {
                // The script makes one choice of the boxes: this is what its first one says.
                let not_yet = [("class", "hops-scripted hops-not-yet")];
                h.element("label", &not_yet, |h| {
                    let none = [
                        ("type", "radio"),
                        ("data-skill", skill.id.as_str()),
                        ("data-level", "none"),
                    ];
                    h.void("input", &none);
                    h.text_element("span", &[], "Not yet");
                });
                for (key, title, text) in self.levels(skill) {
                    let attributes = [
                        ("type", "checkbox"),
                        ("data-skill", skill.id.as_str()),
                        ("data-level", key),
                    ];
                    h.element("label", &[], |h| {
                        h.void("input", &attributes);
                        h.element("span", &[], |h| {
                            h.text_element("b", &[], &format!("{title}:"));
                            h.text(" ");
                            h.text(text);
                        });
                    });
                }
                h.element("p", &[], |h| {
                    h.text_element("b", &[], "Prove it:");
                    h.text(" ");
                    h.text(&skill.prove);
                });
                h.element("p", &[], |h| {
                    h.text_element("b", &[], "Learn it from:");
                    for (index, resource) in skill.resources.iter().enumerate() {
                        let resource = &page.guide.resources[*resource];
                        h.text(if index == 0 { " " } else { ", " });
                        let attributes = [
                            ("href", resource.url.as_str()),
                            ("data-resource", &resource.id),
                        ];
                        h.text_element("a", &attributes, &resource.title);
                    }
                });
                let own = format!("skill/{}", skill.id);
                h.element(
                    "div",
                    &[("class", "hops-own hops-scripted"), ("data-own", &own)],
                    |_| {},
                );
            },
        );
    }
}

/// Where the script says how much is ticked, in the area `id` or, with no id, in the whole block.
fn sum(id: &str, out: &mut Html) {
    let attributes = [("class", "hops-total hops-scripted"), ("data-area", id)];
    out.element("div", &attributes, |_| {});
}

/// A group of controls with its name, which screen readers say with each of them.
fn group(
    out: &mut Html,
    class: &str,
    legend: &str,
    kind: Kind,
    id: Option<String>,
    inside: impl FnOnce(&mut Html),
) {
    let mut attributes = vec![("class", class)];
    if let Some(id) = &id {
        attributes.push(("id", id));
        // An area is found by its skills.
        attributes.extend((kind == Kind::Skill).then_some((found::AS, kind.word())));
    }
    out.element("fieldset", &attributes, |h| {
        h.text_element("legend", &[], legend);
        inside(h);
    });
}

impl View for Shown {
    fn is_home(&self) -> bool {
        self.home
    }

    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let areas = self.areas(page);
        out.element("hops-checklist", &[], |h| {
            if let [area] = areas.as_slice() {
                let legend = format!("{}: {}", area.title, count(area.skills.len(), "skill"));
                self.area(area, &legend, page, h);
                return;
            }
            h.text_element("p", &[("class", "hops-count")], &total(&areas));
            sum("", h);
            for area in areas {
                self.area(area, &area.title, page, h);
            }
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let escape = markdown::escape;
        let areas = self.areas(page);
        out.push_str(&format!("{}\n", total(&areas)));
        for area in areas {
            out.push_str(&format!("\n**{}**\n\n", escape(&area.title)));
            for skill in &area.skills {
                let skill = &page.guide.skills[*skill];
                out.push_str(&format!("- {}\n", escape(&skill.name)));
                for (_, title, text) in self.levels(skill) {
                    out.push_str(&format!("  - [ ] {title}: {}\n", escape(text)));
                }
                out.push_str(&format!("  - Prove it: {}\n", escape(&skill.prove)));
                let links = skill.resources.iter().map(|resource| {
                    let resource = &page.guide.resources[*resource];
                    markdown::link(&resource.url, &resource.title)
                });
                let links = links.collect::<Vec<_>>().join(", ");
                out.push_str(&format!("  - Learn it from: {links}\n"));
            }
        }
    }
}

/// What to learn a skill from: the resource to name, without cost if there is one.
pub fn resource_of(skill: &Skill, guide: &Guide) -> Option<serde_json::Value> {
    let resources = skill.resources.iter().map(|r| &guide.resources[*r]);
    let resource = resources.min_by_key(|resource| resource.cost.index)?;
    let cost = &guide.vocabulary.costs[resource.cost].title;
    Some(
        serde_json::json!({ "id": resource.id, "title": resource.title, "url": resource.url, "cost": cost }),
    )
}

/// "12 skills." or "74 skills in 12 areas."
fn total(areas: &[&Area]) -> String {
    let skills = areas.iter().map(|area| area.skills.len()).sum();
    let skills = count(skills, "skill");
    match areas.len() {
        1 => format!("{skills}."),
        n => format!("{skills} in {}.", count(n, "area")),
    }
}
