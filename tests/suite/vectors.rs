//! What the engines of the build answer, written down in `tests/vectors/`: the browser's engines must answer the same.
//!
//! Both engines are written twice. Here the build's are asked again and compared with the files; routes.test.mjs and incident.test.mjs,
//! in the folders of their features, ask the browser's. After a change to a rule, to `data/hops.toml` or to an incident, `SNAPSHOTS=overwrite` writes the files anew; look at
//! what has changed in them. Nothing in them is prose, so that a new wording changes nothing.

use std::path::PathBuf;

use mdbook_hops::base::diagnostic::{Diagnostics, render};
use mdbook_hops::book::files;
use mdbook_hops::features::guide::Guide;
use mdbook_hops::features::hops::engine::{Answer, Constraint, answer};
use mdbook_hops::features::hops::network::{Leg, Network, Question, Route};
use mdbook_hops::features::incidents::engine::State;
use mdbook_hops::features::incidents::model::Scenario;
use mdbook_hops::features::incidents::model::Step;
use mdbook_hops::features::incidents::scenario_data;
use mdbook_hops::renderer::search::tokens;
use serde_json::{Value, json};

use crate::project::root;

/// `{"networks": [{"goals": [bool], "hops": [[from, to, distance, [skill]]], "cases": [[from, to or null, avoid, via, skills, answer]]}]}`,
/// roles and skills by position. An answer is `{"routes": [[cost, [role]]]}`, best first; or `{"blocked": [["avoid" or "via",
/// role]], "nearest": [cost, [role]]}`; or null. The first network is the book's own, with every pair of roles asked; the others
/// are made up, always the same.
#[test]
fn routes_are_those_written_down() {
    let guide = guide();
    let own = Network::of(&guide);
    let roles = own.goals.len();
    let mut questions: Vec<Question> = Vec::new();
    for from in 0..roles {
        let to = std::iter::once(None).chain((0..roles).map(Some));
        questions.extend(to.map(|to| Question {
            from,
            to,
            ..Question::default()
        }));
    }
    let mut chance = Chance(5);
    questions.extend((0..1200).map(|_| chance.question(roles, guide.skills.len())));
    let mut networks = vec![network(&own, &questions)];
    // By numbers of their own: they stay as they are when the book gets another role.
    let mut chance = Chance(6);
    for _ in 0..80 {
        let made_up = chance.network();
        let roles = made_up.goals.len();
        let questions: Vec<_> = (0..20).map(|_| chance.question(roles, SKILLS)).collect();
        networks.push(network(&made_up, &questions));
    }
    compare(
        &format!("{{\"networks\":{}}}\n", lines(&networks)),
        "routes.json",
    );
}

/// `[{"id", "rules", "states", "way": [command], "minutes", "ending", "plays": [[step]]}]`: for each incident of the book the rules as its page
/// has them, the shortest good way as it is typed, and plays made up, always the same. A step is `["look ID", "act ID" or "wait
/// MINUTES"]` where it is refused, else `[…, clock, hurt, pain, [fact or look that came to hold, -one that ceased], [event that
/// fired], ending or null, what it showed]`.
#[test]
fn incidents_go_as_written_down() {
    let guide = guide();
    let told = guide.scenarios.iter().map(|scenario| {
        let walked = &scenario.walked;
        let way = walked.path.iter().map(|(step, _)| match step {
            Step::Wait(minutes) => format!("wait {minutes}"),
            step => scenario.command(*step).unwrap_or_default().to_owned(),
        });
        let mut chance = Chance(7);
        let plays: Vec<_> = (0..16).map(|_| play(scenario, &mut chance)).collect();
        let head = json!({
            "id": scenario.id, "rules": rules(scenario), "states": walked.states, "minutes": walked.minutes,
            "way": way.collect::<Vec<_>>(), "ending": scenario.endings[walked.ending].id,
        });
        let head = head.to_string();
        let head = head.strip_suffix('}').expect("an object");
        format!("{head},\"plays\":{}}}", lines(&plays))
    });
    let told: Vec<String> = told.collect();
    compare(&format!("[{}]\n", told.join(",\n")), "incidents.json");
}

/// The book's own.
fn guide() -> Guide {
    let files = files::data(&root().join("data"));
    let diagnostics = Diagnostics::default();
    let guide = Guide::read("data", &files, &diagnostics);
    if guide.whole().is_none() {
        panic!("{}", render(&diagnostics.finish(), false));
    }
    guide
}

/// A list in JSON, one line for each: a change can be read.
fn lines<Item: ToString>(items: &[Item]) -> String {
    let items: Vec<String> = items.iter().map(Item::to_string).collect();
    format!("[\n{}\n]", items.join(",\n"))
}

