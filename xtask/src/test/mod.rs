//! `cargo xtask test`: everything that must hold before a change is taken, or the parts of it that are named. Enter at [`run`].
//!
//! One profile compiles it all, the one of development: clippy and the tests share what they need, and the pages that browsers look at
//! are made by the program that the Rust tests run.

mod files;
mod parts;

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Result, bail};

use crate::command::Command;
use crate::style_book;
use crate::tools::{self, Mdbook, OLDEST};
use parts::Timings;

/// What can be named, in the order in which it runs. A file of the browser tests can be named, too.
const PARTS: [&str; 4] = ["format", "tidy", "rust", "browser"];

const USAGE: &str = "\
Usage: cargo xtask test [--all] [PART|FILE ...]

  --all      what a change is held to before it is published: more random cases besides
  format     the code is formatted
  tidy       the rules of the house, Clippy's and ESLint's among them
  rust       the tests in Rust, through the real mdBook
  browser    the pages, in Chromium
  FILE       one file of the browser tests, such as plan.test.mjs

Without a name, all of them.
";

/// What the command line asks for.
#[derive(Debug, Default, PartialEq)]
struct Wanted {
    all: bool,
    parts: Vec<String>,
    /// Files of the browser tests, from the folder of the repository.
    files: Vec<String>,
}

impl Wanted {
    fn parse(words: &[String]) -> Result<Wanted> {
        let mut wanted = Wanted::default();
        for word in words {
            match word.as_str() {
                "--all" => wanted.all = true,
                part if PARTS.contains(&part) => wanted.parts.push(part.to_owned()),
                file => match files::named(file)? {
                    Some(path) => wanted.files.push(path),
                    None => bail!(
                        "`{word}` is no part of the tests and no file of the browser tests.\n\n{USAGE}"
                    ),
                },
            }
        }
        Ok(wanted)
    }

    fn has(&self, part: &str) -> bool {
        let everything = self.parts.is_empty() && self.files.is_empty();
        everything || self.parts.iter().any(|one| one == part)
    }
}

pub fn run(words: &[String]) -> Result<()> {
    let wanted = Wanted::parse(words)?;
    let mut timings = Timings::start();
    let result = run_parts(&wanted, &mut timings);
    eprint!("{}", timings.table());
    result
}

fn run_parts(wanted: &Wanted, timings: &mut Timings) -> Result<()> {
    if wanted.has("format") {
        timings.time("format", || {
            let format = Command::new("cargo").arguments(["fmt", "--all", "--check"]);
            format.run()
        })?;
    }
    if wanted.has("tidy") {
        tools::node()?;
        timings.time("npm packages", install_packages)?;
        timings.time("tidy", crate::tidy::run)?;
    }
    if wanted.has("rust") || wanted.has("browser") || !wanted.files.is_empty() {
        timings.time("mdBook", || {
            Mdbook::release(OLDEST)?;
            Mdbook::pinned().map(drop)
        })?;
    }
    if wanted.has("rust") {
        timings.time("rust: compiling", || rust(&["--no-run"], false))?;
        timings.time("rust: running", || rust(&[], wanted.all))?;
    }
    if wanted.has("browser") || !wanted.files.is_empty() {
        browser(&wanted.files, timings)?;
    }
    Ok(())
}

fn rust(arguments: &[&str], all: bool) -> Result<()> {
    let mut test = Command::new("cargo")
        .arguments(["test", "--quiet", "--workspace", "--locked"])
        .arguments(arguments)
        .environment("HOPS_MDBOOK", Mdbook::pinned()?.program());
    if all {
        test = test.environment("HOPS_ALL", "1");
    }
    test.run()
}

/// Builds the book and the style book, and looks at them in a browser: by all files of tests, or by those that are named.
fn browser(files: &[String], timings: &mut Timings) -> Result<()> {
    let chromium = tools::chromium()?;
    let headless = tools::headless(&chromium);
    tools::node()?;
    let books = timings.time("pages: building", || {
        Books::build(&Mdbook::pinned()?, &crate::hops_for_tests()?)
    })?;
    let pdf = env::current_dir()?.join("target/browser/guide.pdf");
    if files.is_empty()
        || files
            .iter()
            .any(|file| files::name_of(file) == "pdf.test.mjs")
    {
        timings.time("pages: PDF", || crate::pdf::of_book(&books.guide, &pdf))?;
    }
    timings.time("npm packages", install_packages)?;
    let seconds = env::current_dir()?.join("target/browser/seconds.txt");
    let files = match files.is_empty() {
        true => files::all()?,
        false => files.to_vec(),
    };
    let run = timings.time("browser: running", || {
        node_tests(&files, &seconds)
            .environment("HOPS_CHROMIUM", &headless)
            .environment("HOPS_WHOLE_CHROMIUM", &chromium)
            .environment("HOPS_BOOK", &books.guide)
            .environment("HOPS_STYLE_BOOK", &books.style)
            .environment("HOPS_STYLE_BOOK_RTL", &books.style_rtl)
            .environment("HOPS_PDF", &pdf)
            .run()
    });
    timings.add_files(&fs::read_to_string(&seconds).unwrap_or_default());
    run
}

