//! `vocabulary.toml`: the words the other files choose from, in the order in which readers see them.
//!
//! ```toml
//! [[topic]]
//! id = "knots"
//! title = "Knots"
//! ```
//!
//! The same for `[[type]]` (book, course …), `[[level]]` and `[[cost]]`; `meaning` may add a sentence.

use crate::base::fields::Fields;
use crate::base::names::{Names, Ref};
use crate::features::guide::Known;

/// Kinds of terms, told apart by type so that a topic cannot stand where a level should.
pub struct Topic;
pub struct Type;
pub struct Level;
pub struct Cost;

/// A word with its id.
#[derive(Debug, Clone, Default)]
pub struct Term {
    pub id: String,
    pub title: String,
    pub meaning: Option<String>,
}

#[derive(Debug, Default)]
pub struct Vocabulary {
    pub topics: Vec<Term>,
    pub types: Vec<Term>,
    pub levels: Vec<Term>,
    pub costs: Vec<Term>,
}

impl Vocabulary {
    pub fn topic(&self, topic: Ref<Topic>) -> &Term {
        &self.topics[topic.index]
    }

    pub fn type_(&self, type_: Ref<Type>) -> &Term {
        &self.types[type_.index]
    }

    pub fn level(&self, level: Ref<Level>) -> &Term {
        &self.levels[level.index]
    }

    pub fn cost(&self, cost: Ref<Cost>) -> &Term {
        &self.costs[cost.index]
    }
}

pub fn read(top: Option<Fields<'_>>, known: &mut Known) -> Option<Vocabulary> {
    let mut top = top?;
    let vocabulary = Vocabulary {
        topics: terms(top.tables("topic", "a topic"), &mut known.topics),
        types: terms(top.tables("type", "a type"), &mut known.types),
        levels: terms(top.tables("level", "a level"), &mut known.levels),
        costs: terms(top.tables("cost", "a cost"), &mut known.costs),
    };
    top.finish();
    Some(vocabulary)
}

fn terms<T>(tables: Vec<Fields<'_>>, names: &mut Names<T>) -> Vec<Term> {
    let read = |mut fields: Fields<'_>| {
        let id = fields.text("id");
        if let Some(id) = &id {
            names.declare(id, fields.source(), fields.diagnostics());
        }
        let term = Term {
            id: id.map(|id| id.value.to_owned()).unwrap_or_default(),
            title: fields.prose("title").unwrap_or_default(),
            meaning: fields.optional_prose("meaning"),
        };
        fields.finish();
        term
    };
    tables.into_iter().map(read).collect()
}
