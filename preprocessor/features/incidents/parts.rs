//! The parts of an incident's file: facts, looks, acts, events and endings, which refer to each other by name.
//!
//! Enter at [`Reader::machine`].

use std::collections::HashMap;
use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::Key;
use crate::base::kinds::NameList;
use crate::base::located::{Located, crop};
use crate::base::names::{Declare, Names, Read};
use crate::features::incidents::faults::Places;
use crate::features::incidents::keys::{
    ActEntry, EndingEntry, EventEntry, If, LookEntry, Parts, Step, Then,
};
use crate::features::incidents::model::{
    Act, Condition, Due, Effect, Ending, Event, Look, MOST_EVENTS, Variant, Words,
};

/// The most facts and looks together: each is a bit.
const MOST_WORDS: usize = 60;
/// Words that every incident understands by itself: no command may begin with one.
const BUILT_IN: [&str; 10] = [
    "help", "list", "note", "update", "wait", "history", "clock", "done", "clear", "sudo",
];

/// What can be done in it, and what comes of that.
pub struct Machine {
    pub words: Words,
    pub looks: Vec<Look>,
    pub acts: Vec<Act>,
    pub events: Vec<Event>,
    pub endings: Vec<Ending>,
}

/// What the parts of one file refer to, while it is being read.
pub struct Reader {
    words: Names<Condition>,
    acts: Names<Act>,
    /// Commands, in small letters, and which entry has them.
    commands: HashMap<String, Owner>,
    /// How many of the words are facts.
    facts: usize,
    /// All that is asked for somewhere.
    pub asked: u64,
    /// All that acts and events set.
    set: u64,
    pub places: Places,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Look(usize),
    Act,
}

/// An entry with its id, if it has one.
type Entry<'t> = (Option<Located<&'t str>>, Fields<'t>);

/// The entries with their ids, declared among `names`.
fn named<'t, T>(tables: Vec<Fields<'t>>, names: &mut Names<T>) -> Vec<Entry<'t>> {
    let entry = |mut fields: Fields<'t>| {
        let (id, _) = fields.declare(Step::ID, names);
        (id, fields)
    };
    tables.into_iter().map(entry).collect()
}

/// Reports more words or events than there may be.
fn is_too_much(words: usize, events: usize, top: &Fields<'_>) -> bool {
    let (most, what) = if words > MOST_WORDS {
        (MOST_WORDS, format!("{words} facts and looks"))
    } else if events > MOST_EVENTS {
        (MOST_EVENTS, format!("{events} events"))
    } else {
        return false;
    };
    top.error(
        Code("too-many"),
        format!("{what}: at most {most} are taken"),
    )
    .help("leave some out, or make two scenarios of it");
    true
}