/// Node's test runner over `files`, as many at a time as there are processors. Writes the seconds of each file.
fn node_tests(files: &[String], seconds: &Path) -> Command {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    Command::new("node")
        .arguments(["--test", &format!("--test-concurrency={processors}")])
        .arguments(["--test-reporter=spec", "--test-reporter-destination=stdout"])
        .arguments([
            "--test-reporter=./seconds.mjs",
            "--test-reporter-destination",
        ])
        .argument(seconds)
        .arguments(files.iter().map(|file| format!("../../{file}")))
        .folder("tests/browser")
}

/// Installs the npm packages of the browser tests, unless those of this lock file are there.
pub fn install_packages() -> Result<()> {
    let lock = fs::read("tests/browser/package-lock.json")?;
    let installed = Path::new("tests/browser/node_modules/.hops-lock.json");
    if fs::read(installed).is_ok_and(|there| there == lock) {
        return Ok(());
    }
    Command::new("npm")
        .arguments(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .folder("tests/browser")
        .run()?;
    fs::write(installed, lock)?;
    Ok(())
}

/// `cargo xtask lighthouse`: the scores of four pages. A command and no test: its timings are those of the machine.
pub fn lighthouse() -> Result<()> {
    let chromium = tools::chromium()?;
    tools::node()?;
    let books = Books::build(&Mdbook::pinned()?, &crate::build_hops()?)?;
    install_packages()?;
    Command::new("node")
        .argument("lighthouse.mjs")
        .folder("tests/browser")
        .environment("HOPS_CHROMIUM", &chromium)
        .environment("HOPS_BOOK", &books.guide)
        .run()
}

/// What the browser looks at: built books, by their folders.
struct Books {
    guide: PathBuf,
    /// Every element and state of a page, and every widget.
    style: PathBuf,
    /// The same, written from right to left.
    style_rtl: PathBuf,
}

impl Books {
    fn build(mdbook: &Mdbook, hops: &Path) -> Result<Books> {
        let guide = build_book(mdbook, hops, ".", "guide", None)?;
        let [style, style_rtl] = build_style_books(mdbook, hops)?;
        Ok(Books {
            guide,
            style,
            style_rtl,
        })
    }
}

/// `cargo xtask style`: the style book alone, in both directions of writing.
pub fn style_books() -> Result<()> {
    for folder in build_style_books(&Mdbook::pinned()?, &crate::hops_for_tests()?)? {
        println!("{}", folder.join("index.html").display());
    }
    Ok(())
}

fn build_style_books(mdbook: &Mdbook, hops: &Path) -> Result<[PathBuf; 2]> {
    let assembled = "target/books/style";
    style_book::assemble(Path::new("."), Path::new(assembled))?;
    Ok([
        build_book(mdbook, hops, assembled, "style", None)?,
        build_book(mdbook, hops, assembled, "style-rtl", Some("rtl"))?,
    ])
}

/// Builds the book in the folder `book` into target/browser/NAME.
fn build_book(
    mdbook: &Mdbook,
    hops: &Path,
    book: &str,
    name: &str,
    direction: Option<&str>,
) -> Result<PathBuf> {
    let folder = env::current_dir()?.join(format!("target/browser/{name}"));
    let mut command = mdbook
        .command(hops)
        .arguments(["build", book, "--dest-dir"])
        .argument(&folder);
    if let Some(direction) = direction {
        // Another book, so that a browser keeps the two apart.
        command = command
            .environment("MDBOOK_BOOK__TEXT_DIRECTION", direction)
            .environment("MDBOOK_OUTPUT__HOPS__ID", format!("style-{direction}"));
    }
    command.run()?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Wanted> {
        env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))?;
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Wanted::parse(&words)
    }

    #[test]
    fn without_a_name_all_parts_run() {
        let wanted = parse("--all").expect("it is understood");
        assert!(wanted.all);
        assert!(PARTS.iter().all(|part| wanted.has(part)));
    }

    #[test]
    fn only_what_is_named_runs() {
        let wanted =
            parse("tidy plan.test.mjs tests/browser/own.test.mjs").expect("it is understood");
        let plan = "preprocessor/features/plan/plan.test.mjs";
        assert_eq!(wanted.files, [plan, "tests/browser/own.test.mjs"]);
        let run: Vec<_> = PARTS.iter().filter(|part| wanted.has(part)).collect();
        assert_eq!(run, [&"tidy"]);
    }

    #[test]
    fn what_is_no_part_is_named() {
        let error = parse("rust brwser").expect_err("a slip").to_string();
        assert!(error.starts_with("`brwser` is no part"), "{error}");
    }
}
