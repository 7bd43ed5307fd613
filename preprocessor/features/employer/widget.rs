//! `hops employer`: questions to an employer with how to read the answers, a sheet of them for paper, and the places in
//! which a script keeps the reader's answers.

use crate::base::asset::{Asset, asset};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::Keys;
use crate::base::markdown;
use crate::features::employer::schema::{EmployerQuestion, EmployerQuestions};
use crate::features::guide::Guide;
use crate::features::kept::SHAPES;
use crate::features::widget::{Page, View, Widget};

const KEPT: Asset = asset!("kept.js" as "employer-kept.js");

pub struct Employer;

impl Widget for Employer {
    fn name(&self) -> &'static str {
        "employer"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Keys::NONE
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/employer.md")
    }

    fn element(&self) -> &'static str {
        "hops-employer"
    }

    fn assets(&self) -> &'static [Asset] {
        &[asset!("employer.css"), SHAPES, KEPT, asset!("employer.js")]
    }

    fn kept(&self) -> &'static [Asset] {
        &[KEPT]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.employer.is_empty() {
            fields
                .error(Code("no-file"), "there are no questions to show")
                .help(format!("write {}", guide.employer.file));
        }
        Some(Box::new(Shown))
    }
}

struct Shown;

/// Where the reader's companies stand; it only works with a script.
const COMPANIES: &str = include_str!("employer.html");

/// What a sheet has lines for, before and after the questions.
const HEAD: [&str; 3] = ["Company", "Date", "I talked to"];
const FOOT: [&str; 4] = [
    "A question of my own, and the answer",
    "Deal-breakers found",
    "What this job would teach me",
    "To use when we talk about pay",
];
const BREAKERS: &str = "My deal-breakers, set beforehand";
/// The marks of an answer, as the script and the style sheet name them, and in words.
const MARKS: [(&str, &str); 4] = [
    ("green", "Green"),
    ("amber", "Amber"),
    ("red", "Red"),
    ("not-asked", "Not asked"),
];

