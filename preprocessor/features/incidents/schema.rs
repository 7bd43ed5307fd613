//! `scenarios/ID.toml`: incidents as state machines. `src/about/scenarios.md` explains the format to authors.
//!
//! Enter at [`read`]. What a file holds is checked here as far as it can be word by word; [`parts`](super::parts) has the
//! looks, acts, events and endings, and [`faults`](super::faults) looks at the whole.

use crate::base::data::{Input, Place};
use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{
    NameList, OneOf, Prose, ProseList, Text, one_of, prose, prose_list, references, text,
};
use crate::base::located::{Located, crop};
use crate::base::names::{Declare, Ref};
use crate::base::numbers::{Whole, whole};
use crate::base::shelf::Shelf;
use crate::features::incidents::faults::{self, Places};
use crate::features::incidents::keys::{MOST_MINUTES, Parts};
use crate::features::incidents::model::{Scenario, Walked};
use crate::features::incidents::parts::{Machine, Reader, shown};
use crate::features::resources::schema::Resource;
use crate::features::skills::schema::{SKILL_LEVEL, Skill};

/// By id.
pub type Scenarios = Shelf<Scenario>;

keys! {
    /// An incident to play; [How to write an incident](scenarios.md) explains it. The name of the file is its id.
    Top = "the scenario";
    with Parts::FACTS, Parts::LOOK, Parts::ACT, Parts::EVENT, Parts::ENDING;

    /// What readers see.
    TITLE: Prose = prose("title").example(r#""The cold oven""#);
    /// How hard it is.
    LEVEL: OneOf<usize> = one_of("level", &SKILL_LEVEL, "unknown level `{}`").example(r#""entry""#);
    /// What it rests on.
    SKILLS: NameList = references("skills", "skills").or_none().example(r#"["dough.knead"]"#);
    /// What to read afterwards.
    RESOURCES: NameList = references("resources", "resources").or_none().example(r#"["first-loaf"]"#);
    /// When it begins.
    CLOCK: Text = text("clock").example(r#""02:20""#).in_words("hours and minutes, in quotes");
    /// In which zone; UTC if left out.
    ZONE: Prose = prose("zone").optional().example(r#""UTC""#);
    /// The name of the machine in front of the terminal.
    PROMPT: Prose = prose("prompt").optional().example(r#""oven-1""#);
    /// How many of 100 users are hurt at the beginning.
    HURT: Whole = whole("hurt", 0..=100).example("20");
    /// While users are hurt, a post is expected every so many minutes; 30 if left out.
    UPDATES: Whole = whole("updates", 1..=MOST_MINUTES).optional().example("20");
    /// What the player is told first; blank lines part paragraphs.
    OPENING: Text = text("opening").example(r#""The oven is cold.""#);
    /// What `done` answers while no ending holds.
    NOT_YET: Text = text("not-yet").optional().example(r#""Not yet: the oven is cold.""#);
    /// What it was.
    CAUSE: Prose = prose("cause").example(r#""The wind blew the flame out.""#);
    /// What it teaches, a sentence each.
    DEBRIEF: ProseList = prose_list("debrief").optional().example(r#"["Look at the flame first."]"#);
    /// Actions for the review.
    FOLLOW_UPS: ProseList = prose_list("follow-ups").optional().example(r#"["Shut the window."]"#);
}

pub const PLACE: Place = Place::folder("scenarios", &Top::KEYS);

pub fn read(input: Input<'_>, skills: &Shelf<Skill>, resources: &Shelf<Resource>) -> Scenarios {
    let mut scenarios = input.shelf("scenario");
    for (id, source) in &input.parts {
        let named = Located {
            value: *id,
            span: 0..0,
        };
        let place = scenarios.declare(&named, source, input.diagnostics);
        let scenario = of_file(id, source, skills, resources, input.diagnostics);
        scenarios.put(place, scenario);
    }
    scenarios
}

fn of_file(
    id: &str,
    source: &Source,
    skills: &Shelf<Skill>,
    resources: &Shelf<Resource>,
    diagnostics: &Diagnostics,
) -> Option<Scenario> {
    let document = Document::whole_file(source);
    let table = document.parse(diagnostics)?;
    let mut top = Fields::of_document(&document, &table, &Top::KEYS, diagnostics);
    let mut reader = Reader::new(&source.path);
    let before = diagnostics.count();
    let told = told(&mut top, skills, resources, &mut reader.places);
    let machine = reader.machine(&mut top)?;
    let scenario = told.and_then(|told| told.with(id, machine?));
    let scenario = scenario.filter(|_| diagnostics.count() == before);
    let scenario = scenario.and_then(|mut scenario| {
        scenario.walked = faults::check(&scenario, reader.asked, &reader.places, &top)?;
        Some(scenario)
    });
    top.finish();
    scenario
}

/// What is told of an incident, by whatever state it is in.
struct Told {
    title: String,
    level: usize,
    skills: Vec<Ref<Skill>>,
    resources: Vec<Ref<Resource>>,
    clock: u32,
    zone: String,
    prompt: String,
    hurt: u32,
    updates: u32,
    opening: Vec<String>,
    not_yet: String,
    cause: String,
    debrief: Vec<String>,
    follow_ups: Vec<String>,
}

impl Told {
    fn with(self, id: &str, machine: Machine) -> Option<Scenario> {
        Some(Scenario {
            id: id.to_owned(),
            title: self.title,
            level: self.level,
            skills: self.skills,
            resources: self.resources,
            clock: self.clock,
            zone: self.zone,
            prompt: self.prompt,
            hurt: self.hurt,
            updates: self.updates,
            opening: self.opening,
            words: machine.words,
            looks: machine.looks,
            acts: machine.acts,
            events: machine.events,
            endings: machine.endings,
            not_yet: self.not_yet,
            cause: self.cause,
            debrief: self.debrief,
            follow_ups: self.follow_ups,
            walked: Walked::default(),
        })
    }
}

fn told(
    top: &mut Fields<'_>,
    skills: &Shelf<Skill>,
    resources: &Shelf<Resource>,
    places: &mut Places,
) -> Option<Told> {
    let title = top.get(Top::TITLE);
    let level = top.get(Top::LEVEL);
    let skills = top.refer_all(Top::SKILLS, skills);
    let resources = top.refer_all(Top::RESOURCES, resources);
    let clock = clock(top);
    let zone = top.get(Top::ZONE).unwrap_or("UTC".to_owned());
    let prompt = top.get(Top::PROMPT).unwrap_or_default();
    let hurt = top.get(Top::HURT);
    let updates = top.get(Top::UPDATES);
    let opening = top.get(Top::OPENING).map(|text| paragraphs(text.value));
    let not_yet = top.get(Top::NOT_YET);
    places.not_yet = not_yet.as_ref().map_or(0..0, |text| text.span.clone());
    let not_yet = not_yet.map_or("Not yet.".to_owned(), |text| shown(text.value));
    let cause = top.get(Top::CAUSE);
    let debrief = top.get(Top::DEBRIEF).unwrap_or_default();
    let follow_ups = top.get(Top::FOLLOW_UPS).unwrap_or_default();
    Some(Told {
        title: title?,
        level: level?,
        skills: skills?,
        resources: resources?,
        clock: clock?,
        zone,
        prompt,
        hurt: hurt?.value,
        updates: updates.map_or(30, |number| number.value),
        opening: opening?,
        not_yet,
        cause: cause?,
        debrief,
        follow_ups,
    })
}

fn clock(top: &mut Fields<'_>) -> Option<u32> {
    let written = top.get(Top::CLOCK)?;
    let minutes = minutes_of(written.value);
    if minutes.is_none() {
        let message = format!("`{}` is no time of day", crop(written.value));
        top.error_at(Code("malformed-time"), &written.span, message)
            .help("write hours and minutes, as in \"02:20\"");
    }
    minutes
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
