//! What a maintainer of Hops runs by hand: `cargo xtask serve`, `build`, `test`, `pdf` and `pictures`.
//!
//! Each installs what it needs where it may, says so while it happens, and otherwise fails with the command to run.

mod chromium;
mod command;
mod faults;
mod foreign;
mod pdf;
mod pictures;
mod reader_cost;
mod replace;
mod root;
mod serve;
#[path = "../../tests/style_book.rs"]
mod style_book;
mod test;
mod tidy;
mod tools;

use std::path::PathBuf;

use anyhow::{Result, bail};

use command::Command;
use tools::Mdbook;

const HELP: &str = "\
Usage: cargo xtask COMMAND [-- ARGUMENTS]

  serve        build the book, show it in a browser, and build it again when a file changes
               [--port N] [--hostname NAME] [--open]
  build        build the book into book/
  test         run every check and test, or those that are named; --help says which
  style        build the style book, with every widget, under target/browser/, in both directions of writing
  tidy         look whether the house rules hold
  pdf          print the book into one PDF under target/
               [--paper a4|letter] [--chapter NAME] [--output FILE]
  pictures     draw the PNGs anew that are made of drawings
  lighthouse   what Lighthouse thinks of four pages on a phone
  faults       put faults into the project, one at a time, and see that the tests catch each
  foreign DIR  what a book of others costs with mdBook's own HTML renderer, and with this one
  reader-cost  how long a reader waits for a long table, and for a route through many roles

What stands behind -- goes to mdbook (serve, build): cargo xtask build -- --dest-dir site
";

fn main() -> Result<()> {
    let here = std::env::current_dir()?;
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    std::env::set_current_dir(root::find(manifest.as_deref(), &here)?)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (words, passed_on) = match arguments.iter().position(|argument| argument == "--") {
        Some(at) => (&arguments[..at], &arguments[at + 1..]),
        None => (&arguments[..], &[][..]),
    };
    match words {
        [word, options @ ..] if word == "serve" => serve::run(options, passed_on),
        [word] if word == "build" => build(passed_on),
        [word, names @ ..] if word == "test" && passed_on.is_empty() => test::run(names),
        [word] if word == "style" && passed_on.is_empty() => test::style_books(),
        [word] if word == "tidy" && passed_on.is_empty() => tidy::run(),
        [word, options @ ..] if word == "pdf" && passed_on.is_empty() => pdf::run(options, &here),
        [word] if word == "lighthouse" && passed_on.is_empty() => test::lighthouse(),
        [word] if word == "reader-cost" && passed_on.is_empty() => reader_cost::run(),
        [word, folder] if word == "foreign" && passed_on.is_empty() => {
            foreign::run(&here.join(folder))
        }
        [word, names @ ..] if word == "faults" && passed_on.is_empty() => faults::run(names),
        [word] if word == "pictures" && passed_on.is_empty() => pictures::run(),
        [word] if word == "help" || word == "--help" => {
            print!("{HELP}");
            Ok(())
        }
        [] => bail!("{HELP}"),
        [word, more @ ..] => {
            let first = more.iter().chain(passed_on).next();
            bail!("{}\n\n{HELP}", not_understood(word, first))
        }
    }
}

/// What is wrong with a command line that begins with `word` and goes on with `next`.
fn not_understood(word: &str, next: Option<&String>) -> String {
    let known = HELP.lines().any(|line| {
        let name = line
            .strip_prefix("  ")
            .and_then(|line| line.split(' ').next());
        name == Some(word)
    });
    match next {
        Some(next) if known => format!("`cargo xtask {word}` does not know `{next}`"),
        _ => format!("there is no `cargo xtask {word}`"),
    }
}

/// Builds the book. Returns only if that went well.
fn build(arguments: &[String]) -> Result<()> {
    let mdbook = Mdbook::any()?;
    let hops = build_hops()?;
    mdbook
        .command(&hops)
        .argument("build")
        .arguments(arguments)
        .run()
}

/// Builds mdbook-hops, the preprocessor and renderer, in release mode. Returns its path.
fn build_hops() -> Result<PathBuf> {
    // In this folder whatever the environment says: book.toml names it there.
    Command::new("cargo")
        .arguments(["build", "--release", "--locked", "--package", "mdbook-hops"])
        .arguments(["--target-dir", "target"])
        .run()?;
    let suffix = std::env::consts::EXE_SUFFIX;
    Ok(std::path::absolute(format!(
        "target/release/mdbook-hops{suffix}"
    ))?)
}

/// Builds mdbook-hops as the tests use it, with what they have compiled already. Returns its path.
fn hops_for_tests() -> Result<PathBuf> {
    Command::new("cargo")
        .arguments(["build", "--quiet", "--locked", "--package", "mdbook-hops"])
        .run()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let program = format!("debug/mdbook-hops{}", std::env::consts::EXE_SUFFIX);
    Ok(std::path::absolute(PathBuf::from(target).join(program))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_named() {
        let next = "--fast".to_owned();
        let said = [
            not_understood("test", Some(&next)),
            not_understood("srve", None),
            not_understood("srve", Some(&next)),
            not_understood("[--port", None),
        ];
        let expected = [
            "`cargo xtask test` does not know `--fast`",
            "there is no `cargo xtask srve`",
            "there is no `cargo xtask srve`",
            "there is no `cargo xtask [--port`",
        ];
        assert_eq!(said, expected);
    }
}
