//! `hops realities-check`: statements to judge before one reads on, each explained; then honest questions, and what comes
//! of the answers, in words.

use crate::base::asset::{Asset, asset};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{OneOf, one_of};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::guide::Guide;
use crate::features::hops::schema::Role;
use crate::features::hops::stops;
use crate::features::kept::SHAPES;
use crate::features::realities_check::schema::{
    Answer, HonestQuestion, Outcome, RealitiesCheck, Statement, Truth,
};
use crate::features::reference::Target;
use crate::features::widget::{Page, View, Widget};

const KEPT: Asset = asset!("kept.js" as "realities-check-kept.js");

keys! {
    /// What to show.
    Arguments = "this block";

    /// Show that part only. Both if left out.
    PART: OneOf<Part> = one_of("part", &Part::ALL, "there is no such part").optional().example(r#""questions""#);
}

pub struct Check;

impl Widget for Check {
    fn name(&self) -> &'static str {
        "realities-check"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/realities-check.md")
    }

    fn element(&self) -> &'static str {
        "hops-realities-check"
    }

    fn assets(&self) -> &'static [Asset] {
        &[
            asset!("realities-check.css"),
            SHAPES,
            KEPT,
            asset!("realities-check.js"),
        ]
    }

    fn kept(&self) -> &'static [Asset] {
        &[KEPT]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.realities_check.statements.is_empty() {
            fields
                .error(Code("no-file"), "there is nothing to check")
                .help(format!("write {}", guide.realities_check.statements.file));
        }
        let part = fields.get(Arguments::PART);
        Some(Box::new(part.unwrap_or(Part::Both)))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Both,
    Statements,
    Questions,
}

