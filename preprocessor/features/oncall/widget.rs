//! `hops oncall`: what an hour of work pays in a job in which one must be reachable, beside a job without that.

use crate::base::asset::{Asset, asset};
use crate::base::fields::Fields;
use crate::base::html::{Html, escape_into};
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{Prose, prose};
use crate::base::markdown;
use crate::features::guide::Guide;
use crate::features::kept::SHAPES;
use crate::features::widget::{Page, View, Widget};

const KEPT: Asset = asset!("kept.js" as "oncall-kept.js");

keys! {
    /// The words of the trade.
    Arguments = "this block";

    /// How your readers say that they must be reachable. “on standby” if left out.
    DUTY: Prose = prose("duty").optional().example(r#""on night watch""#);
    /// What they are called with, as a plural. “calls” if left out.
    CALLS: Prose = prose("calls").optional().example(r#""alarms""#);
}

pub struct Oncall;

impl Widget for Oncall {
    fn name(&self) -> &'static str {
        "oncall"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/oncall.md")
    }

    fn element(&self) -> &'static str {
        "hops-oncall"
    }

    fn assets(&self) -> &'static [Asset] {
        &[asset!("oncall.css"), SHAPES, KEPT, asset!("oncall.js")]
    }

    fn kept(&self) -> &'static [Asset] {
        &[KEPT]
    }

    fn read(&self, fields: &mut Fields<'_>, _: &Guide) -> Option<Box<dyn View>> {
        let duty = fields.get(Arguments::DUTY);
        let calls = fields.get(Arguments::CALLS);
        Some(Box::new(Words {
            duty: duty.unwrap_or_else(|| "on standby".to_owned()),
            calls: calls.unwrap_or_else(|| "calls".to_owned()),
        }))
    }
}

/// The words of the trade.
struct Words {
    duty: String,
    calls: String,
}

/// The calculator, in which `@` stands for the words of the trade and for ids.
const CALCULATOR: &str = include_str!("oncall.html");

/// The words with a capital.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape_into(text, &mut out);
    out
}

impl Words {
    /// `text` with the words of the trade put in.
    fn put_into(&self, text: &str, id: &str) -> String {
        let (duty, calls) = (escaped(&self.duty), escaped(&self.calls));
        // In one pass: what is put in is not looked at again.
        let words = [
            ("id", id.to_owned()),
            ("duty", duty.clone()),
            ("Duty", capital(&duty)),
            ("calls", calls.clone()),
            ("Calls", capital(&calls)),
        ];
        let mut parts = text.split('@');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let found = words.iter().find(|(name, _)| part.starts_with(name));
            let (name, word) = found.expect("every @ stands for something");
            out.push_str(word);
            out.push_str(&part[name.len()..]);
        }
        out
    }
}

impl View for Words {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let id = page.unique_id("hops-oncall".to_owned());
        let calls = ("data-calls", self.calls.as_str());
        let attributes = [("data-duty", self.duty.as_str()), calls];
        out.element("hops-oncall", &attributes, |h| {
            h.raw(&self.put_into(CALCULATOR, &id).replace('\n', ""));
        });
    }

    fn markdown(&self, _: &Page<'_>, out: &mut String) {
        let escape = markdown::escape;
        let (duty, calls) = (&self.duty, &self.calls);
        let extra = format!("hours of {calls} outside working hours");
        let lines = [
            (
                "Turns a year".to_owned(),
                "52 weeks × 7 days ÷ (people × days of a turn)".to_owned(),
            ),
            (
                format!("{}, a year", capital(&extra)),
                format!("52 weeks × {calls} a week × share ÷ 100 × hours each ÷ people"),
            ),
            (
                "An hour of work pays".to_owned(),
                format!(
                    "(salary + turns × pay for a turn) ÷ (52 weeks × working hours a week + {extra} − turns × hours off for a turn)"
                ),
            ),
            (
                "An hour of work in a job without pays".to_owned(),
                "its salary ÷ (52 weeks × working hours a week)".to_owned(),
            ),
            (
                "Waiting hours a year".to_owned(),
                format!(
                    "52 weeks × (hours a week in which somebody is {duty} − working hours a week) ÷ people − {extra}; none if working hours are all that is covered. Day and night are 168 hours a week"
                ),
            ),
            (
                format!("An hour {duty} pays, waiting and {calls} together"),
                format!("turns × pay for a turn ÷ (waiting hours + {extra})"),
            ),
            (
                "Pay for a turn with which an hour of work pays the same in both jobs".to_owned(),
                "(what an hour pays without × hours of work here − salary) ÷ turns".to_owned(),
            ),
        ];
        out.push_str(&format!(
            "A year counts as 52 weeks, paid leave included, in both jobs. {} within working hours are ordinary work and add no hours.\n\n",
            escape(&capital(calls))
        ));
        for (name, formula) in lines {
            out.push_str(&format!("- **{}**: {}\n", escape(&name), escape(&formula)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Html`] escapes what it writes; this it takes as it is.
    #[test]
    fn the_calculator_can_stand_in_markdown() {
        assert!(CALCULATOR.lines().all(|line| !line.trim().is_empty()));
        assert!(
            !CALCULATOR.contains("{{"),
            "mdBook would take it for its own"
        );
        assert!(!CALCULATOR.contains(" style="), "the policy forbids it");
    }

    #[test]
    fn words_are_put_in_as_they_are() {
        let words = Words {
            duty: "on <@calls>".to_owned(),
            calls: "alarms".to_owned(),
        };
        assert_eq!(
            words.put_into("@Calls @duty (@id-x)", "a"),
            "Alarms on &lt;@calls&gt; (a-x)"
        );
    }
}
