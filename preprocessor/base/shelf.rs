//! A shelf: all things of one kind that the data has, under their names, and what became of the file they stand in.
//!
//! A reader declares a name, reads what stands there, and puts it at its place; what has mistakes leaves its place empty. So the names
//! are known from faulty data, too, and a [`Ref`] finds its thing once all of the data is whole.

use std::iter::Flatten;
use std::ops::{Deref, Index};

use crate::base::diagnostic::{Diagnostics, Source};
use crate::base::located::Located;
use crate::base::names::{Declare, Names, Ref};

/// The things of a kind. As [`Names`] it says which there are.
pub struct Shelf<T> {
    names: Names<T>,
    /// One for each name.
    things: Vec<Option<T>>,
}

impl<T> Shelf<T> {
    pub fn new(names: Names<T>) -> Shelf<T> {
        Shelf {
            names,
            things: Vec::new(),
        }
    }

    /// Puts a thing at its place, if it has one and could be read.
    pub fn put(&mut self, place: Option<Ref<T>>, thing: Option<T>) {
        if let Some(place) = place {
            self.things[place.index] = thing;
        }
    }

    /// The thing at that place, if it could be read.
    pub fn thing(&self, place: Ref<T>) -> Option<&T> {
        self.things.get(place.index)?.as_ref()
    }

    /// All things, in the order they were declared.
    pub fn iter(&self) -> Flatten<std::slice::Iter<'_, Option<T>>> {
        self.things.iter().flatten()
    }

    /// All things with their places.
    pub fn places(&self) -> impl Iterator<Item = (Ref<T>, &T)> {
        let things = self.things.iter().enumerate();
        things.filter_map(|(at, thing)| Some((Ref::new(at), thing.as_ref()?)))
    }
}

impl<T> Declare<T> for Shelf<T> {
    /// A place for the thing called `id`.
    fn declare(
        &mut self,
        id: &Located<&str>,
        source: &Source,
        diagnostics: &Diagnostics,
    ) -> Option<Ref<T>> {
        let place = self.names.declare(id, source, diagnostics)?;
        self.things.push(None);
        Some(place)
    }
}

impl<T> Deref for Shelf<T> {
    type Target = Names<T>;

    fn deref(&self) -> &Names<T> {
        &self.names
    }
}

impl<T> Index<Ref<T>> for Shelf<T> {
    type Output = T;

    /// The thing at that place: only for data without mistakes.
    fn index(&self, place: Ref<T>) -> &T {
        self.thing(place).expect("the data is whole")
    }
}

impl<T> IntoIterator for Shelf<T> {
    type Item = T;
    type IntoIter = Flatten<std::vec::IntoIter<Option<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.things.into_iter().flatten()
    }
}

impl<'s, T> IntoIterator for &'s Shelf<T> {
    type Item = &'s T;
    type IntoIter = Flatten<std::slice::Iter<'s, Option<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
