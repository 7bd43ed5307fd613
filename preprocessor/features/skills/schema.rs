//! `skills.toml`: areas (`[[area]]`) and their skills (`[[area.skill]]`), each described at three levels.

use std::ops::Deref;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::located::Located;
use crate::base::names::{Ref, check_prefix};
use crate::base::shelf::Shelf;
use crate::features::resources::schema::{Resource, Status};

/// The levels of a skill: key and title, lowest first.
pub const SKILL_LEVELS: [(&str, &str); 3] = [
    ("entry", "Entry"),
    ("working", "Working"),
    ("senior", "Senior"),
];

#[derive(Debug)]
pub struct Area {
    pub id: String,
    pub title: String,
    /// Why the area is in the guide.
    pub origin: String,
    pub skills: Vec<Ref<Skill>>,
}

#[derive(Debug)]
pub struct Skill {
    pub id: String,
    pub name: String,
    pub area: Ref<Area>,
    /// What somebody can do, by level, as [`SKILL_LEVELS`].
    pub levels: [String; 3],
    /// A test of one's own, with something to show.
    pub prove: String,
    pub resources: Vec<Ref<Resource>>,
}

/// All skills, and the areas they belong to.
pub struct Skills {
    all: Shelf<Skill>,
    pub areas: Shelf<Area>,
}

impl Deref for Skills {
    type Target = Shelf<Skill>;

    fn deref(&self) -> &Shelf<Skill> {
        &self.all
    }
}

pub const PLACE: Place = Place::file("skills.toml", "the list of skills");

pub fn read(input: Input<'_>, resources: &Shelf<Resource>) -> Skills {
    let mut skills = Skills {
        all: Shelf::new(input.names("skill").with_parts()),
        areas: input.shelf("area"),
    };
    let Some(mut top) = input.top else {
        return skills;
    };
    for fields in top.tables("area", "an area") {
        skills.read_area(fields, resources);
    }
    top.finish();
    skills
}

impl Skills {
    fn read_area(&mut self, mut fields: Fields<'_>, resources: &Shelf<Resource>) {
        let (id, place) = fields.declare("id", &mut self.areas);
        let title = fields.prose("title");
        let origin = fields.prose("origin");
        let mut skills = Vec::new();
        for fields in fields.tables("skill", "a skill") {
            skills.extend(self.read_skill(id.as_ref(), place, fields, resources));
        }
        fields.finish();
        let area = || {
            Some(Area {
                id: id?.value.to_owned(),
                title: title?,
                origin: origin?,
                skills,
            })
        };
        self.areas.put(place, area());
    }

    fn read_skill(
        &mut self,
        area_id: Option<&Located<&str>>,
        area: Option<Ref<Area>>,
        mut fields: Fields<'_>,
        resources: &Shelf<Resource>,
    ) -> Option<Ref<Skill>> {
        let (id, place) = fields.declare("id", &mut self.all);
        if let (Some(id), Some(area_id)) = (&id, area_id) {
            check_prefix(area_id.value, id, fields.source(), fields.diagnostics());
        }
        let name = fields.prose("name");
        let levels = SKILL_LEVELS.map(|(key, _)| fields.prose(key));
        let prove = fields.prose("prove");
        let learnt_from = learnt_from(&mut fields, resources);
        fields.finish();
        let skill = || {
            let [entry, working, senior] = levels;
            Some(Skill {
                id: id?.value.to_owned(),
                name: name?,
                area: area?,
                levels: [entry?, working?, senior?],
                prove: prove?,
                resources: learnt_from,
            })
        };
        self.all.put(place, skill());
        place
    }
}

fn learnt_from(fields: &mut Fields<'_>, resources: &Shelf<Resource>) -> Vec<Ref<Resource>> {
    let listed = fields.list("resources").unwrap_or_default();
    let (source, diagnostics) = (fields.source(), fields.diagnostics());
    let found = resources.resolve_all(&listed, source, diagnostics);
    let found = found.unwrap_or_default();
    for (name, resource) in listed.iter().zip(&found) {
        refuse_gone(name, *resource, fields, resources);
    }
    found
}

/// Nobody can learn from what is gone.
pub fn refuse_gone(
    name: &Located<&str>,
    resource: Ref<Resource>,
    fields: &Fields<'_>,
    resources: &Shelf<Resource>,
) {
    let resource = resources.thing(resource);
    if resource.is_some_and(|resource| resource.status == Status::Gone) {
        fields
            .error_at(
                Code("gone-resource"),
                &name.span,
                format!("nobody can learn from `{}`: it is gone", name.value),
            )
            .help("name what replaces it, or another resource");
    }
}
