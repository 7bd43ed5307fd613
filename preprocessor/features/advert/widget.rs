//! `hops advert`: what job adverts say between the lines, kind by kind and flag by flag, and the rules with which a
//! script reads an advert that the reader pastes.

use serde_json::{Value, json};

use crate::base::asset::{Asset, asset};
use crate::base::deferred::{built, script};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{Text, text};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::advert::schema::{AdvertQuestion, JobKind};
use crate::features::guide::Guide;
use crate::features::kept::SHAPES;
use crate::features::reference::Target;
use crate::features::skills::resource_of;
use crate::features::widget::{Page, View, Widget, count};

const KEPT: Asset = asset!("kept.js" as "advert-kept.js");

keys! {
    /// Where the kinds of job are told of.
    Arguments = "this block";

    /// The chapter with a section for each kind, whose anchor is the kind's id.
    KINDS: Text = text("kinds").optional().example(r#""../kinds.md""#).in_words("a chapter, as a link from this one");
}

pub struct Advert;

impl Widget for Advert {
    fn name(&self) -> &'static str {
        "advert"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/advert.md")
    }

    fn element(&self) -> &'static str {
        "hops-advert"
    }

    fn assets(&self) -> &'static [Asset] {
        &[
            asset!("advert.css"),
            SHAPES,
            KEPT,
            asset!("decode.js"),
            asset!("advert.js"),
        ]
    }

    fn kept(&self) -> &'static [Asset] {
        &[KEPT]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.adverts.kinds.is_empty() {
            fields
                .error(Code("no-file"), "there are no rules to read an advert by")
                .help(format!("write {}", guide.adverts.kinds.file));
        }
        let chapter = fields.get(Arguments::KINDS);
        if let Some(chapter) = chapter
            .as_ref()
            .filter(|chapter| !chapter.value.ends_with(".md"))
        {
            fields
                .error_at(Code("no-chapter"), &chapter.span, "this is no chapter")
                .help("write its file, as in `kinds = \"../kinds.md\"`");
        }
        let chapter = chapter.map(|chapter| chapter.value.to_owned());
        Some(Box::new(Shown { chapter }))
    }
}

struct Shown {
    /// Where the kinds are told of.
    chapter: Option<String>,
}

/// What only works with a script.
const FORM: &str = include_str!("advert.html");

/// “one”, “two”
fn quoted(words: &[String]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("“{word}”")).collect();
    words.join(", ")
}

impl Shown {
    fn way_to(&self, kind: &JobKind) -> Option<String> {
        let chapter = self.chapter.as_ref()?;
        Some(format!("{chapter}#{}", kind.id))
    }

    fn html_kind(&self, kind: &JobKind, out: &mut Html) {
        out.element("details", &[("class", "hops-advert-kind")], |h| {
            h.text_element("summary", &[], &kind.title);
            h.element("p", &[], |h| {
                h.text(&kind.means);
                if let Some(way) = self.way_to(kind) {
                    h.text(" ");
                    h.link(&way, &format!("More on {}", kind.title));
                }
            });
            h.element("ul", &[], |h| {
                for signal in &kind.signals {
                    let line = format!("{} {}.", signal.means, quoted(&signal.words));
                    h.text_element("li", &[], &line);
                }
            });
        });
    }

    /// The rules for the script, which the renderer keeps out of the page.
    fn deferred(&self, page: &Page<'_>, out: &mut Html) {
        let id = page.unique_id("hops-advert-data".to_owned());
        script(&id, &self.data(page), out);
    }

    fn data(&self, page: &Page<'_>) -> Value {
        let guide = page.guide;
        let rules = &guide.adverts;
        let reading = &rules.reading;
        let reading = json!({
            "english": reading.english, "least_english": reading.least_english, "advert": reading.advert,
            "least_advert": reading.least_advert, "negations": reading.negations,
            "elsewhere": reading.elsewhere, "ignore": reading.ignore,
        });
        let parts = rules.parts.iter().map(
            |part| json!({ "patterns": part.patterns, "factor": part.factor, "lines": part.lines }),
        );
        let kinds = rules.kinds.iter().map(|kind| {
            let signals = kind.signals.iter().map(|signal| {
                json!({ "weight": signal.weight, "means": signal.means, "words": signal.words, "patterns": signal.patterns })
            });
            json!({
                "id": kind.id, "title": kind.title, "short": kind.short, "means": kind.means,
                "link": built(self.way_to(kind)), "signals": signals.collect::<Vec<_>>(),
            })
        });
        let skills = rules.skills.iter().map(|asked| {
            let skill = &guide.skills[asked.skill];
            let link = built(page.ways.to(Target::Skill(asked.skill), guide));
            json!({
                "id": skill.id, "name": skill.name, "link": link, "resource": resource_of(skill, guide),
                "patterns": asked.patterns,
            })
        });
        let flags = rules.flags.iter().map(|flag| {
            json!({
                "id": flag.id, "title": flag.title, "short": flag.short, "means": flag.means, "words": flag.words,
                "patterns": flag.patterns, "least": flag.least, "needs": flag.needs, "unless": flag.unless,
            })
        });
        let questions = rules.questions.iter().map(|question| {
            let kinds = question.kinds.iter().map(|kind| kind.index);
            let flags = question.flags.iter().map(|flag| flag.index);
            json!({
                "ask": question.ask, "why": question.why, "kinds": kinds.collect::<Vec<_>>(),
                "flags": flags.collect::<Vec<_>>(), "absent": question.absent,
            })
        });
        json!({
            "reading": reading, "parts": parts.collect::<Vec<_>>(), "kinds": kinds.collect::<Vec<_>>(),
            "skills": skills.collect::<Vec<_>>(), "flags": flags.collect::<Vec<_>>(),
            "questions": questions.collect::<Vec<_>>(),
        })
    }
}

