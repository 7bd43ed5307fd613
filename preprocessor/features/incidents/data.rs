//! What the script needs to play an incident. Enter at [`in_json`].

use serde_json::{Value, json};

use crate::features::incidents::model::{Condition, Due, Scenario};

pub fn in_json(scenario: &Scenario) -> Value {
    let words = |set: u64| scenario.words.of(set).collect::<Vec<_>>();
    let condition = |condition: Condition| (words(condition.when), words(condition.unless));
    let looks = scenario.looks.iter().map(|look| {
        let variants = look.variants.iter().map(|variant| {
            let (when, unless) = condition(variant.condition);
            json!({ "when": when, "unless": unless, "shows": variant.shows })
        });
        json!({
            "id": look.id, "say": look.say, "commands": look.commands, "minutes": look.minutes, "shows": look.shows,
            "variants": variants.collect::<Vec<_>>(), "near": look.near, "hint": look.hint,
        })
    });
    let acts = scenario.acts.iter().map(|act| {
        let (when, unless) = condition(act.condition);
        json!({
            "id": act.id, "say": act.say, "commands": act.commands, "minutes": act.minutes, "when": when, "unless": unless,
            "refused": act.refused, "sets": words(act.effect.sets), "clears": words(act.effect.clears), "hurt": act.effect.hurt,
            "during": act.during, "undo": act.undo.map(|undo| &scenario.acts[undo.index].id), "irreversible": act.irreversible,
            "shows": act.shows, "verdict": act.verdict.name(), "why": act.why,
        })
    });
    let events = scenario.events.iter().map(|event| {
        let (when, unless) = condition(event.condition);
        let (at, since, after) = match event.due {
            Due::At(minute) => (Some(minute), None, None),
            Due::Since { fact, after } => (None, words(fact).pop(), Some(after)),
        };
        json!({
            "id": event.id, "at": at, "since": since, "after": after, "when": when, "unless": unless,
            "sets": words(event.effect.sets), "clears": words(event.effect.clears), "hurt": event.effect.hurt, "shows": event.shows,
        })
    });
    let endings = scenario.endings.iter().map(|ending| {
        let (when, unless) = condition(ending.condition);
        json!({ "id": ending.id, "good": ending.good, "title": ending.title, "when": when, "unless": unless, "text": ending.text })
    });
    json!({
        "id": scenario.id, "title": scenario.title, "clock": scenario.clock, "zone": scenario.zone, "prompt": scenario.prompt,
        "hurt": scenario.hurt, "updates": scenario.updates, "notYet": scenario.not_yet, "cause": scenario.cause,
        "followUps": scenario.follow_ups, "looks": looks.collect::<Vec<_>>(), "acts": acts.collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(), "endings": endings.collect::<Vec<_>>(),
    })
}
