//! What book.toml says of the place where the book is published, and what may stand there.

use std::collections::BTreeMap;

use crate::pages::{all, bakery, built, files, one, page, refused};
use crate::project::root;

#[test]
fn a_site_is_a_folder_with_or_without_a_slash_at_its_end() {
    for (site, base) in [
        ("/sub/dir", "/sub/dir/"),
        ("/sub/dir/", "/sub/dir/"),
        ("/", "/"),
        ("https://bread.example", "/"),
        ("https://bread.example/sub/dir", "/sub/dir/"),
    ] {
        let project = built(&format!("site-url = \"{site}\""));
        let lost = page(&project, "404.html");
        assert_eq!(one(&lost, "html").attr("data-root"), Some(base), "{site}");
        let links = all(
            &lost,
            "link[rel=stylesheet], link[rel=icon], script[src], #Page-contents .stop a, .bar-title",
        );
        assert!(links.len() > 8);
        for link in links {
            let address = link.attr("href").or(link.attr("src"));
            let file = address.and_then(|address| address.strip_prefix(base));
            let there = file.is_some_and(|file| project.path(&format!("book/{file}")).is_file());
            assert!(there, "{site}: {address:?}");
        }
    }
}

#[track_caller]
fn refused_for(keys: &str, reason: &str) {
    let said = refused(&bakery(keys));
    assert!(
        said.contains(reason) && said.contains("[output.hops]"),
        "{keys}: {said}"
    );
}

#[test]
fn a_site_that_is_none_is_refused() {
    for site in [
        "javascript:alert(1)//",
        "java\\nscript:alert(1)//",
        "data:text/html,",
        "//elsewhere.example/",
        "bread.example/guide",
        "guide",
        "",
    ] {
        refused_for(
            &format!("site-url = \"{site}\""),
            "says not where the book is published",
        );
    }
    refused_for(
        "site-url = \"https://bread.example/guide/index.html\"",
        "names a page",
    );
}

#[test]
fn a_link_of_the_page_is_an_address_and_no_script() {
    for key in [
        "git-repository-url",
        "edit-url-template",
        "[output.hops.redirect]\n\"/old.html\"",
    ] {
        for address in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:,{path}",
        ] {
            refused_for(&format!("{key} = \"{address}\""), "is no address of a page");
        }
    }
    built(
        "git-repository-url = \"https://code.example/bakery\"\nedit-url-template = \"/edit/{path}\"",
    );
}

#[test]
fn nothing_is_written_outside_the_book() {
    for keys in [
        "[output.hops.redirect]\n\"/../x.html\" = \"a.html\"",
        "[output.hops.redirect]\n\"/../../x.html\" = \"a.html\"",
        "[output.hops.redirect]\n\"old/../../x.html#part\" = \"a.html\"",
        "input-404 = \"../untouched.md\"",
        "additional-css = [\"../x.css\"]",
        "additional-js = [\"own/../../x.js\"]",
    ] {
        let project = bakery(keys);
        project.write("untouched.md", "# Lost\n");
        let said = refused(&project);
        assert!(said.contains("leads out of the book's folder"), "{said}");
        assert!(!project.path("x.html").exists());
    }
    let project = bakery("");
    project.write("outside.md", "# Outside\n");
    project.replace(
        "src/SUMMARY.md",
        "- [Everything]",
        "- [Outside](../outside.md)\n- [Everything]",
    );
    let said = refused(&project);
    assert!(
        said.contains("src/SUMMARY.md: the chapter ../outside.md lies outside of src/"),
        "{said}"
    );
    assert!(!project.path("outside.html").exists());
}

/// What README tells hosts to send is what the browser tests send.
#[test]
fn the_policy_in_readme_is_the_one_the_pages_are_tested_with() {
    let between = |file: &str, start: &str, end: &str| {
        let text = std::fs::read_to_string(root().join(file)).expect("a file");
        let (_, rest) = text.split_once(start).expect("a policy");
        rest.split(end).next().unwrap_or_default().trim().to_owned()
    };
    let said = between("README.md", "Content-Security-Policy: ", "\n");
    let tested = between(
        "tests/browser/server.mjs",
        "export const POLICY =\n  \"",
        "\"",
    );
    assert_eq!(said, tested);
    assert!(said.contains("frame-ancestors 'none'"), "{said}");
}

#[test]
fn the_worker_knows_every_file_and_its_version_changes_with_any() {
    let version = |sw: &str| {
        let line = sw
            .lines()
            .find(|line| line.starts_with("const BUILD ="))
            .expect("its line");
        let json = line
            .trim_start_matches("const BUILD = ")
            .trim_end_matches(';');
        serde_json::from_str::<serde_json::Value>(json).expect("JSON")
    };
    let project = bakery("offline = true");
    // For hosts, which keep them to themselves.
    for name in [".htaccess", ".well-known/a.txt", "_headers", "robots.txt"] {
        project.write(&format!("src/{name}"), "for the host");
    }
    assert_eq!(project.build_pages().code, Some(0));
    let first = version(&project.read("book/sw.js"));
    let kept: Vec<_> = first["files"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|file| file[0].as_str().expect("a path").to_owned())
        .collect();
    // All parts of the search index are kept as one file.
    let index = first["index"].as_str().expect("a path");
    let parts: BTreeMap<String, String> =
        serde_json::from_str(&project.read(&format!("book/{index}"))).expect("texts by names");
    assert!(parts.len() > 2, "{parts:?}");
    for (name, text) in &parts {
        assert_eq!(project.read(&format!("book/search/{name}")), *text);
    }
    let is_part = |path: &str| {
        path.strip_prefix("search/")
            .is_some_and(|name| parts.contains_key(name))
    };
    let there: Vec<_> = files(&project.path("book"))
        .into_keys()
        .filter(|name| !is_part(name))
        .filter(|name| !name.starts_with('.'))
        .filter(|name| !["404.html", "_headers", "robots.txt", "sw.js"].contains(&name.as_str()))
        .collect();
    assert_eq!(kept, there);
    assert_eq!(first["book"], "how-to-get-into-baking");
    assert_eq!(
        one(&page(&project, "index.html"), "html").attr("data-offline"),
        Some("")
    );
    project.write("src/untouched.md", "# Changed\n");
    assert_eq!(project.build_pages().code, Some(0));
    let second = version(&project.read("book/sw.js"));
    assert_ne!(first["version"], second["version"]);
    let without = built("");
    assert!(
        !without.path("book/sw.js").exists(),
        "only if the host wants it"
    );
    assert_eq!(
        one(&page(&without, "index.html"), "html").attr("data-offline"),
        None
    );
}
