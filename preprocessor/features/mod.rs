//! The board: every feature of the tool, one line each. A feature is a folder: what its data means (`schema.rs`), what a page shows of it
//! (`widget.rs`), its styles and scripts, its part of the reference for authors, and examples.
//!
//! Enter at [`ALL`]. The author's reference ([`manual`]) and the nearest-name hints are made from that list.

pub mod advert;
pub mod employer;
pub mod figure;
pub mod guide;
pub mod hops;
pub mod incidents;
mod kept;
pub mod manual;
mod oncall;
mod plan;
pub mod questions;
pub mod realities;
pub mod realities_check;
pub mod reference;
pub mod resources;
pub mod skills;
pub mod synonyms;
pub mod trace;
pub mod vocabulary;
pub mod widget;

use crate::base::asset::{Asset, Needed};
use widget::Widget;

/// The widget called `name`.
pub fn named(name: &str) -> Option<&'static dyn Widget> {
    ALL.iter().find(|widget| widget.name() == name).copied()
}

/// Every widget, in the order of the author's reference.
pub const ALL: [&dyn Widget; 16] = [
    &resources::Resources,
    &skills::Checklist,
    &plan::Plan,
    &realities::Comparison,
    &figure::ShowFigure,
    &hops::ShowRoute,
    &hops::Planner,
    &hops::Map,
    &trace::ShowTrace,
    &questions::Questions,
    &questions::Practice,
    &incidents::ShowScenario,
    &advert::Advert,
    &employer::Employer,
    &oncall::Oncall,
    &realities_check::Check,
];

/// The style sheets and scripts of all of them, each once, with what needs it.
pub fn assets() -> Vec<Needed> {
    let mut all: Vec<Needed> = Vec::new();
    // What is kept comes first: whoever shows all of it needs that of the widgets that stand behind it, too.
    for widget in ALL.iter().filter(|widget| widget.shows_all_kept()) {
        need(&mut all, &[kept::SHAPES], *widget);
        for other in ALL {
            need(&mut all, other.kept(), *widget);
        }
    }
    for widget in ALL {
        need(&mut all, widget.assets(), widget);
    }
    all
}

fn need(all: &mut Vec<Needed>, assets: &[Asset], widget: &dyn Widget) {
    for asset in assets {
        match all.iter_mut().find(|needed| needed.asset == *asset) {
            Some(needed) => needed.by = format!("{}, {}", needed.by, widget.element()),
            None => all.push(Needed {
                asset: *asset,
                by: widget.element().to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::data::DataFile;
    use crate::base::diagnostic::{Diagnostics, Source};
    use crate::base::document::Document;
    use crate::base::fields::Fields;
    use crate::features::guide::Guide;

    /// The reference must name exactly the arguments that are read: the message about an unknown key lists those.
    #[test]
    fn reference_lists_the_arguments_that_are_read() {
        let guide = Guide::read("data", &Vec::<DataFile>::new(), &Diagnostics::default());
        for widget in ALL {
            let diagnostics = Diagnostics::default();
            let source = Source::new("a.md", "no-such-argument-anywhere = 1");
            let document = Document::whole_file(&source);
            let table = document.parse(&diagnostics).expect("this is TOML");
            let keys = widget.arguments();
            let mut fields = Fields::of_document(&document, &table, keys, &diagnostics);
            widget.read(&mut fields, &guide);
            fields.finish();
            let list = diagnostics.finish();
            let unknown = list.iter().find(|d| d.message.contains("no-such-argument"));
            let help = unknown.expect("the key is unknown").help.join(" ");
            for argument in keys.names() {
                let quoted = format!("`{argument}`");
                assert!(
                    help.contains(&quoted),
                    "{}: {quoted} not in {help}",
                    widget.name()
                );
            }
            let read = help.matches('`').count() / 2;
            assert_eq!(read, keys.all.len(), "{}: {help}", widget.name());
        }
    }

    /// The page with the plan checks, counts and names what readers keep of every widget, and its scripts begin with that list.
    #[test]
    fn what_shows_all_kept_comes_behind_what_says_what_is_kept() {
        let all = assets();
        let place = |asset: &Asset| all.iter().position(|needed| needed.asset == *asset);
        for gatherer in ALL.iter().filter(|widget| widget.shows_all_kept()) {
            let scripts = gatherer
                .assets()
                .iter()
                .filter(|asset| asset.name.ends_with(".js"));
            let first = scripts.filter_map(place).min();
            for kept in ALL.iter().flat_map(|widget| widget.kept()) {
                let at = place(kept).expect("it is an asset");
                assert!(all[at].by.contains(gatherer.element()), "{}", kept.name);
                assert!(place(&kept::SHAPES) < Some(at), "{}", kept.name);
                assert!(Some(at) < first, "{}", kept.name);
            }
        }
    }
}
