//! `hops trace`: one person's path, a stop for each step, with what carried it and whether it can be copied.

use crate::base::asset::{Asset, asset};
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{Name, reference};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::guide::Guide;
use crate::features::hops::stops;
use crate::features::kept::SHAPES;
use crate::features::reference::Target;
use crate::features::trace::schema::{Path, Step};
use crate::features::widget::{Page, View, Widget};

const KEPT: Asset = asset!("kept.js" as "trace-kept.js");

keys! {
    /// The path to show.
    Arguments = "this block";

    /// Which one.
    PATH: Name = reference("path", "a path").example(r#""a-path""#);
}

pub struct ShowTrace;

impl Widget for ShowTrace {
    fn name(&self) -> &'static str {
        "trace"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/trace.md")
    }

    fn element(&self) -> &'static str {
        "hops-trace"
    }

    fn assets(&self) -> &'static [Asset] {
        &[asset!("trace.css"), SHAPES, KEPT, asset!("trace.js")]
    }

    fn kept(&self) -> &'static [Asset] {
        &[KEPT]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        Some(Box::new(fields.refer(Arguments::PATH, &guide.paths)?))
    }
}

/// Where the reader writes a path beside it; it only works with a script.
const OWN: &str = include_str!("trace.html");

/// "Job, luck"
fn kinds(step: &Step) -> String {
    let names: Vec<_> = step.kinds.iter().map(|kind| kind.name()).collect();
    let text = names.join(", ");
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

impl View for Ref<Path> {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let path = &page.guide.paths[*self];
        let attributes = [("data-path", path.id.as_str())];
        out.element("hops-trace", &attributes, |h| {
            let list = [("class", "hops-steps"), ("aria-label", path.title.as_str())];
            h.element("ol", &list, |h| {
                for step in &path.steps {
                    html_step(step, page, h);
                }
            });
            h.element("p", &[("class", "hops-steps-credit")], |h| {
                h.text("The path of ");
                h.link(&path.url, &path.credit);
                h.text(", retold. The marks are the judgement of this book.");
            });
            h.raw(&OWN.replace('\n', ""));
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let escape = markdown::escape;
        let path = &page.guide.paths[*self];
        out.push_str(&format!("**{}**\n\n", escape(&path.title)));
        for (index, step) in path.steps.iter().enumerate() {
            out.push_str(&format!("{}. {}", index + 1, escape(&step.text)));
            if let Some(role) = step.role {
                let role = stops::linked_markdown(Target::Role(role), page);
                out.push_str(&format!(" (On the map: {role}.)"));
            }
            let copy = step.copy.in_words();
            out.push_str(&format!(
                "\n   - {}. {copy}: {}\n",
                kinds(step),
                escape(&step.reason)
            ));
        }
        let credit = markdown::link(&path.url, &path.credit);
        out.push_str(&format!(
            "\nThe path of {credit}, retold. The marks are the judgement of this book.\n"
        ));
    }
}

fn html_step(step: &Step, page: &Page<'_>, out: &mut Html) {
    let attributes = [("class", "hops-step"), ("data-copy", step.copy.name())];
    out.element("li", &attributes, |h| {
        h.element("p", &[("class", "hops-step-text")], |h| {
            h.text(&step.text);
            if let Some(role) = step.role {
                h.text(" ");
                h.element("span", &[("class", "hops-step-role")], |h| {
                    h.text("On the map: ");
                    stops::role(role, page, h);
                });
            }
        });
        h.element("p", &[("class", "hops-step-marks")], |h| {
            h.text_element("b", &[], &format!("{}.", kinds(step)));
            h.text(&format!(" {}: {}", step.copy.in_words(), step.reason));
        });
    });
}
