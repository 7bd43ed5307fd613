//! `figures.toml` and `figures/ID.svg`: drawings, each with a caption and the whole of it in words.

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{Id, Prose, ProseList, id, prose, prose_list};
use crate::base::located::Located;
use crate::base::names::Read;
use crate::base::nested::{Tables, tables};
use crate::base::shelf::Shelf;
use crate::features::figure::drawing::Drawing;

#[derive(Debug)]
pub struct Figure {
    pub id: String,
    /// A short name for the drawing, for those who hear it.
    pub title: String,
    pub caption: String,
    /// The drawing in words, a paragraph each.
    pub alternative: Vec<String>,
    pub drawing: Drawing,
}

pub type Figures = Shelf<Figure>;

keys! {
    /// The drawings of the folder `figures/`, each with its words.
    Top = "the list of figures";

    /// The drawings.
    FIGURE: Tables = tables("figure", &Entry::KEYS);
}

keys! {
    /// A drawing.
    Entry = "a figure";

    /// The name of its file, without `.svg`.
    ID: Id = id("id").example(r#""the-oven""#);
    /// A short name, for those who hear it.
    TITLE: Prose = prose("title").example(r#""The oven""#);
    /// What stands under it.
    CAPTION: Prose = prose("caption").example(r#""Where the heat goes.""#);
    /// The whole of it in words, a paragraph each.
    ALTERNATIVE: ProseList = prose_list("alternative").example(r#"["The oven has two floors.", "Heat rises from the lower."]"#);
}

pub const PLACE: Place = Place::file("figures.toml", &Top::KEYS).with_folder("figures", ".svg");

pub fn read(mut input: Input<'_>) -> Figures {
    let mut figures = input.shelf("figure");
    if let Some(mut top) = input.top.take() {
        for mut fields in top.get(Top::FIGURE) {
            let (id, place) = fields.declare(Entry::ID, &mut figures);
            figures.put(place, figure(id, fields, &input));
        }
        top.finish();
    }
    report_unlisted(&input, &figures);
    figures
}

fn figure(id: Option<Located<&str>>, mut fields: Fields<'_>, input: &Input<'_>) -> Option<Figure> {
    let drawing = id.as_ref().and_then(|id| drawing(id, &fields, input));
    let title = fields.get(Entry::TITLE);
    let caption = fields.get(Entry::CAPTION);
    let alternative = fields.get(Entry::ALTERNATIVE);
    fields.finish();
    Some(Figure {
        id: id?.value.to_owned(),
        title: title?,
        caption: caption?,
        alternative: alternative?,
        drawing: drawing?,
    })
}

fn drawing(id: &Located<&str>, fields: &Fields<'_>, input: &Input<'_>) -> Option<Drawing> {
    let Some(source) = input.parts.get(id.value) else {
        let id_text = id.value;
        fields
            .error_at(
                Code("entry-without-drawing"),
                &id.span,
                format!("there is no drawing for `{id_text}`"),
            )
            .help(format!("put it at figures/{id_text}.svg, beside this file"));
        return None;
    };
    Drawing::read(source, fields.diagnostics())
}

/// A drawing without an entry would have no words.
fn report_unlisted(input: &Input<'_>, figures: &Figures) {
    for (id, source) in &input.parts {
        if figures.read != Read::Faulty && figures.get(id).is_none() {
            input
                .diagnostics
                .file_error(
                    Code("drawing-without-entry"),
                    source.path.as_str(),
                    "this drawing has no entry",
                )
                .help(format!(
                    "describe it in {}: [[figure]] id = \"{id}\"",
                    figures.file
                ));
        }
    }
}
