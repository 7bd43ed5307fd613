//! The kinds of keys that take text: what may stand under one, and how it is read. Each has a function that makes a needed key of it.
//!
//! Numbers are in [`numbers`](crate::base::numbers), tables in [`nested`](crate::base::nested); ids are looked up by
//! [`references`](crate::base::references).

use crate::base::address;
use crate::base::diagnostic::Code;
use crate::base::keys::{Key, Takes};
use crate::base::located::{Located, crop};
use crate::base::nearest::nearest;
use crate::base::texts::fold;
use crate::base::written::{Context, Written};

/// An id that is declared here: read with [`Fields::declare`](crate::base::fields::Fields::declare).
#[derive(Clone, Copy)]
pub struct Id;

pub const fn id(name: &'static str) -> Key<Id> {
    Key::new(name, Id)
}

impl Takes for Id {
    type Read<'t> = Option<Located<&'t str>>;

    fn in_words(&self) -> String {
        "an id".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Located<&'t str>> {
        written.text()
    }
}

/// A text, as it is written.
#[derive(Clone, Copy)]
pub struct Text;

pub const fn text(name: &'static str) -> Key<Text> {
    Key::new(name, Text)
}

impl Takes for Text {
    type Read<'t> = Option<Located<&'t str>>;

    fn in_words(&self) -> String {
        "text".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Located<&'t str>> {
        written.text()
    }
}

/// A text with its white space folded.
#[derive(Clone, Copy)]
pub struct Prose;

pub const fn prose(name: &'static str) -> Key<Prose> {
    Key::new(name, Prose)
}

impl Takes for Prose {
    type Read<'t> = Option<String>;

    fn in_words(&self) -> String {
        "text".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<String> {
        Some(fold(written.text()?.value))
    }
}

/// A list of texts, as they are written.
#[derive(Clone, Copy)]
pub struct Texts {
    may_be_empty: bool,
}

pub const fn texts(name: &'static str) -> Key<Texts> {
    Key::new(
        name,
        Texts {
            may_be_empty: false,
        },
    )
}

impl Key<Texts> {
    /// An optional list, which may also be there and empty.
    pub const fn or_none(mut self) -> Key<Texts> {
        self.takes.may_be_empty = true;
        self.optional()
    }
}

impl Takes for Texts {
    type Read<'t> = Option<Vec<Located<&'t str>>>;

    fn in_words(&self) -> String {
        "list of texts".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Vec<Located<&'t str>>> {
        written.texts(self.may_be_empty)
    }
}

/// A list of texts with their white space folded.
#[derive(Clone, Copy)]
pub struct ProseList;

pub const fn prose_list(name: &'static str) -> Key<ProseList> {
    Key::new(name, ProseList)
}

impl Takes for ProseList {
    type Read<'t> = Option<Vec<String>>;

    fn in_words(&self) -> String {
        "list of texts".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Vec<String>> {
        let list = written.texts(false)?;
        Some(list.iter().map(|text| fold(text.value)).collect())
    }
}

/// The id of something: read with [`Fields::refer`](crate::base::fields::Fields::refer).
#[derive(Clone, Copy)]
pub struct Name {
    /// "topic".
    noun: &'static str,
}

pub const fn reference(name: &'static str, noun: &'static str) -> Key<Name> {
    Key::new(name, Name { noun })
}

impl Takes for Name {
    type Read<'t> = Option<Located<&'t str>>;

    fn in_words(&self) -> String {
        format!("the id of {}", self.noun)
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Located<&'t str>> {
        written.text()
    }
}

/// Ids of several things: read with [`Fields::refer_all`](crate::base::fields::Fields::refer_all).
#[derive(Clone, Copy)]
pub struct NameList {
    /// "topics".
    nouns: &'static str,
    may_be_empty: bool,
}

pub const fn references(name: &'static str, nouns: &'static str) -> Key<NameList> {
    let takes = NameList {
        nouns,
        may_be_empty: false,
    };
    Key::new(name, takes)
}

impl Key<NameList> {
    /// An optional list, which may also be there and empty.
    pub const fn or_none(mut self) -> Key<NameList> {
        self.takes.may_be_empty = true;
        self.optional()
    }
}

impl Takes for NameList {
    type Read<'t> = Option<Vec<Located<&'t str>>>;

    fn in_words(&self) -> String {
        format!("list of {}", self.nouns)
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Vec<Located<&'t str>>> {
        written.texts(self.may_be_empty)
    }
}

/// One of a few words, each of which means something.
pub struct OneOf<T: 'static> {
    choices: &'static [(&'static str, T)],
    /// What is said of another word, which stands in it for `{}`.
    refusal: &'static str,
}

pub const fn one_of<T: Copy>(
    name: &'static str,
    choices: &'static [(&'static str, T)],
    refusal: &'static str,
) -> Key<OneOf<T>> {
    Key::new(name, OneOf { choices, refusal })
}

// Derived, these would ask the same of `T`.
impl<T> Clone for OneOf<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for OneOf<T> {}

impl<T: Copy> OneOf<T> {
    /// What is written, if it is one of the choices.
    fn of(self, written: &Located<&str>, context: &Context<'_>) -> Option<T> {
        let found = self.choices.iter().find(|(name, _)| *name == written.value);
        if found.is_none() {
            let names: Vec<_> = self.choices.iter().map(|(name, _)| *name).collect();
            let near = nearest(written.value, names.iter().copied());
            let message = self.refusal.replace("{}", &crop(written.value));
            context
                .error_at(Code("unknown-choice"), &written.span, message)
                .label(format!("not one of `{}`", names.join("`, `")))
                .maybe_help(near.map(|near| format!("did you mean `{near}`?")));
        }
        found.map(|(_, choice)| *choice)
    }

    /// The choices, as they are written in TOML.
    fn quoted(self) -> Vec<String> {
        let names = self.choices.iter();
        names.map(|(name, _)| format!("`\"{name}\"`")).collect()
    }
}

impl<T: Copy> Takes for OneOf<T> {
    type Read<'t> = Option<T>;

    fn in_words(&self) -> String {
        let quoted = self.quoted();
        match quoted.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => quoted.concat(),
        }
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<T> {
        self.of(&written.text()?, written.context)
    }
}

/// A list of such words; those that are none are left out.
pub struct SomeOf<T: 'static>(OneOf<T>);

pub const fn some_of<T: Copy>(
    name: &'static str,
    choices: &'static [(&'static str, T)],
    refusal: &'static str,
) -> Key<SomeOf<T>> {
    Key::new(name, SomeOf(OneOf { choices, refusal }))
}

impl<T> Clone for SomeOf<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for SomeOf<T> {}

impl<T: Copy> Takes for SomeOf<T> {
    type Read<'t> = Option<Vec<Located<T>>>;

    fn in_words(&self) -> String {
        format!("list of {}", self.0.quoted().join(", "))
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Vec<Located<T>>> {
        let list = written.texts(false)?.into_iter();
        let chosen = list.filter_map(|text| {
            let value = self.0.of(&text, written.context)?;
            Some(Located {
                value,
                span: text.span,
            })
        });
        Some(chosen.collect())
    }
}

/// An address of the web.
#[derive(Clone, Copy)]
pub struct Url;

pub const fn url(name: &'static str) -> Key<Url> {
    Key::new(name, Url)
}

impl Takes for Url {
    type Read<'t> = Option<String>;

    fn in_words(&self) -> String {
        "an address".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<String> {
        address::read(&written.text()?, written.context)
    }
}
