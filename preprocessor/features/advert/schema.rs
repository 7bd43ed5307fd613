//! `adverts.toml`: how to read a job advert. Kinds of job (`[[kind]]`) with the words that say so, the skills that words
//! ask for, flags, questions. What the rules do, preprocessor/features/advert/decode.js says; here they are read and checked.
//!
//! Enter at [`read`]. A pattern is checked by [`fault`]: whatever passes costs the browser little time on any text.

use std::collections::HashSet;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
use crate::base::shelf::Shelf;
use crate::features::skills::schema::Skill;

/// All rules.
pub struct Adverts {
    pub reading: Reading,
    pub parts: Vec<Part>,
    pub kinds: Shelf<JobKind>,
    pub skills: Vec<AskedSkill>,
    pub flags: Shelf<RedFlag>,
    pub questions: Vec<AdvertQuestion>,
}

/// Patterns about the text as a whole.
#[derive(Debug, Default)]
pub struct Reading {
    pub english: Vec<String>,
    pub least_english: f64,
    pub advert: Vec<String>,
    pub least_advert: u32,
    pub negations: Vec<String>,
    pub elsewhere: Vec<String>,
    pub ignore: Vec<String>,
}

/// A part of an advert, told by its heading.
#[derive(Debug)]
pub struct Part {
    pub patterns: Vec<String>,
    /// How much signs count in it.
    pub factor: f64,
    /// For a title: among how many of the first lines it may stand. Else 0.
    pub lines: u32,
}

/// A kind of job, and what gives it away.
#[derive(Debug)]
pub struct JobKind {
    pub id: String,
    pub title: String,
    /// For marks in a text.
    pub short: String,
    pub means: String,
    /// At least one.
    pub signals: Vec<Signal>,
}

#[derive(Debug)]
pub struct Signal {
    pub weight: u32,
    pub means: String,
    /// Examples for readers.
    pub words: Vec<String>,
    pub patterns: Vec<String>,
}

#[derive(Debug)]
pub struct AskedSkill {
    pub skill: Ref<Skill>,
    pub patterns: Vec<String>,
}

#[derive(Debug)]
pub struct RedFlag {
    pub id: String,
    pub title: String,
    pub short: String,
    pub means: String,
    pub words: Vec<String>,
    pub patterns: Vec<String>,
    /// How many different patterns must be found.
    pub least: u32,
    pub needs: Vec<String>,
    pub unless: Vec<String>,
}

#[derive(Debug)]
pub struct AdvertQuestion {
    pub ask: String,
    pub why: String,
    pub kinds: Vec<Ref<JobKind>>,
    pub flags: Vec<Ref<RedFlag>>,
    /// Asked if nothing of this is said.
    pub absent: Vec<String>,
}

pub const PLACE: Place = Place::file("adverts.toml", "the file");

pub fn read(mut input: Input<'_>, skills: &Shelf<Skill>) -> Adverts {
    let mut adverts = Adverts {
        reading: Reading::default(),
        parts: Vec::new(),
        kinds: input.shelf("kind"),
        skills: Vec::new(),
        flags: input.shelf("flag"),
        questions: Vec::new(),
    };
    if let Some(top) = input.top.take() {
        adverts.read(top, skills);
    }
    adverts
}

impl Adverts {
    fn read(&mut self, mut top: Fields<'_>, skills: &Shelf<Skill>) {
        match top.optional_table("reading", "the table") {
            Some(fields) => self.reading = reading(fields),
            None => top.missing("reading"),
        }
        let parts = top.optional_tables("part", "a part of an advert");
        self.parts.extend(parts.into_iter().map(part));
        for mut fields in top.tables("kind", "a kind of job") {
            let (id, place) = fields.declare("id", &mut self.kinds);
            self.kinds.put(place, kind(id, fields));
        }
        let asked = top.optional_tables("skill", "a skill that is asked for");
        let asked = asked.into_iter();
        self.skills
            .extend(asked.filter_map(|fields| skill(fields, skills)));
        for fields in top.optional_tables("flag", "a flag") {
            flag(fields, &mut self.flags);
        }
        for fields in top.tables("question", "a question") {
            let question = question(fields, &self.kinds, &self.flags);
            self.questions.push(question);
        }
        self.refuse_unasked(&top);
        top.finish();
    }

    /// Reports the kinds and the flags that nobody asks about.
    fn refuse_unasked(&self, top: &Fields<'_>) {
        let report = |noun: &str, id: &str| {
            top.error(
                Code("unused"),
                format!("no question is asked for the {noun} `{id}`"),
            )
            .help(format!("name it in a [[question]], in `{noun}s`"));
        };
        let of = |kind: &Ref<JobKind>| self.questions.iter().any(|one| one.kinds.contains(kind));
        for kind in self.kinds.all().filter(|kind| !of(kind)) {
            report("kind", self.kinds.name(kind));
        }
        let of = |flag: &Ref<RedFlag>| self.questions.iter().any(|one| one.flags.contains(flag));
        for flag in self.flags.all().filter(|flag| !of(flag)) {
            report("flag", self.flags.name(flag));
        }
    }
}

