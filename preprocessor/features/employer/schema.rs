//! `employer.toml`: what to ask an employer (`[[question]]`), and how to read the answers.

use crate::base::data::{Input, Place};
use crate::base::fields::Fields;
use crate::base::located::Located;
use crate::base::shelf::Shelf;
use crate::features::resources::schema::address;

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

pub const PLACE: Place = Place::file("employer.toml", "the list of questions");

pub fn read(input: Input<'_>) -> EmployerQuestions {
    let mut questions = input.shelf("question");
    let Some(mut top) = input.top else {
        return questions;
    };
    for mut fields in top.tables("question", "a question") {
        let (id, place) = fields.declare("id", &mut questions);
        questions.put(place, question(id, fields));
    }
    top.finish();
    questions
}

fn question(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<EmployerQuestion> {
    let ask = fields.prose("ask");
    let why = fields.prose("why");
    let good = fields.prose("good");
    let worrying = fields.prose("worrying");
    let follow = fields.prose_list("follow");
    let after = fields
        .optional_table("after", "[question.after]")
        .and_then(after);
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
    let title = fields.prose("title");
    let url = fields
        .text("url")
        .and_then(|written| address(&fields, &written));
    let what = fields.prose("what");
    fields.finish();
    Some(After {
        title: title?,
        url: url?,
        what: what?,
    })
}
