//! `realities-check.toml`: statements to judge (`[[statement]]`), questions to answer honestly (`[[question]]`, each with
//! its `[[question.answer]]`s), and what comes of the answers (`[[outcome]]`).

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{
    Id, Name, NameList, OneOf, Prose, id, one_of, prose, reference, references,
};
use crate::base::located::{Located, crop};
use crate::base::names::{Names, Ref};
use crate::base::nested::{Tables, tables};
use crate::base::numbers::{Whole, whole};
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

/// More questions than anybody answers.
const MOST_QUESTIONS: u32 = 1000;

keys! {
    /// Statements to judge, questions to answer honestly, and what comes of the answers.
    Top = "the file";

    /// Statements to judge.
    STATEMENT: Tables = tables("statement", &StatementEntry::KEYS);
    /// Questions about what the reader can live with.
    QUESTION: Tables = tables("question", &QuestionEntry::KEYS);
    /// What comes of the answers, in the order of `from`.
    OUTCOME: Tables = tables("outcome", &OutcomeEntry::KEYS);
}

keys! {
    /// Something people say of the job.
    StatementEntry = "a statement";

    /// What readers kept hangs on it: it never changes.
    ID: Id = id("id").example(r#""up-at-two""#);
    /// What people say.
    TEXT: Prose = prose("text").example(r#""Bakers get up at two.""#);
    /// Whether it is what people expect, or what they find.
    IS: OneOf<Truth> = one_of("is", &Truth::ALL, "`is` cannot be `{}`").example(r#""reality""#);
    /// What is behind it.
    BECAUSE: Prose = prose("because").example(r#""The first customers come at six.""#);
    /// The part of the comparison that it is about.
    ABOUT: Name = reference("about", "an expectation").optional().example(r#""smells-good""#);
}

keys! {
    /// A question about what the reader can live with.
    QuestionEntry = "a question";

    /// What readers kept hangs on it: it never changes.
    ID: Id = id("id").example(r#""mornings""#);
    /// What it is about, in a word or two.
    ABOUT: Prose = prose("about").example(r#""Mornings""#);
    /// The question.
    ASK: Prose = prose("ask").example(r#""When do you like to get up?""#);
    /// The answers.
    ANSWER: Tables = tables("answer", &AnswerEntry::KEYS);
}

keys! {
    /// An answer to choose.
    AnswerEntry = "an answer";

    /// What readers kept hangs on it: it never changes.
    ID: Id = id("id").example(r#""late""#);
    /// As the reader would say it.
    TEXT: Prose = prose("text").example(r#""Not before nine.""#);
    /// Whether it speaks for the job.
    WEIGHS: OneOf<Weight> = one_of("weighs", &Weight::ALL, "`weighs` cannot be `{}`").example(r#""against""#);
    /// What it means for whoever chooses it.
    SAYS: Prose = prose("says").example(r#""Few bakeries begin as late.""#);
    /// Where to look instead.
    ROLES: NameList = references("roles", "roles").optional().example(r#"["miller"]"#);
}

keys! {
    /// What to say to whoever has chosen so many answers that speak against it.
    OutcomeEntry = "an outcome";

    /// How many answers at least. The first outcome has none: it is for whoever chose nothing that speaks against it.
    FROM: Whole = whole("from", 1..=MOST_QUESTIONS).optional().example("2");
    /// In a few words.
    TITLE: Prose = prose("title").example(r#""Perhaps not this""#);
    /// In a few sentences.
    TEXT: Prose = prose("text").example(r#""Two of your answers speak against it.""#);
}

pub const PLACE: Place = Place::file("realities-check.toml", &Top::KEYS);

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
    for mut fields in top.get(Top::STATEMENT) {
        let (id, place) = fields.declare(StatementEntry::ID, &mut check.statements);
        check
            .statements
            .put(place, statement(id, fields, expectations));
    }
    let questions = top.get(Top::QUESTION);
    let number = questions.len();
    for mut fields in questions {
        let (id, place) = fields.declare(QuestionEntry::ID, &mut check.questions);
        let answers = Names::new("answer", check.questions.file.clone());
        let question = question(id, fields, answers, roles);
        check.questions.put(place, question);
    }
    for fields in top.get(Top::OUTCOME) {
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
    let text = fields.get(StatementEntry::TEXT);
    let is = fields.get(StatementEntry::IS);
    let because = fields.get(StatementEntry::BECAUSE);
    let about = fields.get(StatementEntry::ABOUT);
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
    let about = fields.get(QuestionEntry::ABOUT);
    let ask = fields.get(QuestionEntry::ASK);
    let answers = fields.get(QuestionEntry::ANSWER);
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
    let (id, _) = fields.declare(AnswerEntry::ID, names);
    let text = fields.get(AnswerEntry::TEXT);
    let weighs = fields.get(AnswerEntry::WEIGHS);
    let says = fields.get(AnswerEntry::SAYS);
    let roles = fields.refer_all(AnswerEntry::ROLES, roles);
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
    let from = fields.get(OutcomeEntry::FROM.at_most(most));
    match (&from, last) {
        (Some(from), None) => {
            fields
                .error_at(Code("first-outcome"), &from.span, "the first outcome takes no `from`")
                .help("remove this line: the first one is for whoever chose nothing that speaks against it");
        }
        (None, Some(_)) if !fields.has(OutcomeEntry::FROM) => fields.missing(OutcomeEntry::FROM),
        (Some(from), Some(last)) if from.value <= last => {
            let message = format!("`from` must be more than {last}, which the outcome before has");
            fields
                .error_at(Code("out-of-range"), &from.span, message)
                .help("put the outcomes in the order of their `from`");
        }
        _ => {}
    }
    let title = fields.get(OutcomeEntry::TITLE);
    let text = fields.get(OutcomeEntry::TEXT);
    fields.finish();
    Some(Outcome {
        from: from.map_or(0, |from| from.value),
        title: title?,
        text: text?,
    })
}
