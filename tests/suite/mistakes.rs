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
        &["--> data/resources.toml:47:10", "`author` is empty"],
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
    let project = Project::of("bakery");
    project.write("src/untouched.md", "<!-- <a href=\"hops:x\"> -->\n");
    assert_eq!(project.check().code, Some(0), "a comment is nobody's link");
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
        &["src/hops.md:38:9", "this is no chapter"],
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
