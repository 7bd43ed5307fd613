//! The contents of the book: its parts and chapters, as the list of links on every page and as the list on paper.
//!
//! Enter at [`Contents::of`]. A chapter that has others under it holds them in `<details>`, which folds without a script.

use std::path::Path;

use mdbook_renderer::book::{Book, BookItem, Chapter};

use crate::base::paths::slashed;
use crate::renderer::escape::escape;
use crate::renderer::settings::Settings;

/// A line of SUMMARY.md.
pub enum Item {
    Part(String),
    Chapter(Stop),
    Separator,
}

/// A chapter, as a stop on the way through the book.
pub struct Stop {
    pub title: String,
    /// `2.1.`, if chapters are numbered and this one is.
    pub number: Option<String>,
    /// The chapter's name for the reader's state: its path as mdBook gives it, `networking/dns.md`. None: not written yet.
    pub source: Option<String>,
    /// The page, from the book's folder: `networking/dns.html`.
    pub page: Option<String>,
    pub under: Vec<Stop>,
}

pub struct Contents {
    pub items: Vec<Item>,
    fold: Option<u8>,
}

impl Contents {
    pub fn of(book: &Book, settings: &Settings) -> Contents {
        let item = |item: &BookItem| match item {
            BookItem::PartTitle(title) => Item::Part(title.clone()),
            BookItem::Separator => Item::Separator,
            BookItem::Chapter(chapter) => Item::Chapter(Stop::of(chapter, settings)),
        };
        Contents {
            items: book.items.iter().map(item).collect(),
            fold: settings.fold,
        }
    }

    /// The pages of all written chapters, in the order of the book.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        let mut stops = Vec::new();
        for item in &self.items {
            if let Item::Chapter(stop) = item {
                stop.collect(&mut stops);
            }
        }
        stops.into_iter().filter_map(|stop| stop.page.as_deref())
    }

    /// The first chapter's name for the reader's state.
    pub fn first_source(&self) -> Option<&str> {
        let first = self.pages().next()?;
        self.find(first)?.0.source.as_deref()
    }

    /// The chapter at `page`, and the title of its part.
    pub fn find(&self, page: &str) -> Option<(&Stop, Option<&str>)> {
        let mut part = None;
        for item in &self.items {
            match item {
                Item::Part(title) => part = Some(title.as_str()),
                Item::Separator => part = None,
                Item::Chapter(stop) => {
                    let mut stops = Vec::new();
                    stop.collect(&mut stops);
                    let found = stops
                        .into_iter()
                        .find(|stop| stop.page.as_deref() == Some(page));
                    if let Some(found) = found {
                        return Some((found, part));
                    }
                }
            }
        }
        None
    }

    /// Where in the book `page` stands: the name of its part, its place among all pages, and both as a point on a line.
    pub fn place(&self, page: &str) -> String {
        let Some((_, part)) = self.find(page) else {
            return String::new();
        };
        let count = self.pages().count();
        let number = self
            .pages()
            .position(|other| other == page)
            .map_or(1, |at| at + 1);
        let part = part.map_or(String::new(), |part| {
            format!("<span>{}</span>", escape(part))
        });
        // Per cent, with room for the point at both ends.
        let at = 1.0 + 98.0 * (number - 1) as f64 / (count.max(2) - 1) as f64;
        format!(
            "<div class=\"place\">{part}<span>Page {number} of {count}</span><svg class=\"place-line\" height=\"12\" aria-hidden=\"true\"><line x1=\"0\" x2=\"100%\" y1=\"6\" y2=\"6\"/><line class=\"place-done\" x1=\"0\" x2=\"{at:.1}%\" y1=\"6\" y2=\"6\"/><circle cx=\"{at:.1}%\" cy=\"6\" r=\"5\"/></svg></div>\n"
        )
    }

    /// The list of links for the page `current`, which is `root` away from the book's folder.
    pub fn html(&self, current: &str, root: &str) -> String {
        let mut out = Writer {
            html: String::new(),
            current,
            root,
            fold: self.fold,
        };
        let mut open = false;
        for item in &self.items {
            match item {
                Item::Chapter(stop) => {
                    if !open {
                        out.html.push_str("<ol class=\"stops\">\n");
                        open = true;
                    }
                    out.stop(stop, 1);
                }
                Item::Part(_) | Item::Separator => {
                    if std::mem::take(&mut open) {
                        out.html.push_str("</ol>\n");
                    }
                    if let Item::Part(title) = item {
                        let title = escape(title);
                        out.html
                            .push_str(&format!("<p class=\"part-title\">{title}</p>\n"));
                    }
                }
            }
        }
        if open {
            out.html.push_str("</ol>\n");
        }
        out.html
    }
}

