//! `cargo xtask foreign DIR`: builds a book of others, as it is, with mdBook's own HTML renderer and with `[output.hops]`, and says how
//! long each took, how large it is, and what a search of it costs and finds. A measure for checkouts that one has; no test needs one. Enter at [`run`].

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::command::Command;
use crate::tools::Mdbook;

/// How often each is built; the median counts.
const TIMES: usize = 3;

/// Files that mdBook's own page is made from: `mdbook init --theme` writes them.
const MDBOOKS_PAGE: [&str; 9] = [
    "book.js",
    "css/chrome.css",
    "css/general.css",
    "css/print.css",
    "css/variables.css",
    "head.hbs",
    "header.hbs",
    "index.hbs",
    "toc.js.hbs",
];

pub fn run(folder: &Path) -> Result<()> {
    ensure!(
        folder.join("book.toml").is_file(),
        "{} has no book.toml",
        folder.display()
    );
    let mdbook = Mdbook::pinned()?;
    let hops = crate::build_hops()?;
    let name = folder.file_name().context("the folder has no name")?;
    let copy = std::path::absolute(Path::new("target/foreign").join(name))?;
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    copy_book(folder, &copy)?;
    println!(
        "{:>8} {:>7} {:>9}  renderer",
        "seconds", "pages", "kilobytes"
    );
    for renderer in ["html", "hops"] {
        if renderer == "hops" {
            remove_mdbooks_page(&copy.join("theme"))?;
        }
        let out = copy.join("out").join(renderer);
        let mut seconds = Vec::new();
        for _ in 0..TIMES {
            let start = Instant::now();
            build(&mdbook, &hops, &copy, renderer, &out)?;
            seconds.push(start.elapsed().as_secs_f64());
        }
        seconds.sort_by(f64::total_cmp);
        let (pages, bytes) = weigh(&out)?;
        println!(
            "{:8.2} {pages:7} {:9}  {renderer}",
            seconds[TIMES / 2],
            bytes / 1000
        );
    }
    crate::tools::node()?;
    Command::new("node")
        .argument("search-foreign.mjs")
        .argument(copy.join("out/html"))
        .argument(copy.join("out/hops"))
        .folder("tests/browser")
        .run()
}

/// Removes what stands in for parts of mdBook's own page. The author's style sheets and scripts stay.
fn remove_mdbooks_page(theme: &Path) -> Result<()> {
    for part in MDBOOKS_PAGE {
        let path = theme.join(part);
        if path.is_file() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// A program that the book wants and this machine has not is no reason not to measure: mdBook says that it is left out.
fn make_optional(book: &mut toml::Table) {
    let preprocessors = book
        .get_mut("preprocessor")
        .and_then(|all| all.as_table_mut());
    for (_, one) in preprocessors.into_iter().flatten() {
        if let Some(keys) = one.as_table_mut() {
            keys.insert("optional".to_owned(), true.into());
        }
    }
}

/// Only the one renderer, whatever the book's own settings name.
fn build(mdbook: &Mdbook, hops: &Path, book: &Path, renderer: &str, out: &Path) -> Result<()> {
    let settings = book.join("book.toml");
    let own = fs::read_to_string(&settings)?;
    let mut table: toml::Table = own.parse()?;
    let output = table
        .remove("output")
        .unwrap_or_else(|| toml::Table::new().into());
    let html = output.get("html").cloned();
    let html = html.unwrap_or_else(|| toml::Table::new().into());
    let only = toml::Table::from_iter([(renderer.to_owned(), html)]);
    table.insert("output".to_owned(), only.into());
    make_optional(&mut table);
    fs::write(&settings, toml::to_string(&table)?)?;
    let mut command = Command::new(mdbook.program());
    if renderer == "hops" {
        let program = format!(
            "{} render",
            crate::tools::quoted(&hops.display().to_string())
        );
        command = command.environment("MDBOOK_OUTPUT__HOPS__COMMAND", program);
    }
    let built = command
        .arguments(["build", "--dest-dir"])
        .argument(out)
        .argument(book)
        .run();
    fs::write(&settings, own)?;
    built
}

fn copy_book(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == ".git" || entry.file_name() == "target" {
            continue;
        }
        if source.is_dir() {
            copy_book(&source, &target)?;
        } else {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// How many pages a folder holds, and how many bytes.
fn weigh(folder: &Path) -> Result<(usize, u64)> {
    let (mut pages, mut bytes) = (0, 0);
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                pages += usize::from(path.extension().is_some_and(|ending| ending == "html"));
                bytes += fs::metadata(&path)?.len();
            }
        }
    }
    Ok((pages, bytes))
}
