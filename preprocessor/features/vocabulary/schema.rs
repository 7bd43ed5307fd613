//! `vocabulary.toml`: the words the other files choose from, in the order in which readers see them.
//!
//! ```toml
//! [[topic]]
//! id = "knots"
//! title = "Knots"
//! ```
//!
//! The same for `[[type]]` (book, course …), `[[level]]` and `[[cost]]`; `meaning` may add a sentence.

use std::marker::PhantomData;

use crate::base::data::{Input, Place};
use crate::base::fields::Fields;
use crate::base::shelf::Shelf;

/// A word with its id. What kind of word it is, its type says, so that a topic cannot stand where a level should.
pub struct Term<Kind> {
    pub id: String,
    pub title: String,
    pub meaning: Option<String>,
    kind: PhantomData<fn() -> Kind>,
}

pub enum IsTopic {}
pub enum IsType {}
pub enum IsLevel {}
pub enum IsCost {}

pub type Topic = Term<IsTopic>;
pub type Type = Term<IsType>;
pub type Level = Term<IsLevel>;
pub type Cost = Term<IsCost>;

pub struct Vocabulary {
    pub topics: Shelf<Topic>,
    pub types: Shelf<Type>,
    pub levels: Shelf<Level>,
    pub costs: Shelf<Cost>,
}

pub const PLACE: Place = Place::file("vocabulary.toml", "the vocabulary");

pub fn read(input: Input<'_>) -> Vocabulary {
    let mut vocabulary = Vocabulary {
        topics: input.shelf("topic"),
        types: input.shelf("type"),
        levels: input.shelf("level"),
        costs: input.shelf("cost"),
    };
    let Some(mut top) = input.top else {
        return vocabulary;
    };
    terms(top.tables("topic", "a topic"), &mut vocabulary.topics);
    terms(top.tables("type", "a type"), &mut vocabulary.types);
    terms(top.tables("level", "a level"), &mut vocabulary.levels);
    terms(top.tables("cost", "a cost"), &mut vocabulary.costs);
    top.finish();
    vocabulary
}

fn terms<Kind>(tables: Vec<Fields<'_>>, shelf: &mut Shelf<Term<Kind>>) {
    for mut fields in tables {
        let (id, place) = fields.declare("id", shelf);
        let title = fields.prose("title");
        let meaning = fields.optional_prose("meaning");
        fields.finish();
        let term = || {
            Some(Term {
                id: id?.value.to_owned(),
                title: title?,
                meaning,
                kind: PhantomData,
            })
        };
        shelf.put(place, term());
    }
}
