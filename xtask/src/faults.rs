//! `cargo xtask faults`: puts faults into the project, one at a time, and says whether the tests that should catch each do so.
//!
//! tests/faults.toml lists them: a text in a file, what takes its place, and the part of the tests, or the file of the browser tests, that must
//! then fail. A test that cannot fail is found this way. Enter at [`run`].

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

const LIST: &str = "tests/faults.toml";

struct Fault {
    name: String,
    file: PathBuf,
    find: String,
    put: String,
    /// Words for `cargo xtask test`.
    caught_by: Vec<String>,
    /// Which pages the inspector needs to see; all, if nothing is said.
    pages: String,
}

/// Tries the faults whose names hold one of `words`; all, without words.
pub fn run(words: &[String]) -> Result<()> {
    let faults = read(&fs::read_to_string(LIST)?)?;
    let mut missed = Vec::new();
    let mut tried = 0;
    for fault in &faults {
        if !words.is_empty() && !words.iter().any(|word| fault.name.contains(word)) {
            continue;
        }
        tried += 1;
        let caught = is_caught(fault)?;
        eprintln!(
            "{}: {}",
            if caught { "caught" } else { "MISSED" },
            fault.name
        );
        if !caught {
            missed.push(fault.name.as_str());
        }
    }
    ensure!(tried > 0, "no fault in {LIST} has a name with {words:?}");
    ensure!(missed.is_empty(), "not caught: {}", missed.join("; "));
    eprintln!("{tried} faults, all caught");
    Ok(())
}

fn read(text: &str) -> Result<Vec<Fault>> {
    let table: toml::Table = text.parse()?;
    let faults = table.get("fault").and_then(toml::Value::as_array);
    let faults = faults.with_context(|| format!("{LIST} has no [[fault]]"))?;
    faults.iter().map(fault).collect()
}

fn fault(entry: &toml::Value) -> Result<Fault> {
    let optional = |key: &str| entry.get(key).and_then(toml::Value::as_str);
    let text =
        |key: &str| optional(key).with_context(|| format!("a fault has no `{key}`: {entry}"));
    let caught_by = text("caught_by")?.split_whitespace();
    Ok(Fault {
        name: text("name")?.to_owned(),
        file: text("file")?.into(),
        find: text("find")?.to_owned(),
        put: text("put")?.to_owned(),
        caught_by: caught_by.map(str::to_owned).collect(),
        pages: optional("pages").unwrap_or_default().to_owned(),
    })
}

/// Takes the file back to what it was, whatever happens.
struct Restored<'a> {
    file: &'a Path,
    content: String,
}

impl Drop for Restored<'_> {
    fn drop(&mut self) {
        if let Err(error) = fs::write(self.file, &self.content) {
            eprintln!("{} could not be restored: {error}", self.file.display());
        }
    }
}

fn is_caught(fault: &Fault) -> Result<bool> {
    let content = fs::read_to_string(&fault.file)
        .with_context(|| format!("{} cannot be read", fault.file.display()))?;
    if content.matches(&fault.find).count() != 1 {
        bail!(
            "“{}”: {} does not hold this once: {}",
            fault.name,
            fault.file.display(),
            fault.find
        );
    }
    let changed = content.replacen(&fault.find, &fault.put, 1);
    let restored = Restored {
        file: &fault.file,
        content,
    };
    fs::write(&fault.file, changed)?;
    // By way of cargo: the fault may be in this program.
    let output = Command::new("cargo")
        .args(["run", "--quiet", "--package", "xtask", "--", "test"])
        .args(&fault.caught_by)
        .env("HOPS_PAGES", &fault.pages)
        .output()?;
    drop(restored);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    // A page that could not be built is no test that failed.
    let failed = !output.status.success();
    let ran = said.contains("test result: FAILED") || said.contains("ℹ fail ");
    ensure!(
        !failed || ran,
        "“{}”: the tests did not run:\n{}",
        fault.name,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_without_a_key_is_named() {
        let error = read("[[fault]]\nname = \"x\"\nfile = \"y\"\n")
            .err()
            .expect("it is refused");
        assert!(error.to_string().contains("caught_by"), "{error}");
    }
}