/// When a question is asked: the kinds and flags it is for, or "always".
fn occasion(question: &AdvertQuestion, page: &Page<'_>) -> String {
    let rules = &page.guide.adverts;
    let kinds = question
        .kinds
        .iter()
        .map(|kind: &Ref<_>| rules.kinds[*kind].title.clone());
    let flags = question
        .flags
        .iter()
        .map(|flag: &Ref<_>| rules.flags[*flag].title.clone());
    let of: Vec<_> = kinds.chain(flags).collect();
    if !of.is_empty() {
        format!("for “{}”", of.join("”, “"))
    } else if question.absent.is_empty() {
        "always".to_owned()
    } else {
        "if the advert says nothing of this".to_owned()
    }
}

fn html_question(question: &AdvertQuestion, page: &Page<'_>, out: &mut Html) {
    out.element("li", &[], |h| {
        h.text_element("b", &[], &question.ask);
        h.text(&format!(" {}", question.why));
        let occasion = format!("Ask: {}.", occasion(question, page));
        h.text_element("span", &[("class", "hops-aside")], &occasion);
    });
}

impl View for Shown {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let rules = &page.guide.adverts;
        out.element("hops-advert", &[], |h| {
            h.raw(&FORM.replace('\n', ""));
            h.element("section", &[("class", "hops-advert-rules")], |h| {
                h.text_element("h3", &[], "What the kinds sound like");
                for kind in &rules.kinds {
                    self.html_kind(kind, h);
                }
                h.text_element("h3", &[], "What should make you ask");
                h.element("dl", &[("class", "hops-advert-flags")], |h| {
                    for flag in &rules.flags {
                        h.text_element("dt", &[], &flag.title);
                        h.element("dd", &[], |h| {
                            h.text(&flag.means);
                            h.text(" ");
                            let words = format!("Words such as {}.", quoted(&flag.words));
                            h.text_element("span", &[("class", "hops-aside")], &words);
                        });
                    }
                });
                h.text_element("h3", &[], "What to ask them");
                h.element("details", &[("class", "hops-advert-kind")], |h| {
                    let all = count(rules.questions.len(), "question");
                    h.text_element("summary", &[], &format!("All {all}, and when to ask them"));
                    h.element("ul", &[("class", "hops-advert-questions")], |h| {
                        for question in &rules.questions {
                            html_question(question, page, h);
                        }
                    });
                });
            });
            self.deferred(page, h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let escape = markdown::escape;
        let rules = &page.guide.adverts;
        out.push_str("**What the kinds sound like**\n\n");
        for kind in &rules.kinds {
            let title = match self.way_to(kind) {
                Some(way) => markdown::link(&way, &kind.title),
                None => escape(&kind.title),
            };
            out.push_str(&format!("- **{title}**: {}\n", escape(&kind.means)));
            for signal in &kind.signals {
                let (means, words) = (escape(&signal.means), escape(&quoted(&signal.words)));
                out.push_str(&format!("  - {means} {words}.\n"));
            }
        }
        out.push_str("\n**What should make you ask**\n\n");
        for flag in &rules.flags {
            let (title, means) = (escape(&flag.title), escape(&flag.means));
            let words = escape(&quoted(&flag.words));
            out.push_str(&format!("- **{title}**: {means} Words such as {words}.\n"));
        }
        out.push_str("\n**What to ask them**\n\n");
        for question in &rules.questions {
            let (ask, why) = (escape(&question.ask), escape(&question.why));
            let occasion = escape(&occasion(question, page));
            out.push_str(&format!("- **{ask}** {why} ({occasion})\n"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Html`] escapes what it writes; this it takes as it is.
    #[test]
    fn the_form_can_stand_in_markdown() {
        assert!(FORM.lines().all(|line| !line.trim().is_empty()));
        assert!(!FORM.contains("{{"), "mdBook would take it for its own");
        assert!(!FORM.contains(" style="), "the policy forbids it");
    }
}
