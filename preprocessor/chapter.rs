//! Finds `hops` blocks and `hops:` links in a chapter, and splices answers in.
//!
//! Enter at [`scan`], which reads with the parser and the options that mdBook itself uses and yields byte ranges;
//! [`splice`] puts text in their place. Nothing is written again from events: what is not a block or a link comes out
//! byte for byte as it went in.

use std::borrow::Cow;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::diagnostic::{Diagnostics, Source};
use crate::fields::Located;

/// What begins a link that this crate resolves.
pub const SCHEME: &str = "hops:";

/// The first word of a block's info string.
const INFO: &str = "hops";

/// A fenced block whose info string is `hops NAME`.
#[derive(Debug)]
pub struct Block<'s> {
    /// From the opening fence to the end of the closing one.
    pub range: Range<usize>,
    /// Empty if there is none.
    pub name: Located<String>,
    /// The body, in the runs it has in the source.
    pub body: Vec<(usize, Cow<'s, str>)>,
    /// What further lines must begin with to stand in the same list item or quote.
    pub indent: String,
    /// Whether text stands on the line before, or on the line behind, so that a list could not begin or end there.
    pub close_before: bool,
    pub close_behind: bool,
}

/// A link to `hops:KIND/ID`.
#[derive(Debug)]
pub struct Link {
    /// From the opening bracket to the closing parenthesis.
    pub range: Range<usize>,
    /// `KIND/ID`, and where it stands with its scheme: what to replace.
    pub target: Located<String>,
    pub text: LinkText,
}

/// What a reader is to click on.
#[derive(Debug, PartialEq)]
pub enum LinkText {
    /// Some text of the author's.
    Written,
    /// Nothing: the title goes here.
    EmptyAt(usize),
    /// `<hops:…>`: the whole of it is an address.
    Autolink,
}

/// What a chapter holds for us, in its order.
#[derive(Debug, Default)]
pub struct Scan<'s> {
    pub blocks: Vec<Block<'s>>,
    pub links: Vec<Link>,
}

/// Finds the blocks and links of a chapter. Most chapters have none, and are not parsed.
pub fn scan<'s>(
    source: &'s Source,
    options: &MarkdownOptions,
    diagnostics: &Diagnostics,
) -> Scan<'s> {
    let mut scan = Scan::default();
    if !source.text.contains(INFO) {
        return scan;
    }
    let parser = new_cmark_parser(&source.text, options);
    // Definitions first: the links that use them carry their target, but not its place.
    let mut definitions = Vec::new();
    for (_, definition) in parser.reference_definitions().iter() {
        if definition.dest.starts_with(SCHEME) {
            definitions.push((definition.dest.to_string(), definition.span.clone()));
        }
    }
    let mut open_link: Option<OpenLink> = None;
    let mut open_block: Option<Block<'s>> = None;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open_block = open(source, &info, range);
            }
            Event::Text(text) if open_block.is_some() => {
                let body = &mut open_block.as_mut().expect("just checked").body;
                body.push((range.start, Cow::Owned(text.into_string())));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(block) = open_block.take() {
                    check_closed(source, &block, diagnostics);
                    scan.blocks.push(block);
                }
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if dest_url.starts_with(SCHEME) => {
                open_link = Some(OpenLink {
                    link_type,
                    target: dest_url.into_string(),
                    range,
                    inner_end: None,
                });
            }
            Event::End(TagEnd::Link) => {
                if let Some(link) = open_link.take() {
                    scan.links
                        .extend(link.close(source, &definitions, diagnostics));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) if dest_url.starts_with(SCHEME) => {
                diagnostics
                    .error(source, range, "an image cannot show a hops: address")
                    .help(
                        "write a link, [text](hops:…), or show a figure with a `hops figure` block",
                    );
            }
            Event::Html(html) | Event::InlineHtml(html) if raw_reference(&html) => {
                diagnostics
                    .error(source, range, "a hops: address in raw HTML is not resolved")
                    .help("write the link in Markdown: [text](hops:…)");
            }
            _ => {
                if let Some(link) = &mut open_link {
                    link.inner_end = Some(range.end);
                }
            }
        }
    }
    scan
}

fn raw_reference(html: &str) -> bool {
    html.contains("href=\"hops:") || html.contains("href='hops:") || html.contains("href=hops:")
}