impl Part {
    const ALL: [(&'static str, Part); 2] = [
        ("statements", Part::Statements),
        ("questions", Part::Questions),
    ];

    fn has_statements(self) -> bool {
        self != Part::Questions
    }

    fn has_questions(self) -> bool {
        self != Part::Statements
    }
}

impl View for Part {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let check = &page.guide.realities_check;
        out.element("hops-realities-check", &[], |h| {
            if self.has_statements() {
                html_statements(check, page, h);
            }
            if self.has_questions() {
                html_questions(check, page, h);
            }
            let status = [
                ("class", "visually-hidden"),
                ("role", "status"),
                ("data-slot", "status"),
            ];
            h.text_element("p", &status, "");
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let check = &page.guide.realities_check;
        if self.has_statements() {
            for (index, statement) in check.statements.iter().enumerate() {
                markdown_statement(index + 1, statement, page.guide, out);
            }
        }
        if *self == Part::Both {
            out.push('\n');
        }
        if self.has_questions() {
            for question in &check.questions {
                markdown_question(question, page, out);
            }
            out.push_str("\nWhat comes of it:\n\n");
            for (index, outcome) in check.outcomes.iter().enumerate() {
                let when = when(index, &check.outcomes);
                let escape = markdown::escape;
                let (title, text) = (escape(&outcome.title), escape(&outcome.text));
                out.push_str(&format!("- {when}: **{title}** {text}\n"));
            }
        }
    }
}

/// What the comparison says on a statement: what one may expect, what one finds, and what to do.
fn compared<'g>(statement: &Statement, guide: &'g Guide) -> Option<(String, &'g str)> {
    let expectation = &guide.realities.expectations[statement.about?];
    let found = expectation.realities.join(" ");
    Some((
        format!(
            "You may expect: {} You will find: {found}",
            expectation.claim
        ),
        &expectation.advice,
    ))
}

/// "If 1 or 2 of your answers speak against it": when the outcome at `index` is meant.
fn when(index: usize, outcomes: &[Outcome]) -> String {
    let from = outcomes[index].from;
    let to = outcomes.get(index + 1).map(|next| next.from - 1);
    match (from, to) {
        (0, Some(0)) => "If none of your answers speaks against it".to_owned(),
        (0, None) => "Whatever you answered".to_owned(),
        (0, Some(to)) => format!("If fewer than {} of your answers speak against it", to + 1),
        (1, None) => "If any of your answers speaks against it".to_owned(),
        (1, Some(1)) => "If one of your answers speaks against it".to_owned(),
        (_, None) => format!("If {from} or more of your answers speak against it"),
        (_, Some(to)) if to == from => format!("If {from} of your answers speak against it"),
        (_, Some(to)) => format!("If {from} to {to} of your answers speak against it"),
    }
}

/// A native choice that only works with a script.
fn radio(name: &str, value: &str, words: &str, out: &mut Html) {
    out.element("label", &[], |h| {
        let attributes = [
            ("class", "hops-scripted"),
            ("type", "radio"),
            ("name", name),
            ("value", value),
        ];
        h.void("input", &attributes);
        h.text(" ");
        h.text_element("span", &[], words);
    });
}

/// How many are answered, and a way to take it all back; for scripts.
fn progress(list: &str, out: &mut Html) {
    let attributes = [("class", "hops-check-progress hops-scripted")];
    out.element("p", &attributes, |h| {
        h.text_element("span", &[("data-slot", list)], "Nothing answered yet.");
        h.text(" ");
        let button = [
            ("type", "button"),
            ("class", "link-button"),
            ("data-clear", list),
            ("hidden", ""),
        ];
        h.text_element("button", &button, "Take my answers back");
    });
}

fn html_statements(check: &RealitiesCheck, page: &Page<'_>, out: &mut Html) {
    out.element("ol", &[("class", "hops-statements")], |h| {
        for statement in &check.statements {
            let attributes = [
                ("class", "hops-statement"),
                ("data-statement", statement.id.as_str()),
                ("data-is", statement.is.name()),
            ];
            h.element("li", &attributes, |h| html_statement(statement, page, h));
        }
    });
    progress("statements", out);
}

fn html_statement(statement: &Statement, page: &Page<'_>, out: &mut Html) {
    let name = page.unique_id(format!("hops-statement-{}", statement.id));
    out.element("fieldset", &[], |h| {
        h.text_element("legend", &[], &statement.text);
        h.element("div", &[("class", "hops-choice-line hops-scripted")], |h| {
            for (value, truth) in Truth::ALL {
                radio(&name, value, truth.title(), h);
                h.text(" ");
            }
        });
    });
    out.element("details", &[], |h| {
        h.text_element("summary", &[], "Expectation or reality?");
        let said = [
            ("class", "hops-said"),
            ("data-slot", "said"),
            ("hidden", ""),
        ];
        h.text_element("p", &said, "");
        h.element("p", &[], |h| {
            h.text_element("b", &[], &format!("{}.", statement.is.title()));
            h.text(" ");
            h.text(&statement.because);
        });
        if let Some((comparison, advice)) = compared(statement, page.guide) {
            h.element("p", &[("class", "hops-compared")], |h| {
                h.text_element("b", &[], "In the comparison:");
                h.text(&format!(" {comparison}"));
            });
            h.element("p", &[("class", "hops-compared")], |h| {
                h.text_element("b", &[], "What to do:");
                h.text(&format!(" {advice}"));
            });
        }
    });
}

fn markdown_statement(number: usize, statement: &Statement, guide: &Guide, out: &mut String) {
    let escape = markdown::escape;
    let (truth, because) = (statement.is.title(), escape(&statement.because));
    out.push_str(&format!("{number}. {}\n", escape(&statement.text)));
    out.push_str(&format!("    - **{truth}.** {because}\n"));
    if let Some((comparison, advice)) = compared(statement, guide) {
        out.push_str(&format!(
            "    - In the comparison: {}\n",
            escape(&comparison)
        ));
        out.push_str(&format!("    - What to do: {}\n", escape(advice)));
    }
}

fn html_questions(check: &RealitiesCheck, page: &Page<'_>, out: &mut Html) {
    out.element("ol", &[("class", "hops-honest")], |h| {
        for question in &check.questions {
            let attributes = [("data-honest", question.id.as_str())];
            h.element("li", &attributes, |h| html_question(question, page, h));
        }
    });
    progress("answers", out);
    let section = [
        ("class", "hops-outcomes"),
        ("aria-label", "What comes of it"),
    ];
    out.element("section", &section, |h| {
        for (index, outcome) in check.outcomes.iter().enumerate() {
            let from = outcome.from.to_string();
            let attributes = [("class", "hops-outcome"), ("data-from", from.as_str())];
            h.element("div", &attributes, |h| {
                let when = format!("{}:", when(index, &check.outcomes));
                h.text_element("p", &[("class", "hops-outcome-when")], &when);
                h.text_element("h3", &[], &outcome.title);
                h.text_element("p", &[], &outcome.text);
            });
        }
        for (slot, words) in [
            ("against", "What speaks against it"),
            ("ask", "What to ask about first"),
            ("roles", "Look at these, too"),
        ] {
            let part = [
                ("class", "hops-outcome-list hops-scripted"),
                ("data-slot", slot),
                ("hidden", ""),
            ];
            h.element("div", &part, |h| {
                h.text_element("h4", &[], words);
                h.text_element("ul", &[], "");
            });
        }
    });
}

fn html_question(question: &HonestQuestion, page: &Page<'_>, out: &mut Html) {
    let name = page.unique_id(format!("hops-honest-{}", question.id));
    out.element("fieldset", &[], |h| {
        h.element("legend", &[], |h| {
            h.text_element("span", &[("class", "hops-honest-about")], &question.about);
            h.text(" ");
            h.text(&question.ask);
        });
        for answer in &question.answers {
            radio(&name, &answer.id, &answer.text, h);
        }
    });
    let chosen = [
        ("class", "hops-says hops-scripted"),
        ("data-slot", "chosen"),
        ("hidden", ""),
    ];
    out.text_element("p", &chosen, "");
    out.element("details", &[("class", "hops-meanings")], |h| {
        h.text_element("summary", &[], "What each answer means");
        for answer in &question.answers {
            html_meaning(answer, page, h);
        }
    });
}

/// What an answer means.
fn html_meaning(answer: &Answer, page: &Page<'_>, out: &mut Html) {
    let attributes = [
        ("class", "hops-says"),
        ("data-answer", answer.id.as_str()),
        ("data-weighs", answer.weighs.name()),
    ];
    out.element("p", &attributes, |h| {
        h.text_element("span", &[("class", "hops-says-to")], &answer.text);
        h.text(" ");
        h.element("span", &[("class", "hops-says-what")], |h| {
            h.text_element("b", &[], answer.weighs.in_words());
            h.text(" ");
            h.text_element("span", &[], &answer.says);
            if !answer.roles.is_empty() {
                h.text(" Look at: ");
                for (index, role) in answer.roles.iter().enumerate() {
                    h.text(if index == 0 { "" } else { ", " });
                    html_role(*role, page, h);
                }
                h.text(".");
            }
        });
    });
}

fn html_role(role: Ref<Role>, page: &Page<'_>, out: &mut Html) {
    let id = &page.guide.hops.roles[role].id;
    out.element("span", &[("data-role", id)], |h| stops::role(role, page, h));
}

fn markdown_question(question: &HonestQuestion, page: &Page<'_>, out: &mut String) {
    let escape = markdown::escape;
    let (about, ask) = (escape(&question.about), escape(&question.ask));
    out.push_str(&format!("- **{about}** {ask}\n"));
    for answer in &question.answers {
        let (text, says) = (escape(&answer.text), escape(&answer.says));
        let weighs = answer.weighs.in_words();
        out.push_str(&format!("    - {text} *{weighs}* {says}"));
        let roles = answer.roles.iter();
        let roles = roles.map(|role| stops::linked_markdown(Target::Role(*role), page));
        let roles: Vec<String> = roles.collect();
        if !roles.is_empty() {
            out.push_str(&format!(" Look at: {}.", roles.join(", ")));
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_say_when_they_are_meant() {
        let check = |froms: &[u32]| -> Vec<String> {
            let outcome = |from: &u32| Outcome {
                from: *from,
                title: String::new(),
                text: String::new(),
            };
            let outcomes: Vec<_> = froms.iter().map(outcome).collect();
            (0..froms.len()).map(|at| when(at, &outcomes)).collect()
        };
        assert_eq!(check(&[0]), ["Whatever you answered"]);
        assert_eq!(
            check(&[0, 1, 2, 4, 5]),
            [
                "If none of your answers speaks against it",
                "If one of your answers speaks against it",
                "If 2 to 3 of your answers speak against it",
                "If 4 of your answers speak against it",
                "If 5 or more of your answers speak against it",
            ]
        );
        // Fewer than two, none included.
        assert_eq!(
            check(&[0, 2])[0],
            "If fewer than 2 of your answers speak against it"
        );
        assert_eq!(
            check(&[0, 1])[1],
            "If any of your answers speaks against it"
        );
    }
}
