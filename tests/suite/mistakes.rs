//! Bad input: each mistake is refused at its place, with what is wrong and what to do.

use crate::project::{Project, compare};

/// Makes the mistake in the bakery book. Every text of `told` must be told, and nothing may be built.
#[track_caller]
fn refused(mistake: impl FnOnce(&Project), told: &[&str]) {
    let project = Project::of("bakery");
    mistake(&project);
    let said = project.check();
    assert_eq!(said.code, Some(1), "{}", said.stderr);
    for text in told {
        assert!(
            said.stderr.contains(text),
            "{text:?} is not in\n{}",
            said.stderr
        );
    }
    assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
    assert_eq!(said.stdout, "");
}

/// The mistake is made by replacing a text of one file.
#[track_caller]
fn refused_in(path: &str, old: &str, new: &str, told: &[&str]) {
    refused(
        |project| {
            project.replace(path, old, new);
        },
        told,
    );
}

/// The mistake is a chapter of its own.
#[track_caller]
fn refused_chapter(text: &str, told: &[&str]) {
    refused(
        |project| {
            project.write("src/untouched.md", text);
        },
        told,
    );
}

const RESOURCES: &str = "data/resources.toml";
const SKILLS: &str = "data/skills.toml";
const HOPS: &str = "data/hops.toml";
const PATHS: &str = "data/paths.toml";
const EMPLOYER: &str = "data/employer.toml";
const REALITIES_CHECK: &str = "data/realities-check.toml";
const QUESTIONS: &str = "data/questions.toml";
const ADVERTS: &str = "data/adverts.toml";
const FIGURE: &str = "data/figures/oven.svg";

#[test]
fn the_book_is_without_mistakes_before() {
    let said = Project::of("bakery").check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
}

#[test]
fn data_that_is_not_toml() {
    refused_in(
        RESOURCES,
        "title = \"Sponge\"",
        "title = \"Sponge",
        &["--> data/resources.toml:45:16", "not TOML"],
    );
    refused_in(
        RESOURCES,
        "title = \"Sponge\"",
        "title = \"a\"\ntitle = \"b\"",
        &["data/resources.toml:46:1", "duplicate key", "remove one"],
    );
    refused_in(
        RESOURCES,
        "[[resource]]",
        "[[resource]",
        &["data/resources.toml:3:", "not TOML"],
    );
}

/// Some programs write three bytes where one would end a line.
#[test]
fn an_open_quote_before_an_odd_line_end() {
    for end in ["\r\r\n", "\r\r", "\r\n", "\r"] {
        refused(
            |p| {
                p.write(PATHS, format!("a = \"é{end}"));
            },
            &["--> data/paths.toml:1:7", "close the text with the quote"],
        );
    }
    refused(
        |p| {
            p.write(PATHS, "a = \r\r\r\n");
            p.write("src/untouched.md", "[x](hops:skill/nothing)\r\r\n");
        },
        &[
            "--> data/paths.toml:1:5",
            "not TOML",
            "--> src/untouched.md:1:5",
        ],
    );
}

#[test]
fn data_that_is_not_utf_8() {
    refused(
        |p| {
            p.write("data/skills.toml", b"[[area]]\nid = \"d\xf6ugh\"\n");
        },
        &[
            "--> data/skills.toml:2:8",
            "this byte is not UTF-8",
            "byte 0xF6",
        ],
    );
    refused(
        |p| {
            p.write("data/figures/oven.svg", b"<svg>\xff</svg>");
        },
        &["--> data/figures/oven.svg:1:6", "not UTF-8"],
    );
}

#[test]
fn data_that_is_empty_or_missing() {
    for (file, table) in [
        ("resources", "resource"),
        ("skills", "area"),
        ("figures", "figure"),
        ("hops", "role"),
        ("hops", "hop"),
        ("paths", "path"),
        ("employer", "question"),
        ("realities-check", "statement"),
        ("realities-check", "question"),
        ("realities-check", "outcome"),
        ("questions", "kind"),
        ("questions", "question"),
        ("adverts", "kind"),
        ("adverts", "question"),
    ] {
        let path = format!("data/{file}.toml");
        let told = format!("has no [[{table}]]");
        refused(
            |p| {
                p.write(&path, "");
            },
            &[&format!("--> {path}:1:1"), &told],
        );
    }
    refused(
        |p| {
            p.write("data/realities.toml", "# nothing\n");
        },
        &["data/realities.toml:1:1", "has no [[expectation]]"],
    );
    refused(
        |p| {
            p.write("data/vocabulary.toml", "");
        },
        &[
            "has no [[topic]]",
            "has no [[type]]",
            "has no [[level]]",
            "has no [[cost]]",
        ],
    );
    refused(
        |p| {
            p.remove("data/skills.toml");
        },
        &[
            "there are no skills to show",
            "write data/skills.toml",
            "unknown skill `dough.knead`",
            "there is no data/skills.toml",
        ],
    );
    refused(
        |p| {
            p.remove("data");
        },
        &[
            "--> data:1:1",
            "there is no data here",
            "[preprocessor.hops] data =",
        ],
    );
    refused(
        |p| {
            p.write("data/resorces.toml", "x = 1");
        },
        &[
            "--> data/resorces.toml:1:1",
            "nothing reads this data file",
            "did you mean `resources.toml`?",
        ],
    );
}

#[test]
fn chapters_and_settings_that_are_missing_or_wrong() {
    refused(
        |p| {
            p.remove("src/everything.md");
        },
        &[
            "--> src/SUMMARY.md:8:3",
            "this chapter has no file",
            "write src/everything.md",
        ],
    );
    refused(
        |p| {
            p.remove("src/SUMMARY.md");
        },
        &["--> src/SUMMARY.md:1:1", "there is no such file"],
    );
    refused(
        |p| {
            p.remove("book.toml");
        },
        &["--> book.toml:1:1", "there is no such file"],
    );
    refused(
        |p| {
            p.write("book.toml", "[book\n");
        },
        &["--> book.toml:1:6", "not TOML"],
    );
    refused(
        |p| {
            p.write("src/untouched.md", b"# One\n\n\xffx\n");
        },
        &["--> src/untouched.md:3:1", "not UTF-8"],
    );
    refused_in(
        "book.toml",
        "after = [\"index\"]",
        "dta = \"x\"",
        &[
            "--> book.toml:7:1",
            "unknown key `dta` in [preprocessor.hops]",
            "did you mean `data`?",
        ],
    );
    refused_in(
        "book.toml",
        "after = [\"index\"]",
        "data = 7",
        &["--> book.toml:7:8", "`data` must be a string"],
    );
}

/// A chapter that cannot be read hides no mistake in another.
#[test]
fn chapters_that_cannot_be_read() {
    refused(
        |p| {
            p.remove("src/job.md");
            p.write("src/job.md/inside.md", "# Inside\n");
            p.write("src/untouched.md", "[x](hops:skill/dough.knd)\n");
        },
        &[
            "--> src/SUMMARY.md:10:3",
            "this chapter cannot be read: ",
            "mend src/job.md, or remove the line",
            "--> src/untouched.md:1:5",
            "hops: 2 errors in 2 files",
        ],
    );
    refused(
        |p| {
            p.remove("src/SUMMARY.md");
            p.write("src/SUMMARY.md/inside.md", "");
        },
        &["--> src/SUMMARY.md:1:1", "this cannot be read"],
    );
    #[cfg(unix)]
    refused(
        |p| {
            p.remove("src/job.md");
            std::os::unix::fs::symlink("job.md", p.path("src/job.md")).expect("a link");
        },
        &[
            "--> src/SUMMARY.md:10:3",
            "this chapter cannot be read: ",
            "mend src/job.md",
        ],
    );
}

/// A pipe with a writer who waits for a reader, so that whoever reads it comes to an end.
#[cfg(unix)]
fn make_pipe(project: &Project, path: &str) {
    let path = project.path(path);
    let _ = std::fs::remove_file(&path);
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.expect("mkfifo starts").success());
    std::thread::spawn(move || std::fs::write(path, "# Read\n"));
}

/// Neither a pipe nor a device is waited for, nor a file that has no end.
#[cfg(unix)]
#[test]
fn files_that_might_never_end() {
    use std::os::unix::fs::symlink;
    refused(
        |p| {
            make_pipe(p, "src/job.md");
            make_pipe(p, "data/more.toml");
            symlink("/dev/null", p.path("data/figures/null.svg")).expect("a link");
        },
        &[
            "--> src/SUMMARY.md:10:3",
            "this chapter cannot be read: it is a pipe or a device",
            "--> data/more.toml:1:1",
            "--> data/figures/null.svg:1:1",
            "this cannot be read: it is a pipe or a device",
            "hops: 3 errors in 3 files",
        ],
    );
    for path in ["book.toml", "src/SUMMARY.md"] {
        let place = format!("--> {path}:1:1");
        refused(
            |p| make_pipe(p, path),
            &[&place, "it is a pipe or a device"],
        );
    }
    let project = Project::of("bakery");
    make_pipe(&project, "data/more.toml");
    let said = project.build();
    assert_ne!(said.code, Some(0));
    assert!(
        said.stderr.contains("--> data/more.toml:1:1"),
        "{}",
        said.stderr
    );
}

