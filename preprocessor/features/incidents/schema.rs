//! `scenarios/ID.toml`: incidents as state machines. `src/about/scenarios.md` explains the format to authors.
//!
//! Enter at [`read`]. What a file holds is checked here as far as it can be word by word; [`crate::features::incidents::walk`] then walks all
//! states, and what it finds is told at the place that is to blame.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::base::diagnostic::{Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::{Names, Read, Ref};
use crate::features::guide::{Known, Resource, SKILL_LEVELS, Skill};
use crate::features::incidents::engine::Step;
use crate::features::incidents::walk::{self, Fault, Walked};

/// The most events of a scenario.
pub const MOST_EVENTS: usize = 8;
/// The most facts and looks together: each is a bit.
const MOST_WORDS: usize = 60;
/// The most minutes of a look or an act, and until an event.
const MOST_MINUTES: u32 = 240;
const LATEST: u32 = 1440;

#[derive(Debug)]
pub struct Scenario {
    pub id: String,
    pub title: String,
    /// As [`SKILL_LEVELS`].
    pub level: usize,
    pub skills: Vec<Ref<Skill>>,
    /// What to read afterwards.
    pub resources: Vec<Ref<Resource>>,
    /// When it begins, in minutes of the day.
    pub clock: u32,
    pub zone: String,
    pub prompt: String,
    /// How many of 100 users are hurt at the beginning.
    pub hurt: u32,
    /// While users are hurt, a post is expected every so many minutes.
    pub updates: u32,
    /// Paragraphs.
    pub opening: Vec<String>,
    pub words: Words,
    pub looks: Vec<Look>,
    pub acts: Vec<Act>,
    pub events: Vec<Event>,
    pub endings: Vec<Ending>,
    pub not_yet: String,
    pub cause: String,
    pub debrief: Vec<String>,
    pub follow_ups: Vec<String>,
    pub walked: Walked,
}

/// What can hold: the facts, then the looks once they were made. Each is a bit.
#[derive(Debug)]
pub struct Words {
    pub names: Vec<String>,
    /// How many of them are facts.
    pub facts: usize,
}

impl Words {
    pub fn of_look(&self, look: usize) -> u64 {
        1 << (self.facts + look)
    }

