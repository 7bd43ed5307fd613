//! Writes what the engine of the build makes of many plays, as JSON: the browser's engine must make the same of them.
//!
//! `cargo run --example scenarios FILE`, in the folder of the repository; xtask does so before the browser's tests, which find the
//! file in `HOPS_SCENARIOS`. `[{"id", "data", "states", "way": [command], "minutes", "ending", "plays": [[[step, state]]]}]`: for each
//! incident of the book what its page holds for the script, the shortest good way as it is typed, and plays made up, always the
//! same. A step is `["look", id]`, `["act", id]` or `["wait", minutes]`; a state is `null` where the act is refused, or
//! `[clock, hurt, pain, [fact and look], [event], ending or null, what the step showed]`.

use std::path::Path;

use anyhow::Context;
use mdbook_hops::diagnostic::{Diagnostics, render};
use mdbook_hops::files;
use mdbook_hops::guide::{Guide, Scenario};
use mdbook_hops::incident::{State, Step};
use mdbook_hops::widgets::scenario_data;
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let files = files::data(Path::new("data"));
    let diagnostics = Diagnostics::default();
    let (_, guide) = Guide::read("data", &files, &diagnostics);
    let guide = guide.with_context(|| render(&diagnostics.finish(), false))?;
    let mut chance = Chance(7);
    let told = guide.scenarios.iter().map(|scenario| {
        let walked = &scenario.walked;
        let way = walked.path.iter().map(|(step, _)| match step {
            Step::Wait(minutes) => format!("wait {minutes}"),
            step => scenario.command(*step).unwrap_or_default().to_owned(),
        });
        let plays = (0..60).map(|_| play(scenario, &mut chance));
        json!({
            "id": scenario.id, "data": scenario_data(scenario), "states": walked.states, "minutes": walked.minutes,
            "way": way.collect::<Vec<_>>(), "ending": scenario.endings[walked.ending].id, "plays": plays.collect::<Vec<_>>(),
        })
    });
    let told: Vec<Value> = told.collect();
    let file = std::env::args().nth(1).context("name the file to write")?;
    std::fs::write(&file, Value::from(told).to_string())?;
    Ok(())
}

/// Forty steps by chance.
fn play(scenario: &Scenario, chance: &mut Chance) -> Vec<Value> {
    let mut state = State::begin(scenario);
    let mut steps = Vec::new();
    for _ in 0..40 {
        let step = match chance.below(3) {
            0 => Step::Look(chance.below(scenario.looks.len())),
            1 => Step::Act(chance.below(scenario.acts.len())),
            _ => Step::Wait(1 + chance.below(9) as u32),
        };
        let (named, shows) = match step {
            Step::Look(at) => {
                let look = &scenario.looks[at];
                let variant = state
                    .shown(scenario, at)
                    .map(|variant| &look.variants[variant].shows);
                (
                    json!(["look", look.id]),
                    variant.unwrap_or(&look.shows).as_str(),
                )
            }
            Step::Act(at) => (
                json!(["act", scenario.acts[at].id]),
                scenario.acts[at].shows.as_str(),
            ),
            Step::Wait(minutes) => (json!(["wait", minutes]), ""),
        };
        let next = state.step(scenario, step);
        state = next.unwrap_or(state);
        let told = next.map(|state| {
            let mut facts: Vec<_> = scenario.words.of(state.facts).collect();
            facts.sort_unstable();
            let fired = scenario
                .events
                .iter()
                .enumerate()
                .filter(|(at, _)| state.fired & (1 << at) != 0);
            let fired: Vec<_> = fired.map(|(_, event)| event.id.as_str()).collect();
            let ending = scenario
                .ending(state.facts)
                .map(|at| scenario.endings[at].id.as_str());
            json!([
                state.clock,
                state.hurt,
                state.pain,
                facts,
                fired,
                ending,
                shows
            ])
        });
        steps.push(json!([named, told]));
    }
    steps
}

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
