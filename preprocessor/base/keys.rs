//! The keys of a table: the only way to read a field of it, and all that is told of them.
//!
//! [`keys!`] writes the list of a table, each key with its kind and what authors should know. From that list come the message about an
//! unknown key, and the author's reference. The kinds are in [`kinds`](crate::base::kinds); a table is read by
//! [`Fields`](crate::base::fields::Fields).

use crate::base::written::{Context, Written};

/// What stands under a key, and how it is read.
pub trait Takes: Copy {
    /// What comes of it; the default where the key is missing or has mistakes, which are reported.
    type Read<'t>: Default;

    /// For authors: "list of topics".
    fn in_words(&self) -> String;

    fn read<'t>(&self, written: &Written<'_, 't>) -> Self::Read<'t>;

    /// Reports that a key is missing that is needed.
    fn report_missing(&self, name: &'static str, context: &Context<'_>) {
        context.missing(name);
    }

    /// The tables that stand there.
    fn inner(&self) -> Option<Inner> {
        None
    }
}

/// Tables in a table.
pub struct Inner {
    pub keys: &'static Keys,
    /// Whether there may be several, each begun with `[[name]]`.
    pub is_list: bool,
}

/// A key of a table.
#[derive(Clone, Copy)]
pub struct Key<T> {
    pub name: &'static str,
    pub is_needed: bool,
    pub takes: T,
    /// For authors: what to write, Markdown.
    about: &'static str,
    /// A value, as TOML.
    example: &'static str,
    /// Instead of the words of the kind.
    in_words: Option<&'static str>,
}

impl<T: Copy> Key<T> {
    /// A key that is needed.
    pub const fn new(name: &'static str, takes: T) -> Key<T> {
        Key {
            name,
            is_needed: true,
            takes,
            about: "",
            example: "",
            in_words: None,
        }
    }

    /// The same, and it may be missing.
    pub const fn optional(self) -> Key<T> {
        Key {
            is_needed: false,
            ..self
        }
    }

    pub const fn about(self, about: &'static str) -> Key<T> {
        Key { about, ..self }
    }

    pub const fn example(self, example: &'static str) -> Key<T> {
        Key { example, ..self }
    }

    /// What it takes, in words that say more than its kind.
    pub const fn in_words(self, words: &'static str) -> Key<T> {
        let in_words = Some(words);
        Key { in_words, ..self }
    }
}

/// A key of any kind, as the author's reference describes it.
pub trait AnyKey {
    fn name(&self) -> &'static str;
    fn is_needed(&self) -> bool;
    /// What to write: "list of topics", "true or false".
    fn takes(&self) -> String;
    fn about(&self) -> &'static str;
    fn example(&self) -> &'static str;
    fn inner(&self) -> Option<Inner>;
    /// Reads a value only to report what is wrong with it.
    fn check(&self, written: &Written<'_, '_>);
}

impl<T: Takes> AnyKey for Key<T> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn is_needed(&self) -> bool {
        self.is_needed
    }

    fn takes(&self) -> String {
        self.in_words
            .map_or_else(|| self.takes.in_words(), str::to_owned)
    }

    fn about(&self) -> &'static str {
        self.about.trim()
    }

    fn example(&self) -> &'static str {
        self.example
    }

    fn inner(&self) -> Option<Inner> {
        self.takes.inner()
    }

    fn check(&self, written: &Written<'_, '_>) {
        self.takes.read(written);
    }
}

/// The keys of a kind of table.
pub struct Keys {
    /// What such a table is, in a message: "a resource".
    pub what: &'static str,
    /// For authors: what it is for, Markdown.
    pub about: &'static str,
    pub all: &'static [&'static dyn AnyKey],
}

impl Keys {
    /// Of a block that takes no argument.
    pub const NONE: Keys = Keys {
        what: "this block",
        about: "",
        all: &[],
    };

    /// The same keys of a table that messages call something else.
    pub const fn called(self, what: &'static str) -> Keys {
        Keys { what, ..self }
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().map(|key| key.name())
    }

    pub fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}

/// The keys of a kind of table, in the order of the author's reference, as constants of an empty type:
///
/// ```text
/// keys! {
///     /// Something to learn from.
///     Entry = "a resource";
///
///     /// What readers see.
///     TITLE: Prose = prose("title").example(r#""Bread for beginners""#);
/// }
/// ```
///
/// The comments are told to authors. `Entry::KEYS` lists the keys by their values, not by their constants, so that the compiler names a
/// constant that nobody reads. A line `with Shared::KEY, …;` behind the first takes in what several tables share: those of `shared Shared;`.
macro_rules! keys {
    (
        $vis:vis shared $table:ident;
        $($(#[doc = $about:literal])+ $key:ident: $takes:ty = $value:expr;)*
    ) => {
        $vis enum $table {}

        impl $table {
            $($(#[doc = $about])+
            $vis const $key: $crate::base::keys::Key<$takes> = $value.about(concat!($($about),+));)*
        }
    };
    (
        $(#[doc = $what_for:literal])+
        $vis:vis $table:ident = $what:literal;
        $(with $($shared:expr),+;)?
        $($(#[doc = $about:literal])+ $key:ident: $takes:ty = $value:expr;)*
    ) => {
        $(#[doc = $what_for])+
        $vis enum $table {}

        impl $table {
            $($(#[doc = $about])+
            $vis const $key: $crate::base::keys::Key<$takes> = $value;)*

            $vis const KEYS: $crate::base::keys::Keys = $crate::base::keys::Keys {
                what: $what,
                about: concat!($($what_for),+),
                all: &[$($(&$shared,)+)? $(&$value.about(concat!($($about),+))),*],
            };
        }
    };
}

pub(crate) use keys;
