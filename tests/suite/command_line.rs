//! The program as a shell and as mdBook see it.

use std::fs;

use crate::pages;
use crate::project::{Project, compare, hops, root};

#[track_caller]
fn check(arguments: &[&str], input: &[u8], code: i32, said: &str) {
    let output = hops(arguments, input);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert!(
        stderr.contains(said) || stdout.contains(said),
        "{stderr}{stdout}"
    );
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn supports_every_renderer_without_reading_anything() {
    for renderer in ["html", "markdown", "", "no such renderer", "\u{1F980}"] {
        check(&["supports", renderer], b"\xff garbage", 0, "");
    }
    check(&["supports"], b"", 0, "");
}

#[test]
fn wrong_usage_is_exit_code_2() {
    check(&["chek"], b"", 2, "there is no `chek`");
    check(&["check", "a", "b"], b"", 2, "`check` takes one folder");
    check(&["check", "--fix"], b"", 2, "`check` takes one folder");
    check(&["theme"], b"", 2, "`theme` takes one folder");
    check(&["theme", "--force"], b"", 2, "`theme` takes one folder");
}

#[test]
fn help_and_version_are_exit_code_0() {
    check(&["--help"], b"", 0, "[preprocessor.hops]");
    check(&["--help"], b"", 0, "mdbook-hops theme DIR");
    check(&["--version"], b"", 0, "mdbook-hops 0.");
    check(&["widgets"], b"", 0, "## resources");
}

/// The files of the page, for an author who changes some: with all of them in its theme, a book is what it was without.
#[test]
fn the_page_is_written_out_and_nothing_is_written_over() {
    let project = pages::built("");
    let without = pages::files(&project.path("book"));
    let theme = project.path("theme");
    let name = theme.to_str().expect("a plain path");
    check(&["theme", name], b"", 0, "files are in");
    let written = pages::files(&theme);
    assert_eq!(written["css/page.css"], read("theme/css/page.css"));
    assert_eq!(
        written["hops/plan.js"],
        read("preprocessor/features/plan/plan.js")
    );
    assert!(!written.contains_key("compared.txt"));
    assert_eq!(project.build_pages().code, Some(0));
    assert!(pages::files(&project.path("book")) == without);

    project
        .remove("theme")
        .write("theme/css/page.css", "mine")
        .write("theme/favicon.svg", "mine");
    check(
        &["theme", name],
        b"",
        1,
        "css/page.css, favicon.svg. Name another folder",
    );
    assert_eq!(pages::files(&theme).len(), 2);
    assert_eq!(project.read("theme/css/page.css"), "mine");
}

fn read(path: &str) -> Vec<u8> {
    fs::read(root().join(path)).expect("a file of the repository")
}

#[test]
fn garbage_from_standard_input_is_named() {
    check(&[], b"", 1, "standard input is empty");
    check(&[], b"\x00\xff\xfe", 1, "not a book from mdBook");
    check(&[], b"[{\"root\":", 1, "not a book from mdBook");
    check(&[], &[b'['; 1_000_000], 1, "not a book from mdBook");
}

#[test]
fn a_book_of_mdbook_0_4_is_named() {
    let input = br#"[{"root":"/","config":{"book":{"src":"src"}},"renderer":"html","mdbook_version":"0.4.52"},{"sections":[],"__non_exhaustive":null}]"#;
    check(&[], input, 1, "this book was sent by mdBook 0.4.52");
}

/// Every way to cut or to garble a real input ends in words, not in a panic.
#[test]
fn truncated_input_is_named() {
    let project = Project::of("bakery");
    let input = project.sent();
    assert!(input.len() > 1_000);
    for cut in [1, 10, input.len() / 3, input.len() / 2, input.len() - 1] {
        check(&[], &input[..cut], 1, "not a book from mdBook");
    }
    let output = hops(&[], &input);
    assert_eq!(output.status.code(), Some(0));
    let book: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a book");
    assert!(book["items"].is_array());
}

#[test]
fn colours_are_for_terminals_only() {
    let project = Project::of("bakery");
    project.write("src/untouched.md", "```hops nothing\n```\n");
    let said = project.check();
    assert_eq!(said.code, Some(1));
    assert!(!said.stderr.contains('\u{1b}'), "{}", said.stderr);
}

/// The author's pages of the book are made from the registry: `SNAPSHOTS=overwrite cargo test` writes them.
#[test]
fn the_authors_pages_are_the_reference() {
    for name in ["widgets", "data"] {
        let output = hops(&[name], b"");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        compare(&text, &format!("src/about/{name}.md"));
    }
}

/// While the book is served, a page shows some of many mistakes, and a second home in the place of its block.
#[test]
fn mistakes_stand_in_the_page_that_is_served() {
    let project = Project::of("bakery");
    let unknown: Vec<String> = (0..12).map(|at| format!("\"nothing-{at}\"")).collect();
    let text = format!(
        "```hops resources\ntopics = [{}]\n```\n\n```hops checklist\nhome = true\n```\n\n```hops checklist\nhome = true\n```\n",
        unknown.join(", ")
    );
    let chapter = serde_json::json!({
        "name": "One", "content": text, "number": null, "sub_items": [], "path": "one.md", "source_path": "one.md", "parent_names": []
    });
    let config = serde_json::json!({ "output": { "html": { "live-reload-endpoint": "x" } } });
    let context = serde_json::json!({ "root": project.root(), "config": config, "renderer": "html", "mdbook_version": "0.5.4" });
    let input = serde_json::json!([context, { "items": [{ "Chapter": chapter }] }]);
    let output = hops(&[], input.to_string().as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.ends_with("hops: 14 errors in 1 file\n"), "{stderr}");
    let book: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a book");
    let content = book["items"][0]["Chapter"]["content"].as_str();
    let content = content.expect("a text");
    let blocks: Vec<&str> = content.split("\n\n").collect();
    assert_eq!(blocks.len(), 3, "{content}");
    assert_eq!(
        blocks[0]
            .matches("error[unknown-name]: unknown topic")
            .count(),
        10,
        "{content}"
    );
    assert!(blocks[0].contains("and 2 more</pre>"), "{content}");
    assert!(blocks[1].contains("<hops-checklist"), "{content}");
    assert!(blocks[2].contains("hops-error"), "{content}");
    assert!(
        blocks[2].contains("a second home for every skill"),
        "{content}"
    );
    assert!(!blocks[2].contains("<hops-checklist"), "{content}");
}
