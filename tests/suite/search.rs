//! The book's own search as the build makes it: what is in the index of unusual books, and what book.toml says of it. What readers find with it,
//! tests/browser/search-engine.test.mjs asks.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::pages::{bakery, built, files, one, page, refused};
use crate::project::Project;

/// The index of a built book: its parts by their names without the hash.
fn parts(project: &Project) -> BTreeMap<String, Value> {
    let files = files(&project.path("book"));
    let scripts = files
        .iter()
        .filter_map(|(path, text)| Some((path.strip_prefix("search/")?, text)));
    let parts = scripts.map(|(file, text)| {
        let text = std::str::from_utf8(text).expect("it is text");
        let stem = file.strip_suffix(".js").expect("a script");
        let data = text
            .strip_prefix(&format!("hops.part(\"{stem}\","))
            .and_then(|rest| rest.strip_suffix(")\n"));
        let (name, hash) = stem.split_once('-').expect("a hash");
        assert_eq!(hash.len(), 8, "{file}");
        let data = data.unwrap_or_else(|| panic!("{file}: {text}"));
        (name.to_owned(), serde_json::from_str(data).expect("JSON"))
    });
    parts.collect()
}

/// Page, id, title and kind of each unit.
fn units(project: &Project) -> Vec<(String, String, String, String)> {
    let parts = parts(project);
    let number = parts["index"]["texts"].as_array().expect("a list").len();
    let mut all = Vec::new();
    for part in (0..number).map(|number| &parts[&format!("t{number}")]) {
        for unit in part[1].as_array().expect("units") {
            let at = usize::try_from(unit[0].as_u64().expect("a number")).expect("it is small");
            let of = |value: &Value| value.as_str().expect("a text").to_owned();
            all.push((
                of(&part[0][at][0]),
                of(&unit[1]),
                of(&unit[2]),
                of(&unit[3]),
            ));
        }
    }
    all
}

fn pages(project: &Project) -> Vec<String> {
    let mut pages: Vec<String> = units(project).into_iter().map(|(page, ..)| page).collect();
    pages.dedup();
    pages
}

/// A book of these chapters, each a line of SUMMARY.md and the text of its file.
fn book(keys: &str, chapters: &[(String, &str, String)]) -> Project {
    let project = bakery(keys);
    project.remove("data");
    let mut summary = String::from("# Summary\n\n");
    for (line, path, text) in chapters {
        summary.push_str(line);
        summary.push('\n');
        if !path.is_empty() {
            project.write(&format!("src/{path}"), text);
        }
    }
    project.write("src/SUMMARY.md", summary);
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    project
}

fn chapter(
    indent: usize,
    title: &str,
    path: &'static str,
    text: &str,
) -> (String, &'static str, String) {
    let line = format!("{}- [{title}]({path})", "  ".repeat(indent));
    (line, path, text.to_owned())
}

#[test]
fn things_of_the_data_are_found_as_what_they_are() {
    let project = built("");
    let kinds: BTreeMap<String, usize> =
        units(&project)
            .into_iter()
            .fold(BTreeMap::new(), |mut kinds, (.., kind)| {
                *kinds.entry(kind).or_default() += 1;
                kinds
            });
    for kind in ["", "Resource", "Skill", "Role", "Question", "Incident"] {
        assert!(kinds.contains_key(kind), "{kind}: {kinds:?}");
    }
    // Each leads to its place, and is called what it is called there.
    for (path, id, title, kind) in units(&project) {
        if !kind.is_empty() && !id.is_empty() {
            let page = page(&project, &path);
            let place = one(&page, &format!("[id=\"{id}\"]"));
            // An element within the name may part two words of it.
            let text = crate::pages::text(place).replace(' ', "");
            let name = title.replace(' ', "");
            let is_name = text.starts_with(&name) && !name.is_empty();
            assert!(is_name, "{title}: {text}");
        }
    }
}

#[test]
fn what_mdbook_makes_for_its_own_search_is_not_in_the_book() {
    let project = built("");
    for name in files(&project.path("book")).keys() {
        let is_mdbooks = ["searchindex", "elasticlunr", "searcher", "mark"]
            .iter()
            .any(|start| name.starts_with(start));
        assert!(!is_mdbooks, "{name}");
    }
}

