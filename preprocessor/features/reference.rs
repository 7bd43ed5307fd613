//! Cross-references: `hops:KIND/ID` links, and the one place in the book where each thing has its anchor.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::located::Located;
use crate::base::located::crop;
use crate::base::names::Ref;
use crate::base::nearest::nearest;
use crate::book::count;
use crate::features::guide::Guide;
use crate::features::hops::schema::Role;
use crate::features::questions::schema::Question;
use crate::features::resources::schema::Resource;
use crate::features::skills::schema::{Area, Skill};

/// The kinds of things that can be linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Resource,
    Skill,
    Area,
    Role,
    Question,
}

impl Kind {
    const ALL: [(&'static str, Kind); 5] = [
        ("resource", Kind::Resource),
        ("skill", Kind::Skill),
        ("area", Kind::Area),
        ("role", Kind::Role),
        ("question", Kind::Question),
    ];

    pub fn name(self) -> &'static str {
        Kind::ALL[self as usize].0
    }

    /// What readers call one.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Resource => "Resource",
            Kind::Skill => "Skill",
            Kind::Area => "Area",
            Kind::Role => "Role",
            Kind::Question => "Question",
        }
    }
}

/// A thing that a link leads to.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    Resource(Ref<Resource>),
    Skill(Ref<Skill>),
    Area(Ref<Area>),
    Role(Ref<Role>),
    Question(Ref<Question>),
}

impl Target {
    /// The target written as `KIND/ID`; reported if there is no such thing.
    pub fn resolve(
        written: &Located<String>,
        guide: &Guide,
        source: &Source,
        diagnostics: &Diagnostics,
    ) -> Option<Target> {
        let (kind, id) = written
            .value
            .split_once('/')
            .unwrap_or((&written.value, ""));
        let span = written.span.clone();
        let Some((_, kind)) = Kind::ALL.iter().find(|(name, _)| *name == kind) else {
            let names = Kind::ALL.map(|(name, _)| name);
            let all = names.into_iter().chain([count::KIND]);
            let help = match nearest(kind, all) {
                Some(near) => format!("did you mean `hops:{near}/…`?"),
                None => format!("a link leads to hops:{}/…", names.join("/…, hops:")),
            };
            diagnostics
                .error(
                    Code("unknown-link"),
                    source,
                    span,
                    format!("a hops: link cannot lead to a `{}`", crop(kind)),
                )
                .help(help);
            return None;
        };
        let id = Located { value: id, span };
        match kind {
            Kind::Resource => guide
                .resources
                .resolve(&id, source, diagnostics)
                .map(Target::Resource),
            Kind::Skill => guide
                .skills
                .resolve(&id, source, diagnostics)
                .map(Target::Skill),
            Kind::Area => guide
                .skills
                .areas
                .resolve(&id, source, diagnostics)
                .map(Target::Area),
            Kind::Role => guide
                .hops
                .roles
                .resolve(&id, source, diagnostics)
                .map(Target::Role),
            Kind::Question => guide
                .questions
                .resolve(&id, source, diagnostics)
                .map(Target::Question),
        }
    }

    pub fn kind(self) -> Kind {
        match self {
            Target::Resource(_) => Kind::Resource,
            Target::Skill(_) => Kind::Skill,
            Target::Area(_) => Kind::Area,
            Target::Role(_) => Kind::Role,
            Target::Question(_) => Kind::Question,
        }
    }

    pub fn id(self, guide: &Guide) -> &str {
        match self {
            Target::Resource(resource) => &guide.resources[resource].id,
            Target::Skill(skill) => &guide.skills[skill].id,
            Target::Area(area) => &guide.skills.areas[area].id,
            Target::Role(role) => &guide.hops.roles[role].id,
            Target::Question(question) => &guide.questions[question].id,
        }
    }

    pub fn title(self, guide: &Guide) -> &str {
        match self {
            Target::Resource(resource) => &guide.resources[resource].title,
            Target::Skill(skill) => &guide.skills[skill].name,
            Target::Area(area) => &guide.skills.areas[area].title,
            Target::Role(role) => &guide.hops.roles[role].title,
            Target::Question(question) => &guide.questions[question].ask,
        }
    }

