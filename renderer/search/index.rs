//! The index: of each word the units it stands in. A unit is a section or a thing of a page, or a piece of one that is long.
//!
//! Of a word in a unit only one letter is kept, its [`class`]: where it stands there, and how often. Enter at [`Index::add`].

use std::collections::HashMap;

use crate::renderer::search::text::Part;
use crate::renderer::search::tokens::{is_stop, words};

/// A text is cut into pieces of about so many bytes.
const PIECE: usize = 3_000;

/// A page that is searched.
pub struct Page {
    /// From the book's folder.
    pub path: String,
    /// The titles of the chapters above it, and its own.
    pub crumbs: Vec<String>,
    /// How many chapters of those above it have a page.
    pub depth: usize,
    /// How many units it has.
    pub units: usize,
}

pub struct Unit {
    /// Its page's place in the list.
    pub page: usize,
    pub part: Part,
    /// Whether it goes on with what the unit before it began.
    pub goes_on: bool,
}

#[derive(Default)]
pub struct Index {
    pub pages: Vec<Page>,
    pub units: Vec<Unit>,
    words: HashMap<String, Vec<(usize, char)>>,
}

/// Where the words of a title stand.
#[derive(Clone, Copy)]
enum Title {
    Page,
    Heading,
    Thing,
}

impl Index {
    /// Adds a page with its parts. `unwritten` are titles of chapters above it that have no page themselves.
    pub fn add(&mut self, mut page: Page, parts: Vec<Part>, unwritten: &str) {
        let title = page.crumbs.last().cloned().unwrap_or_default();
        let at = self.pages.len();
        let before = self.units.len();
        let parts = if parts.is_empty() {
            vec![Part::default()]
        } else {
            parts
        };
        for (place, mut part) in parts.into_iter().enumerate() {
            let kind = match place {
                0 => Title::Page,
                _ if part.kind.is_empty() => Title::Heading,
                _ => Title::Thing,
            };
            let more = if place == 0 { unwritten } else { "" };
            let mut titles = vec![part.title.clone()];
            if place == 0 {
                titles.push(title.clone());
            }
            if part.title.is_empty() {
                part.title.clone_from(&title);
            }
            for (number, text) in pieces(&part.text).into_iter().enumerate() {
                let titles = if number == 0 { titles.as_slice() } else { &[] };
                self.note(titles, kind, &format!("{text} {more}"));
                let part = Part {
                    text: text.to_owned(),
                    ..part.clone()
                };
                self.units.push(Unit {
                    page: at,
                    part,
                    goes_on: number > 0,
                });
            }
        }
        page.units = self.units.len() - before;
        self.pages.push(page);
    }

    /// Notes the words of the next unit.
    fn note(&mut self, titles: &[String], kind: Title, text: &str) {
        let unit = self.units.len();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in words(text) {
            *counts.entry(word).or_default() += 1;
        }
        let mut classes: HashMap<String, char> = HashMap::new();
        for title in titles {
            let words = words(title);
            let long = words.iter().filter(|word| !is_stop(word)).count();
            for word in words {
                let class = title_class(kind, long);
                let known = classes.entry(word).or_insert(class);
                *known = class.min(*known);
            }
        }
        for (word, count) in counts {
            classes.entry(word).or_insert(text_class(count));
        }
        for (word, class) in classes {
            self.words.entry(word).or_default().push((unit, class));
        }
    }

    /// All words, in the order in which scripts compare them, each with its units.
    pub fn words(&self) -> Vec<(&str, &[(usize, char)])> {
        let words = self.words.iter();
        let mut all: Vec<(&str, &[(usize, char)])> = words
            .map(|(word, units)| (word.as_str(), units.as_slice()))
            .collect();
        all.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        all
    }
}

/// `A` to `D` for a word of a page's title, `E` to `H` for one of a heading, `I` to `L` for one of a thing's title: the first where
/// the title has one word that says something, or none, then two, up to four, more.
fn title_class(kind: Title, long: usize) -> char {
    let first = match kind {
        Title::Page => b'A',
        Title::Heading => b'E',
        Title::Thing => b'I',
    };
    let more = match long {
        0 | 1 => 0,
        2 => 1,
        3 | 4 => 2,
        _ => 3,
    };
    char::from(first + more)
}

/// `X` for a word that stands once in a text, `Y` for up to three times, `Z` for more.
fn text_class(count: usize) -> char {
    match count {
        0 | 1 => 'X',
        2 | 3 => 'Y',
        _ => 'Z',
    }
}

/// `text` in pieces, cut between words if it has spaces.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > PIECE + PIECE / 3 {
        let end = boundary(rest, PIECE);
        let cut = rest[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
        pieces.push(&rest[..cut]);
        rest = rest[cut..].trim_start();
    }
    pieces.push(rest);
    pieces
}

/// The last place at or before `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut places = (0..=at).rev();
    places
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(title: &str) -> Page {
        Page {
            path: format!("{title}.html"),
            crumbs: vec![title.to_owned()],
            depth: 0,
            units: 0,
        }
    }

    fn part(title: &str, text: &str) -> Part {
        Part {
            id: "x".to_owned(),
            title: title.to_owned(),
            text: text.to_owned(),
            ..Part::default()
        }
    }

    #[test]
    fn a_word_is_noted_where_it_counts_most() {
        let mut index = Index::default();
        let parts = vec![
            part("Bread", "bread rises bread"),
            part("The heat", "bread"),
        ];
        index.add(page("Good bread"), parts, "");
        let words = index.words();
        let of = |wanted: &str| words.iter().find(|(word, _)| *word == wanted);
        assert_eq!(
            of("bread"),
            Some(&("bread", [(0, 'A'), (1, 'X')].as_slice()))
        );
        assert_eq!(of("good"), Some(&("good", [(0, 'B')].as_slice())));
        assert_eq!(of("heat"), Some(&("heat", [(1, 'E')].as_slice())));
        assert_eq!(index.pages[0].units, 2);
    }

    #[test]
    fn a_long_text_is_cut_between_words_and_loses_none() {
        let long = "kneading ".repeat(1_000);
        let long = long.trim();
        let pieces = pieces(long);
        assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.len() <= PIECE + PIECE / 3));
        assert_eq!(pieces.join(" "), long);
        let without_spaces = "粉".repeat(3_000);
        assert_eq!(super::pieces(&without_spaces).concat(), without_spaces);
    }
}
