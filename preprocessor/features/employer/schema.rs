//! `employer.toml`: what to ask an employer (`[[question]]`), and how to read the answers.

use crate::base::data::{Input, Place};
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{Id, Prose, ProseList, Url, id, prose, prose_list, url};
use crate::base::located::Located;
use crate::base::nested::{Table, Tables, table, tables};
use crate::base::shelf::Shelf;

/// A question to an employer.
#[derive(Debug)]
pub struct EmployerQuestion {
    pub id: String,
    pub ask: String,
    pub why: String,
    /// What a good answer sounds like.
    pub good: String,
    /// What a worrying one sounds like.
    pub worrying: String,
    /// Questions to go on with: at least one.
    pub follow: Vec<String>,
    pub after: Option<After>,
}

/// Whom a question follows.
#[derive(Debug)]
pub struct After {
    pub title: String,
    pub url: String,
    /// Which parts of the question.
    pub what: String,
}

pub type EmployerQuestions = Shelf<EmployerQuestion>;

keys! {
    /// What to ask an employer.
    Top = "the list of questions";

    /// The questions, in the order in which the page has them.
    QUESTION: Tables = tables("question", &Entry::KEYS);
}

keys! {
    /// A question to an employer, and how to read the answer.
    Entry = "a question";

    /// What readers kept hangs on it: it never changes.
    ID: Id = id("id").example(r#""last-fire""#);
    /// The question, as one can say it.
    ASK: Prose = prose("ask").example(r#""When did the oven last fail?""#);
    /// Why to ask it.
    WHY: Prose = prose("why").example(r#""It shows how old the oven is.""#);
    /// What a good answer sounds like.
    GOOD: Prose = prose("good").example(r#""“In March. It was mended the same day.”""#);
    /// What a worrying one sounds like.
    WORRYING: Prose = prose("worrying").example(r#""“It always does that.”""#);
    /// Questions to go on with.
    FOLLOW: ProseList = prose_list("follow").example(r#"["Who mended it?"]"#);
    /// Whom the question follows, if it is not the book's own.
    AFTER: Table = table("after", &AfterTable::KEYS).optional();
}

keys! {
    /// Whom a question follows.
    AfterTable = "[question.after]";

    /// The person and the work.
    TITLE: Prose = prose("title").example(r#""A. Baker, Bread (2019)""#);
    /// Where that can be read.
    URL: Url = url("url").example(r#""https://bread.example/""#);
    /// Which parts of the question follow it.
    WHAT: Prose = prose("what").example(r#""the question and the reason""#);
}

pub const PLACE: Place = Place::file("employer.toml", &Top::KEYS);

pub fn read(input: Input<'_>) -> EmployerQuestions {
    let mut questions = input.shelf("question");
    let Some(mut top) = input.top else {
        return questions;
    };
    for mut fields in top.get(Top::QUESTION) {
        let (id, place) = fields.declare(Entry::ID, &mut questions);
        questions.put(place, question(id, fields));
    }
    top.finish();
    questions
}

fn question(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<EmployerQuestion> {
    let ask = fields.get(Entry::ASK);
    let why = fields.get(Entry::WHY);
    let good = fields.get(Entry::GOOD);
    let worrying = fields.get(Entry::WORRYING);
    let follow = fields.get(Entry::FOLLOW);
    let after = fields.get(Entry::AFTER).and_then(after);
    fields.finish();
    Some(EmployerQuestion {
        id: id?.value.to_owned(),
        ask: ask?,
        why: why?,
        good: good?,
        worrying: worrying?,
        follow: follow?,
        after,
    })
}

fn after(mut fields: Fields<'_>) -> Option<After> {
    let title = fields.get(AfterTable::TITLE);
    let url = fields.get(AfterTable::URL);
    let what = fields.get(AfterTable::WHAT);
    fields.finish();
    Some(After {
        title: title?,
        url: url?,
        what: what?,
    })
}
