//! The kinds of keys under which tables stand, and those that somebody else reads.

use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::{Inner, Key, Keys, Takes};
use crate::base::located::Located;
use crate::base::written::{Context, Written};

/// A table, `[name]`.
#[derive(Clone, Copy)]
pub struct Table {
    keys: &'static Keys,
}

pub const fn table(name: &'static str, keys: &'static Keys) -> Key<Table> {
    Key::new(name, Table { keys })
}

impl Takes for Table {
    type Read<'t> = Option<Fields<'t>>;

    fn in_words(&self) -> String {
        "a table".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Fields<'t>> {
        let Some(table) = written.value.get_ref().as_table() else {
            written.mistyped("a table");
            return None;
        };
        Some(Fields::inside(
            written.context,
            table,
            written.span(),
            self.keys,
        ))
    }

    fn inner(&self) -> Option<Inner> {
        Some(Inner {
            keys: self.keys,
            is_list: false,
        })
    }
}

/// Tables, each begun with `[[name]]`.
#[derive(Clone, Copy)]
pub struct Tables {
    keys: &'static Keys,
}

pub const fn tables(name: &'static str, keys: &'static Keys) -> Key<Tables> {
    Key::new(name, Tables { keys })
}

impl Takes for Tables {
    type Read<'t> = Vec<Fields<'t>>;

    fn in_words(&self) -> String {
        "tables".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Vec<Fields<'t>> {
        let wanted = format!("a list of tables, each begun with [[{}]]", written.name);
        let Some(items) = written.value.get_ref().as_array() else {
            written.mistyped(&wanted);
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items.iter() {
            let item = written.with(item);
            let Some(table) = item.value.get_ref().as_table() else {
                item.mistyped(&wanted);
                continue;
            };
            // What concerns a whole entry is reported at its id if it has one.
            let named = table.get("id").filter(|id| id.get_ref().is_str());
            let header = item.with(named.unwrap_or(item.value)).span();
            tables.push(Fields::inside(item.context, table, header, self.keys));
        }
        tables
    }

    fn report_missing(&self, name: &'static str, context: &Context<'_>) {
        let message = format!("{} has no [[{name}]]", context.what);
        context
            .error(Code("no-entries"), message)
            .help(format!("begin an entry with a line `[[{name}]]`"));
    }

    fn inner(&self) -> Option<Inner> {
        Some(Inner {
            keys: self.keys,
            is_list: true,
        })
    }
}

/// A key that somebody else reads.
#[derive(Clone, Copy)]
pub struct Foreign;

pub const fn foreign(name: &'static str) -> Key<Foreign> {
    Key::new(name, Foreign).optional()
}

impl Takes for Foreign {
    type Read<'t> = ();

    fn in_words(&self) -> String {
        "anything".to_owned()
    }

    fn read<'t>(&self, _: &Written<'_, 't>) {}
}

/// A table whose keys are ids: lines `"id" = "text"`. A text may be empty.
#[derive(Clone, Copy)]
pub struct Lines;

pub const fn lines(name: &'static str) -> Key<Lines> {
    Key::new(name, Lines).optional()
}

impl Takes for Lines {
    type Read<'t> = Vec<(Located<&'t str>, Located<&'t str>)>;

    fn in_words(&self) -> String {
        "lines `\"id\" = \"id\"`".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Self::Read<'t> {
        let Some(table) = written.value.get_ref().as_table() else {
            written.mistyped("a table");
            return Vec::new();
        };
        let lines = table.iter().filter_map(|(key, value)| {
            let id = key.get_ref().as_ref();
            let written = Written {
                name: id,
                ..written.with(value)
            };
            let Some(text) = value.get_ref().as_str() else {
                written.mistyped("a string");
                return None;
            };
            let span = written.context.document.in_source(key.span());
            Some((Located { value: id, span }, written.located(text)))
        });
        lines.collect()
    }
}