/// `{"letters", "cases": [[text, [word]]]}`: the rules for words, and the words of texts in many scripts, those at the end made up of what
/// is hard, always the same.
#[test]
fn words_of_a_search_are_those_written_down() {
    let texts = [
        "On-call: Straße, résumé’s “CV”. C++, C#, F# and i++ in foo#bar; .NET 4.8, 24/7, p99, 5xx, max_connections",
        "re\u{301}sume\u{301} soft\u{ad}ware zero\u{200b}width İstanbul ΣΊΣΥΦΟΣ ﬁle Ⅷ ½ ①",
        "Ёлка, Сервер, надёжность; שלום עולם; مرحبا بالعالم; हिन्दी में; ไทยแลนด์ 東京タワー。サーバーの信頼性 서버 신뢰성",
        "漢 漢字 漢字a字 a漢 𠮷野家 𝒜𝒷 🙂 constructor __proto__",
        "'' *** “” + # ++ a+ a++ a+++b 1#2 #3 #",
    ];
    let mut chance = Chance(7);
    let hard = "aZÉßſ1+#- ’_.漢字ไทкЙ\u{301}\u{ad}İ𠮷🙂";
    let hard: Vec<char> = hard.chars().collect();
    let made_up = (0..300).map(|_| {
        (0..1 + chance.below(14))
            .map(|_| hard[chance.below(hard.len())])
            .collect()
    });
    let texts = texts.into_iter().map(ToOwned::to_owned).chain(made_up);
    let cases: Vec<String> = texts
        .map(|text: String| json!([text, tokens::words(&text)]).to_string())
        .collect();
    let letters = tokens::definition();
    compare(
        &format!("{{\"letters\":{letters},\"cases\":{}}}\n", lines(&cases)),
        "search.json",
    );
}

/// Compares with the file, which `SNAPSHOTS=overwrite` writes. Says where they part, and not all that follows.
#[track_caller]
fn compare(actual: &str, name: &str) {
    let file: PathBuf = root().join("tests/vectors").join(name);
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        std::fs::write(&file, actual).expect("the file");
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    let mut both = actual.lines().zip(expected.lines()).enumerate();
    if let Some((at, (new, old))) = both.find(|(_, (new, old))| new != old) {
        let at = at + 1;
        panic!(
            "tests/vectors/{name}:{at}: the engine says\n{new}\nand there stands\n{old}\nIf this is meant, run the test again with SNAPSHOTS=overwrite"
        );
    }
    assert_eq!(actual.len(), expected.len(), "tests/vectors/{name}");
}

// ---- Routes.

/// How many skills there are in made-up networks.
const SKILLS: usize = 12;

/// The network in its first lines, then a line for each case.
fn network(network: &Network, questions: &[Question]) -> String {
    let hops = network
        .hops
        .iter()
        .map(|hop| json!([hop.from, hop.to, hop.distance, hop.skills]));
    let cases = questions.iter().map(|question| {
        let mut skills: Vec<_> = question.skills.iter().collect();
        skills.sort();
        let answer = in_json(&answer(network, question));
        json!([
            question.from,
            question.to,
            question.avoid,
            question.via,
            skills,
            answer
        ])
    });
    let (goals, hops) = (json!(network.goals), json!(hops.collect::<Vec<_>>()));
    let cases = lines(&cases.collect::<Vec<_>>());
    format!("{{\"goals\":{goals},\n\"hops\":{hops},\n\"cases\":{cases}}}")
}

fn in_json(answer: &Answer) -> Value {
    let route = |route: &Route| json!([route.cost, route.roles]);
    match answer {
        Answer::Routes(routes) => json!({ "routes": routes.iter().map(route).collect::<Vec<_>>() }),
        Answer::Blocked { by, nearest } => {
            let by = by.iter().map(|constraint| match constraint {
                Constraint::Avoid(role) => json!(["avoid", role]),
                Constraint::Via(role) => json!(["via", role]),
            });
            json!({ "blocked": by.collect::<Vec<_>>(), "nearest": route(nearest) })
        }
        Answer::Nowhere => Value::Null,
    }
}

// ---- Incidents.

