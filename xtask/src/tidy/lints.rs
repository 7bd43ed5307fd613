//! What Clippy and ESLint find: functions that are too long, and whatever `tests/browser/eslint.config.mjs` names besides.
//!
//! `clippy.toml` says how long a function of Rust may be.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Finding;
use crate::{test, tools};

const ESLINT: &str = "tests/browser/node_modules/eslint/bin/eslint.js";

pub fn find() -> Result<Vec<Finding>> {
    let mut found = of_clippy(&clippy()?)?;
    found.extend(of_eslint(&eslint()?, &std::env::current_dir()?)?);
    Ok(found)
}

fn clippy() -> Result<String> {
    output(
        Command::new("cargo")
            .args(["clippy", "--quiet", "--workspace", "--all-targets"])
            .args(["--locked", "--message-format=json", "--"])
            .args(["--force-warn", "clippy::too_many_lines"]),
        // 101: something does not compile, which it says as it says the rest.
        &[0, 101],
    )
}

fn eslint() -> Result<String> {
    tools::node()?;
    if !Path::new(ESLINT).exists() {
        test::install_packages()?;
    }
    output(
        Command::new("node")
            .args([ESLINT, "--format", "json"])
            .args(["--config", "tests/browser/eslint.config.mjs"])
            .args(["theme", "preprocessor", "tests/browser"]),
        // 1: it has found something.
        &[0, 1],
    )
}

/// What the program prints, if it ends with one of `codes`.
fn output(command: &mut Command, codes: &[i32]) -> Result<String> {
    let line = format!("{command:?}");
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("{line} cannot be started"))?;
    let is_well = output
        .status
        .code()
        .is_some_and(|code| codes.contains(&code));
    ensure!(is_well, "{line} failed ({})", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// A JSON object in each line.
fn of_clippy(messages: &str) -> Result<Vec<Finding>> {
    let mut found: Vec<Finding> = Vec::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(line)?;
        let message = &message["message"];
        let span = &message["spans"][0];
        // A module that stands in another folder is named from where it is declared.
        let path = text(&span["file_name"]).replace('\\', "/");
        let path = path.replace("preprocessor/../", "");
        let lint = text(&message["code"]["code"]);
        if lint != "clippy::too_many_lines" {
            // What has no place is a count of what has one.
            if span.is_object() {
                let finding = Finding {
                    rule: "lint",
                    key: format!("{path} {lint}"),
                    place: format!("{path}:{}", span["line_start"]),
                    amount: 1,
                    says: text(&message["message"]).to_owned(),
                };
                if !found.contains(&finding) {
                    found.push(finding);
                }
            }
            continue;
        }
        let head = text(&span["text"][0]["text"]);
        let name = head.split_once("fn ").map_or("", |(_, rest)| rest);
        let name = name.split(['(', '<']).next().unwrap_or_default();
        let says = text(&message["message"]);
        let lines = number_after(says, '(').context("Clippy says how many lines")?;
        let finding = too_long(&path, &span["line_start"], name, lines);
        // A file of the library is looked at as one of its tests, too.
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
    Ok(found)
}

/// A list of files with their messages. Paths begin with `root`.
fn of_eslint(report: &str, root: &Path) -> Result<Vec<Finding>> {
    let report: Value = serde_json::from_str(report)?;
    let mut found = Vec::new();
    for file in report.as_array().context("a list of files")? {
        let path = Path::new(text(&file["filePath"]));
        let path = path.strip_prefix(root).unwrap_or(path);
        let path = path.display().to_string().replace('\\', "/");
        for message in file["messages"].as_array().into_iter().flatten() {
            let says = text(&message["message"]);
            if message["ruleId"] == "max-lines-per-function" {
                let lines = number_after(says, '(').context("ESLint says how many lines")?;
                let name = says.split('\'').nth(1).unwrap_or("(no name)");
                found.push(too_long(&path, &message["line"], name, lines));
                continue;
            }
            // A file that cannot be read as JavaScript breaks no rule of a name.
            let rule = message["ruleId"].as_str().unwrap_or("syntax");
            found.push(Finding {
                rule: "lint",
                key: format!("{path} {rule}"),
                place: format!("{path}:{}", message["line"]),
                amount: 1,
                says: format!("{says} See https://eslint.org/docs/latest/rules/{rule}"),
            });
        }
    }
    Ok(found)
}

fn too_long(path: &str, line: &Value, name: &str, lines: usize) -> Finding {
    Finding {
        rule: "function-length",
        key: format!("{path} {name}"),
        place: format!("{path}:{line}"),
        amount: lines,
        says: format!("`{name}` has {lines} lines, 80 are the most: let its parts have names"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The number behind the first `mark`.
fn number_after(text: &str, mark: char) -> Option<usize> {
    let (_, rest) = text.split_once(mark)?;
    let end = rest.find(|c: char| !c.is_ascii_digit());
    rest[..end.unwrap_or(rest.len())].parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::places;
    use super::*;

    #[test]
    fn what_clippy_finds_is_told_once() {
        let message = |code: &str| {
            let span = json!({ "file_name": "renderer/page.rs", "line_start": 47, "text": [{ "text": "pub fn finish<'a>(page: &Page) -> bool {" }] });
            let says = "this function has too many lines (194/80)";
            let message = json!({ "code": { "code": code }, "message": says, "spans": [span] });
            json!({ "reason": "compiler-message", "message": message }).to_string()
        };
        let long = message("clippy::too_many_lines");
        let built = json!({ "reason": "build-finished", "success": true });
        let all = [
            long.clone(),
            long,
            message("clippy::other"),
            built.to_string(),
        ];
        let found = of_clippy(&all.join("\n")).expect("it is JSON");
        assert_eq!(
            places(&found),
            [
                "renderer/page.rs:47 renderer/page.rs finish 194",
                "renderer/page.rs:47 renderer/page.rs clippy::other 1",
            ]
        );
    }

    #[test]
    fn eslint_tells_of_functions_and_of_all_else() {
        let long = json!({ "ruleId": "max-lines-per-function", "line": 90, "message": "Function 'start' has too many lines (222). Maximum allowed is 80." });
        let other =
            json!({ "ruleId": "no-undef", "line": 5, "message": "'enter' is not defined." });
        let root = std::path::absolute("book").expect("a path");
        let file =
            json!({ "filePath": root.join("theme").join("a.js"), "messages": [long, other] });
        let found = of_eslint(&json!([file]).to_string(), &root).expect("it is a report");
        assert_eq!(
            places(&found),
            [
                "theme/a.js:90 theme/a.js start 222",
                "theme/a.js:5 theme/a.js no-undef 1"
            ]
        );
        assert_eq!(of_eslint("[]", &root).expect("it is a report"), []);
    }
}
