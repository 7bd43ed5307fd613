//! `realities-check.toml`: statements to judge (`[[statement]]`), questions to answer honestly (`[[question]]`, each with
//! its `[[question.answer]]`s), and what comes of the answers (`[[outcome]]`).

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::{Names, Ref};
use crate::base::shelf::Shelf;
use crate::features::hops::schema::Role;
use crate::features::realities::schema::Expectation;

pub struct RealitiesCheck {
    pub statements: Shelf<Statement>,
    pub questions: Shelf<HonestQuestion>,
    /// By how many answers must speak against it, from 0.
    pub outcomes: Vec<Outcome>,
}

/// Something people say of the job: an expectation or a reality.
#[derive(Debug)]
pub struct Statement {
    pub id: String,
    pub text: String,
    pub is: Truth,
    pub because: String,
    /// The part of the comparison that it is about.
    pub about: Option<Ref<Expectation>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    Expectation,
    Reality,
}

impl Truth {
    pub const ALL: [(&'static str, Truth); 2] = [
        ("expectation", Truth::Expectation),
        ("reality", Truth::Reality),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    pub fn title(self) -> &'static str {
        match self {
            Truth::Expectation => "Expectation",
            Truth::Reality => "Reality",
        }
    }
}

/// A question about what the reader can live with.
#[derive(Debug)]
pub struct HonestQuestion {
    pub id: String,
    /// What it is about, in a word or two.
    pub about: String,
    pub ask: String,
    /// At least one.
    pub answers: Vec<Answer>,
}

#[derive(Debug)]
pub struct Answer {
    pub id: String,
    pub text: String,
    pub weighs: Weight,
    /// What it means for somebody who chooses it.
    pub says: String,
    /// Where to look instead.
    pub roles: Vec<Ref<Role>>,
}

/// What an answer says about the job for this reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    For,
    Ask,
    Against,
}

impl Weight {
    pub const ALL: [(&'static str, Weight); 3] = [
        ("for", Weight::For),
        ("ask", Weight::Ask),
        ("against", Weight::Against),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    pub fn in_words(self) -> &'static str {
        match self {
            Weight::For => "Speaks for it.",
            Weight::Ask => "Ask about it.",
            Weight::Against => "Speaks against it.",
        }
    }
}

/// What to say to whoever has chosen at least `from` answers that speak against it.
#[derive(Debug)]
pub struct Outcome {
    pub from: u32,
    pub title: String,
    pub text: String,
}

pub const PLACE: Place = Place::file("realities-check.toml", "the file");

pub fn read(
    input: Input<'_>,
    expectations: &Shelf<Expectation>,
    roles: &Shelf<Role>,
) -> RealitiesCheck {
    let mut check = RealitiesCheck {
        statements: input.shelf("statement"),
        questions: input.shelf("question"),
        outcomes: Vec::new(),
    };
    let Some(mut top) = input.top else {
        return check;
    };
    for mut fields in top.tables("statement", "a statement") {
        let (id, place) = fields.declare("id", &mut check.statements);
        check
            .statements
            .put(place, statement(id, fields, expectations));
    }
    let questions = top.tables("question", "a question");
    let number = questions.len();
    for mut fields in questions {
        let (id, place) = fields.declare("id", &mut check.questions);
        let answers = Names::new("answer", check.questions.file.clone());
        let question = question(id, fields, answers, roles);
        check.questions.put(place, question);
    }
    for fields in top.tables("outcome", "an outcome") {
        let last = check.outcomes.last().map(|outcome| outcome.from);
        check.outcomes.extend(outcome(fields, last, number));
    }
    top.finish();
    check
}

fn statement(
    id: Option<Located<&str>>,
    mut fields: Fields<'_>,
    expectations: &Shelf<Expectation>,
) -> Option<Statement> {
    let text = fields.prose("text");
    let is = fields.text("is").and_then(|written| {
        let message = format!("`is` cannot be `{}`", crop(written.value));
        fields.choose(&written, &Truth::ALL, message)
    });
    let because = fields.prose("because");
    let about = fields.optional_text("about");
    let about = about.and_then(|written| expectation(&written, &fields, expectations));
    fields.finish();
    Some(Statement {
        id: id?.value.to_owned(),
        text: text?,
        is: is?,
        because: because?,
        about,
    })
}

fn expectation(
    written: &Located<&str>,
    fields: &Fields<'_>,
    expectations: &Shelf<Expectation>,
) -> Option<Ref<Expectation>> {
    let found = expectations.resolve(written, fields.source(), fields.diagnostics())?;
    // The good parts have their names there, too.
    if expectations.thing(found).is_some() {
        return Some(found);
    }
    let message = format!("`{}` is no expectation", crop(written.value));
    fields
        .error_at(Code("no-expectation"), &written.span, message)
        .help("name an [[expectation]], or remove the key");
    None
}

fn question(
    id: Option<Located<&str>>,
    mut fields: Fields<'_>,
    mut names: Names<Answer>,
    roles: &Shelf<Role>,
) -> Option<HonestQuestion> {
    let about = fields.prose("about");
    let ask = fields.prose("ask");
    let answers = fields.tables("answer", "an answer");
    let answers = answers
        .into_iter()
        .map(|fields| answer(fields, &mut names, roles));
    // All of them are read before any is given up.
    let answers: Option<Vec<Answer>> = answers.collect::<Vec<_>>().into_iter().collect();
    fields.finish();
    Some(HonestQuestion {
        id: id?.value.to_owned(),
        about: about?,
        ask: ask?,
        answers: answers?,
    })
}

fn answer(
    mut fields: Fields<'_>,
    names: &mut Names<Answer>,
    roles: &Shelf<Role>,
) -> Option<Answer> {
    let id = fields.text("id");
    if let Some(id) = &id {
        names.declare(id, fields.source(), fields.diagnostics());
    }
    let text = fields.prose("text");
    let weighs = fields.text("weighs").and_then(|written| {
        let message = format!("`weighs` cannot be `{}`", crop(written.value));
        fields.choose(&written, &Weight::ALL, message)
    });
    let says = fields.prose("says");
    let roles = fields.optional_refer_all("roles", roles);
    fields.finish();
    Some(Answer {
        id: id?.value.to_owned(),
        text: text?,
        weighs: weighs?,
        says: says?,
        roles: roles?,
    })
}

/// Reads the outcome that stands behind one for `last` answers, if it is not the first; there are so many `questions`.
fn outcome(mut fields: Fields<'_>, last: Option<u32>, questions: usize) -> Option<Outcome> {
    let most = u32::try_from(questions).unwrap_or(u32::MAX).max(1);
    let from = fields.optional_number("from", most);
    match (&from, last) {
        (Some(from), None) => {
            fields
                .error_at(Code("first-outcome"), &from.span, "the first outcome takes no `from`")
                .help("remove this line: the first one is for whoever chose nothing that speaks against it");
        }
        (None, Some(_)) if !fields.has("from") => fields.missing("from"),
        (Some(from), Some(last)) if from.value <= last => {
            let message = format!("`from` must be more than {last}, which the outcome before has");
            fields
                .error_at(Code("out-of-range"), &from.span, message)
                .help("put the outcomes in the order of their `from`");
        }
        _ => {}
    }
    let title = fields.prose("title");
    let text = fields.prose("text");
    fields.finish();
    Some(Outcome {
        from: from.map_or(0, |from| from.value),
        title: title?,
        text: text?,
    })
}
