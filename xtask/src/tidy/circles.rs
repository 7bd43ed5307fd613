//! No circle of files: in `preprocessor/` and `renderer/` a file uses only files that do not come back to it, so that each can be read
//! with what is below it.
//!
//! What a file uses, its paths say: those that begin with `crate::`, `super::` or `self::`, and those that `use` one of its own modules.
//! Tests at the end of a file may use everything.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{File, Finding};

/// Where a program begins: it uses the library from outside.
const MAIN: &str = "preprocessor/main.rs";

/// For each module, by its path in the crate: its file, and the modules that it uses, each with the line that says so first.
struct Module<'f> {
    file: &'f str,
    uses: BTreeMap<String, usize>,
}

pub fn find(files: &[File]) -> Vec<Finding> {
    let files = files.iter().filter(|file| {
        file.has_ending(&["rs"]) && file.is_in(&["preprocessor/", "renderer/"]) && file.path != MAIN
    });
    let files: BTreeMap<String, &File> = files.map(|file| (module_of(&file.path), file)).collect();
    let names: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    let modules: BTreeMap<&str, Module<'_>> = files
        .iter()
        .map(|(name, file)| {
            let uses = uses(name, &file.text, &names);
            let file = file.path.as_str();
            (name.as_str(), Module { file, uses })
        })
        .collect();
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for name in modules.keys() {
        let circle = circle_from(name, &modules).unwrap_or_default();
        // Circles that share a file often go when one of them is mended.
        if !circle.is_empty() && circle.iter().all(|name| !told.contains(name)) {
            told.extend(circle.iter().copied());
            found.push(finding(&circle, &modules));
        }
    }
    found
}

/// `preprocessor/base/names.rs` is `base::names`; the crate itself is the empty path.
fn module_of(path: &str) -> String {
    let path = path.strip_prefix("preprocessor/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" {
        String::new()
    } else {
        path.replace('/', "::")
    }
}

/// The modules that `text` names, without the module itself.
fn uses(name: &str, text: &str, names: &BTreeSet<&str>) -> BTreeMap<String, usize> {
    let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
    let mut uses = BTreeMap::new();
    let mut line = 1;
    // Line by line, but for groups of several lines.
    for statement in statements(code) {
        let first = line;
        line += statement.matches('\n').count();
        for path in paths(&statement) {
            let used = resolve(name, &path, names);
            if let Some(used) = used.filter(|used| *used != name) {
                uses.entry(used.to_owned()).or_insert(first);
            }
        }
    }
    uses
}

/// The text in lines without comments, those of a group `{…}` of a `use` in one.
fn statements(code: &str) -> Vec<String> {
    let mut statements: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in code.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let is_use = line
            .trim_start()
            .trim_start_matches("pub ")
            .starts_with("use ");
        match statements.last_mut() {
            Some(last) if is_open => {
                last.push_str(line);
                last.push('\n');
            }
            _ => statements.push(format!("{line}\n")),
        }
        is_open = (is_open || is_use) && !line.contains(';');
    }
    statements
}

/// The paths of a line: after each that ends in a group, one for each of its items.
fn paths(statement: &str) -> Vec<String> {
    let mut found = Vec::new();
    let use_ = statement.trim_start().trim_start_matches("pub ");
    if let Some(path) = use_.strip_prefix("use ") {
        expand("", path, &mut found);
        return found;
    }
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in statement.match_indices(start) {
            let before = statement[..at].chars().next_back();
            if !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                expand("", &statement[at..], &mut found);
            }
        }
    }
    found
}

/// Adds the path that `text` begins with, behind `before`, or those of its group; the rest of the text behind them.
fn expand<'t>(before: &str, text: &'t str, found: &mut Vec<String>) -> &'t str {
    let text = text.trim_start();
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let (path, rest) = text.split_at(end.unwrap_or(text.len()));
    let path = format!("{before}{path}");
    let Some(mut rest) = rest.strip_prefix('{') else {
        found.push(path.trim_end_matches(':').to_owned());
        return rest;
    };
    loop {
        rest = expand(&path, rest, found);
        // Behind an item may stand ` as name`.
        let Some(next) = rest.find([',', '}']) else {
            return "";
        };
        let (sign, behind) = (rest.as_bytes()[next], rest[next + 1..].trim_start());
        if sign == b'}' || behind.starts_with('}') {
            return behind.strip_prefix('}').unwrap_or(behind);
        }
        rest = behind;
    }
}

