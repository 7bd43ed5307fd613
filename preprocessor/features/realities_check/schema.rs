//! `realities-check.toml`: statements to judge (`[[statement]]`), questions to answer honestly (`[[question]]`, each with
//! its `[[question.answer]]`s), and what comes of the answers (`[[outcome]]`).

use crate::base::fields::Fields;
use crate::base::located::crop;
use crate::base::names::{Names, Ref};
use crate::features::guide::{Expectation, Known, Realities, Role};

#[derive(Debug, Default)]
pub struct RealitiesCheck {
    pub statements: Vec<Statement>,
    pub questions: Vec<HonestQuestion>,
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

pub fn read(
    top: Option<Fields<'_>>,
    known: &mut Known,
    realities: &Realities,
) -> Option<RealitiesCheck> {
    let mut top = top?;
    let statements = top.tables("statement", "a statement");
    let statements = statements
        .into_iter()
        .map(|fields| statement(fields, known, realities));
    let statements: Vec<_> = statements.collect();
    let questions = top.tables("question", "a question");
    let questions = questions.into_iter().map(|fields| question(fields, known));
    let questions: Vec<_> = questions.collect();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for fields in top.tables("outcome", "an outcome") {
        let last = outcomes.last().map(|outcome| outcome.from);
        outcomes.extend(outcome(fields, last, questions.len()));
    }
    top.finish();
    Some(RealitiesCheck {
        statements: statements.into_iter().flatten().collect(),
        questions: questions.into_iter().flatten().collect(),
        outcomes,
    })
}

fn statement(
    mut fields: Fields<'_>,
    known: &mut Known,
    realities: &Realities,
) -> Option<Statement> {
    let id = fields.text("id");
    if let Some(id) = &id {
        let (source, diagnostics) = (fields.source(), fields.diagnostics());
        known.statements.declare(id, source, diagnostics);
    }
    let text = fields.prose("text");
    let is = fields.text("is").and_then(|written| {
        let message = format!("`is` cannot be `{}`", crop(written.value));
        fields.choose(&written, &Truth::ALL, message)
    });
    let because = fields.prose("because");
    let about = fields.optional_text("about").and_then(|written| {
        let (source, diagnostics) = (fields.source(), fields.diagnostics());
        let found = known.expectations.resolve(&written, source, diagnostics)?;
        // The good parts have their names there, too, behind the expectations.
        if found.index < realities.expectations.len() {
            return Some(found);
        }
        let message = format!("`{}` is no expectation", crop(written.value));
        fields
            .error_at(&written.span, message)
            .help("name an [[expectation]], or remove the key");
        None
    });
    fields.finish();
    Some(Statement {
        id: id?.value.to_owned(),
        text: text?,
        is: is?,
        because: because?,
        about,
    })
}

fn question(mut fields: Fields<'_>, known: &mut Known) -> Option<HonestQuestion> {
    let id = fields.text("id");
    if let Some(id) = &id {
        let (source, diagnostics) = (fields.source(), fields.diagnostics());
        known.honest_questions.declare(id, source, diagnostics);
    }
    let about = fields.prose("about");
    let ask = fields.prose("ask");
    let mut names = Names::new("answer", known.honest_questions.file.clone());
    let answers = fields.tables("answer", "an answer");
    let answers = answers
        .into_iter()
        .map(|fields| answer(fields, &mut names, known));
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

fn answer(mut fields: Fields<'_>, names: &mut Names<Answer>, known: &Known) -> Option<Answer> {
    let (source, diagnostics) = (fields.source(), fields.diagnostics());
    let id = fields.text("id");
    if let Some(id) = &id {
        names.declare(id, source, diagnostics);
    }
    let text = fields.prose("text");
    let weighs = fields.text("weighs").and_then(|written| {
        let message = format!("`weighs` cannot be `{}`", crop(written.value));
        fields.choose(&written, &Weight::ALL, message)
    });
    let says = fields.prose("says");
    let roles = fields.optional_list("roles").unwrap_or_default();
    let roles = known.roles.resolve_all(&roles, source, diagnostics);
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
                .error_at(&from.span, "the first outcome takes no `from`")
                .help("remove this line: the first one is for whoever chose nothing that speaks against it");
        }
        (None, Some(_)) if !fields.has("from") => fields.missing("from"),
        (Some(from), Some(last)) if from.value <= last => {
            let message = format!("`from` must be more than {last}, which the outcome before has");
            fields
                .error_at(&from.span, message)
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
