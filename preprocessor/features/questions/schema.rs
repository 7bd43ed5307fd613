//! `questions.toml`: kinds of interview questions (`[[kind]]`), and the questions (`[[question]]`).

use std::ops::Deref;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{
    Id, Name, NameList, OneOf, Prose, ProseList, id, one_of, prose, prose_list, reference,
    references,
};
use crate::base::located::Located;
use crate::base::names::Ref;
use crate::base::nested::{Tables, tables};
use crate::base::shelf::Shelf;
use crate::features::resources::schema::Resource;
use crate::features::skills::schema::{SKILL_LEVEL, Skill, refuse_gone};

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
    /// As [`SKILL_LEVEL`].
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

/// What is said of another level.
pub const NO_LEVEL: &str = "a question has no level `{}`";

keys! {
    /// Questions of interviews, with good answers.
    Top = "the list of questions";

    /// Kinds of questions, in the order in which readers see them.
    KIND: Tables = tables("kind", &KindEntry::KEYS);
    /// The questions.
    QUESTION: Tables = tables("question", &QuestionEntry::KEYS);
}

keys! {
    /// A kind of questions; at least one question is of it.
    KindEntry = "a kind of question";

    /// What questions and blocks write.
    ID: Id = id("id").example(r#""tasting""#);
    /// What readers see.
    TITLE: Prose = prose("title").example(r#""Tasting""#);
    /// What such questions are for.
    ABOUT: Prose = prose("about").example(r#""You taste, and say what went wrong.""#);
}

keys! {
    /// A question.
    QuestionEntry = "a question";

    /// What readers kept hangs on it: it never changes.
    ID: Id = id("id").example(r#""flat-loaf""#);
    /// What kind of question it is.
    KIND: Name = reference("kind", "a kind of question").example(r#""tasting""#);
    /// For whom.
    LEVEL: OneOf<usize> = one_of("level", &SKILL_LEVEL, NO_LEVEL).example(r#""entry""#);
    /// The question itself.
    ASK: Prose = prose("ask").example(r#""Why is this loaf flat?""#);
    /// What it finds out.
    PROBES: Prose = prose("probes").example(r#""Whether you look at the yeast first.""#);
    /// What a strong answer shows: ten things at most.
    STRONG: ProseList = prose_list("strong").example(r#"["Asks how long it rose."]"#);
    /// One good answer, in full.
    ANSWER: Prose = prose("answer").example(r#""The yeast was dead: it smells of nothing.""#);
    /// What goes wrong most.
    TRAP: Prose = prose("trap").example(r#""Blaming the oven.""#);
    /// What is asked next.
    FOLLOW_UPS: ProseList = prose_list("follow-ups").example(r#"["How do you test yeast?"]"#);
    /// What it takes.
    SKILLS: NameList = references("skills", "skills").example(r#"["dough.knead"]"#);
    /// What teaches it.
    RESOURCE: Name = reference("resource", "a resource").example(r#""first-loaf""#);
}

pub const PLACE: Place = Place::file("questions.toml", &Top::KEYS);

pub fn read(input: Input<'_>, skills: &Shelf<Skill>, resources: &Shelf<Resource>) -> Questions {
    let mut questions = Questions {
        all: input.shelf("question"),
        kinds: input.shelf("kind of question"),
    };
    let Some(mut top) = input.top else {
        return questions;
    };
    for mut fields in top.get(Top::KIND) {
        let (id, place) = fields.declare(KindEntry::ID, &mut questions.kinds);
        questions.kinds.put(place, kind(id, fields));
    }
    let mut asked = Vec::new();
    let mut is_sure = true;
    for mut fields in top.get(Top::QUESTION) {
        let (id, place) = fields.declare(QuestionEntry::ID, &mut questions.all);
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
    let title = fields.get(KindEntry::TITLE);
    let about = fields.get(KindEntry::ABOUT);
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
    let kind = fields.refer(QuestionEntry::KIND, kinds);
    let level = fields.get(QuestionEntry::LEVEL);
    let ask = fields.get(QuestionEntry::ASK);
    let probes = fields.get(QuestionEntry::PROBES);
    let strong = strong(&mut fields);
    let answer = fields.get(QuestionEntry::ANSWER);
    let trap = fields.get(QuestionEntry::TRAP);
    let follow_ups = fields.get(QuestionEntry::FOLLOW_UPS);
    let skills = fields.refer_all(QuestionEntry::SKILLS, skills);
    let resource = fields.get(QuestionEntry::RESOURCE).and_then(|name| {
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

fn strong(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    let strong = fields.get(QuestionEntry::STRONG)?;
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
