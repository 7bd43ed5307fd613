//! `adverts.toml`: how to read a job advert. Kinds of job (`[[kind]]`) with the words that say so, the skills that words
//! ask for, flags, questions. What the rules do, preprocessor/features/advert/decode.js says; here they are read and checked.
//!
//! Enter at [`read`]. Patterns are checked in [`patterns`].

use std::collections::HashSet;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{
    Id, Name, NameList, Prose, ProseList, Texts, id, prose, prose_list, reference, references,
    texts,
};
use crate::base::located::Located;
use crate::base::names::Ref;
use crate::base::nested::{Table, Tables, table, tables};
use crate::base::numbers::{Amount, Whole, amount, whole};
use crate::base::shelf::Shelf;
use crate::features::advert::patterns;
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

keys! {
    /// How to read a job advert. A pattern is one word or a few in a row: `bake*` is every word that begins so, `one|two loaves` one of two,
    /// and `restore ... loaf` lets other words stand between.
    Top = "the file";

    /// Patterns about the text as a whole.
    READING: Table = table("reading", &ReadingTable::KEYS);
    /// Parts of an advert, told by their headings.
    PART: Tables = tables("part", &PartEntry::KEYS).optional();
    /// Kinds of job.
    KIND: Tables = tables("kind", &KindEntry::KEYS);
    /// Skills that words ask for.
    SKILL: Tables = tables("skill", &SkillEntry::KEYS).optional();
    /// What should make a reader ask.
    FLAG: Tables = tables("flag", &FlagEntry::KEYS).optional();
    /// What to ask; earlier ones go first.
    QUESTION: Tables = tables("question", &QuestionEntry::KEYS);
}

