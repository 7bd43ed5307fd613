//! Pages of `[output.hops]` for books as others write them: their files, their names, their keys in book.toml.

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use scraper::{Html, Selector};

use crate::pages::{all, bakery, built, files, one, page, refused, text};
use crate::project::{Project, files_under, mdbook, preprocess_command, render_command, root};

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

/// Chapters with names of pages that mdBook makes of itself, or of files that it writes.
const CHAPTERS: [&str; 5] = [
    "toc",
    "404",
    "highlight",
    "css/general",
    "fonts/open-sans-mine",
];

#[test]
fn a_chapter_may_be_called_like_a_file_of_mdbooks() {
    let project = bakery("");
    for name in CHAPTERS {
        project.write(&format!("src/{name}.md"), format!("# Called {name}\n"));
        project.replace(
            "src/SUMMARY.md",
            "- [Everything]",
            &format!("- [{name}]({name}.md)\n- [Everything]"),
        );
    }
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let print = page(&project, "print.html");
    let chapters = all(&print, ".print-chapter");
    for name in CHAPTERS {
        let page = page(&project, &format!("{name}.html"));
        let title = format!("Called {name}");
        assert_eq!(text(one(&page, "main h1")), title);
        assert!(one(&page, "link[rel=stylesheet]").attr("href").is_some());
        let there = chapters
            .iter()
            .filter(|chapter| text(**chapter).starts_with(&title));
        assert_eq!(there.count(), 1, "{name}");
    }
}

#[test]
fn a_chapter_called_like_the_page_of_the_whole_book_is_refused_by_its_name() {
    let project = bakery("");
    project.write("src/print.md", "# Prints of bread\n");
    project.replace(
        "src/SUMMARY.md",
        "- [Everything]",
        "- [Prints](print.md)\n- [Everything]",
    );
    let said = refused(&project);
    assert!(
        said.contains("src/print.md: print.html is the page of the whole book"),
        "{said}"
    );
}

#[test]
fn a_chapter_may_hold_what_mdbook_writes_between_chapters() {
    let project = bakery("");
    const BREAK: &str = r#"<div style="break-before: page; page-break-before: always;"></div>"#;
    project.write(
        "src/untouched.md",
        format!("{BREAK}\n\n# Untouched\n\nbefore\n\n{BREAK}\n\nafter\n\n<!-- {BREAK} -->\n"),
    );
    project.write("src/job.md", format!("{BREAK}\n\n# The job\n\n{BREAK}\n"));
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let print = page(&project, "print.html");
    let chapters = all(&print, ".print-chapter");
    assert_eq!(chapters.len(), 8);
    for chapter in &chapters {
        let titles = chapter
            .select(&Selector::parse("[data-level='1']").expect("a selector"))
            .count();
        assert_eq!(titles, 1, "{}", text(*chapter));
    }
    assert_eq!(text(chapters[7]), "Untouched before after");
}

#[test]
fn a_book_of_drafts_only_builds() {
    let project = bakery("");
    project.write(
        "src/SUMMARY.md",
        "# Summary\n\n- [Later]()\n- [Even later]()\n",
    );
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let print = page(&project, "print.html");
    assert!(all(&print, ".print-chapter").is_empty());
    assert_eq!(
        all(&page(&project, "404.html"), "#Page-contents .stop-draft").len(),
        2
    );
}

/// Each renderer has its own keys, also where a book is made by both.
#[test]
fn what_the_book_says_to_mdbooks_renderer_is_not_for_ours() {
    let project = bakery("site-url = \"/guide/\"\ngit-repository-url = \"https://ours.example/\"");
    let html = "[output.html]\nsite-url = \"/html/\"\ngit-repository-url = \"https://html.example/\"\nhash-files = false\nno-section-label = true\nadditional-css = [\"html.css\"]\n";
    project.replace(
        "book.toml",
        "[output.hops]",
        &format!("{html}\n[output.hops]"),
    );
    project.write("html.css", "main { color: red }");
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);

    let ours = page(&project, "hops/404.html");
    let style = one(&ours, "link[rel=stylesheet]").attr("href");
    assert!(
        style.is_some_and(|href| href.starts_with("/guide/book-")),
        "{style:?}"
    );
    let source =
        |page: &Html, of: &str| !all(page, &format!("a[href='https://{of}.example/']")).is_empty();
    assert!(source(&ours, "ours") && !source(&ours, "html"));
    assert!(!all(&ours, ".stop-number").is_empty());

    let theirs = page(&project, "html/404.html");
    assert!(source(&theirs, "html") && !source(&theirs, "ours"));
    assert!(
        !all(
            &theirs,
            "link[href='html.css'], link[href='/html/html.css']"
        )
        .is_empty()
    );
    assert_eq!(one(&theirs, "base").attr("href"), Some("/html/"));
}

/// `mdbook serve` tells mdBook's renderer where its web socket is, and that the book is served at the top.
#[test]
fn what_mdbook_serve_says_to_its_renderer_is_for_ours() {
    let project = built("site-url = \"/guide/\"\nhash-files = false");
    assert!(!project.read("book/book.js").contains("WebSocket"));
    project.replace(
        "book.toml",
        "[output.hops]",
        "[output.html]\nlive-reload-endpoint = \"__reload\"\nsite-url = \"/\"\n\n[output.hops]",
    );
    assert_eq!(project.build_pages().code, Some(0));
    let lost = page(&project, "hops/404.html");
    let socket = one(&lost, "meta[name=live-reload]");
    assert_eq!(socket.attr("content"), Some("__reload"));
    assert!(project.read("book/hops/book.js").contains("WebSocket"));
    assert_eq!(one(&lost, "html").attr("data-root"), Some("/"));
}

