//! `cargo xtask test`: everything that must hold before a change is taken.

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

/// Builds the book and looks at it in a browser.
fn browser_tests(mdbook: &Mdbook) -> Result<()> {
    let chromium = tools::chromium()?;
    tools::node()?;
    let preprocessor = crate::build_preprocessor()?;
    let book = std::path::absolute("target/browser-book")?;
    mdbook
        .command(&preprocessor)
        .argument("build")
        .argument("--dest-dir")
        .argument(&book)
        .run()?;
    Command::new("npm")
        .arguments(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
        .folder("tests/browser")
        .run()?;
    Command::new("npm")
        .arguments(["test", "--silent"])
        .folder("tests/browser")
        .environment("HOPS_BOOK", &book)
        .environment("HOPS_CHROMIUM", &chromium)
        .run()
}
