//! `questions.toml`: kinds of interview questions (`[[kind]]`), and the questions (`[[question]]`).

use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
use crate::features::guide::{Known, Resource, SKILL_LEVELS, Skill};
use crate::features::skills::refuse_gone;

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

/// The kinds and the questions in the order of the data. What has mistakes is `None`.
pub type Questions = (Vec<Option<QuestionKind>>, Vec<Option<Question>>);

/// Reads all kinds and questions and declares their ids.
pub fn read(
    top: Option<Fields<'_>>,
    known: &mut Known,
    resources: &[Option<Resource>],
) -> Questions {
    let (mut kinds, mut questions) = (Vec::new(), Vec::new());
    let Some(mut top) = top else {
        return (kinds, questions);
    };
    let mut declared = Vec::new();
    for mut fields in top.tables("kind", "a kind of question") {
        let id = fields.text("id");
        if let Some(id) = &id {
            let (source, diagnostics) = (fields.source(), fields.diagnostics());
            declared.extend(known.question_kinds.declare(id, source, diagnostics));
        }
        kinds.push(kind(id, fields));
    }
    for fields in top.tables("question", "a question") {
        questions.push(question(fields, known, resources));
    }
    refuse_empty(&top, &declared, known, &questions);
    top.finish();
    (kinds, questions)
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
    mut fields: Fields<'_>,
    known: &mut Known,
    resources: &[Option<Resource>],
) -> Option<Question> {
    let (source, diagnostics) = (fields.source(), fields.diagnostics());
    let id = fields.text("id");
    if let Some(id) = &id {
        known.questions.declare(id, source, diagnostics);
    }
    let kind = fields.text("kind");
    let kind = kind.and_then(|kind| known.question_kinds.resolve(&kind, source, diagnostics));
    let level = fields.text("level");
    let level = level.and_then(|level| self::level(&level, &fields));
    let ask = fields.prose("ask");
    let probes = fields.prose("probes");
    let strong = strong(&mut fields);
    let answer = fields.prose("answer");
    let trap = fields.prose("trap");
    let follow_ups = fields.prose_list("follow-ups");
    let skills = fields.list("skills");
    let skills = skills.and_then(|ids| known.skills.resolve_all(&ids, source, diagnostics));
    let resource = fields.text("resource").and_then(|name| {
        let resource = known.resources.resolve(&name, source, diagnostics)?;
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
pub fn level(written: &Located<&str>, fields: &Fields<'_>) -> Option<usize> {
    let [entry, working, senior] = SKILL_LEVELS.map(|(key, _)| key);
    let choices = [(entry, 0), (working, 1), (senior, 2)];
    let message = format!("a question has no level `{}`", crop(written.value));
    fields.choose(written, &choices, message)
}

fn strong(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    let strong = fields.prose_list("strong")?;
    if strong.len() > MOST_STRONG {
        fields
            .error(format!("`strong` has {} items", strong.len()))
            .help(format!("at most {MOST_STRONG}: join or remove some"));
    }
    Some(strong)
}

/// Reports kinds that no question is of.
fn refuse_empty(
    top: &Fields<'_>,
    declared: &[Ref<QuestionKind>],
    known: &Known,
    questions: &[Option<Question>],
) {
    // A question with mistakes may be the one that is missed.
    if questions.iter().any(Option::is_none) {
        return;
    }
    for kind in declared {
        let mut of_kind = questions.iter().flatten();
        if !of_kind.any(|question| question.kind == *kind) {
            let name = known.question_kinds.name(*kind);
            top.error(format!("no question is of the kind `{name}`"))
                .help("write one, or remove the kind");
        }
    }
}
