//! `skills.toml`: areas (`[[area]]`) and their skills (`[[area.skill]]`), each described at three levels.

use std::ops::Deref;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::{Key, keys};
use crate::base::kinds::{Id, NameList, Prose, id, prose, references};
use crate::base::located::Located;
use crate::base::names::{Ref, check_prefix};
use crate::base::nested::{Tables, tables};
use crate::base::shelf::Shelf;
use crate::features::resources::schema::{Resource, Status};

/// The levels of a skill: key and title, lowest first.
pub const SKILL_LEVELS: [(&str, &str); 3] = [
    ("entry", "Entry"),
    ("working", "Working"),
    ("senior", "Senior"),
];

/// Their keys, and the place of each in that list.
pub const SKILL_LEVEL: [(&str, usize); 3] = [
    (SKILL_LEVELS[0].0, 0),
    (SKILL_LEVELS[1].0, 1),
    (SKILL_LEVELS[2].0, 2),
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

keys! {
    /// What somebody can do.
    Top = "the list of skills";

    /// The areas of the trade.
    AREA: Tables = tables("area", &AreaEntry::KEYS);
}

keys! {
    /// An area, with its skills.
    AreaEntry = "an area";

    /// Links in chapters hang on it: it never changes.
    ID: Id = id("id").example(r#""dough""#);
    /// What readers see.
    TITLE: Prose = prose("title").example(r#""Dough""#);
    /// Why the area is in the guide.
    ORIGIN: Prose = prose("origin").example(r#""one of the areas of the guild""#);
    /// Its skills.
    SKILL: Tables = tables("skill", &SkillEntry::KEYS);
}

keys! {
    /// A skill, described at three levels.
    SkillEntry = "a skill";

    /// The id of the area, a dot, and a word of its own. What readers ticked hangs on it: it never changes.
    ID: Id = id("id").example(r#""dough.knead""#);
    /// What somebody can do.
    NAME: Prose = prose("name").example(r#""Knead by hand""#);
    /// What is expected at the beginning.
    ENTRY: Prose = prose("entry").example(r#""Kneads a simple dough until it is smooth.""#);
    /// What somebody does who has been in the job for a while.
    WORKING: Prose = prose("working").example(r#""Feels when a dough has had enough.""#);
    /// What others come for.
    SENIOR: Prose = prose("senior").example(r#""Saves a dough that went wrong.""#);
    /// A test to set oneself, with something to show.
    PROVE: Prose = prose("prove").example(r#""Bake the same loaf three times, and cut them side by side.""#);
    /// What teaches it, the best first.
    RESOURCES: NameList = references("resources", "resources").example(r#"["first-loaf"]"#);
}

/// What somebody can do, by level, as [`SKILL_LEVELS`].
const LEVELS: [Key<Prose>; 3] = [SkillEntry::ENTRY, SkillEntry::WORKING, SkillEntry::SENIOR];

pub const PLACE: Place = Place::file("skills.toml", &Top::KEYS);

pub fn read(input: Input<'_>, resources: &Shelf<Resource>) -> Skills {
    let mut skills = Skills {
        all: Shelf::new(input.names("skill").with_parts()),
        areas: input.shelf("area"),
    };
    let Some(mut top) = input.top else {
        return skills;
    };
    for fields in top.get(Top::AREA) {
        skills.read_area(fields, resources);
    }
    top.finish();
    skills
}

impl Skills {
    fn read_area(&mut self, mut fields: Fields<'_>, resources: &Shelf<Resource>) {
        let (id, place) = fields.declare(AreaEntry::ID, &mut self.areas);
        let title = fields.get(AreaEntry::TITLE);
        let origin = fields.get(AreaEntry::ORIGIN);
        let mut skills = Vec::new();
        for fields in fields.get(AreaEntry::SKILL) {
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
        let (id, place) = fields.declare(SkillEntry::ID, &mut self.all);
        if let (Some(id), Some(area_id)) = (&id, area_id) {
            check_prefix(area_id.value, id, fields.source(), fields.diagnostics());
        }
        let name = fields.get(SkillEntry::NAME);
        let levels = LEVELS.map(|level| fields.get(level));
        let prove = fields.get(SkillEntry::PROVE);
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
    let listed = fields.get(SkillEntry::RESOURCES).unwrap_or_default();
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
