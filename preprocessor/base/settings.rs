//! What the book's settings say that matters to its features.

use mdbook_markdown::MarkdownOptions;

/// What the book's settings say that matters here.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the data, from the book's root, with `/`.
    pub data: String,
    /// The folder of the chapters, from the book's root, with `/`.
    pub src: String,
    /// Whether widgets are shown as HTML; if not, as Markdown.
    pub html: bool,
    /// Whether an author is looking at the pages as they change: then mistakes are shown in them.
    pub serving: bool,
    pub definition_lists: bool,
    pub admonitions: bool,
}

impl Settings {
    /// How mdBook reads the chapters.
    pub fn markdown(&self) -> MarkdownOptions {
        let mut options = MarkdownOptions::default();
        options.definition_lists = self.definition_lists;
        options.admonitions = self.admonitions;
        options
    }
}
