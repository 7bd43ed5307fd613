//! Writes what the engine of the build answers to many questions, as JSON: the browser's engine must answer the same.
//!
//! `cargo run --example routes FILE`, in the folder of the repository; xtask does so before the browser's tests, which find
//! the file in `HOPS_ROUTES`. `{"networks": [{"goals": [bool], "hops": [[from, to,
//! distance, [skill]]], "cases": [{"from", "to": role or null, "avoid", "via", "skills", "answer"}]}]}`, roles and skills
//! by position. An answer is `{"routes": [[cost, [role]]]}`, best first; or `{"blocked": [["avoid" or "via", role]],
//! "nearest": [cost, [role]]}`; or null. The first network is the book's own, with every pair of roles asked; the others are
//! made up, always the same.

use std::path::Path;

use anyhow::Context;
use mdbook_hops::diagnostic::Diagnostics;
use mdbook_hops::files;
use mdbook_hops::guide::Guide;
use mdbook_hops::route::{Answer, Constraint, Leg, Network, Question, Route, answer};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let files = files::data(Path::new("data"));
    let (_, guide) = Guide::read("data", &files, &Diagnostics::default());
    let guide = guide.context("the data has mistakes: see mdbook-hops check")?;
    let mut chance = Chance(5);
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
    questions.extend((0..1500).map(|_| chance.question(roles, guide.skills.len())));
    let mut networks = vec![network(&own, &questions)];
    for _ in 0..80 {
        let made_up = chance.network();
        let roles = made_up.goals.len();
        let questions: Vec<_> = (0..20).map(|_| chance.question(roles, SKILLS)).collect();
        networks.push(network(&made_up, &questions));
    }
    let file = std::env::args().nth(1).context("name the file to write")?;
    std::fs::write(&file, json!({ "networks": networks }).to_string())?;
    Ok(())
}

/// How many skills there are in made-up networks.
const SKILLS: usize = 12;

fn network(network: &Network, questions: &[Question]) -> Value {
    let hops = network
        .hops
        .iter()
        .map(|hop| json!([hop.from, hop.to, hop.distance, hop.skills]));
    let cases = questions.iter().map(|question| {
        let mut skills: Vec<_> = question.skills.iter().collect();
        skills.sort();
        json!({
            "from": question.from, "to": question.to, "avoid": question.avoid, "via": question.via, "skills": skills,
            "answer": in_json(&answer(network, question)),
        })
    });
    json!({ "goals": network.goals, "hops": hops.collect::<Vec<_>>(), "cases": cases.collect::<Vec<_>>() })
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
