//! Reads a TOML table key by key, and reports every mistake at its place.
//!
//! Enter at [`Fields::of_document`]; then ask the table for the keys it should have. Data files and the bodies
//! of `hops` blocks are both read here, so that both refuse the same things in the same words. What is not asked for
//! is an unknown key.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::diagnostic::{Code, Diagnostics, Report, Source};
use crate::base::document::Document;
use crate::base::located::{Located, crop};
use crate::base::nearest::nearest;
use crate::base::texts::{fold, unprintable};

/// One TOML table being read. Ask for keys, then call [`Fields::finish`].
pub struct Fields<'t> {
    document: &'t Document<'t>,
    table: &'t DeTable<'t>,
    diagnostics: &'t Diagnostics,
    /// The table's header: where a missing key is reported.
    header: Range<usize>,
    /// What the table is, in a message: "a resource".
    what: &'static str,
    asked: Vec<&'static str>,
    /// Those of them that may not be missing.
    needed: Vec<&'static str>,
    /// How many of those asked for were there.
    found: usize,
}

impl<'t> Fields<'t> {
    /// Reads the top level of a document.
    pub fn of_document(
        document: &'t Document<'t>,
        table: &'t DeTable<'t>,
        what: &'static str,
        diagnostics: &'t Diagnostics,
    ) -> Fields<'t> {
        Fields {
            document,
            table,
            diagnostics,
            header: document.whole.clone(),
            what,
            asked: Vec::with_capacity(20),
            needed: Vec::new(),
            found: 0,
        }
    }

    pub fn source(&self) -> &'t Source {
        self.document.source
    }

    pub fn diagnostics(&self) -> &'t Diagnostics {
        self.diagnostics
    }

    /// Reports a mistake that concerns the table as a whole.
    pub fn error(&self, code: Code, message: impl Into<String>) -> Report<'t> {
        self.diagnostics
            .error(code, self.source(), self.header.clone(), message)
    }

    /// Reports a mistake at a value read before.
    pub fn error_at(
        &self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> Report<'t> {
        self.diagnostics
            .error(code, self.source(), span.clone(), message)
    }

    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        self.found += 1;
        Some(value)
    }

    /// The value at `key`; reported if missing.
    fn needed(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.needed.push(key);
        let value = self.value(key);
        if value.is_none() {
            self.missing(key);
        }
        value
    }

    fn span_of(&self, value: &Spanned<DeValue<'_>>) -> Range<usize> {
        self.document.in_source(value.span())
    }

    fn mistyped(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.error_at(
            Code("wrong-type"),
            &self.span_of(value),
            format!("`{key}` must be {wanted}, but this is {}", article(found)),
        )
        .label(format!("expected {wanted}"));
    }

    /// Reports that `key` is missing.
    pub fn missing(&self, key: &str) {
        self.error(
            Code("missing-key"),
            format!("{} needs the key `{key}`", self.what),
        )
        .help(format!("add `{key} = …` to this table"));
    }

    /// Whether `key` is there, right or wrong.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// `advice`, and the other way out if `key` may be missing.
    fn or_remove(&self, advice: &str, key: &str) -> String {
        match self.needed.contains(&key) {
            true => advice.to_owned(),
            false => format!("{advice}, or remove the key"),
        }
    }

    fn string_of(
        &self,
        key: &str,
        value: &'t Spanned<DeValue<'t>>,
        wanted: &str,
    ) -> Option<Located<&'t str>> {
        let Some(text) = value.get_ref().as_str() else {
            self.mistyped(key, value, wanted);
            return None;
        };
        let span = self.span_of(value);
        if text.trim().is_empty() {
            self.error_at(Code("empty"), &span, format!("`{key}` is empty"))
                .help(self.or_remove("say something here", key));
            return None;
        }
        if let Some(found) = unprintable(text) {
            let code = found as u32;
            self.error_at(
                Code("control-character"),
                &span,
                format!("`{key}` holds the control character U+{code:04X}"),
            )
            .help("remove it: no page can show it");
            return None;
        }
        Some(Located { value: text, span })
    }

    /// The text at `key`, if the key is there.
    pub fn optional_text(&mut self, key: &'static str) -> Option<Located<&'t str>> {
        let value = self.value(key)?;
        self.string_of(key, value, "a string")
    }

    /// The text at `key`; reported if missing.
    pub fn text(&mut self, key: &'static str) -> Option<Located<&'t str>> {
        let value = self.needed(key)?;
        self.string_of(key, value, "a string")
    }

    /// The text at `key`, white space folded: for prose.
    pub fn prose(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| fold(text.value))
    }

    /// As [`Fields::prose`], for a key that may be missing.
    pub fn optional_prose(&mut self, key: &'static str) -> Option<String> {
        self.optional_text(key).map(|text| fold(text.value))
    }

    /// The list of texts at `key`, if the key is there; an empty list is reported.
    pub fn optional_list(&mut self, key: &'static str) -> Option<Vec<Located<&'t str>>> {
        let value = self.value(key)?;
        self.list_of(key, value)
    }

    /// As [`Fields::optional_list`]; reported if missing.
    pub fn list(&mut self, key: &'static str) -> Option<Vec<Located<&'t str>>> {
        let value = self.needed(key)?;
        self.list_of(key, value)
    }

    /// The list of texts at `key`; it may be empty or missing.
    pub fn words(&mut self, key: &'static str) -> Vec<Located<&'t str>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        match value.get_ref().as_array() {
            Some(items) if items.is_empty() => Vec::new(),
            _ => self.list_of(key, value).unwrap_or_default(),
        }
    }

    /// `None` if it is no list; what is wrong in it is left out.
    fn list_of(&self, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<Vec<Located<&'t str>>> {
        let Some(items) = value.get_ref().as_array() else {
            self.mistyped(key, value, "a list of strings");
            return None;
        };
        if items.is_empty() {
            self.error_at(
                Code("empty-list"),
                &self.span_of(value),
                format!("`{key}` is an empty list"),
            )
            .help(self.or_remove("name at least one", key));
        }
        let texts = items
            .iter()
            .filter_map(|item| self.string_of(key, item, "a list of strings"));
        Some(texts.collect())
    }

    /// The list of texts at `key`, white space folded.
    pub fn prose_list(&mut self, key: &'static str) -> Option<Vec<String>> {
        let list = self.list(key)?;
        Some(list.iter().map(|text| fold(text.value)).collect())
    }

    /// As [`Fields::prose_list`], for a key that may be missing.
    pub fn optional_prose_list(&mut self, key: &'static str) -> Option<Vec<String>> {
        let list = self.optional_list(key)?;
        Some(list.iter().map(|text| fold(text.value)).collect())
    }

    /// The one of `choices` that is written; reported as `message` if it is none of them.
    pub fn choose<T: Copy>(
        &self,
        written: &Located<&str>,
        choices: &[(&'static str, T)],
        message: impl Into<String>,
    ) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == written.value);
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            let near = nearest(written.value, names.iter().copied());
            self.error_at(Code("unknown-choice"), &written.span, message)
                .label(format!("not one of `{}`", names.join("`, `")))
                .maybe_help(near.map(|near| format!("did you mean `{near}`?")));
        }
        found.map(|(_, choice)| *choice)
    }

    /// The truth value at `key`; false if the key is missing.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.mistyped(key, value, "true or false");
            false
        })
    }

    /// The whole number at `key`, within `range`, if the key is there.
    pub fn optional_whole(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> Option<Located<u32>> {
        let value = self.value(key)?;
        let DeValue::Integer(written) = value.get_ref() else {
            self.mistyped(key, value, "a whole number");
            return None;
        };
        let span = self.span_of(value);
        let number = u32::from_str_radix(written.as_str(), written.radix()).ok();
        let Some(value) = number.filter(|number| range.contains(number)) else {
            let (from, to) = range.into_inner();
            self.error_at(
                Code("out-of-range"),
                &span,
                format!("`{key}` must be from {from} to {to}"),
            );
            return None;
        };
        Some(Located { value, span })
    }

    /// As [`Fields::optional_whole`]; reported if missing.
    pub fn whole(&mut self, key: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        if !self.has(key) {
            self.asked.push(key);
            self.missing(key);
            return None;
        }
        self.optional_whole(key, range).map(|number| number.value)
    }

    /// The whole number at `key`, from 1 to `max`.
    pub fn optional_number(&mut self, key: &'static str, max: u32) -> Option<Located<u32>> {
        let number = self.optional_amount(key, f64::from(max))?;
        let whole = number.value as u32;
        if f64::from(whole) != number.value || whole == 0 {
            self.error_at(
                Code("out-of-range"),
                &number.span,
                format!("`{key}` must be a whole number from 1"),
            );
            return None;
        }
        Some(Located {
            value: whole,
            span: number.span,
        })
    }

    /// The number at `key`, above 0 and at most `max`.
    pub fn optional_amount(&mut self, key: &'static str, max: f64) -> Option<Located<f64>> {
        let value = self.value(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
                .ok()
                .map(|n| n as f64),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => {
                self.mistyped(key, value, "a number");
                return None;
            }
        };
        let span = self.span_of(value);
        match number.filter(|n| *n > 0.0 && *n <= max) {
            Some(value) => Some(Located { value, span }),
            None => {
                self.error_at(
                    Code("out-of-range"),
                    &span,
                    format!("`{key}` must be above 0 and at most {max}"),
                );
                None
            }
        }
    }

    /// The calendar date at `key`, as `YYYY-MM-DD`.
    pub fn date(&mut self, key: &'static str) -> Option<String> {
        let value = self.needed(key)?;
        match value.get_ref() {
            // A date that is none, such as 2026-02-30, was refused as TOML.
            DeValue::Datetime(datetime) if datetime.time.is_none() => Some(datetime.to_string()),
            _ => {
                self.mistyped(key, value, "a date");
                None
            }
        }
    }

    /// The table at `key` (`[key]`), if it is there, ready to be read.
    pub fn optional_table(&mut self, key: &'static str, what: &'static str) -> Option<Fields<'t>> {
        let value = self.value(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.mistyped(key, value, "a table");
            return None;
        };
        Some(self.inner(table, self.span_of(value), what))
    }

    /// All lines `"key" = "text"` of a table whose keys are ids. A text may be empty.
    pub fn lines(self) -> Vec<(Located<&'t str>, Located<&'t str>)> {
        let lines = self.table.iter().filter_map(|(key, value)| {
            let id = key.get_ref().as_ref();
            let Some(text) = value.get_ref().as_str() else {
                self.mistyped(id, value, "a string");
                return None;
            };
            let span = self.document.in_source(key.span());
            let value = Located {
                value: text,
                span: self.span_of(value),
            };
            Some((Located { value: id, span }, value))
        });
        lines.collect()
    }

    /// Takes `key` as known: it is somebody else's.
    pub fn pass(&mut self, key: &'static str) {
        self.value(key);
    }

    fn inner(
        &self,
        table: &'t DeTable<'t>,
        header: Range<usize>,
        what: &'static str,
    ) -> Fields<'t> {
        Fields {
            table,
            header,
            what,
            document: self.document,
            diagnostics: self.diagnostics,
            asked: Vec::with_capacity(20),
            needed: Vec::new(),
            found: 0,
        }
    }

    /// The tables of the array `key` (`[[key]]`), each ready to be read; reported if there is none.
    pub fn tables(&mut self, key: &'static str, what: &'static str) -> Vec<Fields<'t>> {
        if !self.has(key) {
            self.asked.push(key);
            self.error(
                Code("no-entries"),
                format!("{} has no [[{key}]]", self.what),
            )
            .help(format!("begin an entry with a line `[[{key}]]`"));
            return Vec::new();
        }
        self.optional_tables(key, what)
    }

    /// As [`Fields::tables`], for an array that may be missing.
    pub fn optional_tables(&mut self, key: &'static str, what: &'static str) -> Vec<Fields<'t>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let wanted = format!("a list of tables, each begun with [[{key}]]");
        let Some(items) = value.get_ref().as_array() else {
            self.mistyped(key, value, &wanted);
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items.iter() {
            let Some(table) = item.get_ref().as_table() else {
                self.mistyped(key, item, &wanted);
                continue;
            };
            tables.push(self.inner(table, self.header_of(item, table), what));
        }
        tables
    }

    /// Where to report what concerns a whole entry: its `id` if it has one, else its header.
    fn header_of(&self, item: &Spanned<DeValue<'_>>, table: &DeTable<'_>) -> Range<usize> {
        let named = table.get("id").filter(|id| id.get_ref().is_str());
        self.span_of(named.unwrap_or(item))
    }

    /// Reports the keys nobody asked for.
    pub fn finish(self) {
        let unknown = self.found < self.table.len();
        for (key, _) in self.table.iter().filter(|_| unknown) {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let span = self.document.in_source(key.span());
            let known = nearest(name, self.asked.iter().copied());
            let asked = self.asked.join("`, `");
            let help = match known {
                Some(known) => format!("did you mean `{known}`?"),
                None if self.asked.is_empty() => "it takes none: remove this line".to_owned(),
                None => format!("the keys are `{asked}`"),
            };
            self.error_at(
                Code("unknown-key"),
                &span,
                format!("unknown key `{}` in {}", crop(name), self.what),
            )
            .help(help);
        }
    }
}

fn article(noun: &str) -> String {
    let an = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if an { "an" } else { "a" })
}
