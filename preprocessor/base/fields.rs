//! A TOML table being read, key by key; every mistake is reported at its place.
//!
//! Enter at [`Fields::of_document`]; then [`get`](Fields::get) what stands under each of its keys. Data files and the bodies
//! of `hops` blocks are both read here, so that both refuse the same things in the same words. What is not in the list of
//! its [`Keys`] is an unknown key.

use std::ops::Range;

use toml::de::DeTable;

use crate::base::address;
use crate::base::diagnostic::{Code, Diagnostics, Report, Source};
use crate::base::document::Document;
use crate::base::keys::{Key, Keys, Takes};
use crate::base::located::{Located, crop};
use crate::base::nearest::nearest;
use crate::base::written::{Context, Written};

/// One TOML table being read. Get what stands under its keys, then call [`Fields::finish`].
pub struct Fields<'t> {
    table: &'t DeTable<'t>,
    keys: &'static Keys,
    context: Context<'t>,
}

impl<'t> Fields<'t> {
    /// Reads the top level of a document.
    pub fn of_document(
        document: &'t Document<'t>,
        table: &'t DeTable<'t>,
        keys: &'static Keys,
        diagnostics: &'t Diagnostics,
    ) -> Fields<'t> {
        let context = Context {
            document,
            diagnostics,
            header: document.whole.clone(),
            what: keys.what,
        };
        Fields {
            table,
            keys,
            context,
        }
    }

    /// Reads a table in the table of that context.
    pub fn inside(
        outer: &Context<'t>,
        table: &'t DeTable<'t>,
        header: Range<usize>,
        keys: &'static Keys,
    ) -> Fields<'t> {
        let context = Context {
            header,
            what: keys.what,
            ..*outer
        };
        Fields {
            table,
            keys,
            context,
        }
    }

    pub fn source(&self) -> &'t Source {
        self.context.source()
    }

    pub fn diagnostics(&self) -> &'t Diagnostics {
        self.context.diagnostics
    }

    /// Reports a mistake that concerns the table as a whole.
    pub fn error(&self, code: Code, message: impl Into<String>) -> Report<'t> {
        self.context.error(code, message)
    }

    /// Reports a mistake at a value read before.
    pub fn error_at(
        &self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> Report<'t> {
        self.context.error_at(code, span, message)
    }

    /// What stands under `key`; reported if it is missing and needed.
    pub fn get<T: Takes>(&mut self, key: Key<T>) -> T::Read<'t> {
        debug_assert!(
            self.keys.has(key.name),
            "`{}` is no key of {}",
            key.name,
            self.context.what
        );
        let Some(value) = self.table.get(key.name) else {
            if key.is_needed {
                key.takes.report_missing(key.name, &self.context);
            }
            return Default::default();
        };
        key.takes.read(&Written {
            name: key.name,
            is_needed: key.is_needed,
            value,
            context: &self.context,
        })
    }

    /// Whether `key` is there, right or wrong.
    pub fn has<T>(&self, key: Key<T>) -> bool {
        self.table.contains_key(key.name)
    }

    /// Reports that `key` is missing, which is not always needed.
    pub fn missing<T>(&self, key: Key<T>) {
        self.context.missing(key.name);
    }

    /// The address that was read as a text.
    pub fn address(&self, written: &Located<&str>) -> Option<String> {
        address::read(written, &self.context)
    }

    /// Reports the keys that are not in the list.
    pub fn finish(self) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.keys.has(name) {
                continue;
            }
            let span = self.context.document.in_source(key.span());
            let message = format!("unknown key `{}` in {}", crop(name), self.context.what);
            let names: Vec<_> = self.keys.names().collect();
            let help = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if names.is_empty() => "it takes none: remove this line".to_owned(),
                None => format!("the keys are `{}`", names.join("`, `")),
            };
            self.error_at(Code("unknown-key"), &span, message)
                .help(help);
        }
    }
}
