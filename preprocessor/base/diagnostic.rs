//! What is wrong, where, and what to do about it.
//!
//! Enter at [`Diagnostics::error`]: every reader in this crate reports through it and carries on, so that an author
//! who made five mistakes sees five. [`Diagnostics::finish`] sorts them by file and position; [`render`] prints them
//! in the form of rustc's own messages.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

/// Lines longer than this are named by position only: an excerpt of them would help nobody.
const LONGEST_EXCERPT: usize = 2_000;

/// A file as diagnostics name it: its path from the book's root, with `/`, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
    line_starts: OnceCell<Vec<usize>>,
}

impl Source {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Source {
        Source {
            path: path.into(),
            text: text.into(),
            line_starts: OnceCell::new(),
        }
    }

    /// The byte offsets at which lines begin.
    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let after_newlines = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(after_newlines).collect()
        })
    }

    /// The index (from 0) of the line that holds byte `offset`.
    fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&start| start <= offset) - 1
    }

    /// The bytes of line `index`, without its line end.
    fn line(&self, index: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = starts[index];
        let end = starts
            .get(index + 1)
            .map_or(self.text.len(), |next| next - 1);
        start..end
    }

    /// The byte at a line and a column in characters, both from 1.
    pub fn offset_of(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.line_starts().get(line.max(1) - 1) else {
            return self.text.len();
        };
        let into = self.text[start..].char_indices().nth(column.max(1) - 1);
        into.map_or(self.text.len(), |(at, _)| start + at)
    }

    /// `offset`, moved back to the nearest character boundary inside the text.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// The short name of a kind of mistake, `unknown-key`. It stays when the words of the message change, so that it can be searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(pub &'static str);

/// One mistake. It owns what it needs of the source, so that it outlives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub path: String,
    /// From 1; 0 when the mistake is about the file as a whole.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub message: String,
    pub label: String,
    pub help: Vec<String>,
    excerpt: Option<Excerpt>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Excerpt {
    line: String,
    span: Range<usize>,
}

impl Diagnostic {
    fn new(code: Code, source: &Source, span: Range<usize>, message: String) -> Diagnostic {
        let start = source.boundary(span.start);
        let end = source.boundary(span.end.max(start));
        let line_index = source.line_of(start);
        let line = source.line(line_index);
        let text = source.text[line.clone()].trim_end_matches('\r');
        let line_end = line.start + text.len();
        // What is wrong within a line end is told behind the last character of the line.
        let start = start.min(line_end);
        let column = source.text[line.start..start].chars().count() + 1;
        let excerpt = (text.len() <= LONGEST_EXCERPT).then(|| Excerpt {
            line: text.to_owned(),
            span: start - line.start..end.clamp(start, line_end) - line.start,
        });
        Diagnostic {
            code,
            path: source.path.clone(),
            line: line_index + 1,
            column,
            message,
            label: String::new(),
            help: Vec::new(),
            excerpt,
        }
    }

    /// The line it is in, and the characters of it that are marked. `None` for a file as a whole, and for a line too long to show.
    pub fn excerpt(&self) -> Option<(&str, Range<usize>)> {
        let Excerpt { line, span } = self.excerpt.as_ref()?;
        let start = self.column - 1;
        Some((line, start..start + line[span.clone()].chars().count()))
    }

    /// This mistake in rustc's form, without a line end. `styled` adds terminal colours.
    pub fn render(&self, styled: bool) -> String {
        let title = Level::ERROR
            .primary_title(self.message.as_str())
            .id(self.code.0);
        let origin = Origin::path(self.path.as_str());
        let mut group = match &self.excerpt {
            Some(excerpt) => {
                let mut mark = AnnotationKind::Primary.span(excerpt.span.clone());
                if !self.label.is_empty() {
                    mark = mark.label(self.label.as_str());
                }
                let snippet = Snippet::source(excerpt.line.as_str())
                    .line_start(self.line)
                    .path(self.path.as_str())
                    .annotation(mark);
                title.element(snippet)
            }
            None if self.line == 0 => title.element(origin.line(1).char_column(1)),
            None => title.element(origin.line(self.line).char_column(self.column)),
        };
        for help in &self.help {
            group = group.element(Element::from(Level::HELP.message(help.as_str())));
        }
        let renderer = if styled {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.render(&[group])
    }
}

/// Collects mistakes through a shared reference, so that many readers can report into one place.
#[derive(Default)]
pub struct Diagnostics {
    list: RefCell<Vec<Diagnostic>>,
}

impl Diagnostics {
    /// Reports `message` at `span` (bytes of `source`); add to it with the returned [`Report`].
    pub fn error(
        &self,
        code: Code,
        source: &Source,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Report<'_> {
        self.push(Diagnostic::new(code, source, span, message.into()))
    }