/// `check` and the build agree on what is too large.
#[test]
fn files_that_are_too_large() {
    for (path, place) in [
        ("data/more.toml", "data/more.toml"),
        ("src/untouched.md", "src/"),
    ] {
        let project = Project::of("bakery");
        project.write(path, "# tea\n".repeat(3_000_000));
        for said in [project.check(), project.build()] {
            assert_ne!(said.code, Some(0), "{path}");
            for text in [
                &format!("--> {place}"),
                "cannot be read: it has more than 16 MB",
            ] {
                assert!(
                    said.stderr.contains(text),
                    "{text:?} is not in\n{}",
                    said.stderr
                );
            }
        }
    }
}

/// What mdBook says of SUMMARY.md is told where it says it, with the mistakes in the data.
#[test]
fn a_summary_that_mdbook_cannot_read() {
    let summary = Project::of("bakery").read("src/SUMMARY.md");
    refused(
        |p| {
            p.replace(
                "src/SUMMARY.md",
                "[Everything](everything.md)",
                "Everything",
            );
            p.replace(RESOURCES, "level = \"easy\"", "level = \"esy\"");
        },
        &[
            "--> src/SUMMARY.md:8:3",
            "mdBook cannot read this: The link items",
            "each chapter is a list item with a link",
            "unknown level `esy`",
        ],
    );
    refused(
        |p| {
            p.write(
                "src/SUMMARY.md",
                format!("{summary}\n[End](é.md)\n\n- [A](a.md)\n"),
            );
        },
        &[
            "--> src/SUMMARY.md:16:1",
            "Suffix chapters cannot be followed",
        ],
    );
    refused(
        |p| {
            p.write(
                "src/SUMMARY.md",
                format!("{summary}- [Again](everything.md)\n"),
            );
        },
        &["--> src/SUMMARY.md:13:3", "Duplicate file in SUMMARY.md"],
    );
    refused(
        |p| {
            p.write(
                "src/SUMMARY.md",
                format!("{summary}- [With spaces](with%20a%20space.md)\n"),
            );
        },
        &[
            "--> src/SUMMARY.md:13:3",
            "this chapter has no file",
            "write src/with a space.md",
        ],
    );
}

#[test]
fn keys_that_are_unknown_missing_empty_or_mistyped() {
    refused_in(
        RESOURCES,
        "author = \"C. Ake\"",
        "auther = \"C. Ake\"",
        &[
            "--> data/resources.toml:47:1",
            "unknown key `auther` in a resource",
            "did you mean `author`?",
            "--> data/resources.toml:44:6",
            "a resource needs the key `author`",
        ],
    );
    refused_in(
        RESOURCES,
        "author = \"C. Ake\"",
        "author = \" \"",
        &[
            "--> data/resources.toml:47:10",
            "`author` is empty",
            "help: say something here\n",
        ],
    );
    refused_in(
        RESOURCES,
        "author = \"C. Ake\"",
        "author = 7",
        &[
            "--> data/resources.toml:47:10",
            "`author` must be a string, but this is an integer",
        ],
    );
    refused_in(
        RESOURCES,
        "author = \"C. Ake\"",
        "author = \"C\\u0000\"",
        &["control character U+0000"],
    );
    refused_in(
        RESOURCES,
        "topics = [\"cake\"]",
        "topics = \"cake\"",
        &["`topics` must be a list of strings"],
    );
    refused_in(
        RESOURCES,
        "topics = [\"cake\"]",
        "topics = []",
        &["`topics` is an empty list"],
    );
    refused_in(
        RESOURCES,
        "topics = [\"cake\"]",
        "topics = [1]",
        &[
            "--> data/resources.toml:49:11",
            "`topics` must be a list of strings",
        ],
    );
    refused_in(
        RESOURCES,
        "topics = [\"cake\"]",
        "topics = [\"cake\", \"cake\"]",
        &["`cake` stands twice"],
    );
    refused(
        |p| {
            p.write(RESOURCES, "resource = 1\n");
        },
        &[
            "--> data/resources.toml:1:12",
            "`resource` must be a list of tables",
        ],
    );
    refused_in(
        RESOURCES,
        "[[resource]]",
        "[[resourc]]",
        &["unknown key `resourc`", "did you mean `resource`?"],
    );
    refused_in(
        SKILLS,
        "senior = \"Teaches others to feel it.\"",
        "",
        &["data/skills.toml:7:6", "a skill needs the key `senior`"],
    );
    refused_in(
        "data/realities.toml",
        "realities = [\"You do.\"]",
        "",
        &["an expectation needs the key `realities`"],
    );
    refused_in(
        "data/figures.toml",
        "caption",
        "captoin",
        &["did you mean `caption`?", "needs the key `caption`"],
    );
}

#[test]
fn values_out_of_range() {
    refused_in(
        RESOURCES,
        "last_seen = 2025-01-02",
        "last_seen = \"2025-01-02\"",
        &["`last_seen` must be a date, but this is a string"],
    );
    refused_in(
        RESOURCES,
        "last_seen = 2025-01-02",
        "last_seen = 2025-02-30",
        &["data/resources.toml:56:13"],
    );
    refused_in(
        RESOURCES,
        "last_seen = 2025-01-02",
        "last_seen = 2025-01-02T10:00:00Z",
        &["`last_seen` must be a date"],
    );
    refused_in(
        RESOURCES,
        "hours_min = 2",
        "hours_min = 5",
        &["`hours_max` is less than `hours_min`"],
    );
    refused_in(
        RESOURCES,
        "hours_min = 2",
        "hours_min = 0",
        &["`hours_min` must be above 0"],
    );
    refused_in(
        RESOURCES,
        "hours_source = \"the preface\"",
        "",
        &["an effort needs the key `hours_source`"],
    );
    refused_in(
        RESOURCES,
        "original_order = 2",
        "original_order = 1",
        &["place 1 of the original list is taken"],
    );
    refused_in(
        RESOURCES,
        "original_order = 2",
        "",
        &["`original_order` and `original_category` belong together"],
    );
}

#[test]
fn ids_that_are_malformed_or_taken() {
    refused_in(
        RESOURCES,
        "id = \"sponge\"",
        "id = \"Sponge Cake\"",
        &[
            "--> data/resources.toml:44:6",
            "`Sponge Cake` is no id",
            "small letters and digits",
        ],
    );
    refused_in(
        RESOURCES,
        "id = \"sponge\"",
        "id = \"a.b\"",
        &["`a.b` is no id"],
    );
    refused_in(
        RESOURCES,
        "id = \"sponge\"",
        "id = \"old-oven\"",
        &[
            "--> data/resources.toml:44:6",
            "the resource `old-oven` is declared twice",
        ],
    );
    refused_in(
        SKILLS,
        "id = \"dough.feed-starter\"",
        "id = \"bread.feed-starter\"",
        &["does not belong to `dough`"],
    );
    refused_in(
        SKILLS,
        "id = \"oven-work\"",
        "id = \"dough\"",
        &["the area `dough` is declared twice"],
    );
}

#[test]
fn references_between_data_files_that_lead_nowhere() {
    refused_in(
        SKILLS,
        "resources = [\"first-loaf\", \"sponge\"]",
        "resources = [\"first-loaf\", \"spong\"]",
        &[
            "--> data/skills.toml:22:28",
            "unknown resource `spong`",
            "did you mean `sponge`?",
        ],
    );
    refused_in(
        SKILLS,
        "resources = [\"first-loaf\", \"sponge\"]",
        "resources = [\"old-oven\"]",
        &["nobody can learn from `old-oven`: it is gone"],
    );
    refused_in(
        RESOURCES,
        "replaced_by = [\"first-loaf\"]",
        "replaced_by = [\"nothing-like-it\"]",
        &[
            "--> data/resources.toml:37:16",
            "unknown resource `nothing-like-it`",
        ],
    );
    refused_in(
        RESOURCES,
        "replaced_by = [\"first-loaf\"]",
        "replaced_by = [\"old-oven\"]",
        &["a resource cannot replace itself"],
    );
    refused_in(
        RESOURCES,
        "replaced_by = [\"first-loaf\"]",
        "",
        &["`old-oven` is gone, but nothing replaces it"],
    );
    refused_in(
        RESOURCES,
        "type = \"visit\"",
        "type = \"vist\"",
        &[
            "--> data/resources.toml:30:8",
            "unknown type `vist`",
            "did you mean `visit`?",
        ],
    );
    refused_in(
        RESOURCES,
        "level = \"easy\"",
        "level = \"medium\"",
        &["unknown level `medium`", "there are `easy`, `hard`"],
    );
    refused_in(
        RESOURCES,
        "cost = \"paid\"",
        "cost = \"pad\"",
        &["unknown cost `pad`", "did you mean `paid`?"],
    );
    refused_in(
        RESOURCES,
        "status = \"recheck\"",
        "status = \"rechek\"",
        &["unknown status `rechek`", "did you mean `recheck`?"],
    );
}