impl Stop {
    fn of(chapter: &Chapter, settings: &Settings) -> Stop {
        let number = chapter.number.as_ref().filter(|_| settings.section_labels);
        let source = chapter.path.as_deref().map(slashed);
        Stop {
            title: chapter.name.clone(),
            number: number.map(ToString::to_string),
            page: source
                .as_deref()
                .map(|path| slashed(&Path::new(path).with_extension("html"))),
            source,
            under: chapter
                .sub_items
                .iter()
                .filter_map(|item| match item {
                    BookItem::Chapter(chapter) => Some(Stop::of(chapter, settings)),
                    _ => None,
                })
                .collect(),
        }
    }

    fn collect<'a>(&'a self, into: &mut Vec<&'a Stop>) {
        into.push(self);
        for stop in &self.under {
            stop.collect(into);
        }
    }

    fn leads_to(&self, page: &str) -> bool {
        let under = self.under.iter();
        self.page.as_deref() == Some(page) || under.into_iter().any(|stop| stop.leads_to(page))
    }
}

struct Writer<'a> {
    html: String,
    current: &'a str,
    root: &'a str,
    fold: Option<u8>,
}

impl Writer<'_> {
    fn stop(&mut self, stop: &Stop, level: u8) {
        self.html.push_str("<li class=\"stop\">");
        self.name(stop);
        if !stop.under.is_empty() {
            self.under(stop, level);
        }
        self.html.push_str("</li>\n");
    }

    fn name(&mut self, stop: &Stop) {
        let number = stop.number.as_deref();
        let number = number.map_or(String::new(), |n| {
            format!("<span class=\"stop-number\">{n}</span> ")
        });
        let title = escape(&stop.title);
        let Some((page, source)) = stop.page.as_deref().zip(stop.source.as_deref()) else {
            let later = "<span class=\"stop-later\">(not written yet)</span>";
            self.html.push_str(&format!(
                "<span class=\"stop-draft\">{number}{title} {later}</span>"
            ));
            return;
        };
        let here = if page == self.current {
            " aria-current=\"page\""
        } else {
            ""
        };
        let (href, source) = (escape(&format!("{}{page}", self.root)), escape(source));
        self.html.push_str(&format!(
            "<a href=\"{href}\" data-page=\"{source}\"{here}>{number}{title}</a>"
        ));
    }

    fn under(&mut self, stop: &Stop, level: u8) {
        let Some(fold) = self.fold else {
            self.html.push_str("<ol>\n");
            self.stops_under(stop, level);
            return;
        };
        let open = level <= fold || stop.leads_to(self.current);
        let open = if open { " open" } else { "" };
        let title = escape(&stop.title);
        self.html.push_str(&format!(
            "<details{open}><summary><span class=\"visually-hidden\">Pages under {title}</span></summary><ol>\n"
        ));
        self.stops_under(stop, level);
        self.html.push_str("</details>");
    }

    fn stops_under(&mut self, stop: &Stop, level: u8) {
        for stop in &stop.under {
            self.stop(stop, level + 1);
        }
        self.html.push_str("</ol>");
    }
}