keys! {
    /// Patterns about the text as a whole.
    ReadingTable = "the table";

    /// Common words of the language.
    ENGLISH: Texts = texts("english").example(r#"["the", "and"]"#).in_words("list of patterns");
    /// The share of the words that these have, at least.
    LEAST_ENGLISH: Amount = amount("least_english", 1.0).optional().example("0.14");
    /// Words of adverts.
    ADVERT: Texts = texts("advert").example(r#"["apply", "we offer"]"#).in_words("list of patterns");
    /// How many of these patterns an advert has, at least; 1 if left out.
    LEAST_ADVERT: Whole = whole("least_advert", 1..=20).optional().example("2");
    /// Words after which nothing counts.
    NEGATIONS: Texts = texts("negations").example(r#"["no", "without"]"#).in_words("list of patterns");
    /// Words of a sentence about another team, in which hardly anything counts.
    ELSEWHERE: Texts = texts("elsewhere").optional().example(r#"["other team*"]"#).in_words("list of patterns");
    /// What looks like a sign and is none.
    IGNORE: Texts = texts("ignore").optional().example(r#"["bread and butter"]"#).in_words("list of patterns");
}

keys! {
    /// A part of an advert, told by its heading.
    PartEntry = "a part of an advert";

    /// For editors.
    NAME: Prose = prose("name").example(r#""tasks""#);
    /// How much signs count in it; 1 is usual.
    FACTOR: Amount = amount("factor", 5.0).example("1.5");
    /// Only for a title: among how many of the first lines it may stand.
    LINES: Whole = whole("lines", 1..=20).optional().example("3");
    /// The words of its heading.
    PATTERNS: Texts = texts("patterns").example(r#"["your tasks"]"#).in_words("list of patterns");
}

keys! {
    /// A kind of job.
    KindEntry = "a kind of job";

    /// The anchor of its section in the chapter that the block names.
    ID: Id = id("id").example(r#""night-baker""#);
    /// What gives it away.
    SIGNAL: Tables = tables("signal", &SignalEntry::KEYS);
    /// What readers see.
    TITLE: Prose = prose("title").example(r#""The night baker""#);
    /// In a word or two, for marks in the text.
    SHORT: Prose = prose("short").example(r#""night""#);
    /// What such a job is for the reader.
    MEANS: Prose = prose("means").example(r#""You bake while others sleep.""#);
}

keys! {
    /// A sign of a kind of job.
    SignalEntry = "a signal";

    /// How much it says: 5 names the job itself, 3 is typical, 1 is weak alone.
    WEIGHT: Whole = whole("weight", 1..=5).example("3");
    /// All ways to say it.
    PATTERNS: Texts = texts("patterns").example(r#"["night shift*"]"#).in_words("list of patterns");
    /// What it means.
    MEANS: Prose = prose("means").example(r#""The oven is on at night.""#);
    /// Examples for readers.
    WORDS: ProseList = prose_list("words").example(r#"["night shift"]"#);
}

keys! {
    /// A skill that words ask for.
    SkillEntry = "a skill that is asked for";

    /// The skill.
    SKILL: Name = reference("skill", "a skill").example(r#""dough.knead""#);
    /// The words.
    PATTERNS: Texts = texts("patterns").example(r#"["knead*"]"#).in_words("list of patterns");
}

keys! {
    /// Something that should make a reader ask.
    FlagEntry = "a flag";

    /// How many different patterns must be found; 1 if left out.
    LEAST: Whole = whole("least", 1..=100).optional().example("2");
    /// What questions write.
    ID: Id = id("id").example(r#""no-pay""#);
    /// What readers see.
    TITLE: Prose = prose("title").example(r#""No word of pay""#);
    /// In a word or two, for marks in the text.
    SHORT: Prose = prose("short").example(r#""pay""#);
    /// Why it is worth a question.
    MEANS: Prose = prose("means").example(r#""Who pays well says so.""#);
    /// Examples for readers.
    WORDS: ProseList = prose_list("words").example(r#"["for the love of bread"]"#);
    /// All ways to say it.
    PATTERNS: Texts = texts("patterns").example(r#"["love of bread", "passion*"]"#).in_words("list of patterns");
    /// One of these must stand in the text, too.
    NEEDS: Texts = texts("needs").optional().example(r#"["shop"]"#).in_words("list of patterns");
    /// None of these may.
    UNLESS: Texts = texts("unless").optional().example(r#"["pay"]"#).in_words("list of patterns");
}

keys! {
    /// A question to ask. One with none of `kinds`, `flags` and `absent` is asked when there are too few others.
    QuestionEntry = "a question";

    /// The kinds of job for which it is asked.
    KINDS: NameList = references("kinds", "kinds of job").optional().example(r#"["night-baker"]"#);
    /// The flags for which it is asked.
    FLAGS: NameList = references("flags", "flags").optional().example(r#"["no-pay"]"#);
    /// The question.
    ASK: Prose = prose("ask").example(r#""What does a night pay?""#);
    /// Why to ask it.
    WHY: Prose = prose("why").example(r#""The advert says nothing of it.""#);
    /// Asked if nothing of this is said.
    ABSENT: Texts = texts("absent").optional().example(r#"["pay", "wage*"]"#).in_words("list of patterns");
}

pub const PLACE: Place = Place::file("adverts.toml", &Top::KEYS);

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
        if let Some(fields) = top.get(Top::READING) {
            self.reading = reading(fields);
        }
        let parts = top.get(Top::PART);
        self.parts.extend(parts.into_iter().map(part));
        for mut fields in top.get(Top::KIND) {
            let (id, place) = fields.declare(KindEntry::ID, &mut self.kinds);
            self.kinds.put(place, kind(id, fields));
        }
        let asked = top.get(Top::SKILL);
        let asked = asked.into_iter();
        self.skills
            .extend(asked.filter_map(|fields| skill(fields, skills)));
        for fields in top.get(Top::FLAG) {
            flag(fields, &mut self.flags);
        }
        for fields in top.get(Top::QUESTION) {
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
    let share = fields.get(ReadingTable::LEAST_ENGLISH);
    let number = fields.get(ReadingTable::LEAST_ADVERT);
    let reading = Reading {
        english: patterns::read(&mut fields, ReadingTable::ENGLISH),
        least_english: share.map_or_else(Default::default, |share| share.value),
        advert: patterns::read(&mut fields, ReadingTable::ADVERT),
        least_advert: number.map_or(1, |number| number.value),
        negations: patterns::read(&mut fields, ReadingTable::NEGATIONS),
        elsewhere: patterns::read(&mut fields, ReadingTable::ELSEWHERE),
        ignore: patterns::read(&mut fields, ReadingTable::IGNORE),
    };
    fields.finish();
    reading
}

fn part(mut fields: Fields<'_>) -> Part {
    fields.get(PartEntry::NAME);
    let factor = fields.get(PartEntry::FACTOR);
    let lines = fields.get(PartEntry::LINES);
    let part = Part {
        patterns: patterns::read(&mut fields, PartEntry::PATTERNS),
        factor: factor.map_or(1.0, |factor| factor.value),
        lines: lines.map_or(0, |lines| lines.value),
    };
    fields.finish();
    part
}

fn kind(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<JobKind> {
    let mut seen = HashSet::new();
    let signals = fields.get(KindEntry::SIGNAL);
    let title = fields.get(KindEntry::TITLE);
    let short = fields.get(KindEntry::SHORT);
    let means = fields.get(KindEntry::MEANS);
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
    let weight = fields.get(SignalEntry::WEIGHT);
    let written = fields.get(SignalEntry::PATTERNS).unwrap_or_default();
    let signal = Signal {
        weight: weight.map_or(1, |weight| weight.value),
        means: fields.get(SignalEntry::MEANS).unwrap_or_default(),
        words: fields.get(SignalEntry::WORDS).unwrap_or_default(),
        patterns: patterns::checked(&fields, &written, seen),
    };
    fields.finish();
    signal
}

fn skill(mut fields: Fields<'_>, skills: &Shelf<Skill>) -> Option<AskedSkill> {
    let skill = fields.refer(SkillEntry::SKILL, skills);
    let patterns = patterns::read(&mut fields, SkillEntry::PATTERNS);
    fields.finish();
    Some(AskedSkill {
        skill: skill?,
        patterns,
    })
}

/// Reads a flag and puts it on the shelf.
fn flag(mut fields: Fields<'_>, flags: &mut Shelf<RedFlag>) {
    let least = fields.get(FlagEntry::LEAST);
    let (id, place) = fields.declare(FlagEntry::ID, flags);
    let title = fields.get(FlagEntry::TITLE);
    let short = fields.get(FlagEntry::SHORT);
    let means = fields.get(FlagEntry::MEANS);
    let words = fields.get(FlagEntry::WORDS);
    let [patterns, needs, unless] = [FlagEntry::PATTERNS, FlagEntry::NEEDS, FlagEntry::UNLESS]
        .map(|key| patterns::read(&mut fields, key));
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
            .refer_all(QuestionEntry::KINDS, kinds)
            .unwrap_or_default(),
        flags: fields
            .refer_all(QuestionEntry::FLAGS, flags)
            .unwrap_or_default(),
        ask: fields.get(QuestionEntry::ASK).unwrap_or_default(),
        why: fields.get(QuestionEntry::WHY).unwrap_or_default(),
        absent: patterns::read(&mut fields, QuestionEntry::ABSENT),
    };
    fields.finish();
    question
}