#[test]
fn addresses_that_lead_nowhere_or_do_harm() {
    let sponge = "https://cake.example/sponge";
    for (address, told) in [
        (
            "javascript:alert(1)",
            "the scheme `javascript:` is not taken",
        ),
        (
            "JavaScript:alert(1)",
            "the scheme `javascript:` is not taken",
        ),
        ("data:text/html,hello", "the scheme `data:` is not taken"),
        ("ftp://cake.example/", "the scheme `ftp:` is not taken"),
        ("/sponge", "this address is relative"),
        ("cake.example/sponge", "this address is relative"),
        ("//cake.example/sponge", "this address is relative"),
        ("https://", "names no host"),
        ("https:///sponge", "names no host"),
        ("https:cake.example", "names no host"),
        ("https:cake.example/?x=http://y", "names no host"),
        ("https:/cake.example/?x=http://y", "names no host"),
        ("https://cake.example/a b", "no spaces"),
        (
            "https://cake.example\\\\sponge",
            "no spaces and no backslashes",
        ),
        ("https://me:secret@cake.example/", "user name or password"),
        ("https://cake.example:99999/", "this is no address"),
    ] {
        refused_in(
            RESOURCES,
            sponge,
            address,
            &["--> data/resources.toml:46:7", told],
        );
    }
    refused_in(
        RESOURCES,
        "http://bread.example/old",
        "javascript:x",
        &["the scheme `javascript:` is not taken"],
    );
}

#[test]
fn blocks_that_ask_for_what_is_not_there() {
    refused_chapter(
        "# A\n\n```hops resorces\n```\n",
        &[
            "--> src/untouched.md:3:9",
            "unknown widget `resorces`",
            "did you mean `resources`?",
        ],
    );
    refused_chapter(
        "```hops\n```\n",
        &[
            "--> src/untouched.md:1:1",
            "this block names no widget",
            "`mdbook-hops widgets`",
        ],
    );
    refused_chapter(
        "```hops resources\ntopic = [\"bread\"]\n```\n",
        &[
            "--> src/untouched.md:2:1",
            "unknown key `topic`",
            "did you mean `topics`?",
        ],
    );
    refused_chapter(
        "```hops resources\ntopics = [\"bred\"]\n```\n",
        &[
            "--> src/untouched.md:2:11",
            "unknown topic `bred`",
            "did you mean `bread`?",
        ],
    );
    refused_chapter(
        "```hops resources\nlevels = [\"eazy\"]\n```\n",
        &["--> src/untouched.md:2:11", "unknown level `eazy`"],
    );
    refused_chapter(
        "```hops resources\nids = [\"spong\"]\n```\n",
        &["unknown resource `spong`", "did you mean `sponge`?"],
    );
    refused_chapter(
        "```hops resources\ngroup_by = \"topics\"\n```\n",
        &[
            "--> src/untouched.md:2:12",
            "cannot be grouped by this",
            "did you mean `topic`?",
        ],
    );
    refused_chapter(
        "```hops resources\noriginal = \"yes\"\n```\n",
        &["`original` must be true or false"],
    );
    refused_chapter(
        "```hops resources\ntopics = [\"cake\"]\ntypes = [\"visit\"]\n```\n",
        &[
            "--> src/untouched.md:1:1",
            "no resource fits all of these arguments",
        ],
    );
    refused_chapter(
        "```hops checklist\nareas = [\"doug\"]\n```\n",
        &["unknown area `doug`", "did you mean `dough`?"],
    );
    refused_chapter(
        "```hops checklist\nlevels = [\"entri\"]\n```\n",
        &["a skill has no such level", "did you mean `entry`?"],
    );
    refused_chapter(
        "```hops comparison\npart = \"god\"\n```\n",
        &["there is no such part", "did you mean `good`?"],
    );
    refused_chapter(
        "```hops figure\n```\n",
        &["this block needs the key `name`"],
    );
    refused_chapter(
        "```hops figure\nname = \"ovn\"\n```\n",
        &["unknown figure `ovn`", "did you mean `oven`?"],
    );
}

#[test]
fn block_bodies_that_are_not_toml() {
    refused_chapter(
        "# A\n\n```hops resources\ntopics = bread\n```\n",
        &["--> src/untouched.md:4:10", "not TOML"],
    );
    refused_chapter(
        "> - ~~~hops resources\n>   topics = [\n>     \"bread\",\n>     \"bred\",\n>   ]\n>   ~~~\n",
        &["--> src/untouched.md:4:7", "unknown topic `bred`"],
    );
    refused_chapter(
        "1. x\r\n\r\n   ```hops resources\r\n   topics = [\"bred\"]\r\n   ```\r\n",
        &["--> src/untouched.md:4:14", "unknown topic `bred`"],
    );
    refused_chapter(
        "```hops comparison\npart = \"good\"\n",
        &[
            "--> src/untouched.md:1:1",
            "this block is never closed",
            "end it with a line of ```",
        ],
    );
    for (open, shorter) in [("````", "```"), ("~~~~~", "~~~"), ("```", "~~~")] {
        let told = format!("end it with a line of {open}");
        refused_chapter(
            &format!("{open}hops comparison\n{shorter}\n"),
            &["this block is never closed", &told],
        );
    }
}

#[test]
fn links_that_lead_nowhere() {
    refused_chapter(
        "See [x](hops:resource/spong).\n",
        &[
            "--> src/untouched.md:1:9",
            "unknown resource `spong`",
            "did you mean `sponge`?",
        ],
    );
    refused_chapter(
        "See [x](hops:skil/dough.knead).\n",
        &[
            "a hops: link cannot lead to a `skil`",
            "did you mean `hops:skill/…`?",
        ],
    );
    refused_chapter(
        "See [x](hops:dough).\n",
        &["a hops: link cannot lead to a `dough`", "hops:resource/…"],
    );
    refused_chapter(
        "See [x][y].\n\n[y]: hops:skill/dough.kned\n",
        &["--> src/untouched.md:3:6", "unknown skill `dough.kned`"],
    );
    refused_chapter(
        "![x](hops:figure/oven)\n",
        &["an image cannot show a hops: address"],
    );
    refused_chapter(
        "<a href=\"hops:skill/dough.knead\">x</a>\n",
        &["raw HTML is not resolved"],
    );
    refused_chapter(
        "[x](hops&colon;skill/dough.knead) hops\n",
        &["written in escapes"],
    );
}

#[test]
fn homes_that_are_two_or_none() {
    refused_chapter(
        "```hops checklist\nhome = true\n```\n",
        &[
            "--> src/untouched.md:1:1",
            "a second home for every skill",
            "the first is at src/everything.md:12",
            "hops: 2 errors in 1 file",
        ],
    );
    refused_chapter(
        "```hops resources\nhome = true\ntopics = [\"cake\"]\n```\n",
        &["a home shows all resources, so it takes no `topics`"],
    );
    refused_in(
        "src/everything.md",
        "```hops checklist\nhome = true\n",
        "```hops checklist\n",
        &[
            "--> src/README.md:3:",
            "no page is the home of every skill",
            "put `home = true`",
        ],
    );
}

#[test]
fn drawings_that_could_do_harm() {
    let text = "<text x=\"50\" y=\"30\">Hot {{#include x}}</text>";
    for (instead, told) in [
        (
            "<script>alert(1)</script>",
            "a drawing may not hold <script>",
        ),
        (
            "<foreignObject><p/></foreignObject>",
            "a drawing may not hold <foreignObject>",
        ),
        (
            "<image href=\"https://x.example/\"/>",
            "a drawing may not hold <image>",
        ),
        (
            "<style>@import url(x)</style>",
            "a drawing may not hold <style>",
        ),
        (
            "<a href=\"https://x.example/\"/>",
            "a drawing may not hold <a>",
        ),
        (
            "<g onload=\"x()\"/>",
            "a drawing may not hold the attribute `onload`",
        ),
        (
            "<use href=\"https://x.example/#a\"/>",
            "`href` reaches outside the drawing",
        ),
        ("<g OnLoad=\"x()\"/>", "may not hold the attribute `OnLoad`"),
        (
            "<use HREF=\"https://x.example/#a\"/>",
            "may not hold the attribute `HREF`",
        ),
        ("<g ID=\"heat\"/>", "may not hold the attribute `ID`"),
        (
            "<g fill=\"image-set('https://x.example/a' 1x)\"/>",
            "`fill` reaches outside",
        ),
        ("<g fill=\"url( #heat )\"/>", "`fill` reaches outside"),
        ("<g fill=\"URL(#heat)\"/>", "`fill` reaches outside"),
        (
            "<g xmlns:ink=\"http://ink.example/\" ink:class=\"q\"/>",
            "may not hold the attribute `class`",
        ),
        (
            "<use href=\"java&#115;cript:x\"/>",
            "`href` reaches outside the drawing",
        ),
        (
            "<g fill=\"url(https://x.example/#a)\"/>",
            "`fill` reaches outside the drawing",
        ),
        (
            "<g style=\"stroke: red\"/>",
            "a drawing may not hold the attribute `style`",
        ),
        (
            "<g fill=\"url( 'x' )\"/>",
            "`fill` reaches outside the drawing",
        ),
        (
            "<g fill=\"url(#nothing)\"/>",
            "nothing in this drawing has the id `nothing`",
        ),
        ("<g id=\"heat\"/>", "the id `heat` stands twice"),
        ("<g id=\"a b\"/>", "an id in a drawing is letters"),
        ("<g>", "not a drawing"),
        ("&nbsp;", "not a drawing"),
    ] {
        refused_in(FIGURE, text, instead, &["--> data/figures/oven.svg:", told]);
    }
    refused_in(
        FIGURE,
        " viewBox=\"0 0 100 60\"",
        "",
        &[
            "--> data/figures/oven.svg:3:1",
            "the drawing has no viewBox",
        ],
    );
    refused(
        |p| {
            p.write(FIGURE, "<html/>");
        },
        &["data/figures/oven.svg:1:1", "this is not an SVG drawing"],
    );
    refused(
        |p| {
            p.write(FIGURE, "");
        },
        &["data/figures/oven.svg:1:1", "not a drawing"],
    );
    refused(
        |p| {
            p.write(FIGURE, "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&a;</svg>");
        },
        &["not a drawing"],
    );
    refused(
        |p| {
            p.remove(FIGURE);
        },
        &[
            "--> data/figures.toml:2:6",
            "there is no drawing for `oven`",
            "put it at figures/oven.svg",
        ],
    );
    refused(
        |p| {
            p.write("data/figures/pan.svg", "<svg/>");
        },
        &["--> data/figures/pan.svg:1:1", "this drawing has no entry"],
    );
}

