//! `hops figure`: a drawing inside the page, with its caption and the whole of it in words.

use crate::base::asset::{Asset, asset};
use crate::base::fields::Fields;
use crate::base::html::{Html, escape_into};
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{Name, reference};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::figure::schema::Figure;
use crate::features::guide::Guide;
use crate::features::widget::{Page, View, Widget};

keys! {
    /// The drawing to show.
    Arguments = "this block";

    /// Which one.
    NAME: Name = reference("name", "a figure").example(r#""a-figure""#);
}

pub struct ShowFigure;

impl Widget for ShowFigure {
    fn name(&self) -> &'static str {
        "figure"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/figure.md")
    }

    fn element(&self) -> &'static str {
        ".hops-figure"
    }

    fn assets(&self) -> &'static [Asset] {
        &[asset!("figure.css")]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        Some(Box::new(fields.refer(Arguments::NAME, &guide.figures)?))
    }
}

impl View for Ref<Figure> {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let figure = &page.guide.figures[*self];
        let prefix = page.unique_id(format!("hops-figure-{}", figure.id)) + ".";
        // Named by an attribute: references between ids do not survive mdBook's print page.
        let mut attributes = String::from("role=\"img\" aria-label=\"");
        escape_into(&figure.title, &mut attributes);
        attributes.push('"');
        out.element("figure", &[("class", "hops-figure")], |h| {
            h.raw(&figure.drawing.markup(&prefix, &attributes));
            h.text_element("figcaption", &[], &figure.caption);
            h.element("details", &[], |h| {
                h.text_element("summary", &[], "The drawing in words");
                for paragraph in &figure.alternative {
                    h.text_element("p", &[], paragraph);
                }
            });
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let figure = &page.guide.figures[*self];
        let (title, caption) = (
            markdown::escape(&figure.title),
            markdown::escape(&figure.caption),
        );
        out.push_str(&format!("**Figure: {title}.** {caption}\n\n"));
        for paragraph in &figure.alternative {
            out.push_str(&format!("- {}\n", markdown::escape(paragraph)));
        }
    }
}
