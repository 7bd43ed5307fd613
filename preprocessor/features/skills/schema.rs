//! `skills.toml`: areas (`[[area]]`) and their skills (`[[area.skill]]`), each described at three levels.

use crate::base::fields::Fields;
use crate::base::located::Located;
use crate::base::names::{Ref, check_prefix};
use crate::features::guide::{Known, Resource, Status};

/// The levels of a skill: key and title, lowest first.
pub const LEVELS: [(&str, &str); 3] = [
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
    /// What somebody can do, by level, as [`LEVELS`].
    pub levels: [String; 3],
    /// A test of one's own, with something to show.
    pub prove: String,
    pub resources: Vec<Ref<Resource>>,
}

/// Reads all areas and skills and declares their ids. What has mistakes is `None`.
pub fn read(
    top: Option<Fields<'_>>,
    known: &mut Known,
    resources: &[Option<Resource>],
) -> (Vec<Option<Area>>, Vec<Option<Skill>>) {
    let (mut areas, mut skills) = (Vec::new(), Vec::new());
    let Some(mut top) = top else {
        return (areas, skills);
    };
    for mut fields in top.tables("area", "an area") {
        let id = fields.text("id");
        let area = id.as_ref().and_then(|id| {
            known
                .areas
                .declare(id, fields.source(), fields.diagnostics())
        });
        let title = fields.prose("title");
        let origin = fields.prose("origin");
        let first = skills.len();
        for skill_fields in fields.tables("skill", "a skill") {
            let area = area.unwrap_or(Ref::new(areas.len()));
            skills.push(skill(id.as_ref(), area, skill_fields, known, resources));
        }
        fields.finish();
        let its_skills = (first..skills.len()).map(Ref::new).collect();
        areas.push(id.zip(title).zip(origin).map(|((id, title), origin)| Area {
            id: id.value.to_owned(),
            title,
            origin,
            skills: its_skills,
        }));
    }
    top.finish();
    (areas, skills)
}

fn skill(
    area_id: Option<&Located<&str>>,
    area: Ref<Area>,
    mut fields: Fields<'_>,
    known: &mut Known,
    resources: &[Option<Resource>],
) -> Option<Skill> {
    let id = fields.text("id");
    if let Some(id) = &id {
        let (source, diagnostics) = (fields.source(), fields.diagnostics());
        known.skills.declare(id, source, diagnostics);
        if let Some(area_id) = area_id {
            check_prefix(area_id.value, id, source, diagnostics);
        }
    }
    let name = fields.prose("name");
    let levels = LEVELS.map(|(key, _)| fields.prose(key));
    let prove = fields.prose("prove");
    let listed = fields.list("resources").unwrap_or_default();
    let (source, diagnostics) = (fields.source(), fields.diagnostics());
    let learnt_from = known.resources.resolve_all(&listed, source, diagnostics);
    let learnt_from = learnt_from.unwrap_or_default();
    for (name, resource) in listed.iter().zip(&learnt_from) {
        refuse_gone(name, *resource, &fields, resources);
    }
    fields.finish();
    let [entry, working, senior] = levels;
    Some(Skill {
        id: id?.value.to_owned(),
        name: name?,
        area,
        levels: [entry?, working?, senior?],
        prove: prove?,
        resources: learnt_from,
    })
}

/// Nobody can learn from what is gone.
pub fn refuse_gone(
    name: &Located<&str>,
    resource: Ref<Resource>,
    fields: &Fields<'_>,
    resources: &[Option<Resource>],
) {
    let resource = resources.get(resource.index).and_then(Option::as_ref);
    if resource.is_some_and(|resource| resource.status == Status::Gone) {
        fields
            .error_at(
                &name.span,
                format!("nobody can learn from `{}`: it is gone", name.value),
            )
            .help("name what replaces it, or another resource");
    }
}

/// What to learn a skill from: the resource to name, without cost if there is one.
pub fn resource_of(
    skill: &Skill,
    guide: &crate::features::guide::Guide,
) -> Option<serde_json::Value> {
    let resources = skill.resources.iter().map(|r| guide.resource(*r));
    let resource = resources.min_by_key(|resource| resource.cost.index)?;
    let cost = &guide.vocabulary.cost(resource.cost).title;
    Some(
        serde_json::json!({ "id": resource.id, "title": resource.title, "url": resource.url, "cost": cost }),
    )
}
