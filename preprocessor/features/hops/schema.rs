//! `hops.toml`: jobs and situations (`[[role]]`), the hops between them (`[[hop]]`) and what the hops rest on
//! (`[[source]]`).

use std::collections::{HashMap, HashSet};

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{
    Id, Name, NameList, OneOf, Prose, ProseList, Text, id, one_of, prose, prose_list, reference,
    references, text,
};
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
use crate::base::nested::{Tables, tables};
use crate::base::numbers::{Whole, whole};
use crate::base::shelf::Shelf;
use crate::features::skills::schema::Skill;

/// A job, or a situation somebody can be in.
#[derive(Debug)]
pub struct Role {
    pub id: String,
    pub title: String,
    /// Other titles for the same.
    pub also: Vec<String>,
    pub kind: RoleKind,
    /// What somebody brings from there.
    pub bring: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    Start,
    Role,
    Bridge,
    Goal,
}

impl RoleKind {
    /// As the data spells them, in the order in which they are shown.
    pub const ALL: [(&'static str, RoleKind); 4] = [
        ("start", RoleKind::Start),
        ("role", RoleKind::Role),
        ("bridge", RoleKind::Bridge),
        ("goal", RoleKind::Goal),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// The longest distance of a hop; the shortest is 1.
pub const FARTHEST: u32 = 5;

#[derive(Debug)]
pub struct Hop {
    pub from: Ref<Role>,
    pub to: Ref<Role>,
    /// From 1 to [`FARTHEST`]: an estimate.
    pub distance: u32,
    /// What it takes: at least one.
    pub skills: Vec<Ref<Skill>>,
    /// How people do it.
    pub how: String,
    /// What it rests on; empty only if it is editorial.
    pub evidence: Vec<Ref<Evidence>>,
    /// Whether it is, at least in part, the editors' guess.
    pub editorial: bool,
}

/// Something that tells of a hop.
#[derive(Debug)]
pub struct Evidence {
    pub id: String,
    /// An address, or words.
    pub place: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, if it is known.
    pub date: Option<String>,
    pub says: String,
}

/// Roles, the hops between them in the order of the data, and the sources that tell of them.
pub struct Hops {
    pub roles: Shelf<Role>,
    pub all: Vec<Hop>,
    pub evidence: Shelf<Evidence>,
}

/// Stands in `evidence` for a hop that no source names.
const EDITORIAL: &str = "editorial";

keys! {
    /// Jobs and situations, the hops between them, and what tells of the hops.
    Top = "the list of hops";

    /// Jobs, and situations somebody can be in.
    ROLE: Tables = tables("role", &RoleEntry::KEYS);
    /// What tells of hops.
    SOURCE: Tables = tables("source", &SourceEntry::KEYS).optional();
    /// The hops.
    HOP: Tables = tables("hop", &HopEntry::KEYS);
}

keys! {
    /// A job, or a situation somebody can be in.
    RoleEntry = "a role";

    /// Links in chapters hang on it, and what readers kept: it never changes.
    ID: Id = id("id").example(r#""miller""#);
    /// What readers see.
    TITLE: Prose = prose("title").example(r#""Miller""#);
    /// Other titles for the same.
    ALSO: ProseList = prose_list("also").optional().example(r#"["Mill hand"]"#);
    /// Whether ways start or end here; every role lies on a way from a start to a goal.
    KIND: OneOf<RoleKind> = one_of("kind", &RoleKind::ALL, "unknown kind of role `{}`").example(r#""start""#);
    /// What somebody brings from there.
    BRING: Prose = prose("bring").example(r#""You know flour.""#);
}

keys! {
    /// Something that tells of a hop.
    SourceEntry = "a source";

    /// What hops write.
    ID: Id = id("id").example(r#""baker-talk""#);
    /// An address, or words.
    WHERE: Text = text("where").example(r#""https://bread.example/talk""#);
    /// When it was written, if anybody knows.
    DATE: Text = text("date").optional().example(r#""2020-07""#).in_words("a year, a month or a day, in quotes");
    /// What it says of the hop.
    SAYS: Prose = prose("says").example(r#""Three of five bakers began at a mill.""#);
}

keys! {
    /// A hop from one role to another.
    HopEntry = "a hop";

    /// Where it begins.
    FROM: Name = reference("from", "a role").example(r#""miller""#);
    /// Where it ends.
    TO: Name = reference("to", "a role").example(r#""baker""#);
    /// How far it is: an estimate.
    DISTANCE: Whole = whole("distance", 1..=FARTHEST).example("2");
    /// What it takes.
    SKILLS: NameList = references("skills", "skills").example(r#"["dough.knead"]"#);
    /// How people do it.
    HOW: Prose = prose("how").example(r#""Ask the baker whom you deliver to.""#);
    /// What it rests on; `"editorial"` stands for an estimate of the editors.
    EVIDENCE: NameList = references("evidence", "sources").example(r#"["baker-talk", "editorial"]"#);
}

pub const PLACE: Place = Place::file("hops.toml", &Top::KEYS);

pub fn read(input: Input<'_>, skills: &Shelf<Skill>) -> Hops {
    let mut hops = Hops {
        roles: input.shelf("role"),
        all: Vec::new(),
        evidence: input.shelf("source"),
    };
    let Some(mut top) = input.top else {
        return hops;
    };
    let before = top.diagnostics().count();
    let mut places = Vec::new();
    for mut fields in top.get(Top::ROLE) {
        let (id, place) = fields.declare(RoleEntry::ID, &mut hops.roles);
        hops.roles.put(place, role(id.as_ref(), fields));
        places.push(id);
    }
    let mut cited = HashMap::new();
    for mut fields in top.get(Top::SOURCE) {
        let (id, place) = fields.declare(SourceEntry::ID, &mut hops.evidence);
        hops.evidence.put(place, source(id.as_ref(), fields));
        if let Some(id) = id {
            cited.insert(id.value, (id, false));
        }
    }
    let mut seen = HashSet::new();
    for fields in top.get(Top::HOP) {
        let hop = hop(fields, &hops, skills, &mut seen, &mut cited);
        hops.all.extend(hop);
    }
    for (id, is_cited) in cited.values() {
        if !is_cited {
            top.error_at(
                Code("unused"),
                &id.span,
                format!("nobody cites the source `{}`", id.value),
            )
            .help("name it in the `evidence` of a hop, or remove it");
        }
    }
    // With a hop missing, much would be out of reach.
    if top.diagnostics().count() == before {
        check_reach(&hops, &places, &top);
    }
    top.finish();
    hops
}

fn role(id: Option<&Located<&str>>, mut fields: Fields<'_>) -> Option<Role> {
    let title = fields.get(RoleEntry::TITLE);
    let also = fields.get(RoleEntry::ALSO).unwrap_or_default();
    let kind = fields.get(RoleEntry::KIND);
    let bring = fields.get(RoleEntry::BRING);
    fields.finish();
    Some(Role {
        id: id?.value.to_owned(),
        title: title?,
        also,
        kind: kind?,
        bring: bring?,
    })
}

fn source(id: Option<&Located<&str>>, mut fields: Fields<'_>) -> Option<Evidence> {
    if let Some(id) = id.filter(|id| id.value == EDITORIAL) {
        fields
            .error_at(
                Code("reserved-id"),
                &id.span,
                format!("no source may be called `{EDITORIAL}`"),
            )
            .help("in `evidence` that word marks a hop that no source names");
    }
    let place =
        fields
            .get(SourceEntry::WHERE)
            .and_then(|written| match written.value.contains("://") {
                true => fields.address(&written),
                false => Some(written.value.to_owned()),
            });
    let date = fields.get(SourceEntry::DATE);
    if let Some(date) = date.as_ref().filter(|date| !is_date(date.value)) {
        fields
            .error_at(
                Code("malformed-date"),
                &date.span,
                format!("`{}` is no date", crop(date.value)),
            )
            .help("write it as 2020, 2020-07 or 2020-07-31; leave it out if nobody knows it");
    }
    let says = fields.get(SourceEntry::SAYS);
    fields.finish();
    Some(Evidence {
        id: id?.value.to_owned(),
        place: place?,
        date: date.map(|date| date.value.to_owned()),
        says: says?,
    })
}

/// Whether `text` is a year, perhaps with a month, perhaps with a day.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let within = |part: &str, length, range: std::ops::RangeInclusive<u32>| {
        part.len() == length && part.parse().is_ok_and(|n| range.contains(&n))
    };
    let (year, rest) = (parts[0], &parts[1..]);
    rest.len() <= 2
        && within(year, 4, 1000..=9999)
        && rest.first().is_none_or(|month| within(month, 2, 1..=12))
        && rest.get(1).is_none_or(|day| within(day, 2, 1..=31))
}

fn hop<'t>(
    mut fields: Fields<'t>,
    hops: &Hops,
    skills: &Shelf<Skill>,
    seen: &mut HashSet<(&'t str, &'t str)>,
    cited: &mut HashMap<&'t str, (Located<&'t str>, bool)>,
) -> Option<Hop> {
    let (from, to) = (fields.get(HopEntry::FROM), fields.get(HopEntry::TO));
    if let (Some(from), Some(to)) = (&from, &to) {
        if from.value == to.value {
            fields
                .error_at(
                    Code("hop-to-itself"),
                    &to.span,
                    format!("this hop leads from `{0}` to `{0}`", crop(to.value)),
                )
                .help("a hop leads to another role");
        } else if !seen.insert((from.value, to.value)) {
            let (from, shown) = (crop(from.value), crop(to.value));
            fields
                .error_at(
                    Code("hop-twice"),
                    &to.span,
                    format!("the hop from `{from}` to `{shown}` stands twice"),
                )
                .help("make one of the two");
        }
    }
    let resolve = |id: Located<&str>| {
        hops.roles
            .resolve(&id, fields.source(), fields.diagnostics())
    };
    let (from, to) = (from.and_then(resolve), to.and_then(resolve));
    let distance = fields.get(HopEntry::DISTANCE);
    let skills = fields.refer_all(HopEntry::SKILLS, skills);
    let how = fields.get(HopEntry::HOW);
    let mut listed = fields.get(HopEntry::EVIDENCE).unwrap_or_default();
    let all = listed.len();
    listed.retain(|id| id.value != EDITORIAL);
    for id in &listed {
        if let Some((_, is_cited)) = cited.get_mut(id.value) {
            *is_cited = true;
        }
    }
    let editorial = listed.len() < all;
    let evidence = hops
        .evidence
        .resolve_all(&listed, fields.source(), fields.diagnostics());
    fields.finish();
    Some(Hop {
        from: from?,
        to: to?,
        distance: distance?.value,
        skills: skills?,
        how: how?,
        evidence: evidence?,
        editorial,
    })
}

/// Reports roles that nobody gets to, and roles from which nobody gets anywhere.
fn check_reach(hops: &Hops, places: &[Option<Located<&str>>], top: &Fields<'_>) {
    let of_kind = |kind| -> Vec<usize> {
        let roles = hops.roles.places();
        let of_kind = roles.filter(|(_, role)| role.kind == kind);
        of_kind.map(|(place, _)| place.index).collect()
    };
    let ends = [
        (RoleKind::Start, "no start reaches the role"),
        (RoleKind::Goal, "no goal is reached from the role"),
    ];
    for (kind, message) in ends {
        let first = of_kind(kind);
        if first.is_empty() {
            top.error(
                Code("out-of-reach"),
                format!("no role is a {}", kind.name()),
            )
            .help(format!("give one of them kind = \"{}\"", kind.name()));
            continue;
        }
        let mut next = vec![Vec::new(); hops.roles.len()];
        for hop in &hops.all {
            let (from, to) = (hop.from.index, hop.to.index);
            match kind {
                RoleKind::Start => next[from].push(to),
                _ => next[to].push(from),
            }
        }
        for (at, reached) in reached(first, &next).into_iter().enumerate() {
            let Some(id) = places[at].as_ref().filter(|_| !reached) else {
                continue;
            };
            top.error_at(Code("out-of-reach"), &id.span, format!("{message} `{}`", crop(id.value)))
                .help(format!(
                    "add a hop, or give it kind = \"{}\": every role lies on a way from a start to a goal",
                    kind.name()
                ));
        }
    }
}

/// What can be reached from `first`, itself included.
fn reached(first: Vec<usize>, next: &[Vec<usize>]) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut open = first;
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(&next[at]);
        }
    }
    reached
}