#[test]
fn a_book_of_one_chapter_of_none_and_of_strange_ones_has_an_index() {
    let one = book("", &[chapter(0, "Alone", "alone.md", "# Alone\n\nText.\n")]);
    assert_eq!(pages(&one), ["alone.html"]);
    let drafts = book("", &[("- [Later]()".to_owned(), "", String::new())]);
    assert_eq!(parts(&drafts).keys().collect::<Vec<_>>(), ["index"]);
    let empty = book("", &[chapter(0, "Empty", "empty.md", "")]);
    assert_eq!(units(&empty)[0].2, "Empty");
    let long = "bread ".repeat(50);
    let long = long.trim();
    let twice = book(
        "",
        &[
            chapter(0, "Same", "a.md", "# Same\n"),
            chapter(0, "Same", "b.md", "# Same\n"),
            chapter(0, long, "c.md", &format!("# {long}\n")),
            chapter(
                0,
                "Words",
                "d.md",
                "# __proto__\n\nconstructor `'\"</script>` \u{2028} $\n",
            ),
        ],
    );
    assert_eq!(pages(&twice).len(), 4);
    assert_eq!(units(&twice)[2].2, long);
}

#[test]
fn chapters_twelve_deep_know_all_that_they_stand_under() {
    const PATHS: [&str; 12] = [
        "a.md", "b.md", "c.md", "d.md", "e.md", "f.md", "g.md", "h.md", "i.md", "j.md", "k.md",
        "l.md",
    ];
    let chapters: Vec<_> = PATHS
        .iter()
        .enumerate()
        .map(|(depth, path)| chapter(depth, &format!("Level {depth}"), path, "Text.\n"))
        .collect();
    let project = book("", &chapters);
    let parts = parts(&project);
    let depths = parts["index"]["pages"].as_array().expect("a list");
    let depths: Vec<u64> = depths
        .iter()
        .map(|page| page[1].as_u64().expect("a number"))
        .collect();
    assert_eq!(depths, (0..12).collect::<Vec<u64>>());
    let text = parts["t0"].to_string();
    assert!(text.contains("\"Level 0\",\"Level 1\""), "{text}");
}

#[test]
fn mdbooks_keys_keep_their_meaning() {
    let keys = "[output.hops.search]\nuse-boolean-and = true\nlimit-results = 7\nteaser-word-count = 9\nexpand = false\nboost-title = 5\n\
        heading-split-level = 1\n[output.hops.search.chapter]\n\"b\" = { enable = false }\n\"b/in.md\" = { enable = true }\n";
    let chapters = [
        chapter(0, "A", "a.md", "# A\n\n## Under\n\nText.\n"),
        chapter(0, "B", "b/README.md", "# B\n"),
        chapter(1, "In", "b/in.md", "# In\n"),
    ];
    let project = book(keys, &chapters);
    assert_eq!(pages(&project), ["a.html", "b/in.html"]);
    assert_eq!(units(&project).len(), 2, "no section below level 1");
    let settings = &parts(&project)["index"]["settings"];
    let expected = serde_json::json!({ "all": true, "most": 7, "teaser": 9, "parts": false, "boosts": [5, 1, 1] });
    assert_eq!(*settings, expected);

    let unknown = bakery("[output.hops.search.chapter]\n\"nowhere\" = { enable = false }\n");
    let said = refused(&unknown);
    assert!(said.contains("`nowhere` under `search.chapter`"), "{said}");
}

#[test]
fn a_book_may_have_no_search() {
    for keys in ["enable = false", "copy-js = false"] {
        let project = built(&format!("[output.hops.search]\n{keys}"));
        assert!(!project.path("book/search").exists());
        let html = project.read("book/index.html");
        assert!(!html.contains("Page-search"), "{keys}");
        assert!(!html.contains("data-index"), "{keys}");
    }
}

#[test]
fn the_names_of_the_index_change_with_the_text() {
    let project = bakery("");
    let entry = |project: &Project| {
        assert_eq!(project.build_pages().code, Some(0));
        let page = page(project, "index.html");
        let script = one(&page, "script[data-index]");
        script.attr("data-index").expect("a path").to_owned()
    };
    let first = entry(&project);
    assert_eq!(first, entry(&project), "the same text has the same index");
    project.write("src/untouched.md", "# Changed\n");
    assert_ne!(first, entry(&project));
}
