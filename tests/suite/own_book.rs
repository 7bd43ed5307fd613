//! The book of this repository: its data is whole, and no link in its pages leads nowhere.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scraper::{Html, Selector};

use crate::project::{HOPS, files_under, mdbook, preprocess_command, render_command, root};

fn table(path: &str) -> toml::Table {
    let text = fs::read_to_string(root().join(path)).expect("the data file");
    text.parse().expect("it is TOML")
}

#[test]
fn check_finds_no_mistake() {
    let output = Command::new(HOPS)
        .arg("check")
        .arg(root())
        .output()
        .expect("mdbook-hops starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A reader of the article must find what became of each of its 54 resources, in its 12 categories.
#[test]
fn the_articles_list_is_whole() {
    let data = table("data/resources.toml");
    let resources = data["resource"].as_array().expect("a list");
    let mut orders = HashSet::new();
    let mut categories = HashSet::new();
    for resource in resources {
        if let Some(order) = resource.get("original_order") {
            orders.insert(order.as_integer().expect("a number"));
            categories.insert(resource["original_category"].as_str().expect("a text"));
        }
    }
    assert_eq!(orders, (1..=54).collect());
    assert_eq!(categories.len(), 12, "{categories:?}");
}

/// The tool is for any trade: what this book is about stands in src/ and data/ only, and in what its pages are tested with.
#[test]
fn the_preprocessor_knows_nothing_of_the_trade() {
    let mut folders = vec![root().join("preprocessor")];
    let mut files = 0;
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.ends_with("samples") {
                    folders.push(path);
                }
                continue;
            }
            if path.extension().is_some_and(|end| end == "mjs") {
                continue;
            }
            files += 1;
            let text = fs::read_to_string(&path).expect("a source file");
            for word in [
                "SRE",
                "Site Reliability",
                "on-call",
                "Linux",
                "networking.dns",
            ] {
                assert!(!text.contains(word), "{} says {word}", path.display());
            }
        }
    }
    assert!(files > 20, "{files} files");
}

#[test]
fn expectations_and_areas_are_whole() {
    let realities = table("data/realities.toml");
    assert_eq!(realities["expectation"].as_array().map(Vec::len), Some(7));
    let skills = table("data/skills.toml");
    assert_eq!(skills["area"].as_array().map(Vec::len), Some(12));
}

/// Builds the book into a folder of its own.
fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(mdbook())
        .arg("build")
        .arg(root())
        .arg("--dest-dir")
        .arg(folder.path())
        .env("MDBOOK_PREPROCESSOR__HOPS__COMMAND", preprocess_command())
        .env("MDBOOK_OUTPUT__HOPS__COMMAND", render_command())
        .output()
        .expect("mdbook starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    folder
}

fn pages(folder: &Path) -> HashMap<PathBuf, Html> {
    let is_page = |path: &PathBuf| path.extension().is_some_and(|e| e == "html");
    let pages = files_under(folder).into_iter().filter(is_page);
    pages
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a page");
            (path, Html::parse_document(&text))
        })
        .collect()
}

#[test]
fn every_link_inside_the_book_leads_somewhere() {
    let folder = built();
    let pages = pages(folder.path());
    let (links, with_id) = (selector("main a[href]"), selector("[id]"));
    let ids: HashMap<&Path, HashSet<&str>> = pages
        .iter()
        .map(|(path, page)| {
            let ids = page.select(&with_id).filter_map(|e| e.attr("id"));
            (path.as_path(), ids.collect())
        })
        .collect();
    let mut dead = Vec::new();
    let mut seen = 0;
    for (path, page) in &pages {
        // mdBook's own page for what is not found has addresses of its own.
        if path.ends_with("404.html") {
            continue;
        }
        for link in page.select(&links) {
            let href = link.attr("href").expect("it has one");
            if href.starts_with("http://") || href.starts_with("https://") {
                continue;
            }
            seen += 1;
            let (file, fragment) = href.split_once('#').unwrap_or((href, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                path.parent().expect("a folder").join(file)
            };
            let target = fs::canonicalize(&target).unwrap_or(target);
            let known = ids
                .iter()
                .find(|(page, _)| fs::canonicalize(page).is_ok_and(|page| page == target));
            let alive = known.is_some_and(|(_, ids)| fragment.is_empty() || ids.contains(fragment));
            if !alive {
                let from = path.strip_prefix(folder.path()).expect("inside");
                dead.push(format!("{}: {href}", from.display()));
            }
        }
    }
    assert!(seen > 300, "only {seen} links were looked at");
    assert!(dead.is_empty(), "dead links:\n{}", dead.join("\n"));
}

/// On the print page all chapters are one document.
#[test]
fn no_id_of_a_widget_stands_twice_on_the_print_page() {
    let folder = built();
    let page = fs::read_to_string(folder.path().join("print.html")).expect("the print page");
    let page = Html::parse_document(&page);
    let mut seen = HashSet::new();
    for element in page.select(&selector("[id^='hops-']")) {
        let id = element.attr("id").expect("it has one");
        assert!(seen.insert(id.to_owned()), "{id} stands twice");
    }
    let resources = table("data/resources.toml")["resource"]
        .as_array()
        .map_or(0, Vec::len);
    let rows = seen
        .iter()
        .filter(|id| id.starts_with("hops-resource-"))
        .count();
    assert_eq!(rows, resources);
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

/// The path the article tells is told whole, each step with its marks.
#[test]
fn the_articles_path_is_whole() {
    let data = table("data/paths.toml");
    let path = &data["path"][0];
    assert_eq!(path["step"].as_array().map(Vec::len), Some(15));
}

/// What src/about/scenarios.md asks of an incident, as far as it can be counted; and each has a page of its own.
#[test]
fn the_incidents_are_rich() {
    let files = files_under(&root().join("data/scenarios"));
    assert!(files.len() >= 8, "{} incidents", files.len());
    for file in files {
        let name = file.file_stem().expect("a name").to_string_lossy();
        let text = fs::read_to_string(root().join("data/scenarios").join(&file)).expect("the file");
        let table: toml::Table = text.parse().expect("it is TOML");
        let list = |key: &str| table[key].as_array().cloned().unwrap_or_default();
        let acts = |poor: bool| {
            let acts = list("act");
            let of = |act: &&toml::Value| (act["verdict"].as_str() == Some("poor")) == poor;
            acts.iter().filter(of).count()
        };
        let endings = |good: bool| {
            let endings = list("ending");
            let of = |ending: &&toml::Value| ending["good"].as_bool() == Some(good);
            endings.iter().filter(of).count()
        };
        assert!(list("look").len() >= 8, "{name}: looks");
        assert!(acts(false) >= 4 && acts(true) >= 3, "{name}: acts");
        assert!(endings(true) >= 2 && endings(false) >= 1, "{name}: endings");
        assert!((3..=5).contains(&list("debrief").len()), "{name}: lessons");
        assert!(
            (3..=5).contains(&list("follow-ups").len()),
            "{name}: follow-ups"
        );
        let page = root().join(format!("src/interviews/incidents/{name}.md"));
        let page = fs::read_to_string(page).expect("a page of its own");
        assert!(page.contains(&format!("name = \"{name}\"")), "{page}");
    }
}
