//! `cargo xtask test`: everything that must hold before a change is taken.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::command::Command;
use crate::tools::{self, Mdbook, TESTED};

pub fn run() -> Result<()> {
    Command::new("cargo")
        .arguments(["fmt", "--all", "--check"])
        .run()?;
    Command::new("cargo")
        .arguments([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--locked",
        ])
        .arguments(["--", "--deny", "warnings"])
        .run()?;
    for version in TESTED {
        Mdbook::for_building(version)?;
    }
    let mdbook = Mdbook::pinned()?;
    Command::new("cargo")
        .arguments(["test", "--quiet", "--workspace", "--locked"])
        .environment("HOPS_MDBOOK", mdbook.program())
        .run()?;
    browser_tests(&mdbook)
}

/// Builds the book and the style book, and looks at them in a browser.
fn browser_tests(mdbook: &Mdbook) -> Result<()> {
    let chromium = tools::chromium()?;
    tools::node()?;
    let books = Books::build(mdbook)?;
    let pdf = std::path::absolute("target/browser/guide.pdf")?;
    crate::pdf::run(
        &["--output".to_owned(), pdf.display().to_string()],
        Path::new("."),
    )?;
    npm(&["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).run()?;
    npm(&["test", "--silent"])
        .environment("HOPS_CHROMIUM", &chromium)
        .environment("HOPS_BOOK", &books.guide)
        .environment("HOPS_STYLE_BOOK", &books.style)
        .environment("HOPS_STYLE_BOOK_RTL", &books.style_rtl)
        .environment("HOPS_PDF", &pdf)
        .environment("HOPS_ROUTES", &answers("routes")?)
        .environment("HOPS_SCENARIOS", &answers("scenarios")?)
        .run()
}

/// The file of what an engine of the build answers: see `tests/browser/routes.rs` and `tests/browser/scenarios.rs`.
fn answers(engine: &str) -> Result<PathBuf> {
    let file = std::path::absolute(format!("target/browser/{engine}.json"))?;
    Command::new("cargo")
        .arguments(["run", "--quiet", "--release", "--example", engine])
        .argument(&file)
        .run()?;
    Ok(file)
}

/// `cargo xtask lighthouse`: the scores of four pages. A command and no test: its timings are those of the machine.
pub fn lighthouse() -> Result<()> {
    let chromium = tools::chromium()?;
    tools::node()?;
    let books = Books::build(&Mdbook::pinned()?)?;
    npm(&["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).run()?;
    Command::new("node")
        .argument("lighthouse.mjs")
        .folder("tests/browser")
        .environment("HOPS_CHROMIUM", &chromium)
        .environment("HOPS_BOOK", &books.guide)
        .run()
}

/// npm, in the folder of the browser tests.
pub fn npm(arguments: &[&str]) -> Command {
    Command::new("npm")
        .arguments(arguments)
        .folder("tests/browser")
}

/// What the browser looks at: built books, by their folders.
struct Books {
    guide: PathBuf,
    /// Every element and state on one page.
    style: PathBuf,
    /// The same, written from right to left.
    style_rtl: PathBuf,
}

impl Books {
    fn build(mdbook: &Mdbook) -> Result<Books> {
        let hops = crate::build_hops()?;
        let build = |book: &str, name: &str, direction: Option<&str>| -> Result<PathBuf> {
            let folder = std::path::absolute(format!("target/browser/{name}"))?;
            let mut command = mdbook
                .command(&hops)
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
        };
        let style = "tests/books/style";
        Ok(Books {
            guide: build(".", "guide", None)?,
            style: build(style, "style", None)?,
            style_rtl: build(style, "style-rtl", Some("rtl"))?,
        })
    }
}
