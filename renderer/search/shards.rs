//! The index in small parts, each of a few kilobytes, so that a reader loads what the query asks for.
//!
//! A part with words holds a range of all words in their order. Each is written as how many characters it shares with the one before (one
//! digit of base 36), its other characters, a space, and its units: for each how many units lie between it and the last one (base 36,
//! nothing for none), and its class, which is a capital letter. `|` stands between words. A part with texts is a list of pages and a
//! list of units. Enter at [`of_words`] and [`of_texts`].

use serde_json::{Value, json};

use crate::renderer::search::index::Index;

/// A part with words has about so many characters; one word may have more.
const WORDS: usize = 4_500;

/// A part with texts has about so many bytes.
const TEXTS: usize = 3_600;

/// Parts with words.
pub struct Words {
    /// Of each part what parts it from the one before: no word of that one is as large, and all of this one are.
    pub begins: Vec<String>,
    pub parts: Vec<String>,
}

/// Parts with texts.
pub struct Texts {
    /// How many units are in each part.
    pub units: Vec<usize>,
    pub parts: Vec<Value>,
}

pub fn of_words(index: &Index) -> Words {
    let mut all = Words {
        begins: Vec::new(),
        parts: Vec::new(),
    };
    let mut before = "";
    let mut part = String::new();
    for (word, units) in index.words() {
        let units = encoded(units);
        let is_full = part.len() + word.len() + units.len() > WORDS;
        if is_full && !part.is_empty() {
            all.parts.push(std::mem::take(&mut part));
        }
        let shared = shared(before, word);
        if part.is_empty() {
            all.begins.push(word.chars().take(shared + 1).collect());
            part.push_str(&format!("0{word} {units}"));
        } else {
            let shared = shared.min(35);
            let rest: String = word.chars().skip(shared).collect();
            part.push_str(&format!("|{}{rest} {units}", base36(shared)));
        }
        before = word;
    }
    if !part.is_empty() {
        all.parts.push(part);
    }
    all
}

/// How many characters two words begin with alike.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

fn encoded(units: &[(usize, char)]) -> String {
    let mut out = String::new();
    let mut next = 0;
    for (unit, class) in units {
        if *unit > next {
            out.push_str(&base36(unit - next));
        }
        out.push(*class);
        next = unit + 1;
    }
    out
}

fn base36(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(number % 36).expect("it is small");
        digits.push(char::from_digit(digit, 36).expect("it is below 36"));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

pub fn of_texts(index: &Index) -> Texts {
    let mut all = Texts {
        units: Vec::new(),
        parts: Vec::new(),
    };
    let mut part = Text::default();
    for unit in &index.units {
        let more = unit.part.text.len() + unit.part.title.len() + unit.part.id.len();
        if part.size + more > TEXTS && !part.units.is_empty() {
            all.push(std::mem::take(&mut part));
        }
        part.size += more;
        if part.last_page != Some(unit.page) {
            let page = &index.pages[unit.page];
            part.size += page.path.len() + page.crumbs.iter().map(String::len).sum::<usize>();
            part.pages.push(json!([page.path, page.crumbs]));
            part.last_page = Some(unit.page);
        }
        let (at, found) = (part.pages.len() - 1, &unit.part);
        part.units
            .push(json!([at, found.id, found.title, found.kind, found.text]));
    }
    if !part.units.is_empty() {
        all.push(part);
    }
    all
}

#[derive(Default)]
struct Text {
    size: usize,
    pages: Vec<Value>,
    last_page: Option<usize>,
    units: Vec<Value>,
}

impl Texts {
    fn push(&mut self, part: Text) {
        self.units.push(part.units.len());
        self.parts.push(json!([part.pages, part.units]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_by_how_far_apart_they_are() {
        let units = [(0, 'A'), (1, 'X'), (40, 'Z')];
        assert_eq!(encoded(&units), "AX12Z");
        assert_eq!(base36(35), "z");
    }
}