#[test]
fn drawings_that_do_not_fit_a_page() {
    for view_box in [
        "",
        "x",
        "0 0 100",
        "0 0 nan 60",
        "0 0 inf 60",
        "0 0 -100 60",
        "0 0 100 0",
        "0 0 1 1 1",
    ] {
        let instead = format!(" viewBox=\"{view_box}\"");
        refused_in(
            FIGURE,
            " viewBox=\"0 0 100 60\"",
            &instead,
            &[
                "--> data/figures/oven.svg:3:84",
                "a viewBox is four numbers",
            ],
        );
    }
    let project = Project::of("bakery");
    project.replace(
        FIGURE,
        "viewBox=\"0 0 100 60\"",
        "viewBox=\"-1.5,0 1e2, +60\"",
    );
    assert_eq!(project.check().code, Some(0));
}

/// Lines of a drawing, in which `{}` is the number of the line; what stands first is shown by all others.
fn drawing_of(first: &str, line: &str, times: usize) -> String {
    let mut text = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n");
    text.push_str(first);
    for number in 1..=times {
        let before = (number - 1).to_string();
        text.push_str(
            &line
                .replace("{before}", &before)
                .replace("{}", &number.to_string()),
        );
    }
    text + "</svg>\n"
}

/// Small files of which a browser would make more than it can draw, each in its own way.
#[test]
fn drawings_that_draw_too_much() {
    let first = "<path id=\"p0\" d=\"M0 0\"/>\n";
    let five = |element: &str| element.repeat(5);
    for (first, line, place) in [
        // Five of the one before, and so on.
        (first, format!("<g id=\"p{{}}\">{}</g>\n", five("<use href=\"#p{before}\"/>")), "8:"),
        // One fill, taken over by five shapes.
        (
            "<pattern id=\"p0\"><path/></pattern>\n",
            format!("<pattern id=\"p{{}}\"><g fill=\"url(#p{{before}})\">{}</g></pattern>\n", five("<path/>")),
            "7:",
        ),
        // A marker at every bend.
        (
            "<marker id=\"p0\"><path/></marker>\n",
            "<marker id=\"p{}\"><path marker-mid=\"url(#p{before})\" d=\"M1 2 3 4 5 6 7 8 9 9\"/></marker>\n".to_owned(),
            "6:",
        ),
    ] {
        let place = format!("--> data/figures/oven.svg:{place}");
        refused(
            |p| {
                p.write(FIGURE, drawing_of(first, &line, 12));
            },
            &[&place, "this draws more than 10000 elements", "draw fewer copies", "hops: 1 error in"],
        );
    }
    for round in [
        "<g id=\"p\"><use href=\"#p\"/></g>",
        "<mask id=\"p\"><g mask=\"url(#p)\"/></mask>",
    ] {
        refused(
            |p| {
                p.write(FIGURE, drawing_of(round, "", 0));
            },
            &["--> data/figures/oven.svg:2:1", "this shows itself"],
        );
    }
    // A long chain is not followed to its end either.
    refused(
        |p| {
            let line = "<g id=\"p{}\"><use href=\"#p{before}\"/></g>\n";
            let mut lines: Vec<_> = drawing_of(first, line, 20_000)
                .lines()
                .map(str::to_owned)
                .collect();
            lines[1..20_002].reverse();
            p.write(FIGURE, lines.join("\n"));
        },
        &["elements show one another more than 256 times"],
    );
}

/// Many shapes with a gradient, an arrow and a few copies are a drawing as others.
#[test]
fn a_drawing_of_many_shapes() {
    let project = Project::of("bakery");
    let first = "<linearGradient id=\"p0\"><stop/><stop/></linearGradient><marker id=\"tip\"><path d=\"M0 0\"/></marker><g id=\"all\">\n";
    let line = "<g fill=\"url(#p0)\"><path marker-end=\"url(#tip)\" d=\"M1 1 2 2 3 3\"/></g>\n";
    let drawing = drawing_of(first, line, 1_000);
    let drawing = drawing.replace("</svg>", "</g><use href=\"#all\"/></svg>");
    project.write(FIGURE, drawing);
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
}

#[test]
fn addresses_of_ours_that_are_nearly_right() {
    for (text, told) in [
        (
            "[x](HOPS:skill/dough.knead)",
            "`hops:` is written in small letters",
        ),
        ("New!<hops:area/dough>", "has no text"),
        (
            "<a HREF = \"hops:skill/dough.knead\">x</a>",
            "raw HTML is not resolved",
        ),
        ("```Hops resources\n```", "this is nearly a hops block"),
        ("```hops,resources\n```", "this is nearly a hops block"),
        (
            "```hops resources topics=[\"bread\"]\n```",
            "more than a name behind `hops`",
        ),
        (
            "<details>\n```hops comparison\n```\n</details>",
            "a block right behind HTML is not read",
        ),
    ] {
        refused_chapter(
            &format!("# A\n\n{text}\n"),
            &["--> src/untouched.md:", told],
        );
    }
}

/// What an author has put into a comment stays as it is; what stands behind the comment is read.
#[test]
fn comments_are_not_read() {
    let block = "```hops resources\ntopics = [\"nope\"]\n```";
    for text in [
        "<!-- <a href=\"hops:x\"> -->",
        "Text <!-- <a href=\"hops:x\"> --> text",
        "<!--\n<a href=\"hops:x\">\n-->",
        &format!("<!--\n{block}\n-->"),
        &format!("<!--\n\n{block}\n\n-->"),
        &format!("<div>\n<!--\n{block}\n-->\n</div>"),
        &format!("<!-- {block}"),
    ] {
        let project = Project::of("bakery");
        project.write("src/untouched.md", format!("# A\n\n{text}\n"));
        for said in [project.check(), project.build()] {
            assert_eq!(said.code, Some(0), "{text}\n{}", said.stderr);
        }
        let page = project.read("book/html/untouched.html");
        assert!(!page.contains("<hops-resources"), "{text}");
    }
    for comment in ["<!-- -->", "<!-->", "<!--->", "<!--\n-->"] {
        refused_chapter(
            &format!("# A\n\n{comment}\n\n{block}\n"),
            &["--> src/untouched.md:", "unknown topic `nope`"],
        );
        refused_chapter(
            &format!("# A\n\n<div>{comment}\n{block}\n</div>\n"),
            &["a block right behind HTML is not read"],
        );
        refused_chapter(
            &format!("# A\n\n{comment}<a href=\"hops:x\">\n"),
            &["raw HTML is not resolved"],
        );
    }
}

/// An entry without a usable id is read all the same, and one mistake does not hide another.
#[test]
fn one_mistake_does_not_hide_another() {
    refused_in(
        RESOURCES,
        "id = \"sponge\"\ntitle = \"Sponge\"",
        "titel = \"Sponge\"",
        &[
            "a resource needs the key `id`",
            "unknown key `titel`",
            "needs the key `title`",
        ],
    );
    refused(
        |p| {
            p.replace(RESOURCES, "author = \"C. Ake\"", "author = 1");
            p.replace(
                SKILLS,
                "resources = [\"sponge\"]",
                "resources = [\"old-oven\"]",
            );
        },
        &[
            "`author` must be a string",
            "nobody can learn from `old-oven`",
        ],
    );
    refused(
        |p| {
            p.replace("src/README.md", "name = \"oven\"", "name = \"ovn\"");
            p.replace(
                "src/everything.md",
                "```hops checklist\nhome = true\n",
                "```hops checklist\n",
            );
        },
        &["unknown figure `ovn`", "no page is the home of every skill"],
    );
}

/// What an editor leaves in the folder is not data; what cannot be read is named.
#[cfg(unix)]
#[test]
fn files_that_cannot_be_read() {
    use std::os::unix::fs::symlink;
    let project = Project::of("bakery");
    symlink("nobody@host.123", project.path("data/.#resources.toml")).expect("a link");
    symlink(".", project.path("data/loop")).expect("a link");
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    refused(
        |p| symlink("nowhere", p.path("data/more.toml")).expect("a link"),
        &["--> data/more.toml:1:1", "this cannot be read"],
    );
    refused_in(
        "book.toml",
        "after = [\"index\"]",
        "data = \"book.toml\"",
        &["--> book.toml:1:1", "this cannot be read"],
    );
}