    /// Which part of its kind the target belongs to: each part may have a home of its own.
    pub fn part(self, guide: &Guide) -> usize {
        match self {
            Target::Question(question) => guide.questions[question].kind.index,
            _ => WHOLE,
        }
    }

    /// The id of the element that the link leads to: the same in every edition of the book.
    pub fn anchor(self, guide: &Guide) -> String {
        anchor(self.kind(), self.id(guide))
    }
}

/// The element id of a thing, unique in the whole book.
pub fn anchor(kind: Kind, id: &str) -> String {
    format!("hops-{}-{id}", kind.name())
}

/// The part of a kind that has no parts.
pub const WHOLE: usize = 0;

/// The chapters that hold the anchors, by kind and part of it, and those that are about one role: paths of pages, from the
/// book's source folder. Only questions have parts: their own kinds.
#[derive(Debug, Default)]
pub struct Homes {
    paths: HashMap<(Kind, usize), PathBuf>,
    roles: HashMap<usize, PathBuf>,
}

impl Homes {
    pub fn has(&self, kind: Kind, part: usize) -> bool {
        self.paths.contains_key(&(kind, part))
    }

    pub fn set(&mut self, kind: Kind, part: usize, chapter: &Path) {
        self.paths.insert((kind, part), chapter.to_owned());
    }

    /// Makes `chapter` the page about `role`.
    pub fn set_page(&mut self, role: Ref<Role>, chapter: &Path) {
        self.roles.insert(role.index, chapter.to_owned());
    }

    /// The ways from the chapter `from` to all of them.
    pub fn ways<'h>(&'h self, from: &'h Path, html: bool) -> Ways<'h> {
        let way = |home: &Path| match home == from && html {
            true => String::new(),
            false => relative(from, home),
        };
        let files = self.paths.iter().map(|(key, home)| (*key, way(home)));
        Ways {
            html,
            from,
            roles: &self.roles,
            files: files.collect(),
        }
    }
}

/// How to get from one chapter to things.
pub struct Ways<'h> {
    html: bool,
    from: &'h Path,
    roles: &'h HashMap<usize, PathBuf>,
    files: HashMap<(Kind, usize), String>,
}

impl Ways<'_> {
    /// The address of `target`, if it has a home. Renderers other than HTML have no anchors in the text: there it is that
    /// of the chapter.
    pub fn to(&self, target: Target, guide: &Guide) -> Option<String> {
        let file = self.files.get(&(target.kind(), target.part(guide)))?;
        Some(match self.html {
            true => format!("{file}#{}", target.anchor(guide)),
            false => file.clone(),
        })
    }

    /// The address of the page about `role`, if there is one.
    pub fn to_page(&self, role: Ref<Role>) -> Option<String> {
        let chapter = self.roles.get(&role.index)?;
        Some(relative(self.from, chapter))
    }
}

/// The relative address from one page to another, both paths from the same folder.
fn relative(from: &Path, to: &Path) -> String {
    let parts = |path: &Path| -> Vec<String> {
        path.components()
            .filter_map(|part| match part {
                Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
                _ => None,
            })
            .collect()
    };
    let (from, to) = (parts(from), parts(to));
    let folders = from.len().saturating_sub(1);
    let shared = from[..folders]
        .iter()
        .zip(&to[..to.len().saturating_sub(1)])
        .take_while(|(a, b)| a == b)
        .count();
    let up = std::iter::repeat_n("..".to_owned(), folders - shared);
    let way: Vec<String> = up
        .chain(to[shared..].iter().map(|part| encode(part)))
        .collect();
    way.join("/")
}

/// A file name as part of an address in Markdown.
fn encode(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_goes_up_no_further_than_it_must() {
        let way = |from, to| relative(Path::new(from), Path::new(to));
        assert_eq!(way("a.md", "b.md"), "b.md");
        assert_eq!(way("a/b.md", "a/c.md"), "c.md");
        assert_eq!(way("a/b/c.md", "a/d/e.md"), "../d/e.md");
        assert_eq!(way("index.md", "a/b c.md"), "a/b%20c.md");
        assert_eq!(way("a/b.md", "index.md"), "../index.md");
    }
}
