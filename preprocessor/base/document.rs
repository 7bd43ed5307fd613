//! A TOML text, parsed whole, that knows where its bytes stand in the file they came from.
//!
//! Enter at [`Document::parse`]. A data file is one document, and so is the body of each `hops` block.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use crate::base::diagnostic::{Code, Diagnostics, Source};

/// A TOML text and where its bytes stand in the file they came from.
///
/// The body of a block inside a list or a quote is not one run of bytes of its chapter: each line has a prefix. The
/// `pieces` say where each part of the text begins in the file.
pub struct Document<'a> {
    pub source: &'a Source,
    text: Cow<'a, str>,
    /// (offset in `text`, offset in `source`), ascending; never empty.
    pieces: Vec<(usize, usize)>,
    /// What to point at when the mistake is that something is missing.
    pub whole: Range<usize>,
}

impl<'a> Document<'a> {
    pub fn whole_file(source: &'a Source) -> Document<'a> {
        Document {
            source,
            text: Cow::Borrowed(&source.text),
            pieces: vec![(0, 0)],
            whole: 0..0,
        }
    }

    /// `pieces` are the parts of the text with their offsets in `source`; `whole` is the block they stand in.
    pub fn from_pieces(
        source: &'a Source,
        pieces: &[(usize, Cow<'_, str>)],
        whole: Range<usize>,
    ) -> Document<'a> {
        let mut text = String::new();
        let mut starts = vec![(0, whole.start)];
        for (offset, piece) in pieces {
            starts.push((text.len(), *offset));
            text.push_str(piece);
        }
        Document {
            source,
            text: Cow::Owned(text),
            pieces: starts,
            whole,
        }
    }

    /// The bytes of the file that `span` of the text came from.
    pub fn in_source(&self, span: Range<usize>) -> Range<usize> {
        let place = |offset: usize| {
            let index = self.pieces.partition_point(|&(start, _)| start <= offset) - 1;
            let (start, at) = self.pieces[index];
            at + (offset - start)
        };
        let start = place(span.start);
        start..place(span.end).max(start)
    }

    /// Parses the text; reports every place that is not TOML. `None` if there was one.
    pub fn parse(&self, diagnostics: &Diagnostics) -> Option<DeTable<'_>> {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        for error in &errors {
            let span = error
                .span()
                .map_or(self.whole.clone(), |s| self.in_source(s));
            let message = error.message().lines().collect::<Vec<_>>().join(", ");
            diagnostics
                .error(
                    Code("not-toml"),
                    self.source,
                    span,
                    format!("not TOML: {message}"),
                )
                .maybe_help(hint(&message));
        }
        errors.is_empty().then(|| table.into_inner())
    }
}

/// What to do about the mistakes in TOML that are made most.
fn hint(message: &str) -> Option<String> {
    let hints = [
        (
            "duplicate key",
            "a key may stand once in a table: remove one of the two",
        ),
        (
            "string values must be quoted",
            "put the text in double quotes: key = \"text\"",
        ),
        ("literal", "close the text with the quote it began with"),
        (
            "basic string",
            "close the text with the quote it began with; write \\\" for a quote inside",
        ),
    ];
    hints
        .iter()
        .find(|(part, _)| message.contains(part))
        .map(|(_, help)| (*help).to_owned())
}
