//! The page that holds the whole book, for paper: a cover, contents, and the chapters under their parts.
//!
//! mdBook joins all chapters into one page. Here each gets a section of its own, under the heading of its part, and its headings
//! go down by as many levels as it stands deep: so the headings of the whole are one outline, which a PDF shows as bookmarks.
//! Enter at [`compose`].

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result, ensure};
use lol_html::element;

use crate::renderer::contents::{Contents, Item, Stop};
use crate::renderer::escape::{escape, slug};
use crate::renderer::rewrite::rewrite;
use crate::renderer::settings::Settings;

/// What mdBook's renderer writes between two chapters.
const BREAK: &str = r#"<div style="break-before: page; page-break-before: always;"></div>"#;

/// What `index.hbs` writes between words of its own in `<main>` and the chapters, if it has any there.
const CHAPTERS: &str = "<!-- chapters -->";

/// The deepest level of heading there is.
const DEEPEST: u8 = 6;

/// How often what looks like mdBook's break stands in the text of the page `html`.
pub fn breaks(html: &str) -> usize {
    main_of(html).map_or(0, |(start, end)| html[start..end].matches(BREAK).count())
}

/// mdBook's print page `html` with a cover, contents and parts. `breaks` knows of each page how many breaks are its author's.
pub fn compose(
    html: &str,
    contents: &Contents,
    settings: &Settings,
    breaks: &HashMap<String, usize>,
) -> Result<String> {
    let (start, end) = main_of(html).context("index.hbs has no <main> around its content")?;
    let own = contents.pages().map(|page| breaks.get(page).copied());
    let chapters = chapters(&html[start..end], own.map(Option::unwrap_or_default))?;
    let mut composer = Composer {
        chapters: chapters.into_iter(),
        deep: contents
            .items
            .iter()
            .any(|item| matches!(item, Item::Part(_))),
        parts: HashSet::new(),
        list: String::new(),
        text: String::new(),
    };
    for item in &contents.items {
        match item {
            Item::Part(title) => composer.part(title),
            Item::Chapter(stop) => composer.stop(stop, 1)?,
            Item::Separator => {}
        }
    }
    let (list, text) = (composer.list, composer.text);
    let cover = cover(settings);
    Ok(format!(
        "{}\n{cover}<nav class=\"print-contents\" aria-labelledby=\"Page-print-contents\"><h2 id=\"Page-print-contents\">Contents</h2>\n<ol>\n{list}</ol></nav>\n{text}{}",
        &html[..start],
        &html[end..]
    ))
}

/// The chapters in `text`, each of which has so many breaks of its own as `own` says.
fn chapters(text: &str, own: impl Iterator<Item = usize>) -> Result<Vec<&str>> {
    let mut chapters = Vec::new();
    let mut rest = Some(text);
    for own in own {
        let text = rest.context("mdBook's print page has too few chapters")?;
        let at = text.match_indices(BREAK).nth(own).map(|(at, _)| at);
        chapters.push(&text[..at.unwrap_or(text.len())]);
        rest = at.map(|at| &text[at + BREAK.len()..]);
    }
    let over = rest.is_some_and(|_| !chapters.is_empty());
    ensure!(!over, "mdBook's print page has too many chapters");
    Ok(chapters)
}

/// Where the chapters start and end.
fn main_of(html: &str) -> Option<(usize, usize)> {
    let tag = html.find("<main")?;
    let start = tag + html[tag..].find('>')? + 1;
    let end = html.rfind("</main>")?;
    let start = html[start..]
        .find(CHAPTERS)
        .map_or(start, |at| start + at + CHAPTERS.len());
    (start <= end).then_some((start, end))
}

fn cover(settings: &Settings) -> String {
    let (title, description) = (escape(&settings.title), escape(&settings.description));
    let authors = escape(&settings.authors.join(", "));
    format!(
        "<section class=\"print-cover\">\n<svg class=\"print-route\" viewBox=\"0 0 120 12\" aria-hidden=\"true\"><path d=\"M6 6h108\"/><circle cx=\"6\" cy=\"6\" r=\"4\"/><circle cx=\"42\" cy=\"6\" r=\"4\"/><circle cx=\"78\" cy=\"6\" r=\"4\"/><circle class=\"print-route-end\" cx=\"114\" cy=\"6\" r=\"5\"/></svg>\n<h1>{title}</h1>\n<p class=\"print-description\">{description}</p>\n<p class=\"print-authors\">{authors}</p>\n</section>\n"
    )
}

struct Composer<C> {
    chapters: C,
    /// Whether parts stand above the chapters.
    deep: bool,
    /// The ids of parts so far.
    parts: HashSet<String>,
    list: String,
    text: String,
}

impl<'a, C: Iterator<Item = &'a str>> Composer<C> {
    fn part(&mut self, title: &str) {
        let id = self.id_of_part(title);
        let title = escape(title);
        self.list.push_str(&format!(
            "<li class=\"print-contents-part\"><a href=\"#{id}\">{title}</a> <span class=\"print-page\" data-to=\"{id}\"></span></li>\n"
        ));
        self.text.push_str(&format!(
            "<section class=\"print-part\"><h1 id=\"{id}\">{title}</h1></section>\n"
        ));
    }

    /// An id that no other part has, and no heading can have.
    fn id_of_part(&mut self, title: &str) -> String {
        let name = format!("Page-part-{}", slug(title));
        let numbered = (1..).map(|number| format!("{name}-{number}"));
        let mut ids = std::iter::once(name.clone()).chain(numbered);
        let free = ids.find(|id| self.parts.insert(id.clone()));
        free.expect("there are numbers enough")
    }

    fn stop(&mut self, stop: &Stop, level: u8) -> Result<()> {
        if stop.page.is_some() {
            let chapter = self.chapters.next().context("a chapter is missing")?;
            let (id, chapter) = lowered(chapter, level - 1 + u8::from(self.deep))?;
            let (number, title) = (
                stop.number.as_deref().unwrap_or_default(),
                escape(&stop.title),
            );
            let number = if number.is_empty() {
                String::new()
            } else {
                format!("<span class=\"stop-number\">{number}</span> ")
            };
            self.list.push_str(&format!(
                "<li data-depth=\"{level}\"><a href=\"#{id}\">{number}{title}</a> <span class=\"print-page\" data-to=\"{id}\"></span></li>\n"
            ));
            self.text.push_str(&format!(
                "<section class=\"print-chapter\">\n{chapter}</section>\n"
            ));
        }
        for under in &stop.under {
            self.stop(under, level + 1)?;
        }
        Ok(())
    }
}

/// `chapter` with its headings `by` levels deeper, and the id of its first one. `data-level` keeps the level it had.
fn lowered(chapter: &str, by: u8) -> Result<(String, String)> {
    let first = RefCell::new(None);
    let handlers = [element!("h1, h2, h3, h4, h5, h6", |heading| {
        let name = heading.tag_name();
        let level = name.as_bytes()[1] - b'0';
        first
            .borrow_mut()
            .get_or_insert_with(|| heading.get_attribute("id").unwrap_or_default());
        heading.set_attribute("data-level", &level.to_string())?;
        heading.set_tag_name(&format!("h{}", (level + by).min(DEEPEST)))?;
        Ok(())
    })];
    let html = rewrite(chapter, handlers)?;
    Ok((first.into_inner().unwrap_or_default(), html))
}