#[test]
fn hops_that_lead_nowhere() {
    for (old, new, told) in [
        // Ids that are not there.
        (
            "to = \"shop\"",
            "to = \"shp\"",
            &["unknown role `shp`", "did you mean `shop`?"][..],
        ),
        (
            "skills = [\"dough.feed-starter\"]",
            "skills = [\"dough.feed\"]",
            &["unknown skill `dough.feed`", "data/skills.toml"],
        ),
        (
            "evidence = [\"guild\"]\n\n[[hop]]\nfrom = \"shop\"",
            "evidence = [\"gild\"]\n\n[[hop]]\nfrom = \"shop\"",
            &["unknown source `gild`", "did you mean `guild`?"],
        ),
        // Hops that are none.
        (
            "to = \"shop\"",
            "to = \"guest\"",
            &[
                "--> data/hops.toml:35:6",
                "this hop leads from `guest` to `guest`",
                "a hop leads to another role",
            ],
        ),
        (
            "from = \"shop\"\nto = \"night\"",
            "from = \"guest\"\nto = \"night\"",
            &[
                "the hop from `guest` to `night` stands twice",
                "make one of the two",
            ],
        ),
        (
            "skills = [\"dough.feed-starter\"]",
            "skills = []",
            &["`skills` is an empty list"],
        ),
        (
            "skills = [\"dough.feed-starter\"]\n",
            "",
            &["a hop needs the key `skills`"],
        ),
        (
            "distance = 4",
            "distance = 6",
            &["`distance` must be above 0 and at most 5"],
        ),
        (
            "distance = 4",
            "distance = 0",
            &["`distance` must be above 0"],
        ),
        (
            "distance = 4",
            "distance = 1.5",
            &["`distance` must be a whole number"],
        ),
        ("distance = 4\n", "", &["a hop needs the key `distance`"]),
        (
            "evidence = [\"editorial\"]\n",
            "",
            &["a hop needs the key `evidence`"],
        ),
        // Roles out of reach.
        (
            "kind = \"bridge\"\nbring",
            "kind = \"bridg\"\nbring",
            &["unknown kind of role `bridg`", "did you mean `bridge`?"],
        ),
        (
            "to = \"trial-week\"",
            "to = \"baker\"",
            &[
                "--> data/hops.toml:21:6",
                "no start reaches the role `trial-week`",
                "kind = \"start\"",
            ],
        ),
        (
            "from = \"trial-week\"",
            "from = \"shop\"",
            &["no goal is reached from the role `trial-week`"],
        ),
        (
            "kind = \"start\"",
            "kind = \"role\"",
            &["no role is a start", "give one of them kind = \"start\""],
        ),
        ("kind = \"goal\"", "kind = \"role\"", &["no role is a goal"]),
        // Sources.
        (
            "evidence = [\"almanac\", \"editorial\"]",
            "evidence = [\"almanac\", \"almanac\"]",
            &["`almanac` stands twice"],
        ),
        (
            "id = \"guild\"",
            "id = \"editorial\"",
            &[
                "no source may be called `editorial`",
                "unknown source `guild`",
            ],
        ),
        (
            "https://bread.example/almanac",
            "javascript://x",
            &["an address of the scheme `javascript:` is not taken"],
        ),
        (
            "date = \"2021-05\"",
            "date = \"2021-5\"",
            &["`2021-5` is no date", "write it as 2020, 2020-07"],
        ),
        (
            "date = \"2021-05\"",
            "date = \"2021-05-00\"",
            &["`2021-05-00` is no date"],
        ),
        (
            "date = \"2021-05\"",
            "date = \"2021-00-01\"",
            &["`2021-00-01` is no date"],
        ),
        (
            "date = \"2021-05\"",
            "date = \"2021-05-32\"",
            &["`2021-05-32` is no date"],
        ),
    ] {
        let told: Vec<&str> = ["--> data/hops.toml:"]
            .into_iter()
            .chain(told.iter().copied())
            .collect();
        refused_in(HOPS, old, new, &told);
    }
    let rumour = "[[source]]\nid = \"rumour\"\nwhere = \"the market\"\nsays = \"It is easy.\"\n\n[[source]]\nid = \"guild\"";
    refused_in(
        HOPS,
        "[[source]]\nid = \"guild\"",
        rumour,
        &[
            "nobody cites the source `rumour`",
            "name it in the `evidence` of a hop, or remove it",
        ],
    );
}

#[test]
fn paths_that_are_not_whole() {
    for (old, new, told) in [
        (
            "kinds = [\"luck\"]",
            "kinds = [\"fate\"]",
            &["unknown kind of step `fate`", "not one of `job`"][..],
        ),
        (
            "kinds = [\"luck\"]",
            "kinds = [\"luck\", \"luck\"]",
            &["`luck` stands twice"],
        ),
        (
            "kinds = [\"luck\"]",
            "kinds = []",
            &["`kinds` is an empty list"],
        ),
        (
            "copy = \"in-part\"",
            "copy = \"part\"",
            &[
                "`copy` cannot be `part`",
                "not one of `yes`, `in-part`, `no`",
            ],
        ),
        (
            "reason = \"It is still in print.\"",
            "",
            &["a step needs the key `reason`"],
        ),
        (
            "role = \"shop\"",
            "role = \"shops\"",
            &["unknown role `shops`"],
        ),
        (
            "url = \"https://bread.example/letter\"",
            "url = \"letter\"",
            &["this address is relative"],
        ),
        ("credit = ", "cerdit = ", &["did you mean `credit`?"]),
    ] {
        let told: Vec<&str> = ["--> data/paths.toml:"]
            .into_iter()
            .chain(told.iter().copied())
            .collect();
        refused_in(PATHS, old, new, &told);
    }
}

/// Each text is replaced by another one in the file, which then is refused with these words.
#[track_caller]
fn each_refused_in(file: &str, mistakes: &[(&str, &str, &[&str])]) {
    for (old, new, told) in mistakes {
        let place = format!("--> {file}:");
        let told: Vec<&str> = [place.as_str()]
            .into_iter()
            .chain(told.iter().copied())
            .collect();
        refused_in(file, old, new, &told);
    }
}

#[test]
fn questions_to_an_employer_that_are_not_whole() {
    each_refused_in(
        EMPLOYER,
        &[
            (
                "id = \"burnt-bread\"",
                "id = \"who-lights-it\"",
                &[
                    "employer.toml:14:6",
                    "the question `who-lights-it` is declared twice",
                ],
            ),
            (
                "id = \"burnt-bread\"",
                "id = \"Burnt bread\"",
                &["`Burnt bread` is no id"],
            ),
            (
                "why = \"Somebody must.\"",
                "",
                &["employer.toml:2:6", "a question needs the key `why`"],
            ),
            (
                "good = \"Crumbs, and a talk.\"",
                "good = \" \"",
                &["employer.toml:17:8", "`good` is empty"],
            ),
            (
                "follow = [\"When was the last?\"]",
                "follow = []",
                &["`follow` is an empty list"],
            ),
            ("worrying = ", "worying = ", &["did you mean `worrying`?"]),
            (
                "url = \"https://bread.example/letter\"",
                "url = \"javascript:alert(1)\"",
                &["`javascript:` is not taken"],
            ),
            (
                "what = \"the question\"",
                "",
                &["[question.after] needs the key `what`"],
            ),
            (
                "[question.after]",
                "[question.befor]",
                &["unknown key `befor` in a question"],
            ),
        ],
    );
    refused(
        |p| {
            p.remove(EMPLOYER);
        },
        &[
            "--> src/job.md:5:1",
            "there are no questions to show",
            "write data/employer.toml",
        ],
    );
}

#[test]
fn checks_of_realities_that_are_not_whole() {
    each_refused_in(
        REALITIES_CHECK,
        &[
            (
                "is = \"reality\"",
                "is = \"true\"",
                &[
                    "realities-check.toml:4:6",
                    "`is` cannot be `true`",
                    "not one of `expectation`, `reality`",
                ],
            ),
            (
                "about = \"late-mornings\"",
                "about = \"late-morning\"",
                &[
                    "unknown expectation `late-morning`",
                    "did you mean `late-mornings`?",
                ],
            ),
            (
                "about = \"late-mornings\"",
                "about = \"the-smell\"",
                &["`the-smell` is no expectation", "name an [[expectation]]"],
            ),
            (
                "id = \"free-cake\"",
                "id = \"up-at-three\"",
                &["the statement `up-at-three` is declared twice"],
            ),
            (
                "id = \"flour\"",
                "id = \"mornings\"",
                &["the question `mornings` is declared twice"],
            ),
            (
                "id = \"late\"",
                "id = \"early\"",
                &["the answer `early` is declared twice"],
            ),
            (
                "weighs = \"ask\"",
                "weighs = \"maybe\"",
                &[
                    "`weighs` cannot be `maybe`",
                    "not one of `for`, `ask`, `against`",
                ],
            ),
            (
                "roles = [\"shop\", \"guest\"]",
                "roles = [\"shop\", \"gest\", \"shop\"]",
                &["unknown role `gest`", "`shop` stands twice in this list"],
            ),
            ("says = \"Good.\"", "", &["an answer needs the key `says`"]),
            (
                "[[outcome]]\ntitle = \"Come in.\"",
                "[[outcome]]\nfrom = 1\ntitle = \"Come in.\"",
                &["the first outcome takes no `from`", "remove this line"],
            ),
            ("from = 1\n", "", &["an outcome needs the key `from`"]),
            (
                "from = 1\n",
                "from = 2\n",
                &["`from` must be more than 2", "in the order of their `from`"],
            ),
            (
                "from = 2\n",
                "from = 3\n",
                &["`from` must be above 0 and at most 2"],
            ),
            (
                "from = 2\n",
                "from = 1.5\n",
                &["`from` must be a whole number from 1"],
            ),
        ],
    );
    refused(
        |p| {
            p.remove(REALITIES_CHECK);
        },
        &[
            "there is nothing to check",
            "write data/realities-check.toml",
        ],
    );
    refused_chapter(
        "```hops realities-check\npart = \"question\"\n```\n",
        &["there is no such part", "did you mean `questions`?"],
    );
    refused_chapter(
        "```hops oncall\nduty = 7\ncals = \"x\"\n```\n",
        &["`duty` must be a string", "did you mean `calls`?"],
    );
}