impl View for Shown {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        out.element("hops-employer", &[], |h| {
            h.element("ol", &[("class", "hops-asks")], |h| {
                for question in &page.guide.employer {
                    html_question(question, h);
                }
            });
            h.raw(&COMPANIES.replace('\n', ""));
            html_sheet(&page.guide.employer, h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let escape = markdown::escape;
        for (index, question) in page.guide.employer.iter().enumerate() {
            out.push_str(&format!("{}. **{}**\n", index + 1, escape(&question.ask)));
            let mut line = |name: &str, text: &str| {
                out.push_str(&format!("    - {name}: {text}\n"));
            };
            line("Why you ask", &escape(&question.why));
            line("Sounds good", &escape(&question.good));
            line("Sounds worrying", &escape(&question.worrying));
            line("Ask further", &escape(&question.follow.join(" ")));
            if let Some(after) = &question.after {
                let link = markdown::link(&after.url, &after.title);
                line("After", &format!("{link}: {}.", escape(&after.what)));
            }
        }
        out.push_str("\nLines for a sheet:\n\n");
        let marks = MARKS.map(|(_, words)| words.to_lowercase()).join(", ");
        let questions = format!("each question, a mark ({marks}) and their words");
        for line in [&HEAD[..], &[BREAKERS, &questions], &FOOT].concat() {
            out.push_str(&format!("- {line}\n"));
        }
    }
}

/// A paragraph with a word for what it is.
fn part(name: &str, text: &str, out: &mut Html) {
    out.element("p", &[], |h| {
        h.text_element("b", &[], &format!("{name}:"));
        h.text(" ");
        h.text(text);
    });
}

fn html_question(question: &EmployerQuestion, out: &mut Html) {
    let attributes = [
        ("class", "hops-ask"),
        ("data-question", question.id.as_str()),
    ];
    out.element("li", &attributes, |h| {
        h.element("details", &[], |h| {
            h.element("summary", &[], |h| {
                h.text_element("b", &[("class", "hops-ask-words")], &question.ask);
                if let Some(after) = &question.after {
                    let words = format!("after {}", after.title);
                    h.text(" ");
                    h.text_element("span", &[("class", "hops-ask-after")], &words);
                }
            });
            part("Why you ask", &question.why, h);
            part("Sounds good", &question.good, h);
            part("Sounds worrying", &question.worrying, h);
            h.element("p", &[], |h| h.text_element("b", &[], "Ask further:"));
            h.element("ul", &[], |h| {
                for follow in &question.follow {
                    h.text_element("li", &[], follow);
                }
            });
            if let Some(after) = &question.after {
                h.element("p", &[("class", "hops-aside")], |h| {
                    h.text("After ");
                    h.link(&after.url, &after.title);
                    h.text(&format!(": {}.", after.what));
                });
            }
        });
        html_choice(question, h);
    });
}

/// Whether the question is on the reader's sheet and a deal-breaker; for scripts.
fn html_choice(question: &EmployerQuestion, out: &mut Html) {
    let group = [
        ("class", "hops-ask-choice hops-scripted"),
        ("role", "group"),
        ("aria-label", question.ask.as_str()),
    ];
    out.element("div", &group, |h| {
        for (name, words) in [("choose", "On my sheet"), ("breaker", "Deal-breaker")] {
            h.element("label", &[], |h| {
                h.void("input", &[("type", "checkbox"), ("data-do", name)]);
                h.text(" ");
                h.text(words);
            });
            h.text(" ");
        }
        let limit = [("class", "hops-ask-limit"), ("hidden", "")];
        h.element("div", &limit, |h| {
            h.element("label", &[], |h| {
                h.text("Where the line is, in your words ");
                let field = [
                    ("type", "text"),
                    ("maxlength", "200"),
                    ("data-do", "limit"),
                    ("autocomplete", "off"),
                ];
                h.void("input", &field);
            });
            let set = [("class", "hops-aside"), ("data-slot", "set")];
            h.text_element("span", &set, "");
        });
    });
}

/// The sheet for paper. On the screen it is folded.
fn html_sheet(questions: &EmployerQuestions, out: &mut Html) {
    let line = |words: &str, h: &mut Html| {
        h.text_element("p", &[("class", "hops-line")], &format!("{words}:"));
    };
    out.element("section", &[("class", "hops-ask-paper")], |h| {
        h.text_element("h3", &[], "A sheet to take along");
        h.element("p", &[("class", "hops-scripted")], |h| {
            h.text("It has the questions you have chosen, or all of them. ");
            let button = [("type", "button"), ("data-do", "print")];
            h.text_element("button", &button, "Print the sheet");
        });
        h.element("details", &[], |h| {
            h.text_element("summary", &[], "The sheet as it is on paper");
            h.element("div", &[("class", "hops-ask-sheet")], |h| {
                h.element("div", &[("class", "hops-sheet-lines")], |h| {
                    for words in HEAD {
                        line(words, h);
                    }
                });
                h.text_element("p", &[("class", "hops-line")], &format!("{BREAKERS}:"));
                h.text_element("ul", &[("data-slot", "breakers"), ("hidden", "")], "");
                h.element("ol", &[("class", "hops-sheet-asks")], |h| {
                    for question in questions {
                        html_sheet_question(question, h);
                    }
                });
                for words in FOOT {
                    line(words, h);
                }
            });
        });
    });
}

fn html_sheet_question(question: &EmployerQuestion, out: &mut Html) {
    out.element("li", &[("data-question", &question.id)], |h| {
        h.element("p", &[], |h| h.text_element("b", &[], &question.ask));
        h.element("p", &[("class", "hops-sheet-follow")], |h| {
            h.text(&question.follow.join(" "));
        });
        h.element("p", &[("class", "hops-sheet-marks")], |h| {
            for (mark, words) in MARKS {
                let attributes = [("class", "hops-mark"), ("data-mark", mark)];
                h.text_element("span", &attributes, words);
                h.text(" ");
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Html`] escapes what it writes; this it takes as it is.
    #[test]
    fn the_form_can_stand_in_markdown() {
        assert!(COMPANIES.lines().all(|line| !line.trim().is_empty()));
        assert!(
            !COMPANIES.contains("{{"),
            "mdBook would take it for its own"
        );
        assert!(!COMPANIES.contains(" style="), "the policy forbids it");
    }

    #[test]
    fn the_form_has_the_marks_of_the_sheet() {
        for (mark, words) in MARKS {
            let label = format!("<span class=\"hops-mark\" data-mark=\"{mark}\">{words}</span>");
            assert!(COMPANIES.contains(&label), "{label}");
        }
    }
}
