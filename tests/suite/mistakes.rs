//! Bad input: each mistake is refused at its place, with what is wrong and what to do.
//!
//! The mistakes are files, in the folders `mistakes/` of the features, of `base/` and of `book/`: what an author wrote, and below each line
//! what is told of it. `SNAPSHOTS=overwrite cargo test mistakes` writes anew what is told. All of them are made in the bakery book:
//!
//! ```text
//! #: data/resources.toml              a mistake: the lines below are this file now,
//! #- title = "Sponge"                 or they stand in place of these lines of it, which it has once
//! title = ""
//! #       ^^ error[empty]: `title` is empty
//! #          help: say something here
//! #: no data/skills.toml              another mistake: this file is not there
//! #& src/job.md                       and this one is changed, too
//! #--> src/everything.md:12:1         what is told of a line that does not stand here
//! ```
//!
//! The marks are as long as what is wrong, and below it. In the first column the `#` is the first of them; `|` marks a place between two
//! characters. What no text shows (bytes, devices, sizes) is in `refused.rs`.

use std::fs;
use std::path::PathBuf;

use mdbook_hops::base::diagnostic::{self, Diagnostic};
use mdbook_hops::book::files;

use crate::project::{Project, compare, compared, files_under, root};

/// A book in which something is wrong.
#[derive(Default)]
struct Mistake<'t> {
    changes: Vec<Change<'t>>,
}

/// What is changed in one file of the book.
struct Change<'t> {
    path: &'t str,
    gone: bool,
    /// The lines that stand there otherwise. None: the whole file is changed.
    old: Vec<&'t str>,
    new: Vec<&'t str>,
}

