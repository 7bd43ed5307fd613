//! What a word is: the same for the index and for what a reader types.
//!
//! A word is a run of letters and digits, in small letters, without accents. `++` and `#` end the name of a language. Scripts that put no
//! spaces between words are taken two characters at a time. The rules that are lists stand in [`definition`], which the index brings to
//! theme/js/search-engine.js; tests/vectors/search.json holds the two to the same words. Enter at [`words`].

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

/// Behind `=` the characters that count as what stands before it.
const FOLDED: &str = "a=àáâãäåāăąǎ ae=æ c=çćĉċč d=ďđð e=èéêëēĕėęě g=ĝğġģ h=ĥħ i=ìíîïĩīĭįı j=ĵ k=ķ l=ĺļľŀł n=ñńņňŋ \
     o=òóôõöøōŏő oe=œ r=ŕŗř s=śŝşšșſ ss=ß t=ţťŧț th=þ u=ùúûüũūŭůűų w=ŵ y=ýÿŷ z=źżž и=й е=ё σ=ς";

/// Characters of scripts without spaces, from the first to the last: Thai and Lao, Burmese, Khmer, kana, Han.
const UNSPACED: [(u32, u32); 10] = [
    (0x0e00, 0x0eff),
    (0x1000, 0x109f),
    (0x1780, 0x17ff),
    (0x3005, 0x3007),
    (0x3040, 0x30ff),
    (0x31f0, 0x31ff),
    (0x3400, 0x9fff),
    (0xf900, 0xfaff),
    (0xff66, 0xff9f),
    (0x20000, 0x3ffff),
];

/// Characters that change nothing: accents that stand behind their letters, and marks for where a word may be broken.
const DROPPED: [(u32, u32); 4] = [
    (0x00ad, 0x00ad),
    (0x0300, 0x036f),
    (0x200b, 0x200d),
    (0x2060, 0x2060),
];

/// A longer word is cut.
const LONGEST: usize = 40;

/// Words that say little: those of mdBook, and what is left of words behind an apostrophe. They are looked for only if a query has no others.
pub const STOP: &str = "a able about across after all almost also am among an and any are as at be because been but by can cannot could d dear \
     did do does either else ever every for from get got had has have he her hers him his how however i if in into is it its \
     just least let like likely ll may me might most must my neither no nor not of off often on only or other our own rather \
     re s said say says she should since so some t than that the their them then there these they this tis to too twas us ve \
     wants was we were what when where which while who whom why will with would yet you your";

/// What theme/js/search-engine.js has to know to make the same words.
pub fn definition() -> Value {
    json!({
        "folded": FOLDED,
        "unspaced": UNSPACED,
        "dropped": DROPPED,
        "longest": LONGEST,
        "stop": STOP,
    })
}

pub fn is_stop(word: &str) -> bool {
    STOP.split_ascii_whitespace().any(|stop| stop == word)
}

static FOLDS: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let groups = FOLDED
        .split_ascii_whitespace()
        .filter_map(|group| group.split_once('='));
    groups
        .flat_map(|(base, folded)| folded.chars().map(move |character| (character, base)))
        .collect()
});

fn is_in(ranges: &[(u32, u32)], character: char) -> bool {
    let code = u32::from(character);
    ranges
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&code))
}

/// The words of `text`, as often as they stand in it.
pub fn words(text: &str) -> Vec<String> {
    let mut reader = Reader::default();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        match character {
            _ if is_in(&DROPPED, character) => {}
            _ if character.is_alphanumeric() || is_in(&UNSPACED, character) => {
                reader.add(character)
            }
            '+' if next == Some('+') && !reader.word.is_empty() => {
                characters.next();
                reader.word.push_str("++");
                reader.end();
            }
            '#' if reader.is_letter() && !next.is_some_and(char::is_alphanumeric) => {
                reader.word.push('#');
                reader.end();
            }
            _ => reader.end(),
        }
    }
    reader.end();
    reader.words
}

#[derive(Default)]
struct Reader {
    words: Vec<String>,
    word: String,
    /// Characters of a script without spaces that follow each other.
    run: Vec<String>,
}

impl Reader {
    fn add(&mut self, character: char) {
        let small = character.to_lowercase();
        if is_in(&UNSPACED, character) {
            self.end_word();
            self.run.push(small.collect());
            return;
        }
        self.end_run();
        for small in small {
            match FOLDS.get(&small) {
                Some(base) => self.word.push_str(base),
                // What becomes two characters in small letters may become one with an accent.
                None if is_in(&DROPPED, small) => {}
                None => self.word.push(small),
            }
        }
    }

    fn is_letter(&self) -> bool {
        self.word.chars().count() == 1
    }

    fn end(&mut self) {
        self.end_word();
        self.end_run();
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.is_empty() {
            self.words.push(word.chars().take(LONGEST).collect());
        }
    }

    /// Each two characters, and the last alone: so each character begins a word, and can be found alone.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.words.extend(run.windows(2).map(<[String]>::concat));
        self.words.extend(run.last().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_small_without_accents_and_whole() {
        let of = |text: &str| words(text).join(" ");
        assert_eq!(of("On-call: Straße, résumé's"), "on call strasse resume s");
        assert_eq!(
            of("C++, C# and i++ in foo#bar"),
            "c++ c# and i++ in foo bar"
        );
        assert_eq!(of("re\u{301}sume\u{301} soft\u{ad}ware"), "resume software");
        assert_eq!(of("東京 ไทย"), "東京 京 ไท ทย ย");
        assert_eq!(of("Ёлка"), "елка");
        assert_eq!(of("*** “”"), "");
    }
}
