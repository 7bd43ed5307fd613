//! One chapter on its way through: its text, the blocks and links read from it, and what shall stand in their place.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;

use mdbook_markdown::MarkdownOptions;
use mdbook_preprocessor::book::Chapter;

use crate::base::chapter::{self, Block, Edit, Link};
use crate::base::diagnostic::{Code, Diagnostic, Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::html::{Html, escape_into};
use crate::base::located::crop;
use crate::base::markdown;
use crate::base::nearest::nearest;
use crate::base::paths::{LARGEST_FILE, slashed, too_large, within};
use crate::book::count::Count;
use crate::features;
use crate::features::guide::Guide;
use crate::features::reference::{Homes, Kind, Target, WHOLE, Ways};
use crate::features::widget::{self, View, Widget};

/// The text of a chapter, taken out of the book while it is read.
pub struct Text {
    source: Source,
    /// The page's path, from the book's source folder.
    path: PathBuf,
}

impl Text {
    /// Takes the text out of `chapter`; `None` for a draft, which has no page.
    pub fn take(chapter: &mut Chapter, src: &str) -> Option<Text> {
        let path = chapter.path.clone()?;
        let file = chapter.source_path.as_ref().unwrap_or(&path);
        let name = slashed(file);
        let name = within(src, &name);
        let text = std::mem::take(&mut chapter.content);
        Some(Text {
            source: Source::new(name, text),
            path,
        })
    }

    /// Reports a text that `check` would not read either.
    pub fn check_size(&self, diagnostics: &Diagnostics) {
        if self.source.text.len() > LARGEST_FILE {
            diagnostics
                .file_error(
                    Code("unreadable"),
                    self.source.path.as_str(),
                    format!("this cannot be read: {}", too_large()),
                )
                .help("make several chapters of it");
        }
    }

    /// Whether there is a block or a link of ours in it, or what an author meant for one.
    pub fn is_of_ours(&self, options: &MarkdownOptions) -> bool {
        let diagnostics = Diagnostics::default();
        let scan = chapter::scan(&self.source, options, &diagnostics);
        !(scan.blocks.is_empty() && scan.links.is_empty() && diagnostics.is_empty())
    }

    /// The path of its page, with `/`, and the text.
    pub fn path_and_text(&self) -> (String, &str) {
        (slashed(&self.path), &self.source.text)
    }

    /// The text as it was.
    pub fn into_content(self) -> String {
        self.source.text
    }
}

/// What could be made of something an author wrote, or the mistakes in it.
type Read<T> = Result<T, Vec<Diagnostic>>;

/// What a link stands for.
enum Leads {
    To(Target),
    /// A number that stands in its place.
    Number(Count),
}

impl Leads {
    fn read(
        link: &Link,
        guide: &Guide,
        source: &Source,
        diagnostics: &Diagnostics,
    ) -> Option<Leads> {
        match Count::read(link, source, diagnostics) {
            Some(count) => count.map(Leads::Number),
            None => Target::resolve(&link.target, guide, source, diagnostics).map(Leads::To),
        }
    }
}

/// A chapter with its blocks and links read.
pub struct Page<'t> {
    text: &'t Text,
    blocks: Vec<(Block<'t>, Read<Box<dyn View>>)>,
    links: Vec<(Link, Read<Leads>)>,
    /// Mistakes that belong to no block and no link that could be read.
    loose: Vec<Diagnostic>,
}

/// What all pages are shown with.
pub struct Shared<'a> {
    /// `None` if there are mistakes in the data.
    pub guide: Option<&'a Guide>,
    pub data_errors: &'a [Diagnostic],
    pub homes: &'a Homes,
    pub ids: &'a RefCell<HashMap<String, usize>>,
    pub html: bool,
    pub diagnostics: &'a Diagnostics,
}

