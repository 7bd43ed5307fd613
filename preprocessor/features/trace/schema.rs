//! `paths.toml`: real people's ways (`[[path]]`), step by step (`[[path.step]]`).

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
use crate::base::shelf::Shelf;
use crate::features::hops::schema::Role;
use crate::features::resources::schema::address;

/// The way of one person.
#[derive(Debug)]
pub struct Path {
    pub id: String,
    pub title: String,
    /// Whose way it is, and where it is told.
    pub credit: String,
    pub url: String,
    /// At least one.
    pub steps: Vec<Step>,
}

#[derive(Debug)]
pub struct Step {
    pub text: String,
    /// At least one.
    pub kinds: Vec<StepKind>,
    pub copy: Copy,
    /// Why, or how.
    pub reason: String,
    /// The role that is taken up here.
    pub role: Option<Ref<Role>>,
}

/// What carried somebody over a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    Job,
    Learning,
    People,
    Luck,
}

impl StepKind {
    pub const ALL: [(&'static str, StepKind); 4] = [
        ("job", StepKind::Job),
        ("learning", StepKind::Learning),
        ("people", StepKind::People),
        ("luck", StepKind::Luck),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// Whether somebody else can do the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    Yes,
    InPart,
    No,
}

impl Copy {
    const ALL: [(&'static str, Copy); 3] = [
        ("yes", Copy::Yes),
        ("in-part", Copy::InPart),
        ("no", Copy::No),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    pub fn in_words(self) -> &'static str {
        match self {
            Copy::Yes => "You can copy this",
            Copy::InPart => "You can copy this in part",
            Copy::No => "You cannot copy this",
        }
    }
}

pub type Paths = Shelf<Path>;

pub const PLACE: Place = Place::file("paths.toml", "the list of paths");

pub fn read(input: Input<'_>, roles: &Shelf<Role>) -> Paths {
    let mut paths = input.shelf("path");
    let Some(mut top) = input.top else {
        return paths;
    };
    for mut fields in top.tables("path", "a path") {
        let (id, place) = fields.declare("id", &mut paths);
        paths.put(place, path(id, fields, roles));
    }
    top.finish();
    paths
}

fn path(id: Option<Located<&str>>, mut fields: Fields<'_>, roles: &Shelf<Role>) -> Option<Path> {
    let title = fields.prose("title");
    let credit = fields.prose("credit");
    let url = fields
        .text("url")
        .and_then(|written| address(&fields, &written));
    let steps = fields.tables("step", "a step");
    let steps = steps.into_iter().map(|fields| step(fields, roles));
    // All of them are read before any is given up.
    let steps: Option<Vec<Step>> = steps.collect::<Vec<_>>().into_iter().collect();
    fields.finish();
    Some(Path {
        id: id?.value.to_owned(),
        title: title?,
        credit: credit?,
        url: url?,
        steps: steps?,
    })
}

fn step(mut fields: Fields<'_>, roles: &Shelf<Role>) -> Option<Step> {
    let text = fields.prose("text");
    let kinds = kinds(&mut fields);
    let copy = fields.text("copy").and_then(|written| {
        let message = format!("`copy` cannot be `{}`", crop(written.value));
        fields.choose(&written, &Copy::ALL, message)
    });
    let reason = fields.prose("reason");
    let role = fields.optional_refer("role", roles);
    fields.finish();
    Some(Step {
        text: text?,
        kinds,
        copy: copy?,
        reason: reason?,
        role,
    })
}

fn kinds(fields: &mut Fields<'_>) -> Vec<StepKind> {
    let mut kinds = Vec::new();
    for written in fields.list("kinds").unwrap_or_default() {
        let message = format!("unknown kind of step `{}`", crop(written.value));
        let Some(kind) = fields.choose(&written, &StepKind::ALL, message) else {
            continue;
        };
        if kinds.contains(&kind) {
            fields
                .error_at(
                    Code("item-twice"),
                    &written.span,
                    format!("`{}` stands twice in this list", written.value),
                )
                .help("remove one");
        }
        kinds.push(kind);
    }
    kinds
}
