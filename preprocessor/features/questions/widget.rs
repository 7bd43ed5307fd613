//! `hops questions`: interview questions in folds, each with what a strong answer shows, a worked answer and the common
//! trap.
//!
//! [`Choice`] says which questions a block shows; `hops practice` chooses by it, too. Texts of the data may have code in
//! them, between backticks: [`rich`] writes them.

use crate::base::asset::{Asset, asset};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::found;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{NameList, SomeOf, references, some_of};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::base::numbers::{Flag, flag};
use crate::features::guide::Guide;
use crate::features::questions::schema::{NO_LEVEL, Question, QuestionKind};
use crate::features::reference::{Kind, Target, anchor};
use crate::features::skills::schema::{SKILL_LEVEL, SKILL_LEVELS};
use crate::features::widget::{Page, View, Widget, count};

/// What questions look like, also where they are practised.
pub const PRACTICE_CSS: Asset = asset!("practice.css");

keys! {
    pub shared Chosen;

    /// The questions of these kinds only.
    KINDS: NameList = references("kinds", "kinds of questions").optional().example(r#"["a-kind"]"#);
    /// The questions of these levels only.
    LEVELS: SomeOf<usize> = some_of("levels", &SKILL_LEVEL, NO_LEVEL).optional().example(r#"["entry"]"#);
}

keys! {
    /// Which questions to show.
    Arguments = "this block";
    with Chosen::KINDS, Chosen::LEVELS;

    /// This block holds the anchors of the questions of its kinds.
    HOME: Flag = flag("home").optional().example("true");
}

pub struct Questions;

impl Widget for Questions {
    fn name(&self) -> &'static str {
        "questions"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/questions.md")
    }

    fn element(&self) -> &'static str {
        "hops-questions"
    }

    fn assets(&self) -> &'static [Asset] {
        &[PRACTICE_CSS]
    }

    fn homes(&self) -> &'static [Kind] {
        &[Kind::Question]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        let choice = Choice::read(fields, guide);
        let home = fields.get(Arguments::HOME);
        if home && fields.has(Chosen::LEVELS) {
            fields
                .error(Code("home-with-arguments"), "a home shows the questions of all levels, so it takes no `levels`")
                .help("remove one of the two: links to questions that are not shown here would be dead");
        }
        Some(Box::new(Shown { choice, home }))
    }
}

/// Which questions are shown.
pub struct Choice {
    kinds: Vec<Ref<QuestionKind>>,
    levels: [bool; 3],
}

/// The questions of one kind, easiest first.
pub struct Group<'g> {
    pub kind: &'g QuestionKind,
    pub questions: Vec<(Ref<Question>, &'g Question)>,
}

impl Choice {
    /// Reads `kinds` and `levels`.
    pub fn read(fields: &mut Fields<'_>, guide: &Guide) -> Choice {
        if guide.questions.is_empty() {
            fields
                .error(Code("no-file"), "there are no questions to show")
                .help(format!("write {}", guide.questions.file));
        }
        let kinds = &guide.questions.kinds;
        let chosen = fields.refer_all(Chosen::KINDS, kinds).unwrap_or_default();
        let listed = fields.get(Chosen::LEVELS).unwrap_or_default();
        let mut levels = [listed.is_empty(); 3];
        for level in listed {
            levels[level.value] = true;
        }
        Choice {
            kinds: match fields.has(Chosen::KINDS) {
                true => chosen,
                false => kinds.all().collect(),
            },
            levels,
        }
    }

    pub fn groups<'g>(&self, guide: &'g Guide) -> Vec<Group<'g>> {
        let group = |kind: &Ref<QuestionKind>| {
            let all = guide.questions.iter().enumerate();
            let chosen = all.filter(|(_, its)| its.kind == *kind && self.levels[its.level]);
            let mut questions: Vec<_> = chosen
                .map(|(index, question)| (Ref::new(index), question))
                .collect();
            questions.sort_by_key(|(_, question)| question.level);
            Group {
                kind: &guide.questions.kinds[*kind],
                questions,
            }
        };
        let groups = self.kinds.iter().map(group);
        groups.filter(|group| !group.questions.is_empty()).collect()
    }

    /// What is wrong if nothing fits.
    pub fn problem(&self, guide: &Guide) -> Option<(Code, String, String)> {
        self.groups(guide).is_empty().then(|| {
            let message = "no question is of these kinds and levels".to_owned();
            (
                Code("nothing-fits"),
                message,
                "name others, or write one".to_owned(),
            )
        })
    }
}

struct Shown {
    choice: Choice,
    home: bool,
}

impl View for Shown {
    fn is_home(&self) -> bool {
        self.home
    }

    fn parts(&self) -> Vec<usize> {
        self.choice.kinds.iter().map(|kind| kind.index).collect()
    }

    fn problem(&self, guide: &Guide) -> Option<(Code, String, String)> {
        self.choice.problem(guide)
    }

    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let groups = self.choice.groups(page.guide);
        out.element("hops-questions", &[], |h| {
            for group in &groups {
                if groups.len() > 1 {
                    h.text_element("h3", &[], &group.kind.title);
                }
                let sum = count(group.questions.len(), "question");
                let line = format!("{sum}. {}", group.kind.about);
                h.element("p", &[("class", "hops-questions-about")], |h| {
                    rich(&line, h)
                });
                for (_, question) in &group.questions {
                    self.question(question, page, h);
                }
            }
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        for group in self.choice.groups(page.guide) {
            let title = markdown::escape(&group.kind.title);
            let about = rich_markdown(&group.kind.about);
            out.push_str(&format!("**{title}**\n\n{about}\n\n"));
            for (_, question) in &group.questions {
                markdown_question(question, page, out);
            }
        }
    }
}

/// The level of a question in words.
pub fn level(question: &Question) -> &'static str {
    SKILL_LEVELS[question.level].1
}

