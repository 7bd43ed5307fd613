//! The ledger of ids: what readers may have kept something under, and what becomes of it when it is gone.

use std::fs;

use crate::pages::{bakery, one, page};
use crate::project::{HOPS, Project, files_under};

const OVEN: &str = "\"old-oven\" = \"\"";

/// The bakery with a ledger of all that is in it.
fn with_ledger() -> Project {
    let project = Project::of("bakery");
    project.replace("src/craft/dough.md", "# Dough", "# Dough {#dough}");
    add(&project);
    project
}

/// `mdbook-hops ids`, without a mistake.
#[track_caller]
fn add(project: &Project) -> String {
    let output = std::process::Command::new(HOPS)
        .arg("ids")
        .arg(project.root())
        .output()
        .expect("mdbook-hops starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), said.as_ref()), (Some(0), ""));
    project.read("ids.toml")
}

/// The line of `ids.toml` with this text, from 1.
fn line_of(project: &Project, text: &str) -> usize {
    let ids = project.read("ids.toml");
    let line = ids.lines().position(|line| line.contains(text));
    line.expect("it stands in the ledger") + 1
}

#[track_caller]
fn refused(project: &Project, told: &[&str]) {
    let said = project.check();
    assert_eq!(said.code, Some(1), "{}", said.stderr);
    for text in told {
        assert!(
            said.stderr.contains(text),
            "{text:?} is not in\n{}",
            said.stderr
        );
    }
}

#[test]
fn a_ledger_has_every_kind_of_id_and_is_without_mistakes() {
    let project = with_ledger();
    let ids = project.read("ids.toml");
    for line in [
        "[skill]\n",
        "[resource]\n",
        "[role]\n",
        "[question]\n",
        "[incident]\n\"cold-oven\" = \"\"\n",
        "[look]\n\"cold-oven/",
        "[ending]\n\"cold-oven/",
        "[employer]\n",
        "[statement]\n",
        "[honest]\n",
        "[answer]\n",
        "[chapter]\n\"craft/dough.md\" = \"\"\n\"craft/index.md\" = \"\"\n",
        "[heading]\n\"craft/dough.md#dough\" = \"\"\n",
    ] {
        assert!(ids.contains(line), "{line:?} is not in\n{ids}");
    }
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_eq!(add(&project), ids);
}

#[test]
fn what_is_gone_needs_a_successor_that_is_there() {
    let project = with_ledger();
    project.replace("src/craft/dough.md", "{#dough}", "{#doughs}");
    let at = format!("--> ids.toml:{}:1", line_of(&project, "dough.md#dough"));
    refused(
        &project,
        &[
            &at,
            "the heading `craft/dough.md#dough` is gone, and readers have kept things under it",
            "was it renamed to `craft/dough.md#doughs`?",
            "new, and not in the ledger of ids: the heading `craft/dough.md#doughs`",
            "run `mdbook-hops ids`",
        ],
    );
    // A build refuses it, too.
    let built = project.build();
    assert_ne!(built.code, Some(0));
    assert!(built.stderr.contains(&at), "{}", built.stderr);
    let old = "\"craft/dough.md#dough\" = \"\"";
    let ids = add(&project);
    assert!(ids.contains(old), "nothing goes: {ids}");
    let renamed = "\"craft/dough.md#dough\" = \"craft/dough.md#doughs\"";
    project.replace("ids.toml", old, renamed);
    assert_eq!(project.check().stderr, "");
    // Its successor may be gone, too, when that has one.
    project.replace("src/craft/dough.md", "{#doughs}", "{#paste}");
    add(&project);
    project.replace(
        "ids.toml",
        "\"craft/dough.md#doughs\" = \"\"",
        "\"craft/dough.md#doughs\" = \"craft/dough.md#paste\"",
    );
    assert_eq!(project.check().stderr, "");
}

#[test]
fn successors_that_lead_nowhere_or_in_a_circle() {
    let project = with_ledger();
    let ids = project.read("ids.toml");
    let with = |lines: &str| {
        project.write(
            "ids.toml",
            ids.replace("[skill]\n", &format!("[skill]\n{lines}")),
        );
        &project
    };
    let column = "\"a.old\" = ".len() + 1;
    refused(
        with("\"a.old\" = \"a.older\"\n"),
        &[
            &format!("--> ids.toml:5:{column}"),
            "there is no skill `a.older`",
            "write the id of a skill that is there",
        ],
    );
    refused(
        with("\"a.old\" = \"a.older\"\n\"a.older\" = \"a.old\"\n"),
        &[
            "the successors of the skill `a.old` go round in a circle",
            "--> ids.toml:6:13",
        ],
    );
    // Gone at the end of the way: told once, where it stands.
    let said = with("\"a.old\" = \"a.older\"\n\"a.older\" = \"\"\n").check();
    assert!(said.stderr.contains("--> ids.toml:6:1"), "{}", said.stderr);
    assert!(
        said.stderr.ends_with("hops: 1 error in 1 file\n"),
        "{}",
        said.stderr
    );
}

#[test]
fn lines_that_are_no_ids() {
    let project = with_ledger();
    let ids = project.read("ids.toml");
    project.replace("ids.toml", OVEN, "\"old-oven\" = 1");
    refused(&project, &["`old-oven` must be a string"]);
    project.write("ids.toml", ids.replace(OVEN, "\"old-oven\" = \"x\""));
    refused(
        &project,
        &["the resource `old-oven` is there, and needs no successor"],
    );
    project.write("ids.toml", format!("{ids}\n[skils]\n"));
    refused(
        &project,
        &[
            "unknown key `skils` in the ledger of ids",
            "did you mean `skill`?",
        ],
    );
    project.write("ids.toml", "[skill\n");
    refused(&project, &["--> ids.toml:1:", "not TOML"]);
    project.write("ids.toml", b"\xff");
    refused(&project, &["--> ids.toml:1:1", "not UTF-8"]);
}

/// What could not be read is not taken for gone, and a ledger is not written from half a book.
#[test]
fn a_book_with_mistakes_has_lost_nothing() {
    let project = with_ledger();
    let ids = project.read("ids.toml");
    project.remove("src/job.md");
    let said = project.check();
    assert!(
        said.stderr.contains("this chapter has no file"),
        "{}",
        said.stderr
    );
    assert!(!said.stderr.contains("ids.toml"), "{}", said.stderr);
    let added = std::process::Command::new(HOPS)
        .arg("ids")
        .arg(project.root())
        .output()
        .expect("mdbook-hops starts");
    assert_eq!(added.status.code(), Some(1));
    assert_eq!(project.read("ids.toml"), ids);
}

/// The script of every page.
fn script(project: &Project) -> String {
    let files = files_under(&project.path("book")).into_iter();
    let mut found = files.filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("book-") && name.ends_with(".js")
    });
    fs::read_to_string(found.next().expect("a script")).expect("UTF-8")
}

#[test]
fn pages_learn_of_successors_if_there_are_any() {
    const FOLLOW: &str = "window.hops.followed = followed;";
    let project = bakery("");
    add(&project);
    assert_eq!(project.build_pages().code, Some(0));
    let html = page(&project, "index.html");
    assert_eq!(one(&html, "html").attr("data-successors"), None);
    assert!(!script(&project).contains(FOLLOW));

    let gone = "[skill]\n\"dough.punch\" = \"dough.press\"\n\"dough.press\" = \"dough.knead\"\n";
    project.replace("ids.toml", "[skill]\n", gone);
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for path in ["index.html", "craft/dough.html", "print.html", "404.html"] {
        let html = page(&project, path);
        assert_eq!(
            one(&html, "html").attr("data-successors"),
            Some("{\"skill\":{\"dough.press\":\"dough.knead\",\"dough.punch\":\"dough.knead\"}}"),
            "{path}"
        );
        let left = one(&html, "head").inner_html();
        assert!(!left.contains("data-with-successors"), "{left}");
    }
    let script = script(&project);
    let follows = script.find(FOLLOW).expect("the script is there");
    assert!(
        follows
            < script
                .find("window.hops.state = {")
                .expect("state.js is there")
    );
}
