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
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{Id, Prose, id, prose};
use crate::base::nested::{Tables, tables};
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

keys! {
    /// The words that the other files choose from, in the order in which readers see them.
    Top = "the vocabulary";

    /// What resources are about.
    TOPIC: Tables = tables("topic", &Word::TOPIC);
    /// What kinds of things resources are.
    TYPE: Tables = tables("type", &Word::TYPE);
    /// For whom resources are, the easiest first.
    LEVEL: Tables = tables("level", &Word::LEVEL);
    /// What resources cost, the freest first.
    COST: Tables = tables("cost", &Word::COST);
}

keys! {
    /// A word to choose.
    Word = "a word";

    /// What other files write.
    ID: Id = id("id").example(r#""bread""#);
    /// What readers see.
    TITLE: Prose = prose("title").example(r#""Bread""#);
    /// A sentence that says more.
    MEANING: Prose = prose("meaning").optional().example(r#""Anything with yeast or sourdough.""#);
}

impl Word {
    const TOPIC: Keys = Word::KEYS.called("a topic");
    const TYPE: Keys = Word::KEYS.called("a type");
    const LEVEL: Keys = Word::KEYS.called("a level");
    const COST: Keys = Word::KEYS.called("a cost");
}

pub const PLACE: Place = Place::file("vocabulary.toml", &Top::KEYS);

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
    terms(top.get(Top::TOPIC), &mut vocabulary.topics);
    terms(top.get(Top::TYPE), &mut vocabulary.types);
    terms(top.get(Top::LEVEL), &mut vocabulary.levels);
    terms(top.get(Top::COST), &mut vocabulary.costs);
    top.finish();
    vocabulary
}

fn terms<Kind>(tables: Vec<Fields<'_>>, shelf: &mut Shelf<Term<Kind>>) {
    for mut fields in tables {
        let (id, place) = fields.declare(Word::ID, shelf);
        let title = fields.get(Word::TITLE);
        let meaning = fields.get(Word::MEANING);
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