#[test]
fn rules_for_adverts_that_are_wrong() {
    for (old, new, told) in [
        (
            "patterns = [\"oven*\", \"bake ... night\"]",
            "patterns = [\"(ov+)+en\"]",
            &[
                "data/adverts.toml:32:13",
                "`(ov+)+en` is no pattern: `(ov+)+en` is no word",
                "a word is letters and digits",
            ][..],
        ),
        (
            "\"oven*\", \"bake ... night\"",
            "\"ov*\", \"bake ...\", \"a ... b ... c ... d\", \"a||b\"",
            &[
                "data/adverts.toml:32:13",
                "`ov*` fits too many words",
                "data/adverts.toml:32:20",
                "it begins or ends with a gap",
                "it has more than 2 gaps",
                "a word is missing",
            ],
        ),
        (
            "\"oven*\", \"bake ... night\"",
            "\"one two three four five six seven eight nine\", \"baker's\"",
            &["it has more than 8 words", "`baker's` is no word"],
        ),
        (
            "\"oven*\", \"bake ... night\"",
            "\"oven*\", \"bread\"",
            &[
                "data/adverts.toml:32:22",
                "the pattern `bread` stands here twice",
            ],
        ),
        (
            "patterns = [\"cake*\", \"whipped-cream\"",
            "patterns = [\"whipped cream\", \"whipped-cream\"",
            &["the pattern `whipped-cream` stands here twice"],
        ),
        (
            "weight = 5",
            "weight = 6",
            &["`weight` must be above 0 and at most 5"],
        ),
        (
            "weight = 5",
            "weight = 1.5",
            &["`weight` must be a whole number from 1"],
        ),
        ("weight = 5\n", "", &["a signal needs the key `weight`"]),
        (
            "factor = 2.5",
            "factor = 9",
            &["`factor` must be above 0 and at most 5"],
        ),
        (
            "skill = \"dough.knead\"",
            "skill = \"dough.kned\"",
            &[
                "data/adverts.toml:47:9",
                "unknown skill `dough.kned`",
                "did you mean `dough.knead`?",
            ],
        ),
        (
            "kinds = [\"cake-shop\"]",
            "kinds = [\"cake-shops\"]",
            &[
                "unknown kind `cake-shops`",
                "did you mean `cake-shop`?",
                "no question is asked for the kind `cake-shop`",
            ],
        ),
        (
            "flags = [\"all-night\"]\n",
            "",
            &[
                "no question is asked for the flag `all-night`",
                "name it in a [[question]], in `flags`",
            ],
        ),
        (
            "flags = [\"many-ovens\"]",
            "flags = [\"many-ovens\", \"many-ovens\"]",
            &["`many-ovens` stands twice in this list"],
        ),
        (
            "least = 2\n",
            "least = 4\n",
            &["there are fewer patterns than must be found"],
        ),
        (
            "id = \"cake-shop\"",
            "id = \"night-bakery\"",
            &["the kind `night-bakery` is declared twice"],
        ),
        (
            "id = \"all-night\"",
            "id = \"All night\"",
            &["`All night` is no id"],
        ),
        (
            "negations = [\"no\", \"not\"]",
            "",
            &["the table needs the key `negations`"],
        ),
        ("unless = ", "unles = ", &["did you mean `unless`?"]),
    ] {
        let told: Vec<&str> = ["--> data/adverts.toml:"]
            .into_iter()
            .chain(told.iter().copied())
            .collect();
        refused_in(ADVERTS, old, new, &told);
    }
    refused_in(
        "src/hops.md",
        "kinds = \"craft/dough.md\"",
        "kinds = \"craft/dough.html\"",
        &["src/hops.md:45:9", "this is no chapter"],
    );
    refused(
        |p| {
            p.remove(ADVERTS);
        },
        &[
            "there are no rules to read an advert by",
            "write data/adverts.toml",
        ],
    );
}

#[test]
fn routes_that_are_not_there() {
    for (arguments, told) in [
        ("to = \"baker\"", &["needs the key `from`"][..]),
        (
            "from = \"gest\"",
            &["unknown role `gest`", "did you mean `guest`?"],
        ),
        (
            "from = \"guest\"\nvia = [\"x\"]\navoid = [\"y\"]",
            &["unknown role `x`", "unknown role `y`"],
        ),
        (
            "from = \"baker\"",
            &[
                "there is no route from `baker` to a goal",
                "add hops to the data",
            ],
        ),
        (
            "from = \"guest\"\nto = \"guest\"",
            &["this route begins where it ends, at `guest`"],
        ),
        (
            "from = \"shop\"\navoid = [\"night\", \"trial-week\"]",
            &[
                "there is no route from `shop` to a goal: avoiding `night` blocks it",
                "without that, the nearest is `shop`, `night`, `baker`",
            ],
        ),
        (
            "from = \"guest\"\nvia = [\"trial-week\", \"night\"]",
            &["passing `trial-week` blocks it"],
        ),
        (
            "from = \"guest\"\nto = \"baker\"\navoid = [\"guest\", \"baker\"]",
            &["avoiding `guest` and avoiding `baker` blocks it"],
        ),
    ] {
        let chapter = format!("# A\n\n```hops route\n{arguments}\n```\n");
        refused_chapter(&chapter, told);
    }
    refused_chapter(
        "```hops trace\npath = \"old\"\n```\n",
        &["unknown path `old`"],
    );
    refused_chapter(
        "```hops planner\nhome = true\n```\n",
        &["a second home for every role"],
    );
    refused_chapter(
        "```hops route\nfrom = \"shop\"\nhome = true\n```\n",
        &[
            "a second home for this role",
            "the first is at src/hops.md:22",
        ],
    );
    refused(
        |p| {
            p.replace("src/hops.md", "home = true\n", "");
        },
        &["no page is the home of every role"],
    );
    refused(
        |p| {
            p.remove(HOPS);
        },
        &["there are no roles to show", "write data/hops.toml"],
    );
}

#[test]
fn questions_that_are_not_whole() {
    for (old, new, told) in [
        (
            "level = \"senior\"",
            "level = \"seniour\"",
            &[
                "a question has no level `seniour`",
                "not one of `entry`, `working`, `senior`",
                "did you mean `senior`?",
            ][..],
        ),
        (
            "kind = \"night\"",
            "kind = \"nigth\"",
            &["unknown kind of question `nigth`", "did you mean `night`?"],
        ),
        (
            "strong = [\"Says the order.\"]",
            "strong = []",
            &["`strong` is an empty list"],
        ),
        (
            "strong = [\"Says the order.\"]",
            "strong = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\", \"10\", \"11\"]",
            &["`strong` has 11 items", "at most 10"],
        ),
        (
            "skills = [\"dough.knead\"]",
            "skills = [\"dough.knaed\", \"dough.knaed\"]",
            &[
                "unknown skill `dough.knaed`",
                "did you mean `dough.knead`?",
                "`dough.knaed` stands twice",
            ],
        ),
        (
            "resource = \"first-loaf\"",
            "resource = \"old-oven\"",
            &["nobody can learn from `old-oven`: it is gone"],
        ),
        (
            "trap = \"Forgetting the salt.\"\n",
            "",
            &["a question needs the key `trap`"],
        ),
        (
            "follow-ups = [\"Why salt?\"",
            "follow_ups = [\"Why salt?\"",
            &["did you mean `follow-ups`?"],
        ),
        (
            "id = \"two-ovens\"",
            "id = \"first-loaf\"",
            &["the question `first-loaf` is declared twice"],
        ),
        (
            "id = \"night\"",
            "id = \"dough\"",
            &["the kind of question `dough` is declared twice"],
        ),
        (
            "[[question]]\nid = \"sticky-dough\"",
            "[[kind]]\nid = \"ovens\"\ntitle = \"Ovens\"\nabout = \"None.\"\n\n[[question]]\nid = \"sticky-dough\"",
            &[
                "no question is of the kind `ovens`",
                "write one, or remove the kind",
            ],
        ),
    ] {
        let told: Vec<&str> = ["--> data/questions.toml:"]
            .into_iter()
            .chain(told.iter().copied())
            .collect();
        refused_in(QUESTIONS, old, new, &told);
    }
}

