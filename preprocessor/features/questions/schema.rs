//! `questions.toml`: kinds of interview questions (`[[kind]]`), and the questions (`[[question]]`).

use std::ops::Deref;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
use crate::base::shelf::Shelf;
use crate::features::resources::schema::Resource;
use crate::features::skills::schema::{SKILL_LEVELS, Skill, refuse_gone};

/// What a kind of question is for.
#[derive(Debug)]
pub struct QuestionKind {
    pub id: String,
    pub title: String,
    pub about: String,
}

#[derive(Debug)]
pub struct Question {
    pub id: String,
    pub kind: Ref<QuestionKind>,
    /// As [`SKILL_LEVELS`].
    pub level: usize,
    /// The question itself.
    pub ask: String,
    pub probes: String,
    /// What a strong answer shows: at least one, at most [`MOST_STRONG`].
    pub strong: Vec<String>,
    /// One good answer, in full.
    pub answer: String,
    pub trap: String,
    /// What is asked next.
    pub follow_ups: Vec<String>,
    pub skills: Vec<Ref<Skill>>,
    /// What teaches it.
    pub resource: Ref<Resource>,
}

/// Readers tick what their answer had; more of it than this is no list to keep in mind.
const MOST_STRONG: usize = 10;

/// All questions, in the order of the data, and their kinds.
pub struct Questions {
    all: Shelf<Question>,
    pub kinds: Shelf<QuestionKind>,
}

impl Deref for Questions {
    type Target = Shelf<Question>;

    fn deref(&self) -> &Shelf<Question> {
        &self.all
    }
}

pub const PLACE: Place = Place::file("questions.toml", "the list of questions");

pub fn read(input: Input<'_>, skills: &Shelf<Skill>, resources: &Shelf<Resource>) -> Questions {
    let mut questions = Questions {
        all: input.shelf("question"),
        kinds: input.shelf("kind of question"),
    };
    let Some(mut top) = input.top else {
        return questions;
    };
    for mut fields in top.tables("kind", "a kind of question") {
        let (id, place) = fields.declare("id", &mut questions.kinds);
        questions.kinds.put(place, kind(id, fields));
    }
    let mut asked = Vec::new();
    let mut is_sure = true;
    for mut fields in top.tables("question", "a question") {
        let (id, place) = fields.declare("id", &mut questions.all);
        let question = question(id, fields, &questions.kinds, skills, resources);
        // A question with mistakes may be the one that is missed.
        is_sure &= question.is_some();
        asked.extend(question.as_ref().map(|question| question.kind));
        questions.all.put(place, question);
    }
    if is_sure {
        refuse_empty(&top, &questions.kinds, &asked);
    }
    top.finish();
    questions
}

fn kind(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<QuestionKind> {
    let title = fields.prose("title");
    let about = fields.prose("about");
    fields.finish();
    Some(QuestionKind {
        id: id?.value.to_owned(),
        title: title?,
        about: about?,
    })
}

fn question(
    id: Option<Located<&str>>,
    mut fields: Fields<'_>,
    kinds: &Shelf<QuestionKind>,
    skills: &Shelf<Skill>,
    resources: &Shelf<Resource>,
) -> Option<Question> {
    let kind = fields.refer("kind", kinds);
    let level = fields.text("level");
    let level = level.and_then(|level| question_level(&level, &fields));
    let ask = fields.prose("ask");
    let probes = fields.prose("probes");
    let strong = strong(&mut fields);
    let answer = fields.prose("answer");
    let trap = fields.prose("trap");
    let follow_ups = fields.prose_list("follow-ups");
    let skills = fields.refer_all("skills", skills);
    let resource = fields.text("resource").and_then(|name| {
        let resource = resources.resolve(&name, fields.source(), fields.diagnostics())?;
        refuse_gone(&name, resource, &fields, resources);
        Some(resource)
    });
    fields.finish();
    Some(Question {
        id: id?.value.to_owned(),
        kind: kind?,
        level: level?,
        ask: ask?,
        probes: probes?,
        strong: strong?,
        answer: answer?,
        trap: trap?,
        follow_ups: follow_ups?,
        skills: skills?,
        resource: resource?,
    })
}

/// The place of a level in [`SKILL_LEVELS`]; reported if there is no such level.
pub fn question_level(written: &Located<&str>, fields: &Fields<'_>) -> Option<usize> {
    let [entry, working, senior] = SKILL_LEVELS.map(|(key, _)| key);
    let choices = [(entry, 0), (working, 1), (senior, 2)];
    let message = format!("a question has no level `{}`", crop(written.value));
    fields.choose(written, &choices, message)
}

fn strong(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    let strong = fields.prose_list("strong")?;
    if strong.len() > MOST_STRONG {
        fields
            .error(
                Code("too-many"),
                format!("`strong` has {} items", strong.len()),
            )
            .help(format!("at most {MOST_STRONG}: join or remove some"));
    }
    Some(strong)
}

/// Reports kinds that no question is of.
fn refuse_empty(top: &Fields<'_>, kinds: &Shelf<QuestionKind>, asked: &[Ref<QuestionKind>]) {
    for kind in kinds.all() {
        if !asked.contains(&kind) {
            let name = kinds.name(kind);
            top.error(
                Code("unused"),
                format!("no question is of the kind `{name}`"),
            )
            .help("write one, or remove the kind");
        }
    }
}
