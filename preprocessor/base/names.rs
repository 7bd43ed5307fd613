//! The names the data declares: ids by kind, and what to say of one that is not there.

use std::collections::{HashMap, HashSet};
use std::marker::PhantomData;

use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::located::{Located, crop};
use crate::base::nearest::nearest;

/// A thing of kind `T` that exists: a position in the guide's list of them.
pub struct Ref<T> {
    pub index: usize,
    kind: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    pub fn new(index: usize) -> Ref<T> {
        Ref {
            index,
            kind: PhantomData,
        }
    }
}

// Derived, these would ask the same of `T`.
impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ref<T> {}
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Ref<T> {}
impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// What became of the file that declares names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    Whole,
    Missing,
    /// Then an unknown name proves nothing.
    Faulty,
}

impl Read {
    /// Of a file that is there or not, and has mistakes or not.
    pub fn of(is_there: bool, is_faulty: bool) -> Read {
        match (is_there, is_faulty) {
            (_, true) => Read::Faulty,
            (true, false) => Read::Whole,
            (false, false) => Read::Missing,
        }
    }
}

/// The ids of one kind, in the order they were declared.
pub struct Names<T> {
    /// What one is called in a message: "topic".
    pub noun: &'static str,
    /// The file that declares them, as messages name it.
    pub file: String,
    by_name: HashMap<String, usize>,
    order: Vec<String>,
    pub read: Read,
    /// Whether ids are of the form `whole.part`.
    dotted: bool,
    kind: PhantomData<fn() -> T>,
}

impl<T> Names<T> {
    pub fn new(noun: &'static str, file: impl Into<String>) -> Names<T> {
        Names {
            noun,
            file: file.into(),
            by_name: HashMap::new(),
            order: Vec::new(),
            read: Read::Missing,
            dotted: false,
            kind: PhantomData,
        }
    }

    /// Names of parts: `whole.part`.
    pub fn with_parts(self) -> Names<T> {
        Names {
            dotted: true,
            ..self
        }
    }

    /// How many were declared.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether it is certain that there is none.
    pub fn is_empty(&self) -> bool {
        self.read != Read::Faulty && self.order.is_empty()
    }

    /// All things, in the order they were declared.
    pub fn all(&self) -> impl Iterator<Item = Ref<T>> + use<T> {
        (0..self.order.len()).map(Ref::new)
    }

    /// The id of a thing that was declared.
    pub fn name(&self, thing: Ref<T>) -> &str {
        &self.order[thing.index]
    }

    /// All ids, in the order they were declared.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    pub fn get(&self, id: &str) -> Option<Ref<T>> {
        self.by_name.get(id).copied().map(Ref::new)
    }

    /// The thing called `id`; reported if there is none.
    pub fn resolve(
        &self,
        id: &Located<&str>,
        source: &Source,
        diagnostics: &Diagnostics,
    ) -> Option<Ref<T>> {
        let found = self.get(id.value);
        if found.is_none() && self.read != Read::Faulty {
            let (noun, shown) = (self.noun, crop(id.value));
            diagnostics
                .error(
                    Code("unknown-name"),
                    source,
                    id.span.clone(),
                    format!("unknown {noun} `{shown}`"),
                )
                .label(format!("not in {}", self.file))
                .help(self.suggestion(id.value));
        }
        found
    }

    /// The things of that list of ids; `None` if one does not exist. A name that stands twice is reported.
    pub fn resolve_all(
        &self,
        ids: &[Located<&str>],
        source: &Source,
        diagnostics: &Diagnostics,
    ) -> Option<Vec<Ref<T>>> {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id.value) {
                let message = format!("`{}` stands twice in this list", crop(id.value));
                diagnostics
                    .error(Code("item-twice"), source, id.span.clone(), message)
                    .help("remove one");
            }
        }
        let found = ids.iter().map(|id| self.resolve(id, source, diagnostics));
        // All of them are looked up before the list is given up, so that all unknown ones are reported.
        found.collect::<Vec<_>>().into_iter().collect()
    }

    /// What to write instead of the unknown `id`.
    pub fn suggestion(&self, id: &str) -> String {
        if let Some(near) = nearest(id, self.order.iter().map(String::as_str)) {
            return format!("did you mean `{near}`?");
        }
        match self.order.len() {
            0 if self.read == Read::Missing => format!("there is no {}", self.file),
            0 => format!("{} declares none", self.file),
            1..=20 => format!("there are `{}`", self.order.join("`, `")),
            _ => format!("look for its id in {}", self.file),
        }
    }
}

/// What ids are declared among.
pub trait Declare<T> {
    /// Declares `id`; reports it if it is malformed or taken. A malformed id is declared all the same, so that what
    /// refers to it is not reported too.
    fn declare(
        &mut self,
        id: &Located<&str>,
        source: &Source,
        diagnostics: &Diagnostics,
    ) -> Option<Ref<T>>;
}

impl<T> Declare<T> for Names<T> {
    fn declare(
        &mut self,
        id: &Located<&str>,
        source: &Source,
        diagnostics: &Diagnostics,
    ) -> Option<Ref<T>> {
        let noun = self.noun;
        if let Some(fault) = malformed(id.value, self.dotted) {
            let shown = crop(id.value);
            diagnostics
                .error(Code("malformed-id"), source, id.span.clone(), format!("`{shown}` is no id: {fault}"))
                .help("an id is small letters and digits with single hyphens between, as in `first-steps`");
        }
        if self.by_name.contains_key(id.value) {
            let shown = crop(id.value);
            diagnostics
                .error(Code("id-twice"), source, id.span.clone(), format!("the {noun} `{shown}` is declared twice"))
                .help(format!("rename or remove one: an id names one {noun}, and readers' notes are kept under it"));
            return None;
        }
        let index = self.order.len();
        self.by_name.insert(id.value.to_owned(), index);
        self.order.push(id.value.to_owned());
        Some(Ref::new(index))
    }
}

/// Why `id` is not kebab-case (`a-b`; dotted: `a-b.c-d`), if it is not.
fn malformed(id: &str, dotted: bool) -> Option<&'static str> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let allowed = |c: char| plain(c) || (dotted && c == '.');
    if id.len() > 100 {
        Some("it is longer than 100 characters")
    } else if !id.chars().all(allowed) {
        Some("it has other characters than a-z, 0-9 and hyphen")
    } else if id.split(['-', '.']).any(str::is_empty) {
        Some("it has a hyphen at an end, or two in a row")
    } else {
        None
    }
}

/// Checks that the id of a part begins with the id of the whole and a dot.
pub fn check_prefix(whole: &str, id: &Located<&str>, source: &Source, diagnostics: &Diagnostics) {
    let rest = id
        .value
        .strip_prefix(whole)
        .and_then(|r| r.strip_prefix('.'));
    if rest.is_none_or(|rest| rest.contains('.')) {
        diagnostics
            .error(
                Code("wrong-prefix"),
                source,
                id.span.clone(),
                format!("`{}` does not belong to `{whole}`", crop(id.value)),
            )
            .help(format!(
                "begin the id with `{whole}.`, and use no other dot"
            ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["a", "a-b", "k8s-objects", "area.part-one"] {
            assert_eq!(malformed(good, true), None, "{good}");
        }
        for bad in [
            "",
            "A",
            "a--b",
            "-a",
            "a-",
            "a.",
            "a b",
            "é",
            "a_b",
            &"x".repeat(101),
        ] {
            assert!(malformed(bad, true).is_some(), "{bad}");
        }
        assert!(malformed("area.part", false).is_some());
    }
}
