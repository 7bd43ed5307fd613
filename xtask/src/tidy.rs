//! `cargo xtask tidy`: the house rules. Every breach is told with its place and what to do.
//!
//! A rule measures: how long a file is, how often a word stands in it. What was there before the rule stands in `xtask/tidy.toml` with its
//! measure. These exceptions only get shorter: one that is larger than what is found must be lowered, and
//! `SNAPSHOTS=overwrite cargo xtask tidy` does that. It never raises one. Enter at [`run`]; each module is a rule.

mod circles;
mod exceptions;
mod figures;
mod headings;
mod lengths;
mod lints;
mod openings;
mod paths;
mod twice;
mod words;

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::command::Command;
use exceptions::Exceptions;

pub fn run() -> Result<()> {
    let files = files()?;
    let mut found = [
        lengths::find(&files),
        words::find(&files),
        figures::find(&files),
        twice::find(&files),
        openings::find(&files),
        paths::find(&files),
        headings::find(&files),
        circles::find(&files),
    ]
    .concat();
    found.extend(lints::find()?);
    let mut exceptions = Exceptions::read(&fs::read_to_string(exceptions::FILE)?)?;
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        exceptions = exceptions.lowered(&found);
        fs::write(exceptions::FILE, exceptions.to_string())?;
    }
    tell(&exceptions.breaches(&found))
}

fn tell(breaches: &[String]) -> Result<()> {
    for breach in breaches {
        println!("{breach}");
    }
    ensure!(
        breaches.is_empty(),
        "{} breaches of the house rules: see above",
        breaches.len()
    );
    Ok(())
}

/// A text file of the project.
struct File {
    /// From the folder of the repository, with `/`.
    path: String,
    text: String,
}

impl File {
    fn has_ending(&self, endings: &[&str]) -> bool {
        let ending = self.path.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| endings.contains(&ending))
    }

    fn is_in(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }
}

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq)]
struct Finding {
    rule: &'static str,
    /// What is excepted, if it is: a file, with a word or a name.
    key: String,
    /// `file:line`.
    place: String,
    /// What an exception is measured by: findings of the same key are added up.
    amount: usize,
    /// What is wrong, and what to do.
    says: String,
}

/// All text files that git has or would take.
fn files() -> Result<Vec<File>> {
    let listed = Command::new("git")
        .arguments(["ls-files", "-z", "--cached", "--others"])
        .argument("--exclude-standard")
        .output()
        .context("git lists no files: `cargo xtask tidy` needs it")?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    // A file that was removed and not yet committed has no text, a picture is none.
    let read = paths.filter_map(|path| {
        let text = fs::read_to_string(path).ok()?;
        Some(File {
            path: path.to_owned(),
            text,
        })
    });
    Ok(read.collect())
}

#[cfg(test)]
fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

/// Where they are and what is excepted, in short.
#[cfg(test)]
fn places(found: &[Finding]) -> Vec<String> {
    let place = |one: &Finding| format!("{} {} {}", one.place, one.key, one.amount);
    found.iter().map(place).collect()
}