/// What the page has for the engine, without its prose: what a look or an act shows is its id, with a number for a variant.
fn rules(scenario: &Scenario) -> Value {
    let data = scenario_data(scenario);
    let parts = |list: &str, kept: &[&str]| -> Vec<Value> {
        let all = data[list].as_array().expect("a list");
        let part = |one: &Value| {
            let part = kept
                .iter()
                .map(|key| ((*key).to_owned(), one[*key].clone()));
            Value::Object(part.collect())
        };
        all.iter().map(part).collect()
    };
    let effect = ["id", "when", "unless", "sets", "clears", "hurt"];
    let mut looks = parts("looks", &["id", "minutes", "variants"]);
    for look in &mut looks {
        look["shows"] = look["id"].clone();
        let id = look["id"].as_str().expect("a text").to_owned();
        let variants = look["variants"].as_array_mut().expect("a list");
        for (at, variant) in variants.iter_mut().enumerate() {
            variant["shows"] = shown(&id, Some(at)).into();
        }
    }
    let mut acts = parts(
        "acts",
        &[&effect[..], &["commands", "minutes", "during"]].concat(),
    );
    // Of the commands those that begin an act: by them the engine chooses between acts that share one.
    let first: Vec<Value> = acts.iter().map(|act| act["commands"][0].clone()).collect();
    for act in &mut acts {
        act["shows"] = act["id"].clone();
        let commands = act["commands"].as_array_mut().expect("a list");
        commands.retain(|command| first.contains(command));
    }
    json!({
        "hurt": data["hurt"], "looks": looks, "acts": acts,
        "events": parts("events", &[&effect[..], &["at", "since", "after"]].concat()),
        "endings": parts("endings", &["id", "good", "when", "unless"]),
    })
}

fn shown(id: &str, variant: Option<usize>) -> String {
    variant.map_or(id.to_owned(), |at| format!("{id}.{at}"))
}

/// Forty steps by chance.
fn play(scenario: &Scenario, chance: &mut Chance) -> Value {
    let mut state = State::begin(scenario);
    let mut steps = Vec::new();
    for _ in 0..40 {
        let step = match chance.below(3) {
            0 => Step::Look(chance.below(scenario.looks.len())),
            1 => Step::Act(chance.below(scenario.acts.len())),
            _ => Step::Wait(1 + chance.below(9) as u32),
        };
        steps.push(told(scenario, &state, step));
        state = state.step(scenario, step).unwrap_or(state);
    }
    Value::from(steps)
}

/// A step, and what came of it.
fn told(scenario: &Scenario, before: &State, step: Step) -> Value {
    let (named, shows) = match step {
        Step::Look(at) => {
            let id = &scenario.looks[at].id;
            (format!("look {id}"), shown(id, before.shown(scenario, at)))
        }
        Step::Act(at) => {
            let id = &scenario.acts[at].id;
            (format!("act {id}"), shown(id, None))
        }
        Step::Wait(minutes) => (format!("wait {minutes}"), String::new()),
    };
    let Some(state) = before.step(scenario, step) else {
        return json!([named]);
    };
    let came = scenario.words.of(state.facts & !before.facts);
    let went = scenario.words.of(before.facts & !state.facts);
    let mut changed: Vec<String> = came.map(str::to_owned).collect();
    changed.extend(went.map(|word| format!("-{word}")));
    changed.sort_unstable();
    let events = scenario.events.iter().enumerate();
    let fired = events.filter(|(at, _)| (state.fired & !before.fired) & (1 << at) != 0);
    let fired: Vec<_> = fired.map(|(_, event)| event.id.as_str()).collect();
    let ending = scenario.ending(state.facts);
    let ending = ending.map(|at| scenario.endings[at].id.as_str());
    json!([
        named,
        state.clock,
        state.hurt,
        state.pain,
        changed,
        fired,
        ending,
        shows
    ])
}

/// Numbers that look like chance and are always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// At most `most` numbers, each below `limit`.
    fn some(&mut self, most: usize, limit: usize) -> Vec<usize> {
        let count = self.below(most + 1);
        (0..count).map(|_| self.below(limit)).collect()
    }

    fn question(&mut self, roles: usize, skills: usize) -> Question {
        let to = self.below(2 * roles);
        Question {
            from: self.below(roles),
            // Half of them lead to the goals.
            to: Some(to).filter(|to| *to < roles),
            avoid: self.some(2, roles),
            via: self.some(2, roles),
            skills: self.some(skills, skills).into_iter().collect(),
        }
    }

    fn network(&mut self) -> Network {
        let roles = 2 + self.below(12);
        let mut hops: Vec<Leg> = Vec::new();
        for _ in 0..self.below(4 * roles) {
            let (from, to) = (self.below(roles), self.below(roles));
            if from == to || hops.iter().any(|hop| (hop.from, hop.to) == (from, to)) {
                continue;
            }
            let mut skills = self.some(7, SKILLS);
            skills.push(self.below(SKILLS));
            skills.sort_unstable();
            skills.dedup();
            let distance = 1 + self.below(5) as u32;
            hops.push(Leg {
                from,
                to,
                distance,
                skills,
            });
        }
        Network {
            goals: (0..roles).map(|_| self.below(4) == 0).collect(),
            hops,
        }
    }
}
