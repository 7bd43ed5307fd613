//! Numbers in prose: `hops:count/…` becomes what the data has, in every rendering.

use crate::project::{Project, main_of};

const CHAPTER: &str = "src/untouched.md";

#[track_caller]
fn refused(text: &str, told: &[&str]) {
    let project = Project::of("bakery");
    project.write(CHAPTER, text);
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
fn a_count_is_a_plain_number_and_follows_the_data() {
    let project = Project::of("bakery");
    let in_data = |file: &str, header: &str| project.read(file).matches(header).count();
    let skills = in_data("data/skills.toml", "[[area.skill]]");
    let expected = [
        ("resources", in_data("data/resources.toml", "[[resource]]")),
        (
            "resources?original",
            in_data("data/resources.toml", "original_order ="),
        ),
        (
            "resources?status=gone",
            in_data("data/resources.toml", "status = \"gone\""),
        ),
        ("resources?original&status=gone", 1),
        ("skills", skills),
        ("areas", in_data("data/skills.toml", "[[area]]")),
        ("questions", in_data("data/questions.toml", "[[question]]")),
        ("incidents", 1),
        ("roles", in_data("data/hops.toml", "[[role]]")),
        ("hops", in_data("data/hops.toml", "[[hop]]")),
    ];
    let asked = expected.map(|(what, _)| format!("{what}: **[](hops:count/{what})**\n"));
    project.write(CHAPTER, format!("# Counts\n\n{}", asked.join("\n")));
    let said = project.build();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let html = project.read("book/html/untouched.html");
    let (html, markdown) = (main_of(&html), project.read("book/markdown/untouched.md"));
    for (what, number) in expected {
        let shown = what.replace('&', "&amp;");
        let line = format!("<p>{shown}: <strong>{number}</strong></p>");
        assert!(html.contains(&line), "{line} is not in\n{html}");
        let line = format!("{what}: **{number}**\n");
        assert!(markdown.contains(&line), "{line} is not in\n{markdown}");
    }
    assert!(
        !html.contains("hops:count") && !markdown.contains("hops:count"),
        "{html}\n{markdown}"
    );

    project.replace(
        "data/skills.toml",
        "[[area.skill]]",
        "[[area.skill]]\nid = \"dough.rest\"\nname = \"Rest\"\nentry = \"a\"\nworking = \"b\"\nsenior = \"c\"\nprove = \"d\"\nresources = [\"sponge\"]\n\n[[area.skill]]",
    );
    let said = project.build();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let line = format!("skills: **{}**\n", skills + 1);
    assert!(
        project.read("book/markdown/untouched.md").contains(&line),
        "{line}"
    );
}

#[test]
fn what_cannot_be_counted_is_refused_at_its_place() {
    refused(
        "We have [](hops:count/skils).\n",
        &[
            "--> src/untouched.md:1:12",
            "`skils` cannot be counted",
            "did you mean `skills`?",
        ],
    );
    refused(
        "[](hops:count/loaves)\n",
        &[
            "`loaves` cannot be counted",
            "write one of `resources`, `skills`",
        ],
    );
    refused(
        "[](hops:count/resources?status=curent)\n",
        &["`curent` is no status", "did you mean `current`?"],
    );
    refused(
        "[](hops:count/skills?status=current)\n",
        &[
            "`status=current` is no condition for skills",
            "only resources can be chosen",
        ],
    );
    refused(
        "[](hops:count/resources?level=2)\n",
        &["`level=2` is no condition for resources"],
    );
    refused(
        "[many](hops:count/skills)\n",
        &["a count takes no text", "write [](hops:count/skills)"],
    );
    refused("[](hops:conut/skills)\n", &["did you mean `hops:count/…`?"]);
}