impl<'t> Page<'t> {
    /// Reads the chapter; `None` if there is nothing of ours in it.
    pub fn read(
        text: &'t Text,
        options: &MarkdownOptions,
        guide: &Guide,
        diagnostics: &Diagnostics,
    ) -> Option<Page<'t>> {
        let source = &text.source;
        let before = diagnostics.count();
        let scan = chapter::scan(source, options, diagnostics);
        let loose = diagnostics.since(before);
        if scan.blocks.is_empty() && scan.links.is_empty() && loose.is_empty() {
            return None;
        }
        let read_block = |block: Block<'t>| {
            let before = diagnostics.count();
            let view = view_of(&block, source, guide, diagnostics);
            let errors = diagnostics.since(before);
            let read = view.filter(|_| errors.is_empty()).ok_or(errors);
            (block, read)
        };
        let read_link = |link: Link| {
            let before = diagnostics.count();
            let leads = Leads::read(&link, guide, source, diagnostics);
            (link, leads.ok_or_else(|| diagnostics.since(before)))
        };
        Some(Page {
            text,
            blocks: scan.blocks.into_iter().map(read_block).collect(),
            links: scan.links.into_iter().map(read_link).collect(),
            loose,
        })
    }

    /// The chapter with an answer in the place of each block and link.
    pub fn show(&self, shared: &Shared<'_>) -> String {
        let showing = Showing {
            source: &self.text.source,
            ways: shared.homes.ways(&self.text.path, shared.html),
            shared,
        };
        let mut edits = Vec::new();
        for (block, view) in &self.blocks {
            edits.push(showing.block(block, view));
        }
        for (link, leads) in &self.links {
            showing.link(link, leads, &mut edits);
        }
        if !self.loose.is_empty() {
            edits.push((0..0, errors(&self.loose, shared.html) + "\n\n"));
        }
        chapter::splice(&self.text.source.text, edits)
    }
}

/// A chapter being shown.
struct Showing<'a> {
    source: &'a Source,
    shared: &'a Shared<'a>,
    ways: Ways<'a>,
}

impl Showing<'_> {
    fn block(&self, block: &Block<'_>, view: &Read<Box<dyn View>>) -> Edit {
        let shared = self.shared;
        let shown = match (view, shared.guide) {
            (Err(mistakes), _) if !mistakes.is_empty() => errors(mistakes, shared.html),
            (Ok(view), Some(guide)) => self.view(block, view.as_ref(), guide),
            _ => errors(shared.data_errors, shared.html),
        };
        let text = if shared.html {
            shown
        } else {
            indented(&shown, block)
        };
        (block.range.clone(), text)
    }

    fn view(&self, block: &Block<'_>, view: &dyn View, guide: &Guide) -> String {
        let diagnostics = self.shared.diagnostics;
        if let Some((code, message, help)) = view.problem(guide) {
            let span = block.range.start..block.name.span.end;
            let before = diagnostics.count();
            diagnostics
                .error(code, self.source, span, message)
                .help(help);
            return errors(&diagnostics.since(before), self.shared.html);
        }
        let page = widget::Page {
            guide,
            ways: &self.ways,
            ids: self.shared.ids,
        };
        if self.shared.html {
            let mut out = Html::after(BLOCK_START);
            view.html(&page, &mut out);
            out.finish()
        } else {
            let mut out = String::new();
            view.markdown(&page, &mut out);
            out
        }
    }

    fn link(&self, link: &Link, leads: &Read<Leads>, edits: &mut Vec<Edit>) {
        let address = link.target.span.clone();
        let mistakes = match (leads, self.shared.guide) {
            (Ok(Leads::Number(count)), Some(guide)) => {
                edits.push((link.range.clone(), count.number(guide).to_string()));
                return;
            }
            (Ok(Leads::To(target)), Some(guide)) => {
                // Without a home a mistake was reported already.
                let way = self.ways.to(*target, guide);
                edits.push((address, way.unwrap_or_else(|| "#".to_owned())));
                if let Some(at) = link.empty_at {
                    edits.push((at..at, markdown::escape(target.title(guide))));
                }
                return;
            }
            (Err(mistakes), _) if !mistakes.is_empty() => mistakes,
            _ => self.shared.data_errors,
        };
        let end = link.range.end;
        edits.push((end..end, inline_errors(mistakes, self.shared.html)));
        edits.push((address, "#".to_owned()));
    }
}

