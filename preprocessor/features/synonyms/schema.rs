//! `search.toml`: words that are the same to a reader who looks for something, and words that only look alike.
//!
//! ```toml
//! [[same]]
//! words = ["CV", "resume", "curriculum vitae"]
//!
//! [[apart]]
//! words = ["certificate", "certification"]
//! ```

use std::collections::HashMap;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{Texts, texts};
use crate::base::located::{Located, crop};
use crate::base::nested::{Tables, tables};
pub use crate::base::synonyms::Synonyms;

keys! {
    /// What readers call by other words than the book.
    Top = "the words of the search";

    /// Words and names that are the same to a reader who looks for something: one is found for the other.
    SAME: Tables = tables("same", &Group::KEYS).optional();
    /// Words that only look alike: one is not found for the other.
    APART: Tables = tables("apart", &Group::KEYS).optional();
}

keys! {
    /// Two words or more.
    Group = "a group of words";

    /// The words, in any case. In `same`, one may be a name of several words.
    WORDS: Texts = texts("words").example(r#"["CV", "resume", "curriculum vitae"]"#);
}

pub const FILE: &str = "search.toml";

pub const PLACE: Place = Place::file(FILE, &Top::KEYS);

pub fn read(input: Input<'_>) -> Synonyms {
    let Some(mut top) = input.top else {
        return Synonyms::default();
    };
    let same = groups(top.get(Top::SAME), true);
    let apart = groups(top.get(Top::APART), false);
    top.finish();
    Synonyms { same, apart }
}

/// The words of each group. With `several`, one may be several words.
fn groups(tables: Vec<Fields<'_>>, several: bool) -> Vec<Vec<String>> {
    let mut seen = HashMap::new();
    let mut groups = Vec::new();
    for (place, mut fields) in tables.into_iter().enumerate() {
        let words = fields.get(Group::WORDS).unwrap_or_default();
        if words.len() == 1 {
            fields
                .error_at(
                    Code("too-few"),
                    &words[0].span,
                    "one word alone is no group",
                )
                .help("name what it belongs to");
        }
        for word in &words {
            check(word, several, &fields);
            let known = seen.insert(word.value.to_lowercase(), place);
            if known.is_some() {
                let message = format!("`{}` stands in the file twice", crop(word.value));
                fields
                    .error_at(Code("item-twice"), &word.span, message)
                    .help("make one group of the two, or take it out of one");
            }
        }
        fields.finish();
        groups.push(words.iter().map(|word| word.value.to_owned()).collect());
    }
    groups
}

fn check(word: &Located<&str>, several: bool, fields: &Fields<'_>) {
    let shown = crop(word.value);
    let parts = word.value.split(|c: char| !c.is_alphanumeric());
    let parts = parts.filter(|part| !part.is_empty()).count();
    if parts == 0 {
        fields
            .error_at(
                Code("no-word"),
                &word.span,
                format!("`{shown}` has no word in it"),
            )
            .help("write what readers type");
    } else if parts > 1 && !several {
        fields
            .error_at(
                Code("several-words"),
                &word.span,
                format!("`{shown}` is more than one word"),
            )
            .help(
                "only single words are kept apart: the others are not found for each other anyhow",
            );
    }
}
