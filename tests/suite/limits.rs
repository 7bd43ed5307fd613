//! Input that is too large, too many or too deep for a careless reader.

use std::fmt::Write;

use crate::project::Project;

/// A book of one chapter with that text, checked; it must have no mistake.
#[track_caller]
fn check_chapter(text: &str) {
    let project = Project::of("bakery");
    project.write("src/untouched.md", text);
    let said = project.check();
    assert_eq!(
        said.code,
        Some(0),
        "{}",
        &said.stderr[..said.stderr.len().min(2_000)]
    );
}

#[test]
fn ten_megabytes_of_one_chapter() {
    let mut text = "words of hops and [links](everything.md) ".repeat(250_000);
    text.push_str("\n\n```hops comparison\n```\n");
    assert!(text.len() > 10_000_000);
    check_chapter(&text);
}

#[test]
fn ten_thousand_blocks() {
    check_chapter(&"```hops comparison\npart = \"good\"\n```\n\n".repeat(10_000));
}

#[test]
fn ten_thousand_links() {
    check_chapter(&"[](hops:resource/sponge) ".repeat(10_000));
}

#[test]
fn two_hundred_levels_of_quotes_and_lists() {
    for mark in ["> ", "- "] {
        let prefix = mark.repeat(200);
        let indent = if mark == "> " {
            prefix.clone()
        } else {
            " ".repeat(400)
        };
        let text = format!("{prefix}```hops comparison\n{indent}part = \"good\"\n{indent}```\n");
        let project = Project::of("bakery");
        project.write("src/untouched.md", text);
        assert_eq!(project.check().code, Some(0), "{mark}");
        // What the real mdBook makes of it is its own affair, but it must get there.
        let said = project.build();
        assert_eq!(said.code, Some(0), "{mark}: {}", said.stderr);
    }
}

#[test]
fn two_hundred_levels_of_chapters() {
    let project = Project::of("bakery");
    let mut summary = project
        .read("src/SUMMARY.md")
        .replace("- [Untouched](untouched.md)\n", "");
    for level in 0..200 {
        writeln!(
            summary,
            "{}- [Level {level}](level-{level}.md)",
            "  ".repeat(level)
        )
        .expect("a string");
        project.write(
            &format!("src/level-{level}.md"),
            "[](hops:skill/dough.knead)\n",
        );
    }
    project.write("src/SUMMARY.md", summary);
    let said = project.check();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
}

#[test]
fn ten_thousand_mistakes_are_all_told() {
    let project = Project::of("bakery");
    project.write(
        "src/untouched.md",
        "[x](hops:resource/spong)\n".repeat(10_000),
    );
    let said = project.check();
    assert_eq!(said.code, Some(1));
    assert!(said.stderr.ends_with("hops: 10000 errors in 1 file\n"));
}

#[test]
fn a_deep_drawing_is_refused_not_followed() {
    let project = Project::of("bakery");
    let (open, close) = ("<g>".repeat(5_000), "</g>".repeat(5_000));
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{open}{close}</svg>"
    );
    project.write("data/figures/oven.svg", drawing);
    let said = project.check();
    assert_eq!(said.code, Some(1));
    assert!(
        said.stderr.contains("nested deeper than 64"),
        "{}",
        said.stderr
    );
}
