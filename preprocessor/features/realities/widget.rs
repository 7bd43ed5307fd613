//! `hops comparison`: what people expect beside what they find and what to do about it; then the good parts.

use crate::base::asset::{Asset, asset};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{OneOf, one_of};
use crate::base::markdown;
use crate::base::table::{self, Rows};
use crate::features::guide::Guide;
use crate::features::realities::schema::{Expectation, GoodPart};
use crate::features::widget::{Page, View, Widget};

keys! {
    /// What to show.
    Arguments = "this block";

    /// Show that part only. Both if left out.
    PART: OneOf<Part> = one_of("part", &Part::ALL, "there is no such part").optional().example(r#""good""#);
}

pub struct Comparison;

impl Widget for Comparison {
    fn name(&self) -> &'static str {
        "comparison"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/comparison.md")
    }

    fn element(&self) -> &'static str {
        "hops-comparison"
    }

    fn assets(&self) -> &'static [Asset] {
        &[asset!("comparison.css")]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.realities.expectations.is_empty() {
            fields
                .error(Code("no-file"), "there is nothing to compare")
                .help(format!("write {}", guide.realities.expectations.file));
        }
        let part = fields.get(Arguments::PART);
        Some(Box::new(part.unwrap_or(Part::Both)))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Both,
    Expectations,
    Good,
}

const COLUMNS: [&str; 3] = ["You may expect", "You will find", "What to do"];

impl Part {
    const ALL: [(&'static str, Part); 2] =
        [("expectations", Part::Expectations), ("good", Part::Good)];

    fn expectations<'g>(self, page: &Page<'g>) -> Vec<&'g Expectation> {
        match self {
            Part::Good => Vec::new(),
            _ => page.guide.realities.expectations.iter().collect(),
        }
    }

    fn rows(self, page: &Page<'_>, rows: &mut Rows<'_>) {
        for expectation in self.expectations(page) {
            rows.row(&[], |row| {
                row.header(|h| h.text(&expectation.claim));
                row.cell(|h| match expectation.realities.as_slice() {
                    [only] => h.text(only),
                    several => h.element("ul", &[], |h| {
                        for reality in several {
                            h.text_element("li", &[], reality);
                        }
                    }),
                });
                row.cell(|h| h.text(&expectation.advice));
            });
        }
    }

    fn good_parts<'g>(self, page: &Page<'g>) -> &'g [GoodPart] {
        match self {
            Part::Expectations => &[],
            _ => &page.guide.realities.good_parts,
        }
    }
}

impl View for Part {
    fn problem(&self, guide: &crate::features::guide::Guide) -> Option<(Code, String, String)> {
        let empty = *self == Part::Good && guide.realities.good_parts.is_empty();
        empty.then(|| {
            let message = "there are no good parts to show".to_owned();
            (
                Code("no-entries"),
                message,
                "write [[good_part]] in the data".to_owned(),
            )
        })
    }

    fn html(&self, page: &Page<'_>, out: &mut Html) {
        out.element("hops-comparison", &[], |h| {
            if *self != Part::Good {
                table::html(
                    h,
                    "hops-comparison",
                    "Expectations and realities",
                    &COLUMNS,
                    |table| table.body(|rows| self.rows(page, rows)),
                );
            }
            let good = self.good_parts(page);
            if !good.is_empty() {
                h.element("dl", &[("class", "hops-good-parts")], |h| {
                    for part in good {
                        h.text_element("dt", &[], &part.title);
                        h.text_element("dd", &[], &part.text);
                    }
                });
            }
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        for expectation in self.expectations(page) {
            out.push_str(&format!("- **{}**\n", markdown::escape(&expectation.claim)));
            for reality in &expectation.realities {
                out.push_str(&format!(
                    "  - You will find: {}\n",
                    markdown::escape(reality)
                ));
            }
            out.push_str(&format!(
                "  - What to do: {}\n",
                markdown::escape(&expectation.advice)
            ));
        }
        let good = self.good_parts(page);
        if !good.is_empty() && *self == Part::Both {
            out.push_str("\nThe good parts:\n\n");
        }
        for part in good {
            let (title, text) = (markdown::escape(&part.title), markdown::escape(&part.text));
            out.push_str(&format!("- **{title}**: {text}\n"));
        }
    }
}