#[test]
fn blocks_of_questions_that_are_not_there() {
    for (widget, arguments, told) in [
        (
            "practice",
            "kinds = [\"doug\"]",
            &["unknown kind of question `doug`", "did you mean `dough`?"][..],
        ),
        (
            "practice",
            "levels = [\"easy\"]",
            &["a question has no level `easy`"],
        ),
        (
            "practice",
            "kinds = [\"night\"]\nlevels = [\"entry\"]",
            &["no question is of these kinds and levels"],
        ),
        (
            "questions",
            "kinds = [\"night\"]\nlevels = [\"senior\"]\nhome = true",
            &["a home shows the questions of all levels, so it takes no `levels`"],
        ),
        (
            "questions",
            "home = true",
            &[
                "a second home for every question",
                "the first is at src/questions.md:10",
                "hops: 1 error in 1 file",
            ],
        ),
    ] {
        let chapter = format!("# A\n\n```hops {widget}\n{arguments}\n```\n");
        refused_chapter(&chapter, told);
    }
    refused_chapter(
        "[](hops:question/two-oven)\n",
        &["unknown question `two-oven`", "did you mean `two-ovens`?"],
    );
    // Questions of the other kind still have their home.
    refused_in(
        "src/questions.md",
        "kinds = [\"night\"]\nhome = true",
        "kinds = [\"night\"]",
        &["no page is the home of every question"],
    );
    refused(
        |p| {
            p.remove(QUESTIONS);
        },
        &[
            "there are no questions to show",
            "write data/questions.toml",
        ],
    );
}

/// Many mistakes in many files are told in one run, by `check` and by `mdbook build` alike, and nothing is written.
#[test]
fn all_mistakes_are_told_at_once() {
    let project = Project::of("bakery");
    project.replace(RESOURCES, "type = \"visit\"", "type = \"vist\"");
    project.replace(
        RESOURCES,
        "https://cake.example/sponge",
        "javascript:alert(1)",
    );
    project.replace(
        SKILLS,
        "prove = \"Keep one alive for a month.\"",
        "proof = \"Keep one alive for a month.\"",
    );
    project.replace("data/realities.toml", "do = \"Bring a bag.\"", "do = \"\"");
    project.replace(FIGURE, "<use xlink:href=\"#tip\"/>", "<script/>");
    project.replace(
        "src/craft/README.md",
        "levels = [\"entry\"]",
        "level = [\"entry\"]",
    );
    project.replace(
        "src/craft/dough.md",
        "hops:area/oven-work",
        "hops:area/oven",
    );
    let check = project.check();
    assert_eq!(check.code, Some(1));
    compare(&check.stderr, "tests/books/expected/mistakes.stderr");
    let build = project.build();
    assert_ne!(build.code, Some(0));
    assert!(
        build.stderr.contains(&check.stderr),
        "the build told\n{}",
        build.stderr
    );
    assert!(!project.path("book/html/index.html").exists());
}

/// Who is quick wins.
const RACE: &str = r#"
title = "A race"
level = "entry"
clock = "04:30"
hurt = 1
opening = "Run."
facts = ["first", "late"]
look = [{ id = "look", say = "Look", commands = ["look"], minutes = 1, shows = "Run." }]
act = [{ id = "run", say = "Run", commands = ["run"], minutes = 2, sets = ["first"], shows = "You run.", verdict = "good", why = "Run." }]
event = [{ id = "bell", at = 3, unless = ["first"], sets = ["late"], shows = "It rings." }]
ending = [
  { id = "won", good = true, title = "Won", when = ["first"], unless = ["late"], text = "You were first." },
]
cause = "A race."
"#;

const SCENARIO: &str = "data/scenarios/cold-oven.toml";

/// Each text of `changes` is replaced by the other; all of `told` is told at that place.
#[track_caller]
fn refused_scenario(changes: &[(&str, &str)], told: &[&str]) {
    refused(
        |project| {
            for (old, new) in changes {
                project.replace(SCENARIO, old, new);
            }
        },
        told,
    );
}

#[test]
fn scenarios_that_are_not_whole() {
    for (old, new, told) in [
        (
            "level = \"working\"",
            "level = \"workin\"",
            &["unknown level `workin`", "did you mean `working`?"][..],
        ),
        (
            "\"dough.knead\"]",
            "\"dough.need\"]",
            &["unknown skill `dough.need`", "did you mean `dough.knead`?"],
        ),
        (
            "[\"first-loaf\"]",
            "[\"last-loaf\"]",
            &["unknown resource `last-loaf`"],
        ),
        (
            "clock = \"23:50\"",
            "clock = \"24:00\"",
            &["`24:00` is no time of day", "as in \"02:20\""],
        ),
        (
            "clock = \"23:50\"",
            "clock = \"9:50\"",
            &["is no time of day"],
        ),
        (
            "hurt = 20\nupdates",
            "hurt = 101\nupdates",
            &["`hurt` must be from 0 to 100"],
        ),
        (
            "hurt = 20\nupdates",
            "hurt = 0.5\nupdates",
            &["`hurt` must be a whole number, but this is a float"],
        ),
        (
            "hurt = 20\nupdates",
            "updates",
            &["the scenario needs the key `hurt`"],
        ),
        (
            "updates = 10",
            "update = 10",
            &[
                "unknown key `update` in the scenario",
                "did you mean `updates`?",
            ],
        ),
        (
            "minutes = 2",
            "minutes = 0",
            &["`minutes` must be from 1 to 240"],
        ),
        (
            "minutes = 2",
            "minutes = -1",
            &["`minutes` must be from 1 to 240"],
        ),
        ("minutes = 2\n", "", &["a look needs the key `minutes`"]),
        (
            "id = \"dough\"",
            "id = \"gauge\"",
            &["the fact `gauge` is declared twice"],
        ),
        (
            "id = \"dough\"",
            "id = \"lit\"",
            &["the fact `lit` is declared twice"],
        ),
        (
            "id = \"dough\"",
            "id = \"The dough\"",
            &["`The dough` is no id"],
        ),
        (
            "id = \"shut\"",
            "id = \"door\"",
            &["the act `door` is declared twice"],
        ),
        (
            "id = \"smoke\"",
            "id = \"dough-falls\"",
            &["the event `dough-falls` is declared twice"],
        ),
        (
            "id = \"warm\"",
            "id = \"late\"",
            &["the ending `late` is declared twice"],
        ),
        (
            "commands = [\"dough\"]",
            "commands = []",
            &["`commands` is an empty list"],
        ),
        (
            "commands = [\"dough\"]",
            "commands = [\"help  me\"]",
            &["no command can begin with `help`", "help, list, note"],
        ),
        (
            "commands = [\"dough\"]",
            "commands = [\"Gauge\"]",
            &["the command `Gauge` stands twice"],
        ),
        (
            "commands = [\"dough\"]",
            "commands = [\"door  shut\"]",
            &[
                "the command `door shut` stands twice",
                "only acts with different conditions",
            ],
        ),
        (
            "when = [\"gas\", \"door-open\"]",
            "when = [\"gas\", \"dor-open\"]",
            &["unknown fact `dor-open`", "did you mean `door-open`?"],
        ),
        (
            "when = [\"gas\", \"door-open\"]",
            "when = [\"gas\", \"gas\"]",
            &["`gas` stands twice in this list"],
        ),
        (
            "when = [\"gas\", \"door-open\"]",
            "when = \"gas\"",
            &["`when` must be a list of strings"],
        ),
        (
            "when = [\"gas\", \"door-open\"]",
            "when = [\"gas\"]\nunless = [\"gas\"]",
            &["`when` and `unless` name the same fact"],
        ),
        (
            "sets = [\"called\"]",
            "sets = [\"called\"]\nclears = [\"called\"]",
            &["`sets` and `clears` name the same fact"],
        ),
        (
            "sets = [\"called\"]",
            "sets = [\"called\", \"gauge\"]",
            &["can name facts only, no looks"],
        ),
        (
            "refused = \"She is awake.\"\n",
            "",
            &["an act needs the key `refused`"],
        ),
        (
            "undo = \"shut\"",
            "undo = \"shot\"",
            &["unknown act `shot`", "did you mean `shut`?"],
        ),
        (
            "undo = \"shut\"",
            "undo = \"call\"",
            &["`call` takes nothing of `door` back"],
        ),
        (
            "undo = \"shut\"",
            "undo = \"shut\"\nirreversible = true",
            &["an irreversible act has no `undo`"],
        ),
        (
            "irreversible = true",
            "irreversible = \"yes\"",
            &["`irreversible` must be true or false"],
        ),
        (
            "verdict = \"poor\"\nwhy = \"Heat",
            "verdict = \"bad\"\nwhy = \"Heat",
            &["unknown verdict `bad`", "not one of `good`, `fair`, `poor`"],
        ),
        (
            "at = 30",
            "at = 30\nafter = 3",
            &["either `at`, or `after` and `since`"],
        ),
        (
            "at = 30\n",
            "",
            &["either `at`, or `after` and `since`", "after = 15"],
        ),
        (
            "since = \"burnt\"",
            "since = \"smoke\"",
            &["unknown fact `smoke`"],
        ),
        (
            "since = \"burnt\"\n",
            "",
            &["either `at`, or `after` and `since`"],
        ),
        ("good = false\n", "", &["an ending needs the key `good`"]),
        (
            "facts = [\"gas\"",
            "facts = [\"idle\", \"gas\"",
            &["nothing sets the fact `idle`", "or remove it"],
        ),
        (
            "[[look.variant]]\nwhen = [\"lit\"]",
            "[[look.variant]]",
            &["a variant needs `when` or `unless`"],
        ),
        (
            "opening = \"\"\"\nIt is ten",
            "opening = \"\"\"\n\u{7}It is ten",
            &["not TOML"],
        ),
    ] {
        refused_in(SCENARIO, old, new, told);
    }
    refused_scenario(
        &[
            ("facts = [\"gas\"", "facts = [\"idle\", \"gas\""),
            ("sets = [\"called\"]", "sets = [\"called\", \"idle\"]"),
        ],
        &[
            "--> data/scenarios/cold-oven.toml:15:10",
            "nothing depends on the fact `idle`",
        ],
    );
    let many: Vec<String> = (0..60).map(|n| format!("\"f{n}\", ")).collect();
    refused_in(
        SCENARIO,
        "facts = [",
        &format!("facts = [{}", many.join("")),
        &["69 facts and looks: at most 60 are taken"],
    );
    let event = "[[event]]\nid = \"e0\"\nat = 3\nshows = \"x\"\n";
    let events: String = (0..7)
        .map(|n| event.replace("e0", &format!("e{n}")))
        .collect();
    refused_in(
        SCENARIO,
        "[[ending]]\nid = \"no-bread\"",
        &format!("{events}[[ending]]\nid = \"no-bread\""),
        &["9 events: at most 8 are taken"],
    );
    refused(
        |p| {
            p.write("data/scenarios/Hot oven.toml", "title = 5");
        },
        &[
            "--> data/scenarios/Hot oven.toml:1:1",
            "`Hot oven` is no id",
            "`title` must be a string",
            "the scenario has no [[look]]",
        ],
    );
    refused(
        |p| {
            p.write(SCENARIO, "title = ");
        },
        &["--> data/scenarios/cold-oven.toml:1:", "not TOML"],
    );
    refused(
        |p| {
            p.write("data/scenarios/a/b.toml", "title = 5");
        },
        &[
            "--> data/scenarios/a/b.toml:1:1",
            "nothing reads this data file",
        ],
    );
    refused(
        |p| {
            p.remove("data/scenarios");
        },
        &["unknown scenario `cold-oven`", "there is no data/scenarios"],
    );
    refused_chapter(
        "```hops scenario\nname = \"cold-over\"\n```\n",
        &["unknown scenario `cold-over`", "did you mean `cold-oven`?"],
    );
    refused_chapter("```hops scenario\n```\n", &["needs the key `name`"]);
}

