//! Mistakes that no text shows, because they are in bytes, in what a file is, or in how much there is of it; and what only looks like a
//! mistake. All others are files: see `mistakes.rs`.

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

/// The book is without a mistake.
#[track_caller]
fn taken(project: &Project) {
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
}

const RESOURCES: &str = "data/resources.toml";
const SKILLS: &str = "data/skills.toml";
const PATHS: &str = "data/paths.toml";
const FIGURE: &str = "data/figures/oven.svg";
const SCENARIO: &str = "data/scenarios/cold-oven.toml";

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
fn files_that_are_not_utf_8() {
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
    refused(
        |p| {
            p.write("src/untouched.md", b"# One\n\n\xffx\n");
        },
        &["--> src/untouched.md:3:1", "not UTF-8"],
    );
}

#[test]
fn a_block_in_a_list_with_carriage_returns() {
    refused_chapter(
        "1. x\r\n\r\n   ```hops resources\r\n   topics = [\"bred\"]\r\n   ```\r\n",
        &["--> src/untouched.md:4:14", "unknown topic `bred`"],
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

/// What an editor leaves in the folder is not data; what cannot be read is named.
#[cfg(unix)]
#[test]
fn files_that_cannot_be_read() {
    use std::os::unix::fs::symlink;
    let project = Project::of("bakery");
    symlink("nobody@host.123", project.path("data/.#resources.toml")).expect("a link");
    symlink(".", project.path("data/loop")).expect("a link");
    taken(&project);
    refused(
        |p| symlink("nowhere", p.path("data/more.toml")).expect("a link"),
        &["--> data/more.toml:1:1", "this cannot be read"],
    );
    refused(
        |p| {
            p.replace("book.toml", "after = [\"index\"]", "data = \"book.toml\"");
        },
        &["--> book.toml:1:1", "this cannot be read"],
    );
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
    taken(&project);
}

#[test]
fn a_view_box_with_signs_commas_and_exponents() {
    let project = Project::of("bakery");
    project.replace(
        FIGURE,
        "viewBox=\"0 0 100 60\"",
        "viewBox=\"-1.5,0 1e2, +60\"",
    );
    taken(&project);
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

#[test]
fn a_scenario_with_too_many_facts() {
    let many: String = (0..60).map(|n| format!("\"f{n}\", ")).collect();
    refused(
        |p| {
            p.replace(SCENARIO, "facts = [", &format!("facts = [{many}"));
        },
        &["69 facts and looks: at most 60 are taken"],
    );
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
    refused(
        |p| {
            let facts = format!("facts = [{}, ", names.join(", "));
            p.replace(SCENARIO, "facts = [", &facts);
            let event = "[[event]]\nid = \"dough-falls\"";
            p.replace(SCENARIO, event, &format!("{acts}{event}"));
        },
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
    taken(&project);
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
    let before = "[[act]]\nid = \"call\"";
    let act = "[[act]]\nid = \"test\"\nsay = \"Test\"\ncommands = [\"test\"]\nminutes = 1\nduring = 90\nshows = \"Hot.\"\n\
               verdict = \"fair\"\nwhy = \"It is nice.\"\n";
    let project = Project::of("bakery");
    project.replace(SCENARIO, before, &format!("{act}{before}"));
    taken(&project);
}