    /// Reports `message` about the file at `path` as a whole.
    pub fn file_error(
        &self,
        code: Code,
        path: impl Into<String>,
        message: impl Into<String>,
    ) -> Report<'_> {
        self.push(Diagnostic {
            code,
            path: path.into(),
            line: 0,
            column: 1,
            message: message.into(),
            label: String::new(),
            help: Vec::new(),
            excerpt: None,
        })
    }

    fn push(&self, diagnostic: Diagnostic) -> Report<'_> {
        let mut list = self.list.borrow_mut();
        list.push(diagnostic);
        Report {
            diagnostics: self,
            index: list.len() - 1,
        }
    }

    /// How many mistakes were reported so far.
    pub fn count(&self) -> usize {
        self.list.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The mistakes reported at `index` and later, in the order they were reported.
    pub fn since(&self, index: usize) -> Vec<Diagnostic> {
        self.list.borrow()[index..].to_vec()
    }

    /// All mistakes, sorted by file and position.
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut list = self.list.into_inner();
        list.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        list.dedup();
        list
    }
}

/// A mistake just reported, to say more about it.
pub struct Report<'d> {
    diagnostics: &'d Diagnostics,
    index: usize,
}

impl Report<'_> {
    /// Says at the marked place what is wrong there.
    pub fn label(self, text: impl Into<String>) -> Self {
        self.diagnostics.list.borrow_mut()[self.index].label = text.into();
        self
    }

    /// Says what to do.
    pub fn help(self, text: impl Into<String>) -> Self {
        self.diagnostics.list.borrow_mut()[self.index]
            .help
            .push(text.into());
        self
    }

    /// Says what to do, if there is something to say.
    pub fn maybe_help(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }
}

/// All mistakes as one text: each in rustc's form, then how many there are. Empty when there is none.
pub fn render(diagnostics: &[Diagnostic], styled: bool) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&diagnostic.render(styled));
        out.push_str("\n\n");
    }
    out.push_str(&count_line(diagnostics));
    out.push('\n');
    out
}

fn count_line(diagnostics: &[Diagnostic]) -> String {
    let mut paths: Vec<_> = diagnostics.iter().map(|d| d.path.as_str()).collect();
    paths.dedup();
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let (errors, files) = (diagnostics.len(), paths.len());
    format!(
        "hops: {errors} error{} in {files} file{}",
        plural(errors),
        plural(files)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_path_line_column_label_and_help() {
        let diagnostics = Diagnostics::default();
        let source = Source::new("data/tea.toml", "a = 1\r\nname = \"Öolong\"\r\n");
        diagnostics
            .error(
                Code("unknown-name"),
                &source,
                14..23,
                "unknown tea `Öolong`",
            )
            .label("not in the list")
            .help("did you mean `Oolong`?");
        let list = diagnostics.finish();
        assert_eq!((list[0].line, list[0].column), (2, 8));
        let text = render(&list, false);
        assert!(
            text.contains("error[unknown-name]: unknown tea `Öolong`"),
            "{text}"
        );
        assert!(text.contains("--> data/tea.toml:2:8"), "{text}");
        assert!(text.contains("^^^^^^^^ not in the list"), "{text}");
        assert!(text.contains("= help: did you mean `Oolong`?"), "{text}");
        assert!(text.ends_with("hops: 1 error in 1 file\n"), "{text}");
    }

    #[test]
    fn sorts_by_file_then_position_and_drops_repeats() {
        let diagnostics = Diagnostics::default();
        let (a, b) = (
            Source::new("a.md", "x\nyy\n"),
            Source::new("b.md", "first\n"),
        );
        diagnostics.error(Code("x"), &b, 0..5, "third");
        diagnostics.error(Code("x"), &a, 3..4, "second");
        diagnostics.error(Code("x"), &a, 0..1, "first");
        diagnostics.error(Code("x"), &a, 0..1, "first");
        let list = diagnostics.finish();
        let messages: Vec<_> = list.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["first", "second", "third"]);
    }

    #[test]
    fn survives_spans_at_the_end_of_empty_and_of_very_long_lines() {
        let diagnostics = Diagnostics::default();
        let empty = Source::new("empty.toml", "");
        let long = Source::new("long.md", "x".repeat(10_000_000));
        diagnostics.error(Code("x"), &empty, 0..0, "nothing here");
        diagnostics.error(Code("x"), &long, 9_999_999..20_000_000, "far out");
        let text = render(&diagnostics.finish(), false);
        assert!(text.contains("--> empty.toml:1:1"), "{text}");
        assert!(text.contains("--> long.md:1:10000000"), "{text}");
        assert!(text.len() < 1_000, "{} bytes", text.len());
    }
}