#[test]
fn scenarios_with_states_that_lead_nowhere() {
    // A door that cannot be shut again: light never burns behind it.
    refused_scenario(
        &[
            ("undo = \"shut\"\n", ""),
            (
                "commands = [\"door shut\"]\nminutes = 1\nwhen = [\"door-open\"]",
                "commands = [\"door shut\"]\nminutes = 1\nwhen = [\"door-open\", \"lit\"]",
            ),
        ],
        &[
            "after the act `door` no good ending can be reached",
            "there is no way back from here",
            "the shortest way there: `door open`",
            "nothing leads to the act `shut`",
        ],
    );
    // An event after which nothing burns.
    refused_scenario(
        &[(
            "minutes = 3\nwhen = [\"gas\"]\nunless = [\"door-open\"]",
            "minutes = 3\nwhen = [\"gas\"]\nunless = [\"door-open\", \"dough-cold\"]",
        )],
        &["after the event `dough-falls` no good ending can be reached"],
    );
    // Nothing good at all.
    refused_scenario(
        &[
            ("id = \"late\"\ngood = true", "id = \"late\"\ngood = false"),
            ("id = \"warm\"\ngood = true", "id = \"warm\"\ngood = false"),
        ],
        &[
            "no good ending can be reached",
            "an ending with good = true needs conditions",
        ],
    );
    // A race: who is quick wins, and the event comes for all others.
    refused(
        |p| {
            p.write("data/scenarios/race.toml", RACE);
        },
        &[
            "--> data/scenarios/race.toml:1:1",
            "whether a good ending can be reached is a race against the events",
            "a way that no event can close",
        ],
    );
    for (old, new, told) in [
        (
            "[[look.variant]]\nwhen = [\"lit\"]",
            "[[look.variant]]\nwhen = [\"gas\", \"lit\", \"burnt\", \"called\"]\nunless = [\"gas\"]",
            &["`when` and `unless` name the same fact"][..],
        ),
        (
            "[[look.variant]]\nwhen = [\"lit\"]",
            "[[look.variant]]\nunless = [\"lit\"]\nshows = \"never reached\"\n[[look.variant]]\nwhen = [\"lit\"]",
            &[
                "the look `gauge` never shows its own words",
                "make the last one the look's own `shows`",
            ],
        ),
        (
            "[[look.variant]]\nwhen = [\"lit\"]",
            "[[look.variant]]\nwhen = [\"gas\"]\nunless = [\"lit\"]\nshows = \"hidden\"\n[[look.variant]]\nwhen = [\"lit\"]",
            &["nothing leads to this variant"],
        ),
        (
            "[[act]]\nid = \"call\"",
            "[[act]]\nid = \"idle\"\nsay = \"Whistle\"\ncommands = [\"whistle\"]\nminutes = 1\nshows = \"Tra la.\"\nverdict = \"fair\"\nwhy = \"It is nice.\"\n[[act]]\nid = \"call\"",
            &["the act `idle` has no effect", "make it a look"],
        ),
        (
            "since = \"burnt\"\nwhen = []",
            "since = \"burnt\"\nunless = [\"gas\"]",
            &["the event `smoke` never fires"],
        ),
        (
            "id = \"warm\"\ngood = true\ntitle = \"Warm\"\nwhen = [\"lit\"]",
            "id = \"warm\"\ngood = true\ntitle = \"Warm\"",
            &["`done` always finds an ending", "is told `not-yet`"],
        ),
        (
            "id = \"no-bread\"\ngood = false\ntitle = \"Late\"\nwhen = [\"lit\", \"dough-cold\"]\nunless = [\"called\"]",
            "id = \"no-bread\"\ngood = false\ntitle = \"Late\"\nwhen = [\"lit\", \"dough-cold\"]",
            &[
                "nothing leads to the ending `late`",
                "perhaps one before it always holds",
            ],
        ),
    ] {
        refused_in(SCENARIO, old, new, told);
    }
}

#[test]
fn scenarios_that_explode() {
    let names: Vec<String> = (0..16).map(|n| format!("\"f{n}\"")).collect();
    let acts: String = (0..16)
        .map(|n| {
            format!(
                "[[act]]\nid = \"a{n}\"\nsay = \"A\"\ncommands = [\"a{n}\"]\nminutes = 1\nunless = [\"f{n}\"]\nrefused = \"no\"\nsets = [\"f{n}\"]\nshows = \"x\"\nverdict = \"fair\"\nwhy = \"y\"\n"
            )
        })
        .collect();
    refused_scenario(
        &[
            ("facts = [", &format!("facts = [{}, ", names.join(", "))),
            (
                "[[event]]\nid = \"dough-falls\"",
                &format!("{acts}[[event]]\nid = \"dough-falls\""),
            ),
        ],
        &[
            "the scenario has more than 20000 states",
            "what multiplies them most: `",
            "`f0`",
            "leave facts out",
        ],
    );
}

/// The page for authors shows an incident of ten lines: it is one.
#[test]
fn the_authors_ten_lines_are_an_incident() {
    let page = std::fs::read_to_string(crate::project::root().join("src/about/scenarios.md"));
    let page = page.expect("the page for authors");
    let (_, rest) = page.split_once("```toml\n").expect("a block of TOML");
    let (block, _) = rest.split_once("```").expect("its end");
    assert_eq!(block.lines().count(), 10, "{block}");
    let project = Project::of("bakery");
    project.write("data/scenarios/ten-lines.toml", block);
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    // And it is read: without the act that lights the oven there is no good ending.
    project.replace("data/scenarios/ten-lines.toml", "sets = [\"lit\"], ", "");
    assert!(
        project
            .check()
            .stderr
            .contains("nothing sets the fact `lit`")
    );
}

/// An act may do nothing but hurt while it lasts.
#[test]
fn an_act_that_hurts_only_while_it_lasts() {
    let act = |during: &str| {
        format!(
            "[[act]]\nid = \"test\"\nsay = \"Test\"\ncommands = [\"test\"]\nminutes = 1\n{during}shows = \"Hot.\"\n\
             verdict = \"fair\"\nwhy = \"It is nice.\"\n[[act]]\nid = \"call\""
        )
    };
    let before = "[[act]]\nid = \"call\"";
    let project = Project::of("bakery");
    project.replace(SCENARIO, before, &act("during = 90\n"));
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    refused_in(
        SCENARIO,
        before,
        &act("during = 0\n"),
        &["the act `test` has no effect"],
    );
}

/// A byte order mark at the head of a chapter hides no block in its first line from `check`.
#[test]
fn a_chapter_that_begins_with_a_byte_order_mark() {
    refused_chapter(
        "\u{feff}```hops nothing\n```\n",
        &["--> src/untouched.md:1:9", "unknown widget `nothing`"],
    );
}