/// The block that begins at `range`, if its info string is ours.
fn open<'s>(source: &Source, info: &str, range: Range<usize>) -> Option<Block<'s>> {
    let mut words = info.split_whitespace();
    if words.next() != Some(INFO) {
        return None;
    }
    let name = words.next().unwrap_or_default().to_owned();
    let line_end = source.text[range.start..]
        .find('\n')
        .map_or(source.text.len(), |at| range.start + at);
    let opening = &source.text[range.start..line_end];
    let place = opening.find(INFO).map(|at| at + INFO.len());
    let place = place.and_then(|from| Some(from + opening[from..].find(&name)?));
    let at = place.map_or(range.start, |at| range.start + at);
    let span = if name.is_empty() {
        range.start..line_end
    } else {
        at..at + name.len()
    };
    let line_start = source.text[..range.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let before = &source.text[line_start..range.start];
    // A list marker belongs to the first line only; a quote's mark to every line.
    let keep = |c: char| if matches!(c, '>' | '\t') { c } else { ' ' };
    let only_marks = |line: &str| line.chars().all(|c| matches!(c, '>' | ' ' | '\t' | '\r'));
    let line_before = source.text[..line_start].strip_suffix('\n').map(|text| {
        let start = text.rfind('\n').map_or(0, |at| at + 1);
        &text[start..]
    });
    let line_behind = source.text[range.end..].lines().nth(1);
    Some(Block {
        range,
        name: Located { value: name, span },
        body: Vec::new(),
        indent: before.chars().map(keep).collect(),
        close_before: only_marks(before) && !line_before.is_none_or(only_marks),
        close_behind: !line_behind.is_none_or(only_marks),
    })
}

/// Without its closing fence a block swallows the rest of the chapter: that is never meant.
fn check_closed(source: &Source, block: &Block<'_>, diagnostics: &Diagnostics) {
    let text = &source.text[block.range.clone()];
    let fence = text.chars().next().unwrap_or('`');
    let length = text.chars().take_while(|&c| c == fence).count();
    let last = text.trim_end().lines().last().unwrap_or_default();
    let closing = last.trim_start_matches(['>', ' ', '\t']).trim_end();
    let closed = text.trim_end().contains('\n')
        && closing.len() >= length
        && closing.chars().all(|c| c == fence);
    if !closed {
        let opening = block.range.start..block.name.span.end;
        let fence: String = std::iter::repeat_n(fence, length).collect();
        diagnostics
            .error(source, opening, "this block is never closed")
            .help(format!("end it with a line `{fence}`"));
    }
}

struct OpenLink {
    link_type: LinkType,
    target: String,
    range: Range<usize>,
    /// Where the last event inside the link ends.
    inner_end: Option<usize>,
}

impl OpenLink {
    /// Finds the bytes of the target. They stand behind the link's text, or in its definition.
    fn close(
        self,
        source: &Source,
        definitions: &[(String, Range<usize>)],
        diagnostics: &Diagnostics,
    ) -> Option<Link> {
        let after_text = self.inner_end.unwrap_or(self.range.start);
        let search = match self.link_type {
            LinkType::Inline => after_text..self.range.end,
            LinkType::Autolink => self.range.clone(),
            _ => {
                let defined = definitions.iter().find(|(dest, _)| *dest == self.target);
                defined.map_or(0..0, |(_, span)| span.clone())
            }
        };
        let Some(at) = source.text[search.clone()].find(&self.target) else {
            diagnostics
                .error(
                    source,
                    self.range,
                    "this hops: address is written in escapes",
                )
                .help("write it plainly: [text](hops:kind/id)");
            return None;
        };
        let start = search.start + at;
        let text = match (self.link_type, self.inner_end) {
            (LinkType::Autolink, _) => LinkText::Autolink,
            (_, None) => LinkText::EmptyAt(self.range.start + 1),
            (_, Some(_)) => LinkText::Written,
        };
        Some(Link {
            text,
            target: Located {
                value: self.target[SCHEME.len()..].to_owned(),
                span: start..start + self.target.len(),
            },
            range: self.range,
        })
    }
}

/// A range of bytes and what shall stand there.
pub type Edit = (Range<usize>, String);

/// `text` with the edits done. They must not overlap; two at one place keep their order.
pub fn splice(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let added: usize = edits.iter().map(|(_, new)| new.len()).sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut done = 0;
    for (range, new) in edits {
        // A definition used by several links is asked for by each of them.
        if range.start < done {
            continue;
        }
        out.push_str(&text[done..range.start]);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}
