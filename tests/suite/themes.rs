//! What a book brings for its pages: style sheets and scripts, and files that stand in for those of the page; and what of mdBook's own theme
//! ours stands in for.

use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

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

#[test]
fn mistakes_in_the_settings_and_the_theme_are_named() {
    let said = refused(&bakery("offline = \"yes\""));
    assert!(
        said.contains("[output.hops] in book.toml") && said.contains("expected a boolean"),
        "{said}"
    );
    let said = refused(&bakery("offlin = true"));
    assert!(
        said.contains("[output.hops] in book.toml") && said.contains("offlin"),
        "{said}"
    );
    let said = refused(&bakery("theme = \"them\""));
    assert!(
        said.contains("`theme = \"them\"` in [output.hops] names no folder"),
        "{said}"
    );
    let project = bakery("");
    project.write("theme/index.hbs", "<html><head><link rel=\"stylesheet\" href=\"theme/css/no.css\"></head><main>{{{ content }}}</main></html>");
    let said = refused(&project);
    assert!(
        said.contains("theme/css/no.css") && said.contains("there is no file css/no.css in theme"),
        "{said}"
    );
    project.write(
        "theme/index.hbs",
        "<html><head><link rel=\"stylesheet\" href=\"theme/../book.toml\"></head></html>",
    );
    let said = refused(&project);
    assert!(said.contains("leads out of"), "{said}");
    project.write(
        "theme/index.hbs",
        "<html><head><script src=\"theme/a.js\" data-for=\"p >> q\"></script></head><main>{{{ content }}}</main></html>",
    );
    let said = refused(&project);
    assert!(
        said.contains("data-for of theme/a.js is no selector"),
        "{said}"
    );
}

#[test]
fn an_authors_own_style_sheet_and_script_are_taken_along() {
    let project = bakery(
        "additional-css = [\"own/loaf.css\", \"css/print.css\"]\nadditional-js = [\"own/loaf.js\"]",
    );
    project
        .write("own/loaf.css", "main { color: red }")
        .write("own/loaf.js", "'use strict';");
    // Also one that is called like one of mdBook's.
    project.write("css/print.css", "main { color: blue }");
    assert_eq!(project.build_pages().code, Some(0));
    let dough = page(&project, "craft/dough.html");
    let print = one(&dough, "link[href*='css/print']")
        .attr("href")
        .expect("an address");
    assert!(project.path("book/craft").join(print).is_file(), "{print}");
    let style = one(&dough, "link[href*='own/loaf']")
        .attr("href")
        .expect("an address");
    assert!(project.path("book/craft").join(style).is_file(), "{style}");
    let script = one(&dough, "script[src*='own/loaf']")
        .attr("src")
        .expect("an address");
    assert!(
        project.path("book/craft").join(script).is_file(),
        "{script}"
    );
}

/// The files of mdBook's front end that the shell stands in for. Each is to be read again when it changes.
const COMPARED: [&str; 8] = [
    "front-end/js/book.js",
    "front-end/searcher/searcher.js",
    "front-end/templates/index.hbs",
    "front-end/templates/redirect.hbs",
    "front-end/templates/toc.html.hbs",
    "front-end/templates/toc.js.hbs",
    "src/html/print.rs",
    "src/html_handlebars/hbs_renderer.rs",
];

/// The guard of the shell: it stands in for mdBook's own, which goes on changing.
#[test]
fn mdbooks_front_end_is_the_one_the_shell_was_compared_with() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let html = packages
        .iter()
        .find(|package| package["name"] == "mdbook-html")
        .expect("mdbook-html");
    let manifest = Path::new(html["manifest_path"].as_str().expect("a path"));
    let folder = manifest.parent().expect("a folder");
    let lines: Vec<String> = COMPARED
        .iter()
        .map(|file| {
            let content = fs::read(folder.join(file)).unwrap_or_default();
            let hash: String = Sha256::digest(content)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("{hash}  {file}")
        })
        .collect();
    let record = root().join("theme/compared.txt");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(&record, lines.join("\n") + "\n").expect("the record");
    }
    let known = fs::read_to_string(&record).expect("theme/compared.txt");
    let changed: Vec<_> = lines
        .iter()
        .filter(|line| !known.lines().any(|known| known == **line))
        .collect();
    assert!(
        changed.is_empty(),
        "mdbook-html {} has other front-end files than the ones theme/ was compared with: {changed:#?}\nRead what changed in each, take over what readers should have, then record it by `SNAPSHOTS=overwrite cargo test mdbooks_front_end`",
        html["version"]
    );
}