impl<'t> Mistake<'t> {
    /// All mistakes of a file, without what is told of them.
    fn all_of(text: &'t str) -> Vec<Mistake<'t>> {
        let mut all: Vec<Mistake<'_>> = Vec::new();
        for line in text.lines().filter(|line| !is_told(line)) {
            if line.starts_with("#: ") {
                all.push(Mistake::default());
            }
            let changes = &mut all.last_mut().expect("a file begins with `#: `").changes;
            match (line.get(..3), line.get(3..)) {
                (Some("#: " | "#& "), Some(path)) => changes.push(Change::of(path)),
                (Some("#- "), Some(old)) => changes.last_mut().expect("a path").old.push(old),
                _ => changes.last_mut().expect("a path").new.push(line),
            }
        }
        for change in all.iter_mut().flat_map(|mistake| &mut mistake.changes) {
            let used = change.new.iter().rposition(|line| !line.is_empty());
            change.new.truncate(used.map_or(0, |last| last + 1));
        }
        all
    }

    /// The mistake as its file has it, with what is told of it now.
    fn told(&self) -> String {
        let project = Project::of("bakery");
        let starts: Vec<usize> = self.changes.iter().map(|c| c.make(&project)).collect();
        let told = files::check(project.root());
        assert!(!told.is_empty(), "{:?} is no mistake", self.paths());
        let mut shown = vec![false; told.len()];
        let mut out = String::new();
        for (index, (change, start)) in self.changes.iter().zip(starts).enumerate() {
            out.push_str(if index == 0 { "#: " } else { "#& " });
            out.push_str(if change.gone { "no " } else { "" });
            out.push_str(&format!("{}\n", change.path));
            for old in &change.old {
                out.push_str(&format!("#- {old}\n"));
            }
            for (number, line) in change.new.iter().enumerate() {
                out.push_str(&format!("{line}\n"));
                let here = |one: &&Diagnostic| {
                    (one.path.as_str(), one.line) == (change.path, start + number)
                };
                for (at, one) in told.iter().enumerate().filter(|(_, one)| here(one)) {
                    if let Some(text) = below(one) {
                        shown[at] = true;
                        out.push_str(&text);
                    }
                }
            }
        }
        let others = told.iter().zip(shown).filter(|(_, shown)| !shown);
        others.for_each(|(one, _)| out.push_str(&elsewhere(one)));
        out
    }

    fn paths(&self) -> Vec<&str> {
        self.changes.iter().map(|change| change.path).collect()
    }
}

impl<'t> Change<'t> {
    fn of(path: &'t str) -> Change<'t> {
        let gone = path.strip_prefix("no ");
        Change {
            path: gone.unwrap_or(path),
            gone: gone.is_some(),
            old: Vec::new(),
            new: Vec::new(),
        }
    }

    /// Changes the book. Returns the number of the first of the new lines in their file.
    fn make(&self, project: &Project) -> usize {
        if self.gone {
            project.remove(self.path);
            return 1;
        }
        if self.old.is_empty() {
            project.write(self.path, text_of(&self.new));
            return 1;
        }
        let text = project.read(self.path);
        let lines: Vec<&str> = text.lines().collect();
        let mut places = (0..lines.len()).filter(|&at| lines[at..].starts_with(&self.old));
        let (place, other) = (places.next(), places.next());
        assert!(other.is_none(), "{} has twice {:?}", self.path, self.old);
        let place = place.unwrap_or_else(|| panic!("{} has no {:?}", self.path, self.old));
        let after = &lines[place + self.old.len()..];
        let lines = [&lines[..place], &self.new, after].concat();
        project.write(self.path, text_of(&lines));
        place + 1
    }
}

fn text_of(lines: &[&str]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Whether a line of a mistake's file is no author's.
fn is_told(line: &str) -> bool {
    ["#^", "#|", "# ^", "# |", "#  ", "#-->"]
        .iter()
        .any(|mark| line.starts_with(mark))
}

/// What is told, with marks below what is wrong in the line above. `None` where there is no room for them beside the `#`.
fn below(one: &Diagnostic) -> Option<String> {
    let (_, span) = one.excerpt()?;
    let marks = match (span.start, span.len()) {
        (0, 1) | (1, _) => return None,
        (0, length) => format!("#{}", marks(length.saturating_sub(1))),
        (start, length) => format!("#{}{}", " ".repeat(start - 1), marks(length)),
    };
    Some(words(one, &marks))
}

/// What is told of a line that does not stand here, with the line.
fn elsewhere(one: &Diagnostic) -> String {
    let place = match one.line {
        0 => one.path.clone(),
        line => format!("{}:{line}:{}", one.path, one.column),
    };
    let Some((line, span)) = one.excerpt() else {
        return format!("#--> {place}\n{}", words(one, "#   "));
    };
    let shown = (!line.is_empty()).then(|| format!("#    {line}\n"));
    let shown = shown.unwrap_or_default();
    let marks = format!("#    {}{}", " ".repeat(span.start), marks(span.len()));
    format!("#--> {place}\n{shown}{}", words(one, &marks))
}

fn marks(length: usize) -> String {
    if length == 0 {
        return "|".to_owned();
    }
    "^".repeat(length)
}

/// All that is told of one mistake, behind `marks`.
fn words(one: &Diagnostic, marks: &str) -> String {
    let label = Some(("label", one.label.as_str())).filter(|(_, label)| !label.is_empty());
    let help = one.help.iter().map(|help| ("help", help.as_str()));
    let mut out = format!("{marks} error[{}]: {}\n", one.code.0, one.message);
    for (kind, text) in label.into_iter().chain(help) {
        let room = " ".repeat(marks.len());
        out.push_str(&format!("#{room}{kind}: {text}\n"));
    }
    out
}

/// The file with what is told now.
fn told_anew(text: &str) -> String {
    let all: Vec<String> = Mistake::all_of(text).iter().map(Mistake::told).collect();
    all.join("\n")
}

/// Holds all files in the folders `mistakes/` of `folders`.
#[track_caller]
fn hold(folders: &[PathBuf]) {
    let folders = folders.iter().map(|folder| folder.join("mistakes"));
    let files: Vec<PathBuf> = folders
        .filter(|folder| folder.exists())
        .flat_map(|folder| files_under(&folder))
        .collect();
    assert!(!files.is_empty(), "there are no mistakes to hold");
    let different: Vec<String> = files.iter().filter_map(difference).collect();
    assert!(different.is_empty(), "{}", different.concat());
}

fn difference(file: &PathBuf) -> Option<String> {
    let text = fs::read_to_string(file).expect("a text");
    let path = file.strip_prefix(root()).expect("inside");
    compared(&told_anew(&text), path).err()
}

fn folder(path: &str) -> PathBuf {
    root().join("preprocessor").join(path)
}

#[test]
fn the_book_is_without_mistakes_before() {
    let said = Project::of("bakery").check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
}

#[test]
fn mistakes_in_any_data() {
    hold(&[folder("base")]);
}

#[test]
fn mistakes_in_chapters_and_settings() {
    hold(&[folder("book")]);
}

#[test]
fn mistakes_of_each_feature() {
    let entries = fs::read_dir(folder("features")).expect("a folder");
    let folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    hold(&folders);
}

/// The colours of a terminal, and the frame around the line.
#[test]
fn a_mistake_as_a_terminal_shows_it() {
    let project = Project::of("bakery");
    project.replace("data/resources.toml", "level = \"easy\"", "level = \"esy\"");
    let shown = diagnostic::render(&files::check(project.root()), true);
    compare(&shown, "tests/books/expected/mistake-in-colours.txt");
}

/// What is written in a file of mistakes, and is what is told.
const WRITTEN: &str = "\
#: data/resources.toml
#- level = \"easy\"
level = \"esy\"
#       ^^^^^ error[unknown-name]: unknown level `esy`
#             label: not in data/vocabulary.toml
#             help: did you mean `easy`?
";

#[test]
fn what_is_told_is_written_as_it_is_told() {
    assert_eq!(told_anew(WRITTEN), WRITTEN);
}

#[test]
fn a_wrong_place_a_missing_and_a_further_message_are_found() {
    let place = WRITTEN.replace("#       ^^^^^", "#      ^^^^^");
    let length = WRITTEN.replace("^^^^^", "^^^^");
    let missing = WRITTEN.replace("#             help: did you mean `easy`?\n", "");
    let untold = text_of(&WRITTEN.lines().take(3).collect::<Vec<_>>());
    let further = format!("{WRITTEN}#--> src/job.md:1:1\n#    # Job\n#    ^ error: no\n");
    for wrong in [place, length, missing, untold, further] {
        assert_eq!(told_anew(&wrong), WRITTEN, "{wrong}");
        assert_ne!(wrong, WRITTEN);
    }
}

#[test]
#[should_panic(expected = "is no mistake")]
fn a_file_without_a_mistake_is_refused() {
    told_anew("#: src/untouched.md\n# Nothing wrong\n#^ error: but told\n");
}

#[test]
#[should_panic(expected = "has no [\"level = \\\"middling\\\"\"]")]
fn lines_that_the_book_has_no_more_are_named() {
    told_anew("#: data/resources.toml\n#- level = \"middling\"\nlevel = \"esy\"\n");
}
