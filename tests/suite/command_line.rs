//! The program as a shell and as mdBook see it.

use crate::project::{Project, compare, hops};

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
}

#[test]
fn help_and_version_are_exit_code_0() {
    check(&["--help"], b"", 0, "[preprocessor.hops]");
    check(&["--version"], b"", 0, "mdbook-hops 0.");
    check(&["widgets"], b"", 0, "## resources");
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

/// The author's page of the book is made from the registry: `SNAPSHOTS=overwrite cargo test` writes it.
#[test]
fn the_authors_page_is_the_reference() {
    let output = hops(&["widgets"], b"");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    compare(&text, "src/about/widgets.md");
}
