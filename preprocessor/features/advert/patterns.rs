//! The patterns of rules for adverts: words, as preprocessor/features/advert/decode.js finds them in a text.
//!
//! Enter at [`read`]. A pattern is checked by [`fault`]: whatever passes costs the browser little time on any text.

use std::collections::HashSet;

use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::Key;
use crate::base::kinds::Texts;
use crate::base::located::{Located, crop};

/// The patterns at `key`.
pub fn read(fields: &mut Fields<'_>, key: Key<Texts>) -> Vec<String> {
    let written = fields.get(key).unwrap_or_default();
    checked(fields, &written, &mut HashSet::new())
}

/// The patterns as written, each checked. `seen` holds those of the same list.
pub fn checked(
    fields: &Fields<'_>,
    written: &[Located<&str>],
    seen: &mut HashSet<String>,
) -> Vec<String> {
    for pattern in written {
        if let Some((fault, help)) = fault(pattern.value) {
            let shown = crop(pattern.value);
            fields
                .error_at(
                    Code("malformed-pattern"),
                    &pattern.span,
                    format!("`{shown}` is no pattern: {fault}"),
                )
                .help(help);
        }
        let plain = words(pattern.value).collect::<Vec<_>>().join(" ");
        if !seen.insert(plain) {
            let message = format!("the pattern `{}` stands here twice", crop(pattern.value));
            fields
                .error_at(Code("item-twice"), &pattern.span, message)
                .help("remove one: it would count twice");
        }
    }
    written
        .iter()
        .map(|pattern| pattern.value.to_owned())
        .collect()
}

const MOST_WORDS: usize = 8;
const MOST_GAPS: usize = 2;
const LEAST_BEGINNING: usize = 3;
const GAP: &str = "...";

/// The words of a pattern, as preprocessor/features/advert/decode.js parts them.
fn words(pattern: &str) -> impl Iterator<Item = &str> {
    pattern
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
}

/// What is wrong with a pattern, and what to do about it.
fn fault(pattern: &str) -> Option<(String, &'static str)> {
    let words: Vec<_> = words(pattern).collect();
    let gaps = words.iter().filter(|word| **word == GAP).count();
    let is_gap = |word: Option<&&str>| word.is_none_or(|word| *word == GAP);
    if is_gap(words.first()) || is_gap(words.last()) {
        return Some((
            "it begins or ends with a gap".to_owned(),
            "write a word before and behind `...`",
        ));
    }
    if gaps > MOST_GAPS || words.windows(2).any(|two| two == [GAP, GAP]) {
        return Some((
            format!("it has more than {MOST_GAPS} gaps, or two in a row"),
            "split it, or leave out a gap",
        ));
    }
    if words.len() - gaps > MOST_WORDS {
        return Some((
            format!("it has more than {MOST_WORDS} words"),
            "shorten it: fewer words are found more often",
        ));
    }
    let mut ways = words
        .iter()
        .filter(|word| **word != GAP)
        .flat_map(|word| word.split('|'));
    ways.find_map(way_fault)
}

/// Signs of money, words of their own in a pattern.
const CURRENCIES: [&str; 8] = ["$", "€", "£", "¥", "₹", "₩", "₺", "₪"];

/// What is wrong with one way to write a word.
fn way_fault(way: &str) -> Option<(String, &'static str)> {
    let (begin, is_begin) = match way.strip_suffix('*') {
        Some(begin) => (begin, true),
        None => (way, false),
    };
    let letters = begin.trim_start_matches('#').trim_end_matches(['+', '#']);
    if begin.is_empty() {
        return Some((
            "a word is missing".to_owned(),
            "write a word on both sides of `|`, and before `*`",
        ));
    }
    let is_sign = begin == "%" || CURRENCIES.contains(&begin);
    if !is_sign && !letters.chars().all(char::is_alphanumeric) {
        return Some((
            format!("`{}` is no word", crop(way)),
            "a word is letters and digits; `*` stands at its end only, `|` between two ways, `...` alone",
        ));
    }
    (is_begin && letters.chars().count() < LEAST_BEGINNING).then(|| {
        (
            format!("`{way}` fits too many words"),
            "write at least three letters before `*`",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_words_stars_ways_and_short_gaps() {
        for good in [
            "by-hand",
            "bake*",
            "one|two loaves",
            "a ... b ... c",
            "100 %",
            "C++",
            "C#",
            "é",
            "$|€ ###|## 000|k",
            "##k",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "ba*",
            "*",
            "a ...",
            "... a",
            "a ... ... b",
            "a ... b ... c ... d",
            "a||b",
            "a|",
            "ba*ke",
            "(a+)+",
            "[a-z]",
            "you'll",
            "-",
            "a b c d e f g h i",
            ".*",
            "a.b",
            "+*",
            "§",
            "$$",
            "##*",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