fn spans(entries: &[Entry<'_>]) -> Vec<Range<usize>> {
    let span = |(id, _): &Entry<'_>| id.as_ref().map_or(0..0, |id| id.span.clone());
    entries.iter().map(span).collect()
}

/// A text in lines, as a terminal shows it.
pub fn shown(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let text = lines.join("\n").replace('\t', "        ");
    text.trim_matches('\n').to_owned()
}

/// A command as it is compared: single spaces.
fn folded(command: &str) -> String {
    command.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Reader {
    pub fn new(path: &str) -> Reader {
        let mut reader = Reader {
            words: Names::new("fact", path),
            acts: Names::new("act", path),
            commands: HashMap::new(),
            facts: 0,
            asked: 0,
            set: 0,
            places: Places::default(),
        };
        reader.words.read = Read::Whole;
        reader.acts.read = Read::Whole;
        reader
    }

    /// Reads the parts. `None` if there are too many of them to go on; in it, `None` if one of them has mistakes.
    pub fn machine(&mut self, top: &mut Fields<'_>) -> Option<Option<Machine>> {
        // All names first: conditions may name what stands further down.
        let facts = top.get(Parts::FACTS).unwrap_or_default();
        for fact in &facts {
            (self.words).declare(fact, top.source(), top.diagnostics());
            self.facts += 1;
            self.places.facts.push(fact.span.clone());
        }
        let looks = named(top.get(Parts::LOOK), &mut self.words);
        let acts = named(top.get(Parts::ACT), &mut self.acts);
        let mut names = Names::<Event>::new("event", top.source().path.clone());
        let events = named(top.get(Parts::EVENT), &mut names);
        let mut names = Names::<Ending>::new("ending", top.source().path.clone());
        let endings = named(top.get(Parts::ENDING), &mut names);
        if is_too_much(facts.len() + looks.len(), events.len(), top) {
            return None;
        }
        let ids = looks.iter().filter_map(|(id, _)| id.as_ref());
        let names = facts.iter().chain(ids);
        let words = Words {
            names: names.map(|name| name.value.to_owned()).collect(),
            facts: facts.len(),
        };
        self.places.looks = spans(&looks);
        self.places.acts = spans(&acts);
        self.places.events = spans(&events);
        self.places.endings = spans(&endings);
        let looks = looks.into_iter().enumerate();
        let looks: Vec<_> = looks.map(|(at, entry)| look(at, entry, self)).collect();
        let acts: Vec<_> = acts.into_iter().map(|entry| act(entry, self)).collect();
        let events: Vec<_> = events.into_iter().map(|entry| event(entry, self)).collect();
        let endings = endings.into_iter().map(|entry| ending(entry, self));
        let endings: Vec<_> = endings.collect();
        self.refuse_idle(&facts, top);
        let machine = || {
            Some(Machine {
                words,
                looks: looks.into_iter().collect::<Option<_>>()?,
                acts: acts.into_iter().collect::<Option<_>>()?,
                events: events.into_iter().collect::<Option<_>>()?,
                endings: endings.into_iter().collect::<Option<_>>()?,
            })
        };
        Some(machine())
    }

    /// Reports facts that nothing sets, and those that nothing depends on.
    fn refuse_idle(&self, facts: &[Located<&str>], top: &Fields<'_>) {
        let idle = |fact: &Located<&str>, message: String| {
            top.error_at(Code("idle-fact"), &fact.span, message)
        };
        for (at, fact) in facts.iter().enumerate() {
            let shown = crop(fact.value);
            if self.set & bit(at) == 0 {
                idle(fact, format!("nothing sets the fact `{shown}`"))
                    .help("name it in the `sets` of an act or an event, or remove it");
            } else if self.asked & bit(at) == 0 {
                idle(fact, format!("nothing depends on the fact `{shown}`"))
                    .help("name it in a `when` or an `unless`, or remove it: what nothing depends on has no effect");
            }
        }
    }

    /// The bits of the words at `key`.
    fn bits(&self, fields: &mut Fields<'_>, key: Key<NameList>) -> u64 {
        let bits = fields.refer_all(key, &self.words).unwrap_or_default();
        bits.iter().fold(0, |set, word| set | bit(word.index))
    }

    fn condition(&mut self, fields: &mut Fields<'_>) -> Condition {
        let condition = Condition {
            when: self.bits(fields, If::WHEN),
            unless: self.bits(fields, If::UNLESS),
        };
        if condition.when & condition.unless != 0 {
            fields
                .error(
                    Code("wrong-condition"),
                    "`when` and `unless` name the same fact",
                )
                .help("that can never hold: remove it from one of the two");
        }
        self.asked |= condition.when | condition.unless;
        condition
    }

    fn effect(&mut self, fields: &mut Fields<'_>) -> Effect {
        let facts = bit(self.facts) - 1;
        let effect = Effect {
            sets: self.bits(fields, Then::SETS),
            clears: self.bits(fields, Then::CLEARS),
            hurt: fields.get(Then::HURT).map(|number| number.value),
        };
        if effect.sets & effect.clears != 0 {
            fields
                .error(
                    Code("wrong-condition"),
                    "`sets` and `clears` name the same fact",
                )
                .help("remove it from one of the two");
        }
        if (effect.sets | effect.clears) & !facts != 0 {
            fields
                .error(
                    Code("wrong-condition"),
                    "`sets` and `clears` can name facts only, no looks",
                )
                .help("a look holds once it was made; name a fact of `facts`");
        }
        self.set |= effect.sets;
        effect
    }

    /// The commands of an entry: nobody else's.
    fn commands(&mut self, fields: &mut Fields<'_>, owner: Owner) -> Vec<String> {
        let mut commands = Vec::new();
        for written in fields.get(Step::COMMANDS).unwrap_or_default() {
            let command = folded(written.value);
            let first = command.split(' ').next().unwrap_or_default();
            if BUILT_IN.contains(&first) {
                fields
                    .error_at(
                        Code("reserved-command"),
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
                        Code("command-twice"),
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

fn look(at: usize, (id, mut fields): Entry<'_>, reader: &mut Reader) -> Option<Look> {
    let say = fields.get(Step::SAY);
    let commands = reader.commands(&mut fields, Owner::Look(at));
    let minutes = fields.get(Step::MINUTES);
    let shows = fields.get(Step::SHOWS).map(|text| shown(text.value));
    let mut spans = Vec::new();
    let mut variants = Vec::new();
    for mut fields in fields.get(LookEntry::VARIANT) {
        let condition = reader.condition(&mut fields);
        if condition == Condition::default() && !(fields.has(If::WHEN) || fields.has(If::UNLESS)) {
            fields
                .error(
                    Code("wrong-condition"),
                    "a variant needs `when` or `unless`",
                )
                .help("without a condition, write its words as the look's own `shows`");
        }
        let text = fields.get(Step::SHOWS);
        spans.push(text.as_ref().map_or(0..0, |text| text.span.clone()));
        let text = text.map(|text| shown(text.value));
        fields.finish();
        variants.push(text.map(|shows| Variant { condition, shows }));
    }
    reader.places.variants.push(spans);
    let near = fields.get(LookEntry::NEAR).unwrap_or_default();
    let near = near.iter().map(|text| folded(text.value)).collect();
    let hint = fields.get(LookEntry::HINT);
    fields.finish();
    Some(Look {
        id: id?.value.to_owned(),
        say: say?,
        commands: Some(commands).filter(|list| !list.is_empty())?,
        minutes: minutes?.value,
        shows: shows?,
        variants: variants.into_iter().collect::<Option<_>>()?,
        near,
        hint,
    })
}

fn act((id, mut fields): Entry<'_>, reader: &mut Reader) -> Option<Act> {
    let say = fields.get(Step::SAY);
    let commands = reader.commands(&mut fields, Owner::Act);
    let minutes = fields.get(Step::MINUTES);
    let condition = reader.condition(&mut fields);
    let refused = fields.get(ActEntry::REFUSED);
    let refused = refused.map(|text| shown(text.value));
    if refused.is_none() && condition != Condition::default() {
        fields.missing(ActEntry::REFUSED);
    }
    let effect = reader.effect(&mut fields);
    let during = fields.get(ActEntry::DURING);
    let undo = fields.get(ActEntry::UNDO);
    let irreversible = fields.get(ActEntry::IRREVERSIBLE);
    if let Some(undo) = undo.as_ref().filter(|_| irreversible) {
        fields
            .error_at(
                Code("wrong-undo"),
                &undo.span,
                "an irreversible act has no `undo`",
            )
            .help("remove one of the two");
    }
    let resolve = |undo| {
        reader
            .acts
            .resolve(&undo, fields.source(), fields.diagnostics())
    };
    let undo = undo.and_then(resolve);
    let shows = fields.get(Step::SHOWS).map(|text| shown(text.value));
    let verdict = fields.get(ActEntry::VERDICT);
    let why = fields.get(ActEntry::WHY);
    fields.finish();
    Some(Act {
        id: id?.value.to_owned(),
        say: say?,
        commands: Some(commands).filter(|list| !list.is_empty())?,
        minutes: minutes?.value,
        condition,
        refused,
        effect,
        during: during.map_or(0, |number| number.value),
        undo,
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
    let shows = fields.get(Step::SHOWS).map(|text| shown(text.value));
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
    let at = fields.get(EventEntry::AT);
    let after = fields.get(EventEntry::AFTER);
    let since = fields.get(EventEntry::SINCE).map(|since| {
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
                .error(Code("event-time"), "an event needs either `at`, or `after` and `since`")
                .help("at = 45 is so many minutes from the beginning; after = 15, since = \"fact\" is so long after that fact came to hold");
            None
        }
    }
}

fn ending((id, mut fields): Entry<'_>, reader: &mut Reader) -> Option<Ending> {
    let good = fields.get(EndingEntry::GOOD);
    let title = fields.get(EndingEntry::TITLE);
    let condition = reader.condition(&mut fields);
    let text = fields.get(EndingEntry::TEXT);
    fields.finish();
    Some(Ending {
        id: id?.value.to_owned(),
        good,
        title: title?,
        condition,
        text: text?,
    })
}
