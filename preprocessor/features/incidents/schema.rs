//! `scenarios/ID.toml`: incidents as state machines. `src/about/scenarios.md` explains the format to authors.
//!
//! Enter at [`read`]. What a file holds is checked here as far as it can be word by word; [`parts`](super::parts) has the
//! looks, acts, events and endings, and [`faults`](super::faults) looks at the whole.

use crate::base::data::{Input, Place};
use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
use crate::base::shelf::Shelf;
use crate::features::incidents::faults::{self, Places};
use crate::features::incidents::model::{Scenario, Walked};
use crate::features::incidents::parts::{MOST_MINUTES, Machine, Reader, shown};
use crate::features::resources::schema::Resource;
use crate::features::skills::schema::{SKILL_LEVELS, Skill};

/// By id.
pub type Scenarios = Shelf<Scenario>;

pub const PLACE: Place = Place::folder("scenarios", ".toml");

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
    let mut top = Fields::of_document(&document, &table, "the scenario", diagnostics);
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
    let title = top.prose("title");
    let level = level(top);
    let skills = some_of(top, "skills", skills);
    let resources = some_of(top, "resources", resources);
    let clock = clock(top);
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
    Some(Told {
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
        not_yet,
        cause: cause?,
        debrief,
        follow_ups,
    })
}

/// The things named in the list at `key`, which may be empty or missing; `None` if one of them does not exist.
fn some_of<T>(top: &mut Fields<'_>, key: &'static str, shelf: &Shelf<T>) -> Option<Vec<Ref<T>>> {
    let listed = top.words(key);
    shelf.resolve_all(&listed, top.source(), top.diagnostics())
}

fn clock(top: &mut Fields<'_>) -> Option<u32> {
    let written = top.text("clock")?;
    let minutes = minutes_of(written.value);
    if minutes.is_none() {
        let message = format!("`{}` is no time of day", crop(written.value));
        top.error_at(Code("malformed-time"), &written.span, message)
            .help("write hours and minutes, as in \"02:20\"");
    }
    minutes
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
