//! The keys of the parts of an incident's file. What several parts have is written once.

use crate::base::keys::keys;
use crate::base::kinds::{
    Id, Name, NameList, OneOf, Prose, Text, Texts, id, one_of, prose, reference, references, text,
    texts,
};
use crate::base::nested::{Tables, tables};
use crate::base::numbers::{Flag, Whole, flag, whole};
use crate::features::incidents::model::Verdict;

/// The most minutes of a look or an act, and until an event.
pub const MOST_MINUTES: u32 = 240;
const LATEST: u32 = 1440;

keys! {
    pub shared Parts;

    /// Words that acts and events set and clear, and that conditions ask for.
    FACTS: Texts = texts("facts").or_none().example(r#"["lit"]"#);
    /// What finds out.
    LOOK: Tables = tables("look", &LookEntry::KEYS);
    /// What changes something.
    ACT: Tables = tables("act", &ActEntry::KEYS);
    /// What happens by itself.
    EVENT: Tables = tables("event", &EventEntry::KEYS).optional();
    /// What can come of it: the first whose conditions hold is taken.
    ENDING: Tables = tables("ending", &EndingEntry::KEYS);
}

keys! {
    pub shared Step;

    /// No other has it.
    ID: Id = id("id").example(r#""flame""#);
    /// What it is, in the list of all that can be done.
    SAY: Prose = prose("say").example(r#""Look at the flame""#);
    /// What can be typed. The first stands in the list; a question to a person begins with `ask`.
    COMMANDS: Texts = texts("commands").example(r#"["look flame"]"#);
    /// What it costs.
    MINUTES: Whole = whole("minutes", 1..=MOST_MINUTES).example("2");
    /// What is seen or answered.
    SHOWS: Text = text("shows").example(r#""There is none.""#);
}

keys! {
    pub shared If;

    /// The facts that must hold, all of them. A look that was made is one.
    WHEN: NameList = references("when", "facts").or_none().example(r#"["lit"]"#);
    /// The facts of which none may hold.
    UNLESS: NameList = references("unless", "facts").or_none().example(r#"["flame"]"#);
}

keys! {
    pub shared Then;

    /// The facts that hold from then on.
    SETS: NameList = references("sets", "facts").or_none().example(r#"["lit"]"#);
    /// The facts that no longer hold.
    CLEARS: NameList = references("clears", "facts").or_none().example(r#"["cold"]"#);
    /// How many of 100 users are hurt from then on.
    HURT: Whole = whole("hurt", 0..=100).optional().example("0");
}

keys! {
    /// A look finds out, and changes nothing but the clock.
    pub LookEntry = "a look";
    with Step::ID, Step::SAY, Step::COMMANDS, Step::MINUTES, Step::SHOWS;

    /// What is shown instead, if conditions hold: the first of them.
    VARIANT: Tables = tables("variant", &VariantEntry::KEYS).optional();
    /// Near misses: typed, they cost nothing and are answered with the hint.
    NEAR: Texts = texts("near").or_none().example(r#"["flame"]"#);
    /// The hint.
    HINT: Prose = prose("hint").optional().example(r#""Look at it.""#);
}

keys! {
    /// What a look shows instead; it has `when` or `unless`.
    pub VariantEntry = "a variant";
    with If::WHEN, If::UNLESS, Step::SHOWS;
}

keys! {
    /// An act changes something. Two may share a command: the first whose conditions hold is done.
    pub ActEntry = "an act";
    with Step::ID, Step::SAY, Step::COMMANDS, Step::MINUTES, If::WHEN, If::UNLESS, Then::SETS, Then::CLEARS, Then::HURT, Step::SHOWS;

    /// What is answered where it cannot be done; needed with `when` or `unless`.
    REFUSED: Text = text("refused").optional().example(r#""It burns already.""#);
    /// How many of 100 users are hurt while it runs, at least.
    DURING: Whole = whole("during", 0..=100).optional().example("5");
    /// The act that takes it back.
    UNDO: Name = reference("undo", "an act").optional().example(r#""put-out""#);
    /// Whether nothing does.
    IRREVERSIBLE: Flag = flag("irreversible").optional().example("true");
    /// What such an act is worth.
    VERDICT: OneOf<Verdict> = one_of("verdict", &Verdict::ALL, "unknown verdict `{}`").example(r#""good""#);
    /// What such an act does in life.
    WHY: Prose = prose("why").example(r#""A cold oven bakes nothing.""#);
}

keys! {
    /// An event happens by itself, once, when its time has come and its conditions hold: either `at`, or `after` and `since`.
    pub EventEntry = "an event";
    with Step::ID, If::WHEN, If::UNLESS, Then::SETS, Then::CLEARS, Then::HURT, Step::SHOWS;

    /// So many minutes from the beginning.
    AT: Whole = whole("at", 1..=LATEST).optional().example("45");
    /// So many minutes after a fact came to hold.
    AFTER: Whole = whole("after", 1..=LATEST).optional().example("15");
    /// That fact.
    SINCE: Name = reference("since", "a fact").optional().example(r#""lit""#);
}

keys! {
    /// An ending.
    pub EndingEntry = "an ending";
    with Step::ID, If::WHEN, If::UNLESS;

    /// Whether it is a good one.
    GOOD: Flag = flag("good").example("true");
    /// In a few words.
    TITLE: Prose = prose("title").example(r#""Warm again""#);
    /// What came of it.
    TEXT: Prose = prose("text").example(r#""The bread is late, and good.""#);
}
