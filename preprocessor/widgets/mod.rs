//! The widgets: what an author may ask for in a `hops NAME` block.
//!
//! Enter at [`ALL`]. One file per widget: what it is for, its arguments, its HTML, its Markdown, its tests. To add one,
//! write its file and name it in [`ALL`]; the author's reference ([`reference`]) and the nearest-name hints are made
//! from that list.

mod advert;
mod checklist;
mod comparison;
mod employer;
mod figure;
mod later;
mod map;
mod oncall;
mod plan;
mod planner;
mod practice;
mod questions;
mod realities_check;
mod resources;
mod route;
mod scenario;
mod stops;
mod trace;

use std::cell::RefCell;
use std::collections::HashMap;

pub use scenario::in_json as scenario_data;

use crate::fields::Fields;
use crate::guide::{Guide, Known, Role};
use crate::html::Html;
use crate::names::Ref;
use crate::reference::{Kind, WHOLE, Ways};

/// The widget called `name`.
pub fn named(name: &str) -> Option<&'static dyn Widget> {
    ALL.iter().find(|widget| widget.name() == name).copied()
}

/// Every widget, in the order of the author's reference.
pub const ALL: [&dyn Widget; 16] = [
    &resources::Resources,
    &checklist::Checklist,
    &plan::Plan,
    &comparison::Comparison,
    &figure::ShowFigure,
    &route::ShowRoute,
    &planner::Planner,
    &map::Map,
    &trace::ShowTrace,
    &questions::Questions,
    &practice::Practice,
    &scenario::ShowScenario,
    &advert::Advert,
    &employer::Employer,
    &oncall::Oncall,
    &realities_check::Check,
];

/// A kind of block.
pub trait Widget: Sync {
    /// The word behind `hops`.
    fn name(&self) -> &'static str;
    /// What it shows, and from which data, for authors.
    fn about(&self) -> &'static str;
    fn arguments(&self) -> &'static [Argument];
    /// The body of a block that shows its use; empty if it needs no argument.
    fn example(&self) -> &'static str;
    /// The kinds whose anchors a block of this widget may hold.
    fn homes(&self) -> &'static [Kind] {
        &[]
    }
    /// Reads the arguments of one block. Reports what is wrong; `None` if nothing can be shown.
    fn read(&self, fields: &mut Fields<'_>, known: &Known) -> Option<Box<dyn View>>;
}

/// An argument of a widget, as the author's reference describes it.
pub struct Argument {
    pub name: &'static str,
    /// What to write: "list of topics", "true or false".
    pub takes: &'static str,
    pub about: &'static str,
}

/// A block with its arguments read: ready to be shown.
pub trait View {
    /// Whether this block holds the anchors of its widget's kinds.
    fn is_home(&self) -> bool {
        false
    }

    /// The role that the chapter of this block is about.
    fn page_of(&self) -> Option<Ref<Role>> {
        None
    }

    /// The parts of those kinds whose anchors it holds; see [`Homes`](crate::reference::Homes).
    fn parts(&self) -> Vec<usize> {
        vec![WHOLE]
    }

    /// What is wrong with showing this, and what to do about it, seen from the data.
    fn problem(&self, _guide: &Guide) -> Option<(String, String)> {
        None
    }

    /// Elements in one line.
    fn html(&self, page: &Page<'_>, out: &mut Html);

    /// Lines without raw HTML that lose nothing.
    fn markdown(&self, page: &Page<'_>, out: &mut String);
}

/// Where a block is being shown.
pub struct Page<'a> {
    pub guide: &'a Guide,
    /// From this chapter to the things in the book.
    pub ways: &'a Ways<'a>,
    /// How often each id was asked for, in the whole book.
    pub ids: &'a RefCell<HashMap<String, usize>>,
}

impl Page<'_> {
    /// `id` the first time, then `id.2`, `id.3` …: mdBook joins all chapters on its print page. No id of the data has a dot
    /// there, so that none is like another with a number.
    pub fn unique_id(&self, id: String) -> String {
        let mut ids = self.ids.borrow_mut();
        let count = ids.entry(id.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => id,
            n => format!("{id}.{n}"),
        }
    }
}

/// "1 skill", "3 skills".
fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The author's reference: each widget, its arguments, an example. Markdown.
pub fn reference() -> String {
    let mut out = String::from(include_str!("reference.md"));
    for widget in ALL {
        let (name, about) = (widget.name(), widget.about());
        out.push_str(&format!("\n## {name} {{#{name}}}\n\n{about}\n"));
        if !widget.arguments().is_empty() {
            out.push_str("\n| argument | takes | meaning |\n|---|---|---|\n");
        }
        for argument in widget.arguments() {
            let Argument { name, takes, about } = argument;
            out.push_str(&format!("| `{name}` | {takes} | {about} |\n"));
        }
        let example = widget.example();
        out.push_str(&format!(
            "\n````markdown\n```hops {name}\n{example}```\n````\n"
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Source};
    use crate::document::Document;
    use crate::guide::DataFile;

    /// The reference must name exactly the arguments that are read: the message about an unknown key lists those.
    #[test]
    fn reference_lists_the_arguments_that_are_read() {
        let (known, _) = Guide::read("data", &Vec::<DataFile>::new(), &Diagnostics::default());
        for widget in ALL {
            let diagnostics = Diagnostics::default();
            let source = Source::new("a.md", "no-such-argument-anywhere = 1");
            let document = Document::whole_file(&source);
            let table = document.parse(&diagnostics).expect("this is TOML");
            let mut fields = Fields::of_document(&document, &table, "it", &diagnostics);
            widget.read(&mut fields, &known);
            fields.finish();
            let list = diagnostics.finish();
            let unknown = list.iter().find(|d| d.message.contains("no-such-argument"));
            let help = unknown.expect("the key is unknown").help.join(" ");
            for argument in widget.arguments() {
                let quoted = format!("`{}`", argument.name);
                assert!(
                    help.contains(&quoted),
                    "{}: {quoted} not in {help}",
                    widget.name()
                );
            }
            let read = help.matches('`').count() / 2;
            assert_eq!(read, widget.arguments().len(), "{}: {help}", widget.name());
        }
    }
}
