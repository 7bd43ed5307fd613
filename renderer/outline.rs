//! What a page says of itself: its first paragraph and its sections. Enter at [`Outline::of`].

use std::cell::RefCell;
use std::collections::HashSet;

use anyhow::{Result, bail};
use lol_html::{element, text};

use crate::renderer::rewrite::rewrite;

/// How long a description may be, in characters: about what search engines show of it.
const DESCRIPTION: usize = 160;

/// Links to other sites.
pub const OUTSIDE: &str = "main a[href^='http']";

/// Texts here are HTML: their characters are escaped as they are in the page.
#[derive(Default)]
pub struct Outline {
    pub first_paragraph: String,
    /// The element id of the page's title.
    pub first_id: Option<String>,
    /// Whether something on it wants to know every section of the book.
    pub wants_sections: bool,
    pub sections: Vec<Section>,
    /// Whether it has a table of a widget, which may be wider than prose.
    pub has_table: bool,
    /// The ids of the page's own parts, as often as they stand on it: those that begin with `Page-`.
    pub own_ids: Vec<String>,
    /// Those of them that stand in `main`.
    pub own_ids_in_main: Vec<String>,
    /// Each link to another site, in order: whether its text is its address.
    pub bare: Vec<bool>,
}

pub struct Section {
    pub id: String,
    pub title: String,
}

impl Outline {
    /// Of a page, or of any HTML that has a `main`.
    pub fn of(html: &str) -> Result<Outline> {
        let outline = RefCell::new(Outline::default());
        let paragraphs = RefCell::new(0);
        // The address and the text of each link so far.
        let links = RefCell::new(Vec::<(String, String)>::new());
        let handlers = [
            element!(OUTSIDE, |link| {
                let href = link.get_attribute("href").unwrap_or_default();
                links.borrow_mut().push((href, String::new()));
                Ok(())
            }),
            text!(OUTSIDE, |chunk| {
                if let Some((_, text)) = links.borrow_mut().last_mut() {
                    text.push_str(chunk.as_str());
                }
                Ok(())
            }),
            element!("[id^='Page-']", |element| {
                let id = element.get_attribute("id").unwrap_or_default();
                outline.borrow_mut().own_ids.push(id);
                Ok(())
            }),
            element!("main [id^='Page-']", |element| {
                let id = element.get_attribute("id").unwrap_or_default();
                outline.borrow_mut().own_ids_in_main.push(id);
                Ok(())
            }),
            element!("main .hops-table", |_| {
                outline.borrow_mut().has_table = true;
                Ok(())
            }),
            element!("main [data-wants=sections]", |_| {
                outline.borrow_mut().wants_sections = true;
                Ok(())
            }),
            element!("main > p", |_| {
                *paragraphs.borrow_mut() += 1;
                Ok(())
            }),
            text!("main > p", |chunk| {
                if *paragraphs.borrow() == 1 {
                    outline
                        .borrow_mut()
                        .first_paragraph
                        .push_str(chunk.as_str());
                }
                Ok(())
            }),
            element!("main > h1[id]", |heading| {
                let id = heading.get_attribute("id");
                let first = &mut outline.borrow_mut().first_id;
                *first = first.take().or(id);
                Ok(())
            }),
            element!("main > h2[id]", |heading| {
                outline.borrow_mut().sections.push(Section {
                    id: heading.get_attribute("id").unwrap_or_default(),
                    title: String::new(),
                });
                Ok(())
            }),
            text!("main > h2[id]", |chunk| {
                if let Some(section) = outline.borrow_mut().sections.last_mut() {
                    section.title.push_str(chunk.as_str());
                }
                Ok(())
            }),
        ];
        rewrite(html, handlers)?;
        let mut outline = outline.into_inner();
        let links = links.into_inner();
        outline.bare = links
            .iter()
            .map(|(href, text)| href == text.trim())
            .collect();
        Ok(outline)
    }

    /// Refuses a chapter with an id that is for the page's own parts. `theme` is what index.hbs itself has.
    pub fn ensure_own_ids(&self, theme: &Outline) -> Result<()> {
        let mut seen = HashSet::new();
        let twice = self.own_ids.iter().find(|id| !seen.insert(*id));
        let in_main = &mut self.own_ids_in_main.iter();
        let authors = twice.or(in_main.find(|id| !theme.own_ids_in_main.contains(id)));
        if let Some(id) = authors {
            bail!(
                "an element has the id `{id}`. Ids that begin with `Page-` are for the parts of the page around the chapter: choose another"
            );
        }
        Ok(())
    }

    /// The page in one or two sentences, for search engines and previews; none if it begins without a paragraph.
    pub fn description(&self) -> Option<String> {
        let words: Vec<&str> = self.first_paragraph.split_whitespace().collect();
        let text = words.join(" ").replace('"', "&quot;");
        if text.is_empty() {
            return None;
        }
        if text.chars().count() <= DESCRIPTION {
            return Some(text);
        }
        let mut short = String::new();
        for word in text.split(' ') {
            if short.chars().count() + word.chars().count() + 2 > DESCRIPTION {
                break;
            }
            short.push_str(word);
            short.push(' ');
        }
        let short = short.trim_end_matches([' ', ',', ':', ';', '.', '–']);
        Some(format!("{short} …"))
    }
}
