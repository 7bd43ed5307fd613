//! Words that stand nowhere: work put off, tests that do not run, tests that wait for the clock, places of one machine.

use super::{File, Finding};

struct Word {
    text: &'static str,
    /// Only as a word of its own.
    whole: bool,
    holds_in: fn(&File) -> bool,
    advice: &'static str,
}

/// In two halves, or this file would break the rules.
macro_rules! word {
    ($start:literal $rest:literal, $whole:literal, $holds_in:expr, $advice:expr) => {
        Word {
            text: concat!($start, $rest),
            whole: $whole,
            holds_in: $holds_in,
            advice: $advice,
        }
    };
}

const PUT_OFF: &str = "do it now, or open an issue";
const UNFINISHED: &str = "finish it, or return an error";
const NOT_RUN: &str = "a test runs always or is removed";
const LOUD: &str = "take it out: the reader's console is for faults";
const CLOCK: &str = "wait for what the reader sees, not for the clock or for silence";
const FOLDER: &str = "name no folder of one machine";
const REGISTRY: &str = "name no host of packages: everybody's own settings choose it";

const WORDS: [Word; 26] = [
    word!("TO" "DO", true, is_written, PUT_OFF),
    word!("FIX" "ME", true, is_written, PUT_OFF),
    word!("X" "XX", true, is_written, PUT_OFF),
    word!("to" "do!(", false, is_rust, UNFINISHED),
    word!("un" "implemented!(", false, is_rust, UNFINISHED),
    word!("db" "g!(", false, is_rust, "take it out"),
    word!("#[ig" "nore", false, is_rust, NOT_RUN),
    word!(".sk" "ip(", false, is_script_of_tests, NOT_RUN),
    word!(".on" "ly(", false, is_script_of_tests, "all tests run: take it out"),
    word!("sk" "ip: ", true, is_script_of_tests, NOT_RUN),
    word!("console" ".log", false, is_theme, LOUD),
    word!("network" "idle", false, is_script_of_tests, CLOCK),
    word!("waitFor" "Timeout", false, is_script_of_tests, CLOCK),
    word!("/ho" "me/", false, is_program, FOLDER),
    word!("/Us" "ers/", false, is_program, FOLDER),
    word!("/ro" "ot/", false, is_program, FOLDER),
    word!("/wo" "rk/", false, is_program, FOLDER),
    word!("registry.npm" "js.org", false, is_program, REGISTRY),
    word!("registry.yarn" "pkg.com", false, is_program, REGISTRY),
    word!("static." "crates.io", false, is_program, REGISTRY),
    word!("index." "crates.io", false, is_program, REGISTRY),
    word!("python" "hosted.org", false, is_program, REGISTRY),
    word!("proxy." "golang.org", false, is_program, REGISTRY),
    word!("\"resol" "ved\":", false, is_npm, REGISTRY),
    word!("regis" "try=", false, is_npm, REGISTRY),
    word!("[regis" "tries", false, is_program, REGISTRY),
];

/// The home of everybody in the incidents, whose terminal says where it is.
const NOBODYS: &str = concat!("/ho", "me/you'");

fn is_written(file: &File) -> bool {
    !is_lock(file)
}

fn is_lock(file: &File) -> bool {
    file.path.ends_with(".lock") || file.path.ends_with("-lock.json")
}

fn is_rust(file: &File) -> bool {
    file.has_ending(&["rs"])
}

fn is_script_of_tests(file: &File) -> bool {
    file.has_ending(&["mjs"]) || file.has_ending(&["js"]) && file.is_in(&["tests/"])
}

fn is_theme(file: &File) -> bool {
    file.is_in(&["theme/"]) || file.has_ending(&["js"]) && file.is_in(&["preprocessor/"])
}

/// Chapters and incidents show commands and their output: there such words are examples.
fn is_program(file: &File) -> bool {
    !file.is_in(&["data/", "src/", "tests/vectors/"])
}

fn is_npm(file: &File) -> bool {
    file.path.ends_with("package-lock.json") || file.path.ends_with(".npmrc")
}

pub fn find(files: &[File]) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in files {
        for word in WORDS.iter().filter(|word| (word.holds_in)(file)) {
            let lines = file.text.lines().enumerate();
            let with = lines.flat_map(|(at, line)| vec![at + 1; count(line, word)]);
            found.extend(with.map(|line| finding(file, word.text, line, word.advice)));
        }
        found.extend(allowed_without_reason(file));
        found.extend(other_sources(file));
    }
    found
}