impl Shown {
    fn question(&self, question: &Question, page: &Page<'_>, out: &mut Html) {
        let id = anchor(Kind::Question, &question.id);
        let attributes = [
            ("class", "hops-question"),
            ("id", id.as_str()),
            (found::AS, Kind::Question.word()),
        ];
        out.element(
            "details",
            &attributes[..if self.home { 3 } else { 1 }],
            |h| {
                h.element("summary", &[], |h| {
                    h.element("b", &[], |h| rich(&question.ask, h));
                    h.text(" ");
                    h.text_element("span", &[("class", "hops-question-level")], level(question));
                });
                line("It probes", &question.probes, h);
                list("A strong answer shows:", &question.strong, h);
                h.element("div", &[("class", "hops-question-answer")], |h| {
                    line("One good answer", &question.answer, h);
                });
                line("The common trap", &question.trap, h);
                list("Asked next:", &question.follow_ups, h);
                rests_on(question, page, h);
                let own = format!("question/{}", question.id);
                let host = [
                    ("class", "hops-own hops-scripted"),
                    ("data-own", own.as_str()),
                ];
                h.element("div", &host, |_| {});
            },
        );
    }
}

fn line(name: &str, text: &str, out: &mut Html) {
    out.element("p", &[], |h| {
        h.text_element("b", &[], &format!("{name}:"));
        h.text(" ");
        rich(text, h);
    });
}

fn list(name: &str, texts: &[String], out: &mut Html) {
    out.element("p", &[("class", "hops-question-list")], |h| {
        h.text_element("b", &[], name);
    });
    out.element("ul", &[], |h| {
        for text in texts {
            h.element("li", &[], |h| rich(text, h));
        }
    });
}

/// The skills behind a question, and what teaches it.
fn rests_on(question: &Question, page: &Page<'_>, out: &mut Html) {
    out.element("p", &[], |h| {
        h.text_element("b", &[], "Rests on:");
        for (index, skill) in question.skills.iter().enumerate() {
            h.text(if index == 0 { " " } else { ", " });
            let name = &page.guide.skills[*skill].name;
            match page.ways.to(Target::Skill(*skill), page.guide) {
                Some(way) => h.text_element("a", &[("href", way.as_str())], name),
                None => h.text(name),
            }
        }
        h.text(". ");
        h.text_element("b", &[], "Learn it from:");
        h.text(" ");
        let resource = &page.guide.resources[question.resource];
        let attributes = [
            ("href", resource.url.as_str()),
            ("data-resource", resource.id.as_str()),
        ];
        h.text_element("a", &attributes, &resource.title);
    });
}

fn markdown_question(question: &Question, page: &Page<'_>, out: &mut String) {
    let line = |name: &str, text: &str| format!("  {name}: {}\n\n", rich_markdown(text));
    let list = |name: &str, texts: &[String]| {
        let items = texts
            .iter()
            .map(|text| format!("  - {}\n", rich_markdown(text)));
        format!("  {name}:\n\n{}\n", items.collect::<String>())
    };
    let ask = rich_markdown(&question.ask);
    out.push_str(&format!("- **{ask}** ({})\n\n", level(question)));
    out.push_str(&line("It probes", &question.probes));
    out.push_str(&list("A strong answer shows", &question.strong));
    out.push_str(&line("One good answer", &question.answer));
    out.push_str(&line("The common trap", &question.trap));
    out.push_str(&list("Asked next", &question.follow_ups));
    let skills = question.skills.iter().map(|skill| {
        let name = &page.guide.skills[*skill].name;
        match page.ways.to(Target::Skill(*skill), page.guide) {
            Some(way) => markdown::link(&way, name),
            None => markdown::escape(name),
        }
    });
    let skills = skills.collect::<Vec<_>>().join(", ");
    let resource = &page.guide.resources[question.resource];
    let resource = markdown::link(&resource.url, &resource.title);
    out.push_str(&format!(
        "  Rests on: {skills}. Learn it from: {resource}\n\n"
    ));
}

/// The pieces of a text, each with whether it is code: what stands between two backticks. One that is left over is a
/// backtick.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, code, after)) = first_code(rest) {
        pieces.push((before, false));
        pieces.push((code, true));
        rest = after;
    }
    pieces.push((rest, false));
    pieces
}

fn first_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, behind) = text.split_once('`')?;
    let (code, after) = behind.split_once('`')?;
    (!code.trim().is_empty()).then_some((before, code, after))
}

/// Writes a text with its code as code.
pub fn rich(text: &str, out: &mut Html) {
    for (piece, is_code) in pieces(text) {
        match is_code {
            true => out.text_element("code", &[], piece),
            false => out.text(piece),
        }
    }
}

/// The same in Markdown.
pub fn rich_markdown(text: &str) -> String {
    let shown = pieces(text).into_iter().map(|(piece, is_code)| {
        // mdBook's preprocessors look for double braces in code, too.
        match is_code && !piece.contains("{{") {
            true => format!("`{piece}`"),
            false => markdown::escape(piece),
        }
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_backticks() {
        let written = |text| {
            let mut html = Html::after("");
            rich(text, &mut html);
            html.finish()
        };
        assert_eq!(written("a `b <c>` d"), "a <code>b &lt;c&gt;</code> d");
        assert_eq!(written("`a` and a ` left"), "<code>a</code> and a ` left");
        assert_eq!(written("`` two"), "`` two");
        assert_eq!(rich_markdown("*a* `b*c` d"), "\\*a\\* `b*c` d");
        assert_eq!(rich_markdown("`{{x}}`"), "\\{\\{x\\}\\}");
    }
}
