//! The codes of mistakes, as in `error[unknown-key]`: they are searched for and written down elsewhere, so that none goes or is renamed
//! unseen.

use std::collections::BTreeSet;
use std::fs;

use crate::project::{compare, files_under, root};

#[test]
fn every_code_is_in_the_list() {
    let files = files_under(&root().join("preprocessor"));
    let (mut codes, mut told) = (BTreeSet::new(), BTreeSet::new());
    for file in files {
        let path = file.strip_prefix(root()).expect("inside");
        let in_mistakes = path.iter().any(|part| part == "mistakes");
        let text = fs::read_to_string(&file).expect("a text");
        if in_mistakes {
            told.extend(each_between(&text, " error[", "]: "));
        } else if file.extension().is_some_and(|ending| ending == "rs") {
            let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
            codes.extend(each_between(code, "Code(\"", "\")"));
        }
    }
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(codes.iter().all(|code| code.chars().all(is_plain)));
    let list: String = codes
        .iter()
        .map(|code| match told.contains(code) {
            true => format!("{code}\n"),
            false => format!("{code} (no mistake in a file shows it)\n"),
        })
        .collect();
    compare(&list, "tests/books/expected/codes.txt");
}

/// What stands between each `start` and the next `end`.
fn each_between(text: &str, start: &str, end: &str) -> Vec<String> {
    let pieces = text.split(start).skip(1);
    let found = pieces.filter_map(|piece| Some(piece.split_once(end)?.0.to_owned()));
    found.collect()
}