fn reading(mut fields: Fields<'_>) -> Reading {
    let share = fields.optional_amount("least_english", 1.0);
    let number = fields.optional_number("least_advert", 20);
    let reading = Reading {
        english: patterns(&mut fields, "english"),
        least_english: share.map_or_else(Default::default, |share| share.value),
        advert: patterns(&mut fields, "advert"),
        least_advert: number.map_or(1, |number| number.value),
        negations: patterns(&mut fields, "negations"),
        elsewhere: optional_patterns(&mut fields, "elsewhere"),
        ignore: optional_patterns(&mut fields, "ignore"),
    };
    fields.finish();
    reading
}

fn part(mut fields: Fields<'_>) -> Part {
    fields.prose("name");
    let factor = fields.optional_amount("factor", 5.0);
    if factor.is_none() && !fields.has("factor") {
        fields.missing("factor");
    }
    let lines = fields.optional_number("lines", 20);
    let part = Part {
        patterns: patterns(&mut fields, "patterns"),
        factor: factor.map_or(1.0, |factor| factor.value),
        lines: lines.map_or(0, |lines| lines.value),
    };
    fields.finish();
    part
}

fn kind(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<JobKind> {
    let mut seen = HashSet::new();
    let signals = fields.tables("signal", "a signal");
    let title = fields.prose("title");
    let short = fields.prose("short");
    let means = fields.prose("means");
    let signals = signals.into_iter();
    let signals = signals.map(|fields| signal(fields, &mut seen)).collect();
    fields.finish();
    Some(JobKind {
        id: id?.value.to_owned(),
        title: title?,
        short: short?,
        means: means?,
        signals,
    })
}

/// `seen`: the patterns of the kind so far.
fn signal(mut fields: Fields<'_>, seen: &mut HashSet<String>) -> Signal {
    let weight = fields.optional_number("weight", 5);
    if weight.is_none() && !fields.has("weight") {
        fields.missing("weight");
    }
    let written = fields.list("patterns").unwrap_or_default();
    let signal = Signal {
        weight: weight.map_or(1, |weight| weight.value),
        means: fields.prose("means").unwrap_or_default(),
        words: fields.prose_list("words").unwrap_or_default(),
        patterns: checked(&fields, &written, seen),
    };
    fields.finish();
    signal
}

fn skill(mut fields: Fields<'_>, skills: &Shelf<Skill>) -> Option<AskedSkill> {
    let skill = fields.refer("skill", skills);
    let patterns = patterns(&mut fields, "patterns");
    fields.finish();
    Some(AskedSkill {
        skill: skill?,
        patterns,
    })
}

/// Reads a flag and puts it on the shelf.
fn flag(mut fields: Fields<'_>, flags: &mut Shelf<RedFlag>) {
    let least = fields.optional_number("least", 100);
    let (id, place) = fields.declare("id", flags);
    let title = fields.prose("title");
    let short = fields.prose("short");
    let means = fields.prose("means");
    let words = fields.prose_list("words");
    let patterns = patterns(&mut fields, "patterns");
    let needs = optional_patterns(&mut fields, "needs");
    let unless = optional_patterns(&mut fields, "unless");
    if let Some(least) = least
        .as_ref()
        .filter(|least| least.value as usize > patterns.len())
    {
        fields
            .error_at(
                Code("out-of-range"),
                &least.span,
                "there are fewer patterns than must be found",
            )
            .help("lower `least`, or add patterns");
    }
    fields.finish();
    let flag = || {
        Some(RedFlag {
            id: id?.value.to_owned(),
            title: title?,
            short: short?,
            means: means?,
            words: words?,
            patterns,
            least: least.map_or(1, |least| least.value),
            needs,
            unless,
        })
    };
    flags.put(place, flag());
}

fn question(
    mut fields: Fields<'_>,
    kinds: &Shelf<JobKind>,
    flags: &Shelf<RedFlag>,
) -> AdvertQuestion {
    let question = AdvertQuestion {
        kinds: fields
            .optional_refer_all("kinds", kinds)
            .unwrap_or_default(),
        flags: fields
            .optional_refer_all("flags", flags)
            .unwrap_or_default(),
        ask: fields.prose("ask").unwrap_or_default(),
        why: fields.prose("why").unwrap_or_default(),
        absent: optional_patterns(&mut fields, "absent"),
    };
    fields.finish();
    question
}

// ---- Patterns.

fn patterns(fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    let written = fields.list(key).unwrap_or_default();
    checked(fields, &written, &mut HashSet::new())
}

fn optional_patterns(fields: &mut Fields<'_>, key: &'static str) -> Vec<String> {
    let written = fields.optional_list(key).unwrap_or_default();
    checked(fields, &written, &mut HashSet::new())
}

/// The patterns as written, each checked. `seen` holds those of the same list.
fn checked(
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