fn finding(file: &File, word: &str, line: usize, advice: &str) -> Finding {
    Finding {
        rule: "words",
        key: format!(
            "{} {}",
            file.path,
            word.trim_end_matches([' ', ':']).replace('"', "")
        ),
        place: format!("{}:{line}", file.path),
        amount: 1,
        says: format!("`{}` stands here: {advice}", word.trim()),
    }
}

fn count(line: &str, word: &Word) -> usize {
    let line = line.replace(NOBODYS, "");
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    let places = line.match_indices(word.text);
    let stands = places.filter(|(at, text)| {
        let after = &line[at + text.len()..];
        let ends = text.ends_with(|c: char| !c.is_alphanumeric()) || is_edge(after.chars().next());
        !word.whole || (is_edge(line[..*at].chars().next_back()) && ends)
    });
    stands.count()
}

/// What a lint says may be allowed where a sentence says why.
fn allowed_without_reason(file: &File) -> Vec<Finding> {
    if !is_rust(file) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for start in [concat!("#[al", "low("), concat!("#![al", "low(")] {
        for (at, _) in file.text.match_indices(start) {
            let attribute = &file.text[at..];
            let attribute = attribute.split(")]").next().unwrap_or(attribute);
            if !attribute.contains("reason = ") {
                let line = file.text[..at].matches('\n').count() + 1;
                found.push(finding(file, start, line, "say why: `reason = \"…\"`"));
            }
        }
    }
    found
}

/// A lock file of Cargo knows one source, and no host.
fn other_sources(file: &File) -> Vec<Finding> {
    if !file.path.ends_with("Cargo.lock") {
        return Vec::new();
    }
    const SOURCE: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let lines = file.text.lines().enumerate();
    let others = lines.filter(|(_, line)| line.starts_with("source = ") && *line != SOURCE);
    others
        .map(|(at, _)| finding(file, "source", at + 1, REGISTRY))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{file, places};
    use super::*;

    #[test]
    fn each_word_is_found_where_it_may_not_stand() {
        for word in &WORDS {
            let paths = [
                "renderer/a.rs",
                "tests/browser/a.test.mjs",
                "theme/js/a.js",
                "tests/browser/.npmrc",
            ];
            let text = format!("// A.\n  {}\n", word.text);
            let found = paths.map(|path| find(&[file(path, &text)]));
            let found: Vec<_> = found.concat();
            assert!(!found.is_empty(), "{}", word.text);
            assert!(
                found.iter().all(|one| one.place.ends_with(":2")),
                "{:?}",
                places(&found)
            );
        }
    }

    #[test]
    fn every_place_is_counted() {
        let wait = concat!("await page.waitFor", "Timeout(5); ");
        let found = find(&[file(
            "tests/browser/a.test.mjs",
            &format!("{wait}{wait}\n\n{wait}\n"),
        )]);
        let key = concat!("tests/browser/a.test.mjs waitFor", "Timeout 1");
        let lines = [1, 1, 3].map(|line| format!("tests/browser/a.test.mjs:{line} {key}"));
        assert_eq!(places(&found), lines);
    }

    #[test]
    fn what_only_looks_like_a_word_is_none() {
        let good = [
            file(
                "renderer/a.rs",
                "let todo = rows.iter().skip(1); // mTODOs\n",
            ),
            file(
                "data/incidents/a.toml",
                concat!("shows = \"/ro", "ot/app.log\"\n"),
            ),
            file(
                "preprocessor/features/incidents/incident.js",
                concat!("pwd: () => '/ho", "me/you',\n"),
            ),
            file(
                "tests/browser/package-lock.json",
                concat!("\"sha512-X", "XX\"\n"),
            ),
            file("README.md", "a skip: link\n"),
        ];
        assert_eq!(places(&find(&good)), [""; 0]);
    }

    #[test]
    fn a_lint_is_allowed_with_a_reason() {
        let allow = concat!("#[al", "low(dead_code");
        let bad = find(&[file(
            "renderer/a.rs",
            &format!("\n{allow})]\nfn a() {{}}\n"),
        )]);
        assert_eq!(bad.len(), 1);
        assert_eq!(bad[0].place, "renderer/a.rs:2");
        let good = format!("\n{allow},\n    reason = \"the tests use it\"\n)]\nfn a() {{}}\n");
        assert_eq!(find(&[file("renderer/a.rs", &good)]), []);
    }

    #[test]
    fn a_lock_file_knows_one_source() {
        let source = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        assert_eq!(find(&[file("Cargo.lock", source)]), []);
        let other = source.replace("github.com", "crates.example");
        assert_eq!(find(&[file("Cargo.lock", &other)]).len(), 1);
    }
}
