//! What a book brings for its pages: style sheets and scripts, and files that stand in for those of the page.

use crate::pages::{bakery, built, files, one, page, refused};
use crate::project::{copy, root};

#[test]
fn an_authors_style_sheet_and_script_may_stand_beside_the_theme() {
    for keys in ["", "hash-files = false\n"] {
        let project = bakery(&format!(
            "{keys}additional-css = [\"theme/loaf.css\"]\nadditional-js = [\"theme/loaf.js\"]"
        ));
        project.write("theme/loaf.css", "main { color: red }");
        project.write("theme/loaf.js", "'use strict';");
        let said = project.build_pages();
        assert_eq!(said.code, Some(0), "{}", said.stderr);
        for path in ["job.html", "craft/dough.html", "404.html", "print.html"] {
            let page = page(&project, path);
            for (selector, attribute) in [
                ("link[href*='loaf']", "href"),
                ("script[src*='loaf']", "src"),
            ] {
                let address = one(&page, selector).attr(attribute).expect("an address");
                let folder = project.path(&format!("book/{path}"));
                let folder = folder.parent().expect("a folder");
                let file = match address.strip_prefix('/') {
                    Some(from_top) => project.path("book").join(from_top),
                    None => folder.join(address),
                };
                assert!(file.is_file(), "{path} names {address}");
            }
            one(&page, "link[href*='book']");
        }
    }
}

#[test]
fn a_book_without_a_theme_is_whole() {
    let without = files(&built("").path("book"));
    let project = bakery("");
    copy(&root().join("theme"), &project.path("theme"));
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let with = files(&project.path("book"));
    assert_eq!(
        without.keys().collect::<Vec<_>>(),
        with.keys().collect::<Vec<_>>()
    );
    for (name, content) in &without {
        assert!(with[name] == *content, "{name} differs");
    }
}

#[test]
fn a_file_of_the_books_theme_stands_in_for_the_one_of_its_name() {
    let project = bakery("hash-files = false");
    project
        .write("theme/css/print.css", ".mine { color: red }")
        .write("theme/head.hbs", "<meta name=\"own\">")
        .write("theme/favicon.svg", "<svg/>");
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let style = project.read("book/book.css");
    assert!(style.contains(".mine {"), "{style}");
    let plain = built("hash-files = false").read("book/book.css");
    let (before, _) = plain
        .split_once("@media print")
        .expect("the style of paper is there");
    assert!(!before.is_empty() && style.starts_with(before));
    one(&page(&project, "job.html"), "meta[name=own]");
    assert_eq!(project.read("book/favicon.svg"), "<svg/>");
    assert!(!project.path("book/favicon.png").exists());
}

#[test]
fn what_mdbook_writes_as_a_theme_is_refused() {
    let written = [
        (
            "index.hbs",
            "<script src=\"{{ resource \"book.js\" }}\">",
            "the page",
        ),
        (
            "css/variables.css",
            ":root { --sidebar-width: 1px }",
            "a style sheet",
        ),
        (
            "css/print.css",
            "#mdbook-menu-bar { color: red }",
            "a style sheet",
        ),
    ];
    for (name, text, what) in written {
        let project = bakery("");
        project.write(&format!("theme/{name}"), text);
        let said = refused(&project);
        assert!(
            said.contains(&format!("theme/{name} is {what} of mdBook's own renderer")),
            "{said}"
        );
        assert!(!project.path("book/index.html").exists());
    }
}
