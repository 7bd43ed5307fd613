//! `employer.toml`: what to ask an employer (`[[question]]`), and how to read the answers.

use crate::base::fields::Fields;
use crate::features::guide::Known;

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

pub fn read(top: Option<Fields<'_>>, known: &mut Known) -> Vec<Option<EmployerQuestion>> {
    let mut questions = Vec::new();
    let Some(mut top) = top else {
        return questions;
    };
    for mut fields in top.tables("question", "a question") {
        let id = fields.text("id");
        if let Some(id) = &id {
            let (source, diagnostics) = (fields.source(), fields.diagnostics());
            known.employer.declare(id, source, diagnostics);
        }
        let ask = fields.prose("ask");
        let why = fields.prose("why");
        let good = fields.prose("good");
        let worrying = fields.prose("worrying");
        let follow = fields.prose_list("follow");
        let after = fields
            .optional_table("after", "[question.after]")
            .and_then(after);
        fields.finish();
        let question = || {
            Some(EmployerQuestion {
                id: id?.value.to_owned(),
                ask: ask?,
                why: why?,
                good: good?,
                worrying: worrying?,
                follow: follow?,
                after,
            })
        };
        questions.push(question());
    }
    top.finish();
    questions
}

fn after(mut fields: Fields<'_>) -> Option<After> {
    let title = fields.prose("title");
    let url = fields
        .text("url")
        .and_then(|written| crate::features::resources::address(&fields, &written));
    let what = fields.prose("what");
    fields.finish();
    Some(After {
        title: title?,
        url: url?,
        what: what?,
    })
}