/// The view that a block asks for. Reports what is wrong with it.
fn view_of(
    block: &Block<'_>,
    source: &Source,
    guide: &Guide,
    diagnostics: &Diagnostics,
) -> Option<Box<dyn View>> {
    chapter::check_closed(source, block, diagnostics);
    let widget = widget_named(block, source, diagnostics)?;
    let head = block.range.start..block.name.span.end;
    let document = Document::from_pieces(source, &block.body, head);
    let table = document.parse(diagnostics)?;
    let mut fields = Fields::of_document(&document, &table, widget.arguments(), diagnostics);
    let view = widget.read(&mut fields, guide);
    fields.finish();
    view
}

fn widget_named(
    block: &Block<'_>,
    source: &Source,
    diagnostics: &Diagnostics,
) -> Option<&'static dyn Widget> {
    let name = block.name.value.as_str();
    let found = features::named(name);
    if found.is_none() {
        let names = || features::ALL.iter().map(|widget| widget.name());
        let (code, message) = match name {
            "" => (Code("no-widget"), "this block names no widget".to_owned()),
            name => (
                Code("unknown-widget"),
                format!("unknown widget `{}`", crop(name)),
            ),
        };
        let help = match nearest(name, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "the widgets are `{}`; `mdbook-hops widgets` explains them",
                names().collect::<Vec<_>>().join("`, `")
            ),
        };
        diagnostics
            .error(code, source, block.name.span.clone(), message)
            .help(help);
    }
    found
}

