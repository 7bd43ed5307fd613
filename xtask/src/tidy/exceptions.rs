//! What may stay: `xtask/tidy.toml`, a table for each rule, a line for each exception, in order.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, Result, ensure};

use super::Finding;

pub const FILE: &str = "xtask/tidy.toml";

const HEAD: &str = "\
# What was there before its rule: how much of it may stay. `cargo xtask tidy` tells what is wrong elsewhere. Take lines away and lower
# numbers; do not add any.
";

/// By rule and key: how much is excepted, and the line.
#[derive(Debug, Default)]
pub struct Exceptions(BTreeMap<(String, String), (usize, usize)>);

impl Exceptions {
    pub fn read(text: &str) -> Result<Exceptions> {
        let table: toml::Table = text.parse().context(FILE)?;
        let mut all = BTreeMap::new();
        for (rule, keys) in table {
            for (key, amount) in keys.as_table().context("a table for each rule")? {
                let amount = amount.as_integer().context("a number for each exception")?;
                let amount = usize::try_from(amount)?;
                all.insert((rule.clone(), key.clone()), (amount, 0));
            }
        }
        let mut exceptions = Exceptions(all);
        let written = exceptions.to_string();
        let mut both = text.lines().zip(written.lines()).enumerate();
        if let Some((at, (_, wanted))) = both.find(|(_, (stands, wanted))| stands != wanted) {
            anyhow::bail!(
                "{FILE}:{}: this is not in order: here should stand `{wanted}`",
                at + 1
            );
        }
        ensure!(
            text.len() == written.len(),
            "{FILE}: something stands behind the last line"
        );
        exceptions.number_lines(&written);
        Ok(exceptions)
    }

    fn number_lines(&mut self, written: &str) {
        let lines = written.lines().enumerate();
        let lines = lines.filter(|(_, line)| line.starts_with('"'));
        // Both are in order.
        for ((_, line), (at, _)) in self.0.values_mut().zip(lines) {
            *line = at + 1;
        }
    }

    /// What is wrong: everything that is found and not excepted, and exceptions that are larger than what is found.
    pub fn breaches(&self, found: &[Finding]) -> Vec<String> {
        let sums = sums(found);
        let mut breaches = Vec::new();
        for one in found {
            let allowed = self.0.get(&key(one)).map(|(allowed, _)| *allowed);
            let sum = sums[&key(one)];
            match allowed {
                Some(allowed) if sum <= allowed => {}
                Some(allowed) => breaches.push(format!(
                    "{}: {} ({sum} in all; {FILE} excepts {allowed})",
                    one.place, one.says
                )),
                None => breaches.push(format!("{}: {}", one.place, one.says)),
            }
        }
        for (key, (allowed, line)) in &self.0 {
            let name = &key.1;
            match sums.get(key) {
                None => breaches.push(format!(
                    "{FILE}:{line}: “{name}” needs no exception any more: remove it"
                )),
                Some(sum) if sum < allowed => breaches.push(format!(
                    "{FILE}:{line}: “{name}” has become better: lower the number to {sum}"
                )),
                Some(_) => {}
            }
        }
        breaches
    }

    /// Without what is not needed any more.
    pub fn lowered(&self, found: &[Finding]) -> Exceptions {
        let sums = sums(found);
        let kept = self.0.iter().filter_map(|(key, (allowed, line))| {
            let sum = sums.get(key)?;
            Some((key.clone(), (*sum.min(allowed), *line)))
        });
        Exceptions(kept.collect())
    }
}

impl fmt::Display for Exceptions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(HEAD)?;
        let mut last = "";
        for ((rule, key), (amount, _)) in &self.0 {
            if rule != last {
                write!(out, "\n[{rule}]\n")?;
                last = rule;
            }
            writeln!(out, "\"{key}\" = {amount}")?;
        }
        Ok(())
    }
}

fn key(finding: &Finding) -> (String, String) {
    (finding.rule.to_owned(), finding.key.clone())
}

fn sums(found: &[Finding]) -> BTreeMap<(String, String), usize> {
    let mut sums = BTreeMap::new();
    for one in found {
        *sums.entry(key(one)).or_insert(0) += one.amount;
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exceptions(lines: &str) -> Exceptions {
        Exceptions::read(&format!("{HEAD}{lines}")).expect("it is in order")
    }

    fn finding(key: &str, amount: usize) -> Finding {
        Finding {
            rule: "long",
            key: key.to_owned(),
            place: format!("{key}:1"),
            amount,
            says: "too long: take it apart".to_owned(),
        }
    }

    #[test]
    fn what_is_not_excepted_is_told_and_what_is_is_not() {
        let some = exceptions("\n[long]\n\"a.rs\" = 700\n");
        assert_eq!(some.breaches(&[finding("a.rs", 700)]), [""; 0]);
        let told = some.breaches(&[finding("a.rs", 700), finding("b.rs", 501)]);
        assert_eq!(told, ["b.rs:1: too long: take it apart"]);
        // The same key of another rule is no exception.
        let other = exceptions("\n[words]\n\"a.rs\" = 700\n");
        assert_eq!(other.breaches(&[finding("a.rs", 700)]).len(), 2);
    }

    #[test]
    fn an_exception_does_not_grow_and_has_to_shrink() {
        let some = exceptions("\n[long]\n\"a.rs\" = 700\n");
        assert_eq!(
            some.breaches(&[finding("a.rs", 701)]),
            ["a.rs:1: too long: take it apart (701 in all; xtask/tidy.toml excepts 700)"]
        );
        // What is counted in many places is added up.
        let many = [finding("a.rs", 350), finding("a.rs", 351)];
        assert_eq!(some.breaches(&many).len(), 2);
        assert_eq!(
            some.breaches(&[finding("a.rs", 600)]),
            ["xtask/tidy.toml:5: “a.rs” has become better: lower the number to 600"]
        );
        assert_eq!(
            some.breaches(&[]),
            ["xtask/tidy.toml:5: “a.rs” needs no exception any more: remove it"]
        );
    }

    #[test]
    fn lowering_never_raises() {
        let some = exceptions("\n[long]\n\"a.rs\" = 700\n\"b.rs\" = 700\n\"c.rs\" = 700\n");
        let found = [
            finding("a.rs", 600),
            finding("b.rs", 800),
            finding("d.rs", 900),
        ];
        let lowered = some.lowered(&found).to_string();
        assert_eq!(
            lowered,
            format!("{HEAD}\n[long]\n\"a.rs\" = 600\n\"b.rs\" = 700\n")
        );
    }

    #[test]
    fn the_file_is_in_order() {
        for lines in [
            "\n[long]\n\"b.rs\" = 1\n\"a.rs\" = 1\n",
            "\n[words]\n\"a.rs\" = 1\n\n[long]\n\"a.rs\" = 1\n",
            "\n[long]\n\"a.rs\" = 1\n# and more\n",
            "\n[long]\n\"a.rs\" = \"1\"\n",
            "\n[long]\n\"a.rs\" = -1\n",
        ] {
            assert!(
                Exceptions::read(&format!("{HEAD}{lines}")).is_err(),
                "{lines}"
            );
        }
    }
}
