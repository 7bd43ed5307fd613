//! `figures.toml` and `figures/ID.svg`: drawings, each with a caption and the whole of it in words.

use std::collections::BTreeMap;

use super::drawing::Drawing;
use crate::base::diagnostic::{Diagnostics, Source};
use crate::base::fields::Fields;
use crate::base::names::Read;
use crate::features::guide::Known;

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

pub fn read(
    top: Option<Fields<'_>>,
    known: &mut Known,
    drawings: &BTreeMap<&str, Source>,
    diagnostics: &Diagnostics,
) -> Vec<Option<Figure>> {
    let mut figures = Vec::new();
    let Some(mut top) = top else {
        report_unlisted(drawings, known, diagnostics);
        return figures;
    };
    for mut fields in top.tables("figure", "a figure") {
        let id = fields.text("id");
        let drawing = id.as_ref().and_then(|id| {
            known.figures.declare(id, fields.source(), diagnostics);
            let Some(source) = drawings.get(id.value) else {
                fields
                    .error_at(&id.span, format!("there is no drawing for `{}`", id.value))
                    .help(format!(
                        "put it at figures/{}.svg, beside this file",
                        id.value
                    ));
                return None;
            };
            Drawing::read(source, diagnostics)
        });
        let title = fields.prose("title");
        let caption = fields.prose("caption");
        let alternative = fields.prose_list("alternative");
        fields.finish();
        let read = || {
            Some(Figure {
                id: id?.value.to_owned(),
                title: title?,
                caption: caption?,
                alternative: alternative?,
                drawing: drawing?,
            })
        };
        figures.push(read());
    }
    top.finish();
    report_unlisted(drawings, known, diagnostics);
    figures
}

/// A drawing without an entry would have no words.
fn report_unlisted(drawings: &BTreeMap<&str, Source>, known: &Known, diagnostics: &Diagnostics) {
    for (id, source) in drawings {
        if known.figures.read != Read::Faulty && known.figures.get(id).is_none() {
            diagnostics
                .file_error(source.path.as_str(), "this drawing has no entry")
                .help(format!(
                    "describe it in {}: [[figure]] id = \"{id}\"",
                    known.figures.file
                ));
        }
    }
}