/// Finds the block that holds the anchors of each kind, or of each part of a kind, and the chapter about each role. Reports a
/// second one, and links to a thing that has none. Without a guide nobody knows the part of a thing.
pub fn find_homes(
    pages: &mut [Option<Page<'_>>],
    guide: Option<&Guide>,
    diagnostics: &Diagnostics,
) -> Homes {
    let mut homes = Homes::default();
    let mut places = HashMap::<Place, String>::new();
    for page in pages.iter_mut().flatten() {
        let source = &page.text.source;
        for (block, view) in &mut page.blocks {
            let widget = features::named(&block.name.value);
            let home = view.as_ref().ok().filter(|view| view.is_home());
            let kinds = widget.filter(|_| home.is_some());
            let kinds = kinds.map_or(&[][..], |widget| widget.homes());
            let parts = home.map_or(Vec::new(), |view| view.parts());
            let before = diagnostics.count();
            let mut told = None;
            // Whether this block is the first to be the home of `what`; if not, that is reported, once for each `in_words`.
            let mut is_first = |what: Place, in_words: String| {
                let head = block.range.start..block.name.span.end;
                let Some(first) = places.get(&what) else {
                    places.insert(what, place(source, head));
                    return true;
                };
                if told.as_ref() != Some(&in_words) {
                    let message = format!("a second home for {in_words}");
                    let help =
                        format!("the first is at {first}: a link can lead to one of them only");
                    diagnostics
                        .error(Code("second-home"), source, head, message)
                        .help(help);
                    told = Some(in_words);
                }
                false
            };
            let held = kinds
                .iter()
                .flat_map(|kind| parts.iter().map(move |part| (*kind, *part)));
            for (kind, part) in held {
                if is_first(Place::Part(kind, part), format!("every {}", kind.name())) {
                    homes.set(kind, part, &page.text.path);
                }
            }
            let page_of = view.as_ref().ok().and_then(|view| view.page_of());
            if let Some(role) = page_of
                && is_first(Place::Role(role.index), "this role".to_owned())
            {
                homes.set_page(role, &page.text.path);
            }
            if diagnostics.count() > before {
                *view = Err(diagnostics.since(before));
            }
        }
    }
    refuse_homeless(pages, &homes, guide, diagnostics);
    homes
}

/// Reports links to things that have no home.
fn refuse_homeless(
    pages: &mut [Option<Page<'_>>],
    homes: &Homes,
    guide: Option<&Guide>,
    diagnostics: &Diagnostics,
) {
    // A block with mistakes may be the home that is missed.
    let faulty: Vec<_> = pages
        .iter()
        .flatten()
        .flat_map(|page| page.blocks.iter().filter(|(_, view)| view.is_err()))
        .map(|(block, _)| features::named(&block.name.value))
        .collect();
    let may_be_missed = |kind| {
        faulty
            .iter()
            .any(|widget| widget.is_none_or(|w| w.homes().contains(&kind)))
    };
    for page in pages.iter_mut().flatten() {
        for (link, leads) in &mut page.links {
            let Ok(Leads::To(to)) = leads else { continue };
            let part = match to.kind() {
                Kind::Question => guide.map(|guide| to.part(guide)),
                _ => Some(WHOLE),
            };
            let homeless = part.is_some_and(|part| !homes.has(to.kind(), part));
            if !homeless || may_be_missed(to.kind()) {
                continue;
            }
            let before = diagnostics.count();
            let kind = to.kind().name();
            let message = format!("no page is the home of every {kind}");
            let span = link.target.span.clone();
            diagnostics
                .error(Code("no-home"), &page.text.source, span, message)
                .help("put `home = true` into the block that shows them all");
            *leads = Err(diagnostics.since(before));
        }
    }
}

/// What has a home.
#[derive(PartialEq, Eq, Hash)]
enum Place {
    Part(Kind, usize),
    Role(usize),
}

/// `path:line` of a span.
fn place(source: &Source, span: Range<usize>) -> String {
    let line = source.text[..span.start].matches('\n').count() + 1;
    format!("{}:{line}", source.path)
}

/// What begins a line of HTML so that Markdown leaves it alone.
///
/// An HTML block that begins with a comment ends with the line, so that the Markdown behind it is read as Markdown even
/// without a blank line between. One that begins with a tag would swallow it.
const BLOCK_START: &str = "<!---->";

/// `text` of several lines, so that it stands in the list item or quote in which the block stood.
fn indented(text: &str, block: &Block<'_>) -> String {
    let text = text.trim_matches('\n');
    let blank = block.indent.trim_end();
    let mut out = String::with_capacity(text.len() + 16);
    if block.close_before {
        out.push('\n');
        out.push_str(&block.indent);
    }
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            out.push('\n');
            out.push_str(if line.is_empty() {
                blank
            } else {
                &block.indent
            });
        }
        out.push_str(line);
    }
    if block.close_behind {
        out.push('\n');
        out.push_str(blank);
    }
    out
}

/// Mistakes as they are shown in a page that is being written.
fn errors(mistakes: &[Diagnostic], html: bool) -> String {
    /// More than these would only push the page away.
    const MOST: usize = 10;
    let texts = mistakes
        .iter()
        .take(MOST)
        .map(|mistake| mistake.render(false));
    let mut text = texts.collect::<Vec<_>>().join("\n\n");
    if mistakes.len() > MOST {
        text.push_str(&format!("\n\nand {} more", mistakes.len() - MOST));
    }
    if !html {
        let lines = text.lines().map(|line| format!("    {line}"));
        return lines.collect::<Vec<_>>().join("\n");
    }
    // As entities, the line ends survive in one line of Markdown.
    let lines = text.lines().map(|line| {
        let mut escaped = String::new();
        escape_into(line, &mut escaped);
        escaped
    });
    let lines = lines.collect::<Vec<_>>().join("&#10;");
    format!("{BLOCK_START}<div class=\"hops-error\" role=\"alert\"><pre>{lines}</pre></div>")
}

/// The same behind a link, within a paragraph.
fn inline_errors(mistakes: &[Diagnostic], html: bool) -> String {
    // A line has room for one.
    let messages = mistakes
        .iter()
        .take(1)
        .map(|mistake| mistake.message.as_str());
    let text = markdown::escape(&format!("[{}]", messages.collect::<Vec<_>>().join("; ")));
    if html {
        format!(" <strong class=\"hops-error\">{text}</strong>")
    } else {
        format!(" **{text}**")
    }
}
