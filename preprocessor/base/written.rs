//! A value that an author wrote, under its key, and the table it stands in: both report mistakes at their place.
//!
//! Enter at [`Written`].

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::base::diagnostic::{Code, Diagnostics, Report, Source};
use crate::base::document::Document;
use crate::base::located::Located;
use crate::base::texts::unprintable;

/// A table, as far as mistakes in it need to know.
#[derive(Clone)]
pub struct Context<'t> {
    pub document: &'t Document<'t>,
    pub diagnostics: &'t Diagnostics,
    /// The table's header: where a missing key is reported.
    pub header: Range<usize>,
    /// What the table is, in a message: "a resource".
    pub what: &'static str,
}

impl<'t> Context<'t> {
    pub fn source(&self) -> &'t Source {
        self.document.source
    }

    /// Reports a mistake that concerns the table as a whole.
    pub fn error(&self, code: Code, message: impl Into<String>) -> Report<'t> {
        self.error_at(code, &self.header, message)
    }

    /// Reports a mistake at a place in it.
    pub fn error_at(
        &self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> Report<'t> {
        self.diagnostics
            .error(code, self.source(), span.clone(), message)
    }

    /// Reports that the key of this name is missing.
    pub fn missing(&self, name: &str) {
        self.error(
            Code("missing-key"),
            format!("{} needs the key `{name}`", self.what),
        )
        .help(format!("add `{name} = …` to this table"));
    }
}

/// The value of a key, or an item of a list that is one.
#[derive(Clone, Copy)]
pub struct Written<'f, 't> {
    pub name: &'f str,
    /// Whether the key may not be missing.
    pub is_needed: bool,
    pub value: &'t Spanned<DeValue<'t>>,
    pub context: &'f Context<'t>,
}

impl<'f, 't> Written<'f, 't> {
    pub fn span(&self) -> Range<usize> {
        self.context.document.in_source(self.value.span())
    }

    /// The same key with another value.
    pub fn with(&self, value: &'t Spanned<DeValue<'t>>) -> Written<'f, 't> {
        Written { value, ..*self }
    }

    /// `value`, at this place.
    pub fn located<T>(&self, value: T) -> Located<T> {
        Located {
            value,
            span: self.span(),
        }
    }

    /// Reports a mistake here.
    pub fn error(&self, code: Code, message: impl Into<String>) -> Report<'t> {
        self.context.error_at(code, &self.span(), message)
    }

    /// Reports that something else should stand here.
    pub fn mistyped(&self, wanted: &str) {
        let found = article(self.value.get_ref().type_str());
        let message = format!("`{}` must be {wanted}, but this is {found}", self.name);
        self.error(Code("wrong-type"), message)
            .label(format!("expected {wanted}"));
    }

    /// `advice`, and the other way out if the key may be missing.
    fn or_remove(&self, advice: &str) -> String {
        match self.is_needed {
            true => advice.to_owned(),
            false => format!("{advice}, or remove the key"),
        }
    }

    pub fn text(&self) -> Option<Located<&'t str>> {
        self.text_of("a string")
    }

    fn text_of(&self, wanted: &str) -> Option<Located<&'t str>> {
        let Some(text) = self.value.get_ref().as_str() else {
            self.mistyped(wanted);
            return None;
        };
        let name = self.name;
        if text.trim().is_empty() {
            self.error(Code("empty"), format!("`{name}` is empty"))
                .help(self.or_remove("say something here"));
            return None;
        }
        if let Some(found) = unprintable(text) {
            let code = found as u32;
            let message = format!("`{name}` holds the control character U+{code:04X}");
            self.error(Code("control-character"), message)
                .help("remove it: no page can show it");
            return None;
        }
        Some(self.located(text))
    }

    /// The texts of a list; an empty one is reported unless it `may_be_empty`. `None` if it is no list; what is wrong in it is left out.
    pub fn texts(&self, may_be_empty: bool) -> Option<Vec<Located<&'t str>>> {
        const WANTED: &str = "a list of strings";
        let Some(items) = self.value.get_ref().as_array() else {
            self.mistyped(WANTED);
            return None;
        };
        if items.is_empty() && !may_be_empty {
            let message = format!("`{}` is an empty list", self.name);
            self.error(Code("empty-list"), message)
                .help(self.or_remove("name at least one"));
        }
        let texts = items.iter().map(|item| self.with(item).text_of(WANTED));
        Some(texts.flatten().collect())
    }
}

fn article(noun: &str) -> String {
    let an = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if an { "an" } else { "a" })
}
