//! Pages of `[output.hops]` for books as others write them: their files, their names, their keys in book.toml.

use std::fs;

use crate::pages::{bakery, built, files, refused};

/// Names that mdBook's own renderer uses, too, and some that only look like them.
const LIKE_MDBOOKS: [&str; 13] = [
    "ace.js",
    "book.js",
    "book-1a2b3c4d.js",
    "clipboard.min.js",
    "css/general.css",
    "css/mine.css",
    "editor.js",
    "fonts/fonts.css",
    "fonts/open-sans-mine.svg",
    "highlight.css",
    "highlight.js",
    "searcher.js",
    "toc.js",
];

#[test]
fn an_authors_files_come_out_byte_for_byte_whatever_they_are_called() {
    let project = bakery("");
    for name in LIKE_MDBOOKS {
        project.write(&format!("src/{name}"), format!("/* {name} is mine */\r\n"));
    }
    project.write("src/toc.html", "<p>mine</p>");
    assert_eq!(project.build_pages().code, Some(0));
    let made = files(&project.path("book"));
    for name in LIKE_MDBOOKS.into_iter().chain(["toc.html"]) {
        let own = fs::read(project.path(&format!("src/{name}"))).expect("it was written");
        assert_eq!(made.get(name), Some(&own), "{name}");
    }
    // And no more of mdBook's than without them.
    let without = files(&built("").path("book"));
    assert_eq!(made.len(), without.len() + LIKE_MDBOOKS.len() + 1);
}

#[test]
fn a_page_of_the_authors_own_stands_in_for_one_that_mdbook_makes() {
    let project = bakery("[output.hops.redirect]\n\"/old.html\" = \"index.html\"");
    project.replace(
        "src/SUMMARY.md",
        "[Welcome](README.md)\n",
        "[Welcome](welcome.md)\n",
    );
    let welcome = project.read("src/README.md");
    project
        .remove("src/README.md")
        .write("src/welcome.md", welcome);
    const OWN: [&str; 4] = ["index.html", "print.html", "404.html", "old.html"];
    for name in OWN {
        project.write(&format!("src/{name}"), format!("<p>{name}, by hand"));
    }
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for name in OWN {
        assert_eq!(
            project.read(&format!("book/{name}")),
            format!("<p>{name}, by hand")
        );
    }
}

#[track_caller]
fn refused_with(keys: &str, name: &str) {
    let project = bakery(keys);
    project.write(&format!("src/{name}"), "mine");
    let said = refused(&project);
    assert!(
        said.contains(&format!("src/{name} has the name of a file")),
        "{said}"
    );
}

#[test]
fn nothing_is_built_over_a_file_of_the_authors() {
    refused_with("hash-files = false", "book.js");
    refused_with("hash-files = false", "data-hops-plan-data.js");
    refused_with("offline = true", "sw.js");
    refused_with("site-url = \"https://bread.example/\"", "sitemap.xml");
    refused_with("", "untouched.html");
}

#[test]
fn an_authors_script_is_not_built_over_where_names_are_plain() {
    let project = bakery("hash-files = false\nadditional-js = [\"book.js\"]");
    project.write("book.js", "'use strict';");
    let said = refused(&project);
    assert!(
        said.contains("`book.js`") && said.contains("additional-js"),
        "{said}"
    );
}
