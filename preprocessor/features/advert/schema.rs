//! `adverts.toml`: how to read a job advert. Kinds of job (`[[kind]]`) with the words that say so, the skills that words
//! ask for, flags, questions. What the rules do, preprocessor/features/advert/decode.js says; here they are read and checked.
//!
//! Enter at [`read`]. A pattern is checked by [`fault`]: whatever passes costs the browser little time on any text.

use std::collections::HashSet;

use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::{Names, Ref};
use crate::features::guide::{Known, Skill};

/// All rules.
#[derive(Debug, Default)]
pub struct Adverts {
    pub reading: Reading,
    pub parts: Vec<Part>,
    pub kinds: Vec<JobKind>,
    pub skills: Vec<AskedSkill>,
    pub flags: Vec<RedFlag>,
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

pub fn read(top: Option<Fields<'_>>, known: &mut Known) -> Option<Adverts> {
    let mut top = top?;
    let reading = match top.optional_table("reading", "the table") {
        Some(fields) => reading(fields),
        None => {
            top.missing("reading");
            Reading::default()
        }
    };
    let parts = top.optional_tables("part", "a part of an advert");
    let parts = parts.into_iter().map(part).collect();
    let kinds = top.tables("kind", "a kind of job");
    let kinds = kinds.into_iter().map(|fields| kind(fields, known));
    let kinds = kinds.collect();
    let skills = top.optional_tables("skill", "a skill that is asked for");
    let skills = skills.into_iter().filter_map(|fields| skill(fields, known));
    let skills = skills.collect();
    let flags = top.optional_tables("flag", "a flag");
    let flags = flags
        .into_iter()
        .map(|fields| flag(fields, known))
        .collect();
    let mut asked = Asked::default();
    let questions = top.tables("question", "a question");
    let questions = questions
        .into_iter()
        .map(|fields| question(fields, known, &mut asked))
        .collect();
    asked.report(&top, known);
    top.finish();
    Some(Adverts {
        reading,
        parts,
        kinds,
        skills,
        flags,
        questions,
    })
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

/// Reads `id` and declares it among `names`.
fn declared<T>(fields: &mut Fields<'_>, names: &mut Names<T>) -> String {
    let id = fields.text("id");
    if let Some(id) = &id {
        names.declare(id, fields.source(), fields.diagnostics());
    }
    id.map(|id| id.value.to_owned()).unwrap_or_default()
}

fn kind(mut fields: Fields<'_>, known: &mut Known) -> JobKind {
    let id = declared(&mut fields, &mut known.job_kinds);
    let mut seen = HashSet::new();
    let signals = fields.tables("signal", "a signal");
    let kind = JobKind {
        id,
        title: fields.prose("title").unwrap_or_default(),
        short: fields.prose("short").unwrap_or_default(),
        means: fields.prose("means").unwrap_or_default(),
        signals: signals
            .into_iter()
            .map(|fields| signal(fields, &mut seen))
            .collect(),
    };
    fields.finish();
    kind
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

fn skill(mut fields: Fields<'_>, known: &Known) -> Option<AskedSkill> {
    let id = fields.text("skill");
    let skill = id.and_then(|id| {
        known
            .skills
            .resolve(&id, fields.source(), fields.diagnostics())
    });
    let patterns = patterns(&mut fields, "patterns");
    fields.finish();
    Some(AskedSkill {
        skill: skill?,
        patterns,
    })
}

fn flag(mut fields: Fields<'_>, known: &mut Known) -> RedFlag {
    let least = fields.optional_number("least", 100);
    let flag = RedFlag {
        id: declared(&mut fields, &mut known.flags),
        title: fields.prose("title").unwrap_or_default(),
        short: fields.prose("short").unwrap_or_default(),
        means: fields.prose("means").unwrap_or_default(),
        words: fields.prose_list("words").unwrap_or_default(),
        patterns: patterns(&mut fields, "patterns"),
        least: least.as_ref().map_or(1, |least| least.value),
        needs: optional_patterns(&mut fields, "needs"),
        unless: optional_patterns(&mut fields, "unless"),
    };
    if let Some(least) = least.filter(|least| least.value as usize > flag.patterns.len()) {
        fields
            .error_at(&least.span, "there are fewer patterns than must be found")
            .help("lower `least`, or add patterns");
    }
    fields.finish();
    flag
}

/// The kinds and flags that questions are asked for.
#[derive(Default)]
struct Asked {
    kinds: HashSet<usize>,
    flags: HashSet<usize>,
}

impl Asked {
    /// Reports what nobody asks about.
    fn report(&self, top: &Fields<'_>, known: &Known) {
        let report = |noun: &str, id: &str| {
            top.error(format!("no question is asked for the {noun} `{id}`"))
                .help(format!("name it in a [[question]], in `{noun}s`"));
        };
        for (index, id) in known.job_kinds.ids().enumerate() {
            if !self.kinds.contains(&index) {
                report("kind", id);
            }
        }
        for (index, id) in known.flags.ids().enumerate() {
            if !self.flags.contains(&index) {
                report("flag", id);
            }
        }
    }
}

fn question(mut fields: Fields<'_>, known: &Known, asked: &mut Asked) -> AdvertQuestion {
    let kinds = fields.optional_list("kinds").unwrap_or_default();
    let flags = fields.optional_list("flags").unwrap_or_default();
    let (source, diagnostics) = (fields.source(), fields.diagnostics());
    let kinds = known.job_kinds.resolve_all(&kinds, source, diagnostics);
    let flags = known.flags.resolve_all(&flags, source, diagnostics);
    let question = AdvertQuestion {
        ask: fields.prose("ask").unwrap_or_default(),
        why: fields.prose("why").unwrap_or_default(),
        kinds: kinds.unwrap_or_default(),
        flags: flags.unwrap_or_default(),
        absent: optional_patterns(&mut fields, "absent"),
    };
    asked
        .kinds
        .extend(question.kinds.iter().map(|kind| kind.index));
    asked
        .flags
        .extend(question.flags.iter().map(|flag| flag.index));
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
                .error_at(&pattern.span, format!("`{shown}` is no pattern: {fault}"))
                .help(help);
        }
        let plain = words(pattern.value).collect::<Vec<_>>().join(" ");
        if !seen.insert(plain) {
            let message = format!("the pattern `{}` stands here twice", crop(pattern.value));
            fields
                .error_at(&pattern.span, message)
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

/// What is wrong with one way to write a word.
/// Signs of money, words of their own in a pattern.
const CURRENCIES: [&str; 8] = ["$", "€", "£", "¥", "₹", "₩", "₺", "₪"];

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
