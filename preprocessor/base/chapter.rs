//! Finds `hops` blocks and `hops:` links in a chapter, and splices answers in.
//!
//! Enter at [`scan`], which reads with the parser and the options that mdBook itself uses and yields byte ranges;
//! [`splice`] puts text in their place. Nothing is written again from events: what is not a block or a link comes out
//! byte for byte as it went in.

use std::borrow::Cow;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::located::Located;

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
    /// Where to put the title, if the link has no text.
    pub empty_at: Option<usize>,
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
    if !mentions(&source.text) {
        return scan;
    }
    let mut events = new_cmark_parser(&source.text, options).into_offset_iter();
    let mut open_link: Option<OpenLink> = None;
    let mut open_block: Option<Block<'s>> = None;
    let mut in_comment = false;
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                check_info(source, &info, &range, diagnostics);
                open_block = open(source, &info, range);
            }
            Event::Text(text) if open_block.is_some() => {
                let body = &mut open_block.as_mut().expect("just checked").body;
                body.push((range.start, Cow::Owned(text.into_string())));
            }
            Event::End(TagEnd::CodeBlock) => {
                scan.blocks.extend(open_block.take());
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            }) if is_ours(&dest_url) => {
                let definitions = events.reference_definitions();
                open_link = Some(OpenLink {
                    link_type,
                    target: dest_url.into_string(),
                    range,
                    inner_end: None,
                    definition: definitions.get(&id).map(|found| found.span.clone()),
                });
            }
            Event::End(TagEnd::Link) => {
                if let Some(link) = open_link.take() {
                    scan.links.extend(link.close(source, diagnostics));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) if is_ours(&dest_url) => {
                diagnostics
                    .error(
                        Code("hops-image"),
                        source,
                        range,
                        "an image cannot show a hops: address",
                    )
                    .help(
                        "write a link, [text](hops:…), or show a figure with a `hops figure` block",
                    );
            }
            Event::Start(Tag::HtmlBlock) => in_comment = false,
            Event::Html(html) => {
                let html = uncommented(&html, &mut in_comment);
                check_html(source, &html, range, diagnostics);
            }
            Event::InlineHtml(html) => {
                let html = uncommented(&html, &mut false);
                check_html(source, &html, range, diagnostics);
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

/// Whether `text` has our word in it, in small letters or large.
fn mentions(text: &str) -> bool {
    let word = |four: &[u8]| four.eq_ignore_ascii_case(INFO.as_bytes());
    text.contains(INFO) || text.as_bytes().windows(INFO.len()).any(word)
}

/// Whether an address is meant for us, rightly spelt or not.
fn is_ours(address: &str) -> bool {
    let scheme = address.get(..SCHEME.len());
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
}

/// A line of raw HTML without its comments, which nobody reads. `in_comment` is whether one is open before it, and then
/// behind it.
fn uncommented(html: &str, in_comment: &mut bool) -> String {
    let mut out = String::new();
    let mut rest = html;
    loop {
        if *in_comment {
            let Some(end) = rest.find("-->") else { break };
            rest = &rest[end + "-->".len()..];
        } else {
            let Some(start) = rest.find("<!--") else {
                out.push_str(rest);
                break;
            };
            out.push_str(&rest[..start]);
            // The hyphens may be those of the end, too: <!--> is a comment.
            rest = &rest[start + "<!".len()..];
        }
        *in_comment = !*in_comment;
    }
    out
}

/// Reports what an author wrote for us into raw HTML, where it is not read.
fn check_html(source: &Source, html: &str, range: Range<usize>, diagnostics: &Diagnostics) {
    if raw_reference(html) {
        diagnostics
            .error(
                Code("hops-in-html"),
                source,
                range,
                "a hops: address in raw HTML is not resolved",
            )
            .help("write the link in Markdown: [text](hops:…)");
    } else if html.trim_start().starts_with("```hops") {
        diagnostics
            .error(
                Code("block-behind-html"),
                source,
                range,
                "a block right behind HTML is not read",
            )
            .help("put an empty line before it");
    }
}

/// Whether raw HTML refers to an address of ours.
fn raw_reference(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    let referred = |(at, _)| {
        let before: &str = &html[..at];
        let name = before.trim_end_matches(['"', '\'', ' ']).strip_suffix('=');
        name.is_some_and(|name| name.trim_end().ends_with("href"))
    };
    html.match_indices(SCHEME).any(referred)
}

/// Reports an info string that is nearly ours: as code, the block would be published.
fn check_info(source: &Source, info: &str, range: &Range<usize>, diagnostics: &Diagnostics) {
    let word = info.split([' ', '\t', ',']).next().unwrap_or_default();
    let meant = word.eq_ignore_ascii_case(INFO);
    let mut words = info.split_whitespace();
    let right = words.next() == Some(INFO);
    let line = source.text[range.start..]
        .lines()
        .next()
        .unwrap_or_default();
    let head = range.start..range.start + line.len();
    if meant && !right {
        diagnostics
            .error(
                Code("nearly-a-block"),
                source,
                head,
                "this is nearly a hops block",
            )
            .help("write `hops`, a space and the widget's name");
    } else if right && words.nth(1).is_some() {
        diagnostics
            .error(
                Code("nearly-a-block"),
                source,
                head,
                "there is more than a name behind `hops`",
            )
            .help("arguments stand in the body of the block, as TOML");
    }
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

/// Reports a block without its closing fence. It swallows the rest of the chapter: that is never meant.
pub fn check_closed(source: &Source, block: &Block<'_>, diagnostics: &Diagnostics) {
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
            .error(
                Code("never-closed"),
                source,
                opening,
                "this block is never closed",
            )
            .help(format!("end it with a line of {fence}"));
    }
}

struct OpenLink {
    link_type: LinkType,
    target: String,
    range: Range<usize>,
    /// Where the last event inside the link ends.
    inner_end: Option<usize>,
    /// Of a reference: where its definition stands.
    definition: Option<Range<usize>>,
}

impl OpenLink {
    /// Finds the bytes of the target. They stand behind the link's text, or in its definition.
    fn close(self, source: &Source, diagnostics: &Diagnostics) -> Option<Link> {
        let refuse = |code, range, message, help| {
            diagnostics.error(code, source, range, message).help(help);
            None
        };
        if !self.target.starts_with(SCHEME) {
            let message = "`hops:` is written in small letters";
            return refuse(
                Code("hops-in-capitals"),
                self.range,
                message,
                "write [text](hops:kind/id)",
            );
        }
        let search = match self.link_type {
            LinkType::Inline => self.inner_end.unwrap_or(self.range.start)..self.range.end,
            LinkType::Autolink => {
                let message = "a hops: address in angle brackets has no text";
                let help = format!("write []({}): the title is filled in", self.target);
                return refuse(Code("hops-without-text"), self.range, message, &help);
            }
            _ => {
                let span = self.definition.unwrap_or(0..0);
                let label = source.text[span.clone()].find("]:").unwrap_or(0);
                span.start + label..span.end
            }
        };
        let Some(at) = source.text[search.clone()].find(&self.target) else {
            let message = "this hops: address is written in escapes";
            return refuse(
                Code("hops-in-escapes"),
                self.range,
                message,
                "write it plainly: [text](hops:kind/id)",
            );
        };
        let start = search.start + at;
        let empty = self.inner_end.is_none();
        Some(Link {
            empty_at: empty.then_some(self.range.start + 1),
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
