//! `paths.toml`: real people's ways (`[[path]]`), step by step (`[[path.step]]`).

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{
    Id, Name, OneOf, Prose, SomeOf, Url, id, one_of, prose, reference, some_of, url,
};
use crate::base::located::Located;
use crate::base::names::Ref;
use crate::base::nested::{Tables, tables};
use crate::base::shelf::Shelf;
use crate::features::hops::schema::Role;

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

keys! {
    /// Real people's ways into the job.
    Top = "the list of paths";

    /// The ways.
    PATH: Tables = tables("path", &PathEntry::KEYS);
}

keys! {
    /// The way of one person.
    PathEntry = "a path";

    /// What blocks write.
    ID: Id = id("id").example(r#""the-millers-way""#);
    /// What readers see.
    TITLE: Prose = prose("title").example(r#""From the mill to the oven""#);
    /// Whose way it is, and where it is told.
    CREDIT: Prose = prose("credit").example(r#""M. Iller, in her talk of 2020""#);
    /// Where it can be read.
    URL: Url = url("url").example(r#""https://mill.example/talk""#);
    /// The steps, in their order.
    STEP: Tables = tables("step", &StepEntry::KEYS);
}

keys! {
    /// A step on the way.
    StepEntry = "a step";

    /// What happened.
    TEXT: Prose = prose("text").example(r#""Carried flour for a year.""#);
    /// What carried the person over it.
    KINDS: SomeOf<StepKind> = some_of("kinds", &StepKind::ALL, "unknown kind of step `{}`").example(r#"["job", "luck"]"#);
    /// Whether somebody else can do the same.
    COPY: OneOf<Copy> = one_of("copy", &Copy::ALL, "`copy` cannot be `{}`").example(r#""in-part""#);
    /// Why, or how.
    REASON: Prose = prose("reason").example(r#""Mills look for people in every autumn.""#);
    /// The role that is taken up here.
    ROLE: Name = reference("role", "a role").optional().example(r#""miller""#);
}

pub const PLACE: Place = Place::file("paths.toml", &Top::KEYS);

pub fn read(input: Input<'_>, roles: &Shelf<Role>) -> Paths {
    let mut paths = input.shelf("path");
    let Some(mut top) = input.top else {
        return paths;
    };
    for mut fields in top.get(Top::PATH) {
        let (id, place) = fields.declare(PathEntry::ID, &mut paths);
        paths.put(place, path(id, fields, roles));
    }
    top.finish();
    paths
}

fn path(id: Option<Located<&str>>, mut fields: Fields<'_>, roles: &Shelf<Role>) -> Option<Path> {
    let title = fields.get(PathEntry::TITLE);
    let credit = fields.get(PathEntry::CREDIT);
    let url = fields.get(PathEntry::URL);
    let steps = fields.get(PathEntry::STEP);
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
    let text = fields.get(StepEntry::TEXT);
    let kinds = kinds(&mut fields);
    let copy = fields.get(StepEntry::COPY);
    let reason = fields.get(StepEntry::REASON);
    let role = fields.refer(StepEntry::ROLE, roles);
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
    for Located { value: kind, span } in fields.get(StepEntry::KINDS).unwrap_or_default() {
        if kinds.contains(&kind) {
            fields
                .error_at(
                    Code("item-twice"),
                    &span,
                    format!("`{}` stands twice in this list", kind.name()),
                )
                .help("remove one");
        }
        kinds.push(kind);
    }
    kinds
}
