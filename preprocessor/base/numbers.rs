//! The kinds of keys that take a number, a date, or true or false.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use crate::base::diagnostic::Code;
use crate::base::keys::{Key, Takes};
use crate::base::located::Located;
use crate::base::written::Written;

/// True or false; false if the key is missing.
#[derive(Clone, Copy)]
pub struct Flag;

pub const fn flag(name: &'static str) -> Key<Flag> {
    Key::new(name, Flag)
}

impl Takes for Flag {
    type Read<'t> = bool;

    fn in_words(&self) -> String {
        "true or false".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> bool {
        written.value.get_ref().as_bool().unwrap_or_else(|| {
            written.mistyped("true or false");
            false
        })
    }
}

/// A whole number.
#[derive(Clone, Copy)]
pub struct Whole {
    from: u32,
    to: u32,
}

/// A whole number within `range`. Written as 2.0 it is none.
pub const fn whole(name: &'static str, range: RangeInclusive<u32>) -> Key<Whole> {
    let (from, to) = (*range.start(), *range.end());
    Key::new(name, Whole { from, to })
}

impl Key<Whole> {
    /// The same key where the number has a bound that the data sets.
    pub fn at_most(mut self, most: u32) -> Key<Whole> {
        self.takes.to = self.takes.to.min(most);
        self
    }
}

impl Takes for Whole {
    type Read<'t> = Option<Located<u32>>;

    fn in_words(&self) -> String {
        format!("a whole number from {} to {}", self.from, self.to)
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Located<u32>> {
        let DeValue::Integer(integer) = written.value.get_ref() else {
            written.mistyped("a whole number");
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok();
        let Whole { from, to } = *self;
        let found = number.filter(|number| (from..=to).contains(number));
        if found.is_none() {
            let message = format!("`{}` must be from {from} to {to}", written.name);
            written.error(Code("out-of-range"), message);
        }
        found.map(|number| written.located(number))
    }
}

/// A number above 0, with or without a fraction.
#[derive(Clone, Copy)]
pub struct Amount {
    most: f64,
}

pub const fn amount(name: &'static str, most: f64) -> Key<Amount> {
    Key::new(name, Amount { most })
}

impl Takes for Amount {
    type Read<'t> = Option<Located<f64>>;

    fn in_words(&self) -> String {
        format!("a number above 0, {} at most", self.most)
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<Located<f64>> {
        let number = match written.value.get_ref() {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
                .ok()
                .map(|n| n as f64),
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => {
                written.mistyped("a number");
                return None;
            }
        };
        let found = number.filter(|n| *n > 0.0 && *n <= self.most);
        if found.is_none() {
            let (name, most) = (written.name, self.most);
            let message = format!("`{name}` must be above 0 and at most {most}");
            written.error(Code("out-of-range"), message);
        }
        found.map(|number| written.located(number))
    }
}

/// A calendar date, read as `YYYY-MM-DD`.
#[derive(Clone, Copy)]
pub struct Date;

pub const fn date(name: &'static str) -> Key<Date> {
    Key::new(name, Date)
}

impl Takes for Date {
    type Read<'t> = Option<String>;

    fn in_words(&self) -> String {
        "a date, without quotes".to_owned()
    }

    fn read<'t>(&self, written: &Written<'_, 't>) -> Option<String> {
        match written.value.get_ref() {
            // A date that is none, such as 2026-02-30, was refused as TOML.
            DeValue::Datetime(datetime) if datetime.time.is_none() => Some(datetime.to_string()),
            _ => {
                written.mistyped("a date");
                None
            }
        }
    }
}