/// The module that `path`, written in the module `name`, leads into.
fn resolve<'n>(name: &str, path: &str, names: &BTreeSet<&'n str>) -> Option<&'n str> {
    let mut base: Vec<&str> = name.split("::").filter(|part| !part.is_empty()).collect();
    let mut parts: VecDeque<&str> = path.split("::").collect();
    match parts[0] {
        "crate" => base.clear(),
        "self" => {}
        "super" => {
            while parts.get(1) == Some(&"super") {
                base.pop();
                parts.pop_front();
            }
            base.pop();
        }
        // A module of its own, or another crate.
        child => {
            let child = [base.join("::"), child.to_owned()].join("::");
            let child = child.trim_start_matches("::");
            names.get(child)?;
            parts.push_front("self");
        }
    }
    base.extend(parts.into_iter().skip(1));
    loop {
        if let Some(found) = names.get(base.join("::").as_str()) {
            return Some(found);
        }
        base.pop()?;
    }
}

/// The shortest way from a module back to itself.
fn circle_from<'m>(
    start: &'m str,
    modules: &'m BTreeMap<&str, Module<'_>>,
) -> Option<Vec<&'m str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for next in modules[at].uses.keys() {
            if next == start {
                let mut circle = vec![at];
                while let Some(earlier) = before.get(circle[circle.len() - 1]) {
                    circle.push(earlier);
                }
                circle.reverse();
                return Some(circle);
            }
            if !before.contains_key(next.as_str()) {
                before.insert(next, at);
                open.push_back(next);
            }
        }
    }
    None
}

fn finding(circle: &[&str], modules: &BTreeMap<&str, Module<'_>>) -> Finding {
    let files: Vec<&str> = circle.iter().map(|name| modules[name].file).collect();
    let next = circle[1 % circle.len()];
    Finding {
        rule: "circle",
        key: files.join(" "),
        place: format!("{}:{}", files[0], modules[circle[0]].uses[next]),
        amount: 1,
        says: format!(
            "these files use each other in a circle: {}, and back. Put what they share into a file below them",
            files.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{file, places};
    use super::*;

    #[test]
    fn two_files_that_use_each_other_are_a_circle() {
        let files = [
            file(
                "preprocessor/base/a.rs",
                "//! A.\n\nuse std::fmt;\n\nuse crate::base::{\n    b::{self, C as D},\n    c,\n};\n",
            ),
            file(
                "preprocessor/base/b.rs",
                "//! B.\nfn f() -> crate::base::a::A {}\n",
            ),
            file("preprocessor/base/c.rs", "//! C.\n"),
        ];
        let key = "preprocessor/base/a.rs preprocessor/base/b.rs";
        assert_eq!(
            places(&find(&files)),
            [format!("preprocessor/base/a.rs:5 {key} 1")]
        );
    }

    #[test]
    fn a_circle_may_go_through_the_file_of_a_folder_and_through_the_crate() {
        let files = [
            file(
                "preprocessor/lib.rs",
                "//! L.\n\npub mod x;\nuse x::y::Y;\npub struct S;\n",
            ),
            file("preprocessor/x/mod.rs", "//! X.\n\nmod y;\npub use y::Y;\n"),
            file(
                "preprocessor/x/y.rs",
                "//! Y.\n\nuse super::{z, Z};\nuse crate::S;\n",
            ),
        ];
        // That of `mod.rs` and `y.rs` is told when this one is mended.
        assert_eq!(
            places(&find(&files)),
            ["preprocessor/lib.rs:4 preprocessor/lib.rs preprocessor/x/y.rs 1"]
        );
        assert_eq!(
            places(&find(&files[1..])),
            ["preprocessor/x/mod.rs:4 preprocessor/x/mod.rs preprocessor/x/y.rs 1"]
        );
    }

    #[test]
    fn comments_tests_and_other_crates_make_no_circle() {
        let files = [
            file(
                "preprocessor/base/a.rs",
                "//! See [`crate::base::b`].\n\nuse b::C;\nuse toml::b;\n\n#[cfg(test)]\nmod tests {\n    use crate::base::b;\n}\n",
            ),
            file(
                "preprocessor/base/b.rs",
                "//! B.\n\nuse super::a::{A, Z as Y};\n",
            ),
            file("preprocessor/main.rs", "//! M.\n\nuse mdbook_hops::base;\n"),
            file("renderer/mod.rs", "//! R.\n\nmod a;\nuse a::A;\n"),
            file("renderer/a.rs", "//! A.\n\nuse crate::base::b::B;\n"),
        ];
        assert_eq!(places(&find(&files)), Vec::<String>::new());
    }
}