/// The files of the page lie in a folder of the system's while the book is made.
#[test]
fn nothing_is_left_behind_by_a_build() {
    let project = bakery("");
    fs::create_dir(project.path("temporary")).expect("a folder");
    for (head, code) in [
        ("", Some(0)),
        ("<script src=\"theme/no.js\"></script>", Some(101)),
    ] {
        project.write("theme/head.hbs", head);
        let mut command = Command::new(mdbook());
        command.arg("build").arg(project.root());
        command.env("MDBOOK_PREPROCESSOR__HOPS__COMMAND", preprocess_command());
        command.env("MDBOOK_OUTPUT__HOPS__COMMAND", render_command());
        command.env("TMPDIR", project.path("temporary"));
        let output = command.output().expect("mdbook starts");
        assert_eq!(output.status.code(), code);
        let left = files_under(&project.path("temporary"));
        assert!(left.is_empty(), "{left:?}");
    }
}

#[test]
fn parts_of_one_name_are_told_apart_on_the_page_of_the_whole_book() {
    let project = bakery("");
    let parts = [
        ("- [The craft]", "Reference"),
        ("- [Everything]", "Reference 1"),
        ("- [Hops]", "Reference"),
        ("- [The job]", "???"),
        ("- [Questions]", "!!!"),
    ];
    for (before, part) in parts {
        project.replace("src/SUMMARY.md", before, &format!("# {part}\n\n{before}"));
    }
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let print = page(&project, "print.html");
    ids_stand_once(&print, "print.html");
    let lines = all(&print, ".print-contents-part");
    assert_eq!(lines.len(), parts.len());
    for (line, (_, part)) in lines.into_iter().zip(parts) {
        let link = line
            .select(&Selector::parse("a").expect("a selector"))
            .next();
        let href = link.and_then(|link| link.attr("href")).expect("an address");
        assert_eq!(text(one(&print, &format!("h1{href}"))), part);
        assert_eq!(text(line), part);
    }
    assert_eq!(
        all(&print, "#Page-part-reference, #Page-part-reference-1").len(),
        2
    );
}

#[track_caller]
fn ids_stand_once(page: &Html, path: &str) {
    let mut seen = HashSet::new();
    for element in all(page, "[id]") {
        let id = element.attr("id").expect("it has one");
        assert!(seen.insert(id), "{path}: {id} stands twice");
    }
}

/// The ids of the page's own parts, as `theme/index.hbs` has them.
fn own_ids() -> Vec<String> {
    let page = fs::read_to_string(root().join("theme/index.hbs")).expect("the page of the theme");
    let ids = page.split(" id=\"").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

/// Headings and anchors that are called like parts of the page, and like those that the renderer adds.
#[test]
fn an_authors_heading_never_has_the_id_of_a_part_of_the_page() {
    let own = own_ids();
    assert!(own.iter().all(|id| id.starts_with("Page-")), "{own:?}");
    let project = Project::style_book();
    let words = own.iter().flat_map(|id| {
        let name = id.trim_start_matches("Page-");
        [
            id.clone(),
            id.to_lowercase(),
            name.to_owned(),
            name.replace('-', " "),
        ]
    });
    const MORE: [&str; 6] = [
        "On this page",
        "Print contents",
        "Sections",
        "Places",
        "Search",
        "Moved",
    ];
    let headings: String = words
        .chain(MORE.map(str::to_owned))
        .map(|words| format!("\n## {words}\n\nWords.\n"))
        .collect();
    for chapter in [
        "src/elements.md",
        "src/plan.md",
        "src/short.md",
        "src/404.md",
    ] {
        let source = project.read(chapter);
        project.write(chapter, source + &headings);
    }
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for path in files(&project.path("book")).keys() {
        if path.ends_with(".html") {
            ids_stand_once(&page(&project, path), path);
        }
    }
}

#[test]
fn an_id_of_a_part_of_the_page_is_refused_in_a_chapter() {
    let refused_in = |keys: &str, id: &str, text: &str| {
        let project = bakery(keys);
        project.write("src/untouched.md", format!("# Untouched\n\n{text}\n"));
        let said = refused(&project);
        assert!(
            said.contains(&format!("untouched.md: an element has the id `{id}`")),
            "{said}"
        );
    };
    for id in own_ids() {
        refused_in("", &id, &format!("## Mine {{#{id}}}"));
    }
    // Also where this page lacks the part.
    const OFF: &str = "[output.hops.search]\nenable = false";
    refused_in(OFF, "Page-search", "<a id=\"Page-search\"></a>");
    refused_in("", "Page-other", "<b id='Page-other'>x</b>");
}

/// mdBook makes index.html of the first chapter only if no other one is called so.
#[test]
fn a_later_chapter_may_be_the_start_page_under_its_own_name() {
    let project = bakery("");
    project.write("src/first.md", "# First\n");
    project.replace(
        "src/SUMMARY.md",
        "[Welcome]",
        "[First](first.md)\n\n[Welcome]",
    );
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for (path, name) in [("index.html", "index.md"), ("first.html", "first.md")] {
        let page = page(&project, path);
        assert_eq!(one(&page, "html").attr("data-page"), Some(name));
    }
}
