//! Ids in a table being read: one that is declared, and those that refer to what was declared elsewhere.

use crate::base::fields::Fields;
use crate::base::keys::Key;
use crate::base::kinds::{Id, Name, NameList};
use crate::base::located::Located;
use crate::base::names::{Declare, Names, Ref};

impl<'t> Fields<'t> {
    /// The id at `key`, declared among `names`, and the place it has there.
    pub fn declare<T>(
        &mut self,
        key: Key<Id>,
        names: &mut impl Declare<T>,
    ) -> (Option<Located<&'t str>>, Option<Ref<T>>) {
        let id = self.get(key);
        let declare = |id| names.declare(id, self.source(), self.diagnostics());
        let place = id.as_ref().and_then(declare);
        (id, place)
    }

    /// The thing named at `key`; reported if there is no such thing.
    pub fn refer<T>(&mut self, key: Key<Name>, names: &Names<T>) -> Option<Ref<T>> {
        let id = self.get(key)?;
        names.resolve(&id, self.source(), self.diagnostics())
    }

    /// The things named in the list at `key`; `None` if one of them does not exist. Without a key that may be missing there are none.
    pub fn refer_all<T>(&mut self, key: Key<NameList>, names: &Names<T>) -> Option<Vec<Ref<T>>> {
        let list = match self.get(key) {
            None if key.is_needed => return None,
            list => list.unwrap_or_default(),
        };
        names.resolve_all(&list, self.source(), self.diagnostics())
    }
}
