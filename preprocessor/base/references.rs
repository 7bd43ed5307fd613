//! Ids in a table being read: one that is declared, and those that refer to what was declared elsewhere.

use crate::base::fields::Fields;
use crate::base::located::Located;
use crate::base::names::{Names, Ref};
use crate::base::shelf::Shelf;

impl<'t> Fields<'t> {
    /// The id at `key`, declared on `shelf`, and the place it has there.
    pub fn declare<T>(
        &mut self,
        key: &'static str,
        shelf: &mut Shelf<T>,
    ) -> (Option<Located<&'t str>>, Option<Ref<T>>) {
        let id = self.text(key);
        let declare = |id| shelf.declare(id, self.source(), self.diagnostics());
        let place = id.as_ref().and_then(declare);
        (id, place)
    }

    /// The thing named at `key`; reported if the key is missing, or if there is no such thing.
    pub fn refer<T>(&mut self, key: &'static str, names: &Names<T>) -> Option<Ref<T>> {
        let id = self.text(key)?;
        names.resolve(&id, self.source(), self.diagnostics())
    }

    /// As [`Fields::refer`], for a key that may be missing.
    pub fn optional_refer<T>(&mut self, key: &'static str, names: &Names<T>) -> Option<Ref<T>> {
        let id = self.optional_text(key)?;
        names.resolve(&id, self.source(), self.diagnostics())
    }

    /// The things named in the list at `key`; `None` if one of them does not exist.
    pub fn refer_all<T>(&mut self, key: &'static str, names: &Names<T>) -> Option<Vec<Ref<T>>> {
        let list = self.list(key)?;
        names.resolve_all(&list, self.source(), self.diagnostics())
    }

    /// As [`Fields::refer_all`], for a key that may be missing: then there are none.
    pub fn optional_refer_all<T>(
        &mut self,
        key: &'static str,
        names: &Names<T>,
    ) -> Option<Vec<Ref<T>>> {
        let list = self.optional_list(key).unwrap_or_default();
        names.resolve_all(&list, self.source(), self.diagnostics())
    }
}
