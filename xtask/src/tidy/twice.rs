//! No helper is written twice: functions of one name at the top of two scripts of pages, or of two files of the browser tests.

use std::collections::BTreeMap;

use super::{File, Finding};

/// Every script and every file of tests has its own way in, by one of these names.
const OWN: [&str; 2] = ["open", "start"];

pub fn find(files: &[File]) -> Vec<Finding> {
    let mut found = find_in("pages", "js", &["theme/", "preprocessor/"], files);
    found.extend(find_in(
        "browser tests",
        "mjs",
        &["tests/browser/", "preprocessor/"],
        files,
    ));
    found
}

fn find_in(kind: &str, ending: &str, folders: &[&str], files: &[File]) -> Vec<Finding> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let scripts = files
        .iter()
        .filter(|file| file.is_in(folders) && file.has_ending(&[ending]));
    for file in scripts {
        // The edge of a script is inside of the function that all of it stands in.
        let is_wrapped = file.text.lines().any(|line| line == "(() => {");
        let edge = if is_wrapped { "  " } else { "" };
        for (at, line) in file.text.lines().enumerate() {
            let Some(name) = line.strip_prefix(edge).and_then(function_in) else {
                continue;
            };
            let known = places.entry(name).or_default();
            // Once for each file: what is written twice in one, tsc tells.
            if !known
                .iter()
                .any(|place| place.starts_with(&format!("{}:", file.path)))
            {
                known.push(format!("{}:{}", file.path, at + 1));
            }
        }
    }
    let twice = places
        .into_iter()
        .filter(|(name, places)| places.len() > 1 && !OWN.contains(name));
    let finding = |(name, places): (&str, Vec<String>)| Finding {
        rule: "twice",
        key: format!("{kind} {name}"),
        place: places.last().expect("two at least").clone(),
        amount: places.len(),
        says: format!(
            "`{name}` stands in {} scripts of {kind}, first in {}: write it once where all can call it, or name it after what it does",
            places.len(),
            places[0]
        ),
    };
    twice.map(finding).collect()
}

/// The name of the function that begins in a line, at its edge.
fn function_in(line: &str) -> Option<&str> {
    let line = line.strip_prefix("export ").unwrap_or(line);
    let named = |text: &'_ str| text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
    let function = line.strip_prefix("async ").unwrap_or(line);
    let function = function.strip_prefix("function");
    if let Some(rest) = function.map(|rest| rest.trim_start_matches(['*', ' '])) {
        return rest.get(..named(rest)?).filter(|name| !name.is_empty());
    }
    let rest = line.strip_prefix("const ")?;
    let (name, rest) = rest.split_at(named(rest)?);
    let value = rest.strip_prefix(" = ")?;
    let value = value.strip_prefix("async ").unwrap_or(value);
    let after_word = named(value).map(|at| &value[at..]);
    let is_function = (value.starts_with('(') && (value.contains("=>") || value.ends_with('(')))
        || after_word.is_some_and(|rest| rest.starts_with(" =>") && !value.starts_with('('));
    is_function.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::{file, places};
    use super::*;

    #[test]
    fn a_function_is_seen_however_it_is_written() {
        for line in [
            "function make(name) {",
            "export async function make(name) {",
            "function* make(name) {",
            "const make = (name) => 1;",
            "const make = async (name) => {",
            "const make = name => name;",
            "const make = (",
            "export const make = (a, b) =>",
        ] {
            assert_eq!(function_in(line), Some("make"), "{line}");
        }
        for line in [
            "  function make(name) {",
            "const make = (1 + 2) * 3;",
            "const make = list.map((one) => one);",
            "const make = 5;",
            "  const { make } = tools;",
            "// function make(name) {",
        ] {
            assert_eq!(function_in(line), None, "{line}");
        }
    }

    #[test]
    fn what_stands_in_two_files_is_told_once() {
        let script = "// A.\n(() => {\n  const make = (name) => 1;\n  const only = 1;\n})();\n";
        let tests = "const open = () => 1;\nfunction wait() {\n  const make = () => 1;\n}\n";
        let found = find(&[
            file("preprocessor/features/a/a.js", script),
            file(
                "preprocessor/features/b/b.js",
                &format!("{script}  function make() {{\n"),
            ),
            file("theme/js/c.js", script),
            file("tests/browser/a.mjs", tests),
            file("preprocessor/features/b/b.test.mjs", tests),
        ]);
        assert_eq!(
            places(&found),
            [
                "theme/js/c.js:3 pages make 3",
                "preprocessor/features/b/b.test.mjs:2 browser tests wait 2"
            ]
        );
    }
}
