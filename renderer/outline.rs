//! What a page says of itself: its first paragraph and its sections. Enter at [`Outline::of`].

use std::cell::RefCell;

use anyhow::Result;
use lol_html::{element, text};

use crate::rewrite::rewrite;

/// How long a description may be, in characters: about what search engines show of it.
const DESCRIPTION: usize = 160;

/// Texts here are HTML: their characters are escaped as they are in the page.
#[derive(Default)]
pub struct Outline {
    pub first_paragraph: String,
    pub sections: Vec<Section>,
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
        let handlers = [
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
        Ok(outline.into_inner())
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