    /// The names of the bits in `set`.
    pub fn of(&self, set: u64) -> impl Iterator<Item = &str> {
        let names = self.names.iter().enumerate();
        names.filter_map(move |(bit, name)| (set & (1 << bit) != 0).then_some(name.as_str()))
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Condition {
    /// All of these hold.
    pub when: u64,
    /// None of these does.
    pub unless: u64,
}

impl Condition {
    pub fn holds(self, facts: u64) -> bool {
        facts & self.when == self.when && facts & self.unless == 0
    }
}

#[derive(Debug)]
pub struct Look {
    pub id: String,
    pub say: String,
    /// At least one.
    pub commands: Vec<String>,
    pub minutes: u32,
    pub shows: String,
    /// The first that holds is shown instead.
    pub variants: Vec<Variant>,
    pub near: Vec<String>,
    pub hint: Option<String>,
}

#[derive(Debug)]
pub struct Variant {
    pub condition: Condition,
    pub shows: String,
}

/// What an act or an event changes.
#[derive(Debug, Clone, Copy)]
pub struct Effect {
    pub sets: u64,
    pub clears: u64,
    pub hurt: Option<u32>,
}

#[derive(Debug)]
pub struct Act {
    pub id: String,
    pub say: String,
    /// At least one. Acts may share one: the first whose condition holds is done.
    pub commands: Vec<String>,
    pub minutes: u32,
    pub condition: Condition,
    pub refused: Option<String>,
    pub effect: Effect,
    /// How many of 100 users are hurt while its minutes pass, at least.
    pub during: u32,
    /// The act that takes it back.
    pub undo: Option<Ref<Act>>,
    pub irreversible: bool,
    pub shows: String,
    pub verdict: Verdict,
    pub why: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Good,
    Fair,
    Poor,
}

impl Verdict {
    const ALL: [(&'static str, Verdict); 3] = [
        ("good", Verdict::Good),
        ("fair", Verdict::Fair),
        ("poor", Verdict::Poor),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

#[derive(Debug)]
pub struct Event {
    pub id: String,
    pub due: Due,
    pub condition: Condition,
    pub effect: Effect,
    pub shows: String,
}

/// When an event fires, at the earliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    At(u32),
    /// So long after that fact came to hold, if it still does.
    Since {
        fact: u64,
        after: u32,
    },
}

#[derive(Debug)]
pub struct Ending {
    pub id: String,
    pub good: bool,
    pub title: String,
    pub condition: Condition,
    pub text: String,
}

impl Scenario {
    /// Whether the act at that position is what its command does here: its condition holds, and that of no act before it
    /// with the same command does.
    pub fn allows(&self, at: usize, facts: u64) -> bool {
        let act = &self.acts[at];
        let earlier = || {
            let mut before = self.acts[..at].iter();
            before.any(|other| {
                other.condition.holds(facts) && other.commands.contains(&act.commands[0])
            })
        };
        act.condition.holds(facts) && !earlier()
    }

    /// The ending that would be declared here.
    pub fn ending(&self, facts: u64) -> Option<usize> {
        let mut endings = self.endings.iter();
        endings.position(|ending| ending.condition.holds(facts))
    }

    /// What is typed for a step; nothing for minutes that pass.
    pub fn command(&self, step: Step) -> Option<&str> {
        match step {
            Step::Look(at) => Some(&self.looks[at].commands[0]),
            Step::Act(at) => Some(&self.acts[at].commands[0]),
            Step::Wait(_) => None,
        }
    }
}

/// Words that every incident understands by itself: no command may begin with one.
pub const BUILT_IN: [&str; 10] = [
    "help", "list", "note", "update", "wait", "history", "clock", "done", "clear", "sudo",
];

/// Where things stand that the walk may blame.
#[derive(Default)]
struct Places {
    facts: Vec<Range<usize>>,
    looks: Vec<Range<usize>>,
    variants: Vec<Vec<Range<usize>>>,
    acts: Vec<Range<usize>>,
    events: Vec<Range<usize>>,
    endings: Vec<Range<usize>>,
    not_yet: Range<usize>,
}

pub fn read(
    sources: &BTreeMap<&str, Source>,
    known: &mut Known,
    diagnostics: &Diagnostics,
) -> Vec<Option<Scenario>> {
    let mut scenarios = Vec::new();
    for (id, source) in sources {
        let named = Located {
            value: *id,
            span: 0..0,
        };
        known.scenarios.declare(&named, source, diagnostics);
        if known.scenarios.read == Read::Missing {
            known.scenarios.read = Read::Whole;
        }
        let document = Document::whole_file(source);
        let Some(table) = document.parse(diagnostics) else {
            scenarios.push(None);
            continue;
        };
        let top = Fields::of_document(&document, &table, "the scenario", diagnostics);
        scenarios.push(scenario(id, top, known));
    }
    scenarios
}

/// What the parts of one file refer to, while it is being read.
struct Reader {
    words: Names<Condition>,
    acts: Names<Act>,
    /// Commands, in small letters, and which entry has them.
    commands: HashMap<String, Owner>,
    /// How many of the words are facts.
    facts: usize,
    /// All that is asked for somewhere.
    asked: u64,
    /// All that acts and events set.
    set: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Look(usize),
    Act,
}

fn scenario(id: &str, mut top: Fields<'_>, known: &Known) -> Option<Scenario> {
    let before = top.diagnostics().count();
    let path = top.source().path.clone();
    let mut reader = Reader {
        words: Names::new("fact", path.clone()),
        acts: Names::new("act", path.clone()),
        commands: HashMap::new(),
        facts: 0,
        asked: 0,
        set: 0,
    };
    reader.words.read = Read::Whole;
    reader.acts.read = Read::Whole;
    let mut places = Places::default();

    let title = top.prose("title");
    let level = level(&mut top);
    let listed = top.words("skills");
    let skills = known
        .skills
        .resolve_all(&listed, top.source(), top.diagnostics());
    let listed = top.words("resources");
    let resources = known
        .resources
        .resolve_all(&listed, top.source(), top.diagnostics());
    let clock = top.text("clock").and_then(|written| {
        let minutes = minutes_of(written.value);
        if minutes.is_none() {
            let message = format!("`{}` is no time of day", crop(written.value));
            top.error_at(&written.span, message)
                .help("write hours and minutes, as in \"02:20\"");
        }
        minutes
    });
    let zone = top.optional_prose("zone").unwrap_or("UTC".to_owned());
    let prompt = top.optional_prose("prompt").unwrap_or_default();
    let hurt = top.whole("hurt", 0..=100);
    let updates = top.optional_whole("updates", 1..=MOST_MINUTES);
    let opening = top.text("opening").map(|text| paragraphs(text.value));
    let not_yet = top.optional_text("not-yet");
    places.not_yet = not_yet.as_ref().map_or(0..0, |text| text.span.clone());
    let not_yet = not_yet.map_or("Not yet.".to_owned(), |text| shown(text.value));
    let cause = top.prose("cause");
    let debrief = top.optional_prose_list("debrief").unwrap_or_default();
    let follow_ups = top.optional_prose_list("follow-ups").unwrap_or_default();

    // All names first: conditions may name what stands further down.
    let facts = top.words("facts");
    for fact in &facts {
        (reader.words).declare(fact, top.source(), top.diagnostics());
        reader.facts += 1;
        places.facts.push(fact.span.clone());
    }
    let mut looks: Vec<_> = named(top.tables("look", "a look"), |id, fields| {
        reader
            .words
            .declare(id, fields.source(), fields.diagnostics());
    });
    let mut acts: Vec<_> = named(top.tables("act", "an act"), |id, fields| {
        reader
            .acts
            .declare(id, fields.source(), fields.diagnostics());
    });
    let mut names = Names::<Event>::new("event", path.clone());
    let mut events: Vec<_> = named(top.optional_tables("event", "an event"), |id, fields| {
        names.declare(id, fields.source(), fields.diagnostics());
    });
    let mut names = Names::<Ending>::new("ending", path);
    let mut endings: Vec<_> = named(top.tables("ending", "an ending"), |id, fields| {
        names.declare(id, fields.source(), fields.diagnostics());
    });
    let (words, most) = (facts.len() + looks.len(), MOST_WORDS);
    if words > most {
        top.error(format!("{words} facts and looks: at most {most} are taken"))
            .help("leave some out, or make two scenarios of it");
        return None;
    }
    if events.len() > MOST_EVENTS {
        top.error(format!(
            "{} events: at most {MOST_EVENTS} are taken",
            events.len()
        ))
        .help("leave some out, or make two scenarios of it");
        return None;
    }
    let words = Words {
        names: facts
            .iter()
            .chain(looks.iter().filter_map(|(id, _)| id.as_ref()))
            .map(|name| name.value.to_owned())
            .collect(),
        facts: facts.len(),
    };
    places.looks = spans(&looks);
    places.acts = spans(&acts);
    places.events = spans(&events);
    places.endings = spans(&endings);
    let looks: Vec<Option<Look>> = (looks.drain(..).enumerate())
        .map(|(at, entry)| look(at, entry, &mut reader, &mut places))
        .collect();
    let acts: Vec<Option<Act>> = (acts.drain(..))
        .map(|entry| act(entry, &mut reader))
        .collect();
    let events: Vec<Option<Event>> = (events.drain(..))
        .map(|entry| event(entry, &mut reader))
        .collect();
    let endings: Vec<Option<Ending>> = (endings.drain(..))
        .map(|entry| ending(entry, &mut reader))
        .collect();
    for (bit, fact) in facts.iter().enumerate() {
        let shown = crop(fact.value);
        if reader.set & (1 << bit) == 0 {
            top.error_at(&fact.span, format!("nothing sets the fact `{shown}`"))
                .help("name it in the `sets` of an act or an event, or remove it");
        } else if reader.asked & (1 << bit) == 0 {
            top.error_at(&fact.span, format!("nothing depends on the fact `{shown}`"))
                .help("name it in a `when` or an `unless`, or remove it: what nothing depends on has no effect");
        }
    }
    let scenario = (top.diagnostics().count() == before).then(|| {
        Some(Scenario {
            id: id.to_owned(),
            title: title?,
            level: level?,
            skills: skills?,
            resources: resources?,
            clock: clock?,
            zone,
            prompt,
            hurt: hurt?,
            updates: updates.map_or(30, |number| number.value),
            opening: opening?,
            words,
            looks: looks.into_iter().collect::<Option<_>>()?,
            acts: acts.into_iter().collect::<Option<_>>()?,
            events: events.into_iter().collect::<Option<_>>()?,
            endings: endings.into_iter().collect::<Option<_>>()?,
            not_yet,
            cause: cause?,
            debrief,
            follow_ups,
            walked: Walked::default(),
        })
    });
    let scenario = scenario.flatten().and_then(|mut scenario| {
        check_undo(&scenario, &places, &top);
        match walk::walk(&scenario, reader.asked) {
            Ok(walked) => {
                scenario.walked = walked;
                Some(scenario)
            }
            Err(faults) => {
                for fault in faults {
                    tell(&fault, &scenario, &places, &top);
                }
                None
            }
        }
    });
    top.finish();
    scenario
}

/// An entry with its id, if it has one.
type Entry<'t> = (Option<Located<&'t str>>, Fields<'t>);

/// The entries with their ids, which `declare` is given.
fn named<'t>(
    tables: Vec<Fields<'t>>,
    mut declare: impl FnMut(&Located<&'t str>, &Fields<'t>),
) -> Vec<Entry<'t>> {
    let entry = |mut fields: Fields<'t>| {
        let id = fields.text("id");
        if let Some(id) = &id {
            declare(id, &fields);
        }
        (id, fields)
    };
    tables.into_iter().map(entry).collect()
}

fn spans(entries: &[Entry<'_>]) -> Vec<Range<usize>> {
    let span = |(id, _): &Entry<'_>| id.as_ref().map_or(0..0, |id| id.span.clone());
    entries.iter().map(span).collect()
}

fn level(top: &mut Fields<'_>) -> Option<usize> {
    let written = top.text("level")?;
    let names = SKILL_LEVELS.map(|(name, _)| name);
    let choices: Vec<(&'static str, usize)> = names.into_iter().zip(0..).collect();
    let message = format!("unknown level `{}`", crop(written.value));
    top.choose(&written, &choices, message)
}

/// The minute of the day that `text` names as `HH:MM`.
fn minutes_of(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |part: &str, below: u32| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.then(|| part.parse::<u32>().ok()).flatten();
        number.filter(|number| *number < below)
    };
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

/// The paragraphs of a text: what blank lines part.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), paragraphs.last_mut()) {
            (false, Some(last)) => last.push(line),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs.iter().map(|lines| lines.join(" ")).collect()
}

/// A text in lines, as a terminal shows it.
fn shown(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let text = lines.join("\n").replace('\t', "        ");
    text.trim_matches('\n').to_owned()
}

/// A command as it is compared: single spaces.
fn folded(command: &str) -> String {
    command.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Reader {
    /// The bits of the words at `key`.
    fn bits(&self, fields: &mut Fields<'_>, key: &'static str) -> u64 {
        let listed = fields.words(key);
        let found = self
            .words
            .resolve_all(&listed, fields.source(), fields.diagnostics());
        let bits = found.unwrap_or_default();
        bits.iter().fold(0, |set, word| set | bit(word.index))
    }

    fn condition(&mut self, fields: &mut Fields<'_>) -> Condition {
        let condition = Condition {
            when: self.bits(fields, "when"),
            unless: self.bits(fields, "unless"),
        };
        if condition.when & condition.unless != 0 {
            fields
                .error("`when` and `unless` name the same fact")
                .help("that can never hold: remove it from one of the two");
        }
        self.asked |= condition.when | condition.unless;
        condition
    }

    fn effect(&mut self, fields: &mut Fields<'_>) -> Effect {
        let facts = bit(self.facts) - 1;
        let effect = Effect {
            sets: self.bits(fields, "sets"),
            clears: self.bits(fields, "clears"),
            hurt: (fields.optional_whole("hurt", 0..=100)).map(|number| number.value),
        };
        if effect.sets & effect.clears != 0 {
            fields
                .error("`sets` and `clears` name the same fact")
                .help("remove it from one of the two");
        }
        if (effect.sets | effect.clears) & !facts != 0 {
            fields
                .error("`sets` and `clears` can name facts only, no looks")
                .help("a look holds once it was made; name a fact of `facts`");
        }
        self.set |= effect.sets;
        effect
    }

    /// The commands of an entry: nobody else's.
    fn commands(&mut self, fields: &mut Fields<'_>, owner: Owner) -> Vec<String> {
        let mut commands = Vec::new();
        for written in fields.list("commands").unwrap_or_default() {
            let command = folded(written.value);
            let first = command.split(' ').next().unwrap_or_default();
            if BUILT_IN.contains(&first) {
                fields
                    .error_at(
                        &written.span,
                        format!("no command can begin with `{first}`"),
                    )
                    .help(format!(
                        "every scenario knows these by itself: {}",
                        BUILT_IN.join(", ")
                    ));
            }
            let taken = self.commands.insert(command.to_lowercase(), owner);
            if taken.is_some_and(|other| (other, owner) != (Owner::Act, Owner::Act)) {
                fields
                    .error_at(
                        &written.span,
                        format!("the command `{}` stands twice", crop(&command)),
                    )
                    .help("remove one: only acts with different conditions may share a command");
            }
            commands.push(command);
        }
        commands
    }
}

fn bit(index: usize) -> u64 {
    1u64.checked_shl(index as u32).unwrap_or_default()
}

fn look(
    at: usize,
    (id, mut fields): Entry<'_>,
    reader: &mut Reader,
    places: &mut Places,
) -> Option<Look> {
    let say = fields.prose("say");
    let commands = reader.commands(&mut fields, Owner::Look(at));
    let minutes = fields.whole("minutes", 1..=MOST_MINUTES);
    let shows = fields.text("shows").map(|text| shown(text.value));
    let mut spans = Vec::new();
    let mut variants = Vec::new();
    for mut fields in fields.optional_tables("variant", "a variant") {
        let condition = reader.condition(&mut fields);
        if condition == Condition::default() && !(fields.has("when") || fields.has("unless")) {
            fields
                .error("a variant needs `when` or `unless`")
                .help("without a condition, write its words as the look's own `shows`");
        }
        let text = fields.text("shows");
        spans.push(text.as_ref().map_or(0..0, |text| text.span.clone()));
        let text = text.map(|text| shown(text.value));
        fields.finish();
        variants.push(text.map(|shows| Variant { condition, shows }));
    }
    places.variants.push(spans);
    let near = fields.words("near");
    let near = near.iter().map(|text| folded(text.value)).collect();
    let hint = fields.optional_prose("hint");
    fields.finish();
    Some(Look {
        id: id?.value.to_owned(),
        say: say?,
        commands: Some(commands).filter(|list| !list.is_empty())?,
        minutes: minutes?,
        shows: shows?,
        variants: variants.into_iter().collect::<Option<_>>()?,
        near,
        hint,
    })
}

fn act((id, mut fields): Entry<'_>, reader: &mut Reader) -> Option<Act> {
    let say = fields.prose("say");
    let commands = reader.commands(&mut fields, Owner::Act);
    let minutes = fields.whole("minutes", 1..=MOST_MINUTES);
    let condition = reader.condition(&mut fields);
    let refused = fields.optional_text("refused");
    let refused = refused.map(|text| shown(text.value));
    if refused.is_none() && condition != Condition::default() {
        fields.missing("refused");
    }
    let effect = reader.effect(&mut fields);
    let during = fields.optional_whole("during", 0..=100);
    let undo = fields.optional_text("undo");
    let irreversible = fields.flag("irreversible");
    if let Some(undo) = undo.as_ref().filter(|_| irreversible) {
        fields
            .error_at(&undo.span, "an irreversible act has no `undo`")
            .help("remove one of the two");
    }
    let undo = undo.map(|undo| {
        reader
            .acts
            .resolve(&undo, fields.source(), fields.diagnostics())
    });
    let shows = fields.text("shows").map(|text| shown(text.value));
    let verdict = fields.text("verdict").and_then(|written| {
        let message = format!("unknown verdict `{}`", crop(written.value));
        fields.choose(&written, &Verdict::ALL, message)
    });
    let why = fields.prose("why");
    fields.finish();
    Some(Act {
        id: id?.value.to_owned(),
        say: say?,
        commands: Some(commands).filter(|list| !list.is_empty())?,
        minutes: minutes?,
        condition,
        refused,
        effect,
        during: during.map_or(0, |number| number.value),
        undo: undo.flatten(),
        irreversible,
        shows: shows?,
        verdict: verdict?,
        why: why?,
    })
}

fn event((id, mut fields): Entry<'_>, reader: &mut Reader) -> Option<Event> {
    let due = due(&mut fields, reader);
    let condition = reader.condition(&mut fields);
    let effect = reader.effect(&mut fields);
    let shows = fields.text("shows").map(|text| shown(text.value));
    fields.finish();
    Some(Event {
        id: id?.value.to_owned(),
        due: due?,
        condition,
        effect,
        shows: shows?,
    })
}

fn due(fields: &mut Fields<'_>, reader: &mut Reader) -> Option<Due> {
    let at = fields.optional_whole("at", 1..=LATEST);
    let after = fields.optional_whole("after", 1..=LATEST);
    let since = fields.optional_text("since").map(|since| {
        reader
            .words
            .resolve(&since, fields.source(), fields.diagnostics())
    });
    match (at, after, since) {
        (Some(at), None, None) => Some(Due::At(at.value)),
        (None, Some(after), Some(since)) => {
            let fact = bit(since?.index);
            reader.asked |= fact;
            let after = after.value;
            Some(Due::Since { fact, after })
        }
        _ => {
            fields
                .error("an event needs either `at`, or `after` and `since`")
                .help("at = 45 is so many minutes from the beginning; after = 15, since = \"fact\" is so long after that fact came to hold");
            None
        }
    }
}

fn ending((id, mut fields): Entry<'_>, reader: &mut Reader) -> Option<Ending> {
    if !fields.has("good") {
        fields.missing("good");
    }
    let good = fields.flag("good");
    let title = fields.prose("title");
    let condition = reader.condition(&mut fields);
    let text = fields.prose("text");
    fields.finish();
    Some(Ending {
        id: id?.value.to_owned(),
        good,
        title: title?,
        condition,
        text: text?,
    })
}

/// Reports acts whose `undo` takes nothing of them back.
fn check_undo(scenario: &Scenario, places: &Places, top: &Fields<'_>) {
    for (at, act) in scenario.acts.iter().enumerate() {
        let Some(undo) = act.undo else { continue };
        let (other, effect) = (&scenario.acts[undo.index], act.effect);
        let back = other.effect.clears & effect.sets | other.effect.sets & effect.clears;
        if back == 0 && (other.effect.hurt.is_none() || undo.index == at) {
            top.error_at(
                &places.acts[at],
                format!("`{}` takes nothing of `{}` back", other.id, act.id),
            )
            .help("its `undo` names an act that clears what it sets, or sets what it clears");
        }
    }
}

/// Reports what the walk has found.
fn tell(fault: &Fault, scenario: &Scenario, places: &Places, top: &Fields<'_>) {
    let way = |steps: &[walk::Stride]| {
        format!(
            "the shortest way there: {}",
            walk::in_words(scenario, steps)
        )
    };
    let unreached = "look at the conditions: with the acts and events there are, they never come to hold together";
    match fault {
        Fault::TooMany { states, facts } => {
            let facts: Vec<_> = facts
                .iter()
                .map(|&bit| scenario.words.names[bit].as_str())
                .collect();
            top.error(format!("the scenario has more than {states} states"))
                .help(format!("what multiplies them most: `{}`", facts.join("`, `")))
                .help("give acts conditions, so that not everything can be done in every order, or leave facts out");
        }
        Fault::NoGoodEnding => {
            top.error("no good ending can be reached")
                .help("an ending with good = true needs conditions that acts can bring about");
        }
        Fault::Race => {
            top.error("whether a good ending can be reached is a race against the events")
                .help("from the beginning on there must be a way that no event can close");
        }
        Fault::NoWayBack {
            culprit,
            way: steps,
        } => {
            let (span, name, word) = match culprit {
                walk::Cause::Step(Step::Act(at)) => {
                    (&places.acts[*at], &scenario.acts[*at].id, "act")
                }
                walk::Cause::Step(Step::Look(at)) => {
                    (&places.looks[*at], &scenario.looks[*at].id, "look")
                }
                walk::Cause::Step(Step::Wait(_)) => return,
                walk::Cause::Event(at) => (&places.events[*at], &scenario.events[*at].id, "event"),
            };
            top.error_at(span, format!("after the {word} `{name}` no good ending can be reached"))
                .label("there is no way back from here")
                .help(way(steps))
                .help("add an act that leads back, or conditions: a poor step costs time, it does not end the game");
        }
        Fault::Variant(look, at) => {
            top.error_at(
                &places.variants[*look][*at],
                "nothing leads to this variant",
            )
            .help(unreached);
        }
        Fault::Look(at) => {
            let id = &scenario.looks[*at].id;
            top.error_at(
                &places.looks[*at],
                format!("the look `{id}` never shows its own words"),
            )
            .help("one of its variants always holds: make the last one the look's own `shows`");
        }
        Fault::Act(at) => {
            let id = &scenario.acts[*at].id;
            top.error_at(
                &places.acts[*at],
                format!("nothing leads to the act `{id}`"),
            )
            .help(unreached);
        }
        Fault::Idle(at) => {
            let id = &scenario.acts[*at].id;
            top.error_at(&places.acts[*at], format!("the act `{id}` has no effect"))
                .help("wherever it can be done it changes neither a fact nor how many are hurt; if it only finds out, make it a look");
        }
        Fault::Event(at) => {
            let id = &scenario.events[*at].id;
            top.error_at(&places.events[*at], format!("the event `{id}` never fires"))
                .help(unreached);
        }
        Fault::Ending(at) => {
            let id = &scenario.endings[*at].id;
            top.error_at(&places.endings[*at], format!("nothing leads to the ending `{id}`"))
                .help(unreached)
                .help("the first ending whose conditions hold is taken: perhaps one before it always holds, too");
        }
        Fault::AlwaysOver => {
            top.error_at(
                &places.not_yet,
                "`done` always finds an ending, from the first minute on",
            )
            .help(
                "give the endings conditions: somebody who has done nothing yet is told `not-yet`",
            );
        }
    }
}
