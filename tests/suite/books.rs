//! A small guide about another trade, built by the real mdBook: its pages as HTML and as Markdown.

use crate::project::{
    Project, RELEASES, compare, files_under, hops, main_of, mdbook_release, root,
};

const PAGES: [&str; 7] = [
    "index",
    "craft/index",
    "craft/dough",
    "everything",
    "hops",
    "job",
    "questions",
];

#[test]
fn pages_are_as_expected() {
    let project = Project::of("bakery");
    let said = project.build();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for page in PAGES {
        let html = project.main_of(&format!("book/html/{page}.html"));
        compare(&html, &format!("tests/books/expected/{page}.html"));
        let markdown = project.read(&format!("book/markdown/{page}.md"));
        compare(&markdown, &format!("tests/books/expected/{page}.md"));
    }
}

#[test]
fn a_chapter_without_blocks_comes_out_byte_for_byte() {
    let project = Project::of("bakery");
    assert_eq!(project.build().code, Some(0));
    let (source, out) = (
        project.read("src/untouched.md"),
        project.read("book/markdown/untouched.md"),
    );
    assert_eq!(source, out);
}

/// A book that only the renderer is wanted for, or whose author has just begun.
#[test]
fn a_book_without_data_and_blocks_passes_untouched() {
    let project = Project::of("bakery");
    project.remove("data").write(
        "src/SUMMARY.md",
        "- [Untouched](untouched.md)\n- [Later]()\n",
    );
    let said = project.check();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    assert_eq!(project.build().code, Some(0));
    assert_eq!(
        project.read("src/untouched.md"),
        project.read("book/markdown/untouched.md")
    );
    let sent: serde_json::Value = serde_json::from_slice(&project.sent()).expect("what was sent");
    let output = hops(&[], sent.to_string().as_bytes());
    let book: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a book");
    assert_eq!(book, sent[1]);

    // A block or a link asks for data.
    for asks in [
        "```hops checklist\n```\n",
        "> [Kneading](hops:skill/dough.knead)\n",
    ] {
        project.write("src/untouched.md", asks);
        let said = project.check();
        assert_eq!(said.code, Some(1), "{asks}");
        assert!(
            said.stderr.contains("there is no data here"),
            "{}",
            said.stderr
        );
    }
}

#[test]
fn markdown_for_other_renderers_has_no_raw_html() {
    let project = Project::of("bakery");
    assert_eq!(project.build().code, Some(0));
    for page in PAGES {
        let markdown = project.read(&format!("book/markdown/{page}.md"));
        let options = mdbook_markdown::MarkdownOptions::default();
        for event in mdbook_markdown::new_cmark_parser(&markdown, &options) {
            use mdbook_markdown::pulldown_cmark::Event;
            let raw = matches!(event, Event::Html(_) | Event::InlineHtml(_));
            assert!(!raw, "{page}: {event:?}");
        }
    }
}

/// Titles, reasons and addresses of everything in the data stand in both renderings.
#[test]
fn nothing_in_the_data_is_lost() {
    let project = Project::of("bakery");
    assert_eq!(project.build().code, Some(0));
    let html = scraper::Html::parse_document(&project.read("book/html/everything.html"));
    let words: String = html.root_element().text().collect();
    let markdown = project
        .read("book/markdown/everything.md")
        .replace('\\', "");
    for text in [
        "Your <first> loaf | a \"start\" & more",
        "A. *Baker*",
        "Ends with {{#include ../book.toml}} and `code`, [no link](x) ]]> $x$.",
        "CC BY 4.0",
        "Takes 2 to 3 hours; source: the preface.",
        "in the original list: “Loaf one”, http://bread.example/old",
        "Closed in 2022.",
        "its address was https://oven.example/",
        "Gone, its address last seen 2019-01-02",
        "Two lines of text.",
        "Knows by touch when to stop.",
        "Stretch a window & show it.",
        "3 skills in 2 areas.",
    ] {
        assert!(words.contains(text), "HTML lost {text:?}");
        assert!(markdown.contains(text), "Markdown lost {text:?}");
    }
}

/// mdBook joins all chapters on its print page: an id may stand there once.
#[test]
fn ids_are_unique_in_the_whole_book() {
    let project = Project::of("bakery");
    assert_eq!(project.build().code, Some(0));
    let html = scraper::Html::parse_document(&project.read("book/html/print.html"));
    let with_id = scraper::Selector::parse("[id]").expect("a selector");
    let mut seen = std::collections::HashSet::new();
    for element in html.select(&with_id) {
        let id = element.attr("id").expect("it has one");
        assert!(seen.insert(id), "{id} stands twice");
        assert!(
            !id.starts_with("hops-") || !id.ends_with("-1"),
            "mdBook renamed {id}"
        );
    }
    assert!(seen.contains("hops-resource-first-loaf"));
    assert!(seen.contains("hops-figure-oven.2.heat"));
}

#[test]
fn the_oldest_and_the_newest_mdbook_make_the_same_widgets() {
    let [oldest, newest] = RELEASES.map(|version| {
        let project = Project::of("bakery");
        let said = project.build_with(&mdbook_release(version));
        assert_eq!(said.code, Some(0), "{version}: {}", said.stderr);
        PAGES.map(|page| {
            let html = project.read(&format!("book/html/{page}.html"));
            let html = scraper::Html::parse_fragment(main_of(&html));
            let html = html.root_element().html();
            html.split_whitespace().collect::<String>()
        })
    });
    assert_eq!(oldest, newest);
}

/// What the releases between send stands in tests/books/sent, without the texts of the chapters: they are put in here. To record one anew, let
/// the preprocessor's command be `tee input.json`, and put `[ROOT]` and `[CONTENT OF source_path]` in.
#[test]
fn what_the_releases_between_send_makes_the_same_book() {
    let project = Project::of("bakery");
    let newest = made_of(&project.sent());
    for version in ["0.5.1", "0.5.2", "0.5.3"] {
        let project = Project::of("bakery");
        let sent = root().join(format!("tests/books/sent/{version}.json"));
        let sent = std::fs::read_to_string(sent).expect("what was recorded");
        let mut sent: serde_json::Value = serde_json::from_str(&sent).expect("JSON");
        assert_eq!(sent[0]["mdbook_version"], version);
        sent[0]["root"] = project.root().to_str().into();
        let chapters = fill_in(&mut sent[1]["items"], &project);
        let sources = files_under(&project.path("src")).len() - 1;
        assert_eq!(chapters, sources, "all files but SUMMARY.md");
        assert_eq!(
            made_of(&serde_json::to_vec(&sent).expect("JSON")),
            newest,
            "{version}"
        );
    }
}

/// The chapters with a page that the preprocessor makes of what mdBook sent: path and text.
fn made_of(sent: &[u8]) -> Vec<(String, String)> {
    let output = hops(&[], sent);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    let book: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a book");
    contents_of(&book["items"])
}

/// Puts the texts of the chapters in. Returns how many there are.
fn fill_in(items: &mut serde_json::Value, project: &Project) -> usize {
    let mut filled = 0;
    for item in items.as_array_mut().expect("a list") {
        let chapter = &mut item["Chapter"];
        if let Some(source) = chapter["source_path"].as_str().map(str::to_owned) {
            assert_eq!(chapter["content"], format!("[CONTENT OF {source}]"));
            chapter["content"] = project.read(&format!("src/{source}")).into();
            filled += 1;
        }
        if !chapter["sub_items"].is_null() {
            filled += fill_in(&mut chapter["sub_items"], project);
        }
    }
    filled
}

/// The chapters with a page, by its path.
fn contents_of(items: &serde_json::Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for item in items.as_array().expect("a list") {
        let chapter = &item["Chapter"];
        if let (Some(path), Some(content)) = (chapter["path"].as_str(), chapter["content"].as_str())
        {
            found.push((path.to_owned(), content.to_owned()));
        }
        if !chapter["sub_items"].is_null() {
            found.extend(contents_of(&chapter["sub_items"]));
        }
    }
    found
}

/// Each link to the same thing is resolved, by whatever definition.
#[test]
fn every_reference_is_resolved() {
    let project = Project::of("bakery");
    project.write(
        "src/untouched.md",
        "[one][a] [two][b] [hops:skill/dough.knead] [][a] [three][A]\n\n[a]: hops:skill/dough.knead\n\
         [b]: hops:skill/dough.knead\n[hops:skill/dough.knead]: hops:skill/dough.knead\n",
    );
    assert_eq!(project.build().code, Some(0));
    let page = project.main_of("book/html/untouched.html");
    assert_eq!(
        page.matches("href=\"everything.html#hops-skill-dough.knead\"")
            .count(),
        5,
        "{page}"
    );
    assert!(page.contains(">hops:skill/dough.knead</a>"), "{page}");
}

#[test]
fn groups_of_a_home_have_ids_of_their_own() {
    let project = Project::of("bakery");
    project.replace(
        "src/everything.md",
        "group_by = \"topic\"",
        "group_by = \"original\"",
    );
    assert_eq!(project.build().code, Some(0));
    let page = project.main_of("book/html/everything.html");
    for id in [
        "hops-group-ovens",
        "hops-group-loaves",
        "hops-group-not-in-the-original-list",
    ] {
        assert_eq!(
            page.matches(&format!("id=\"{id}\"")).count(),
            1,
            "{id} in {page}"
        );
        assert_eq!(
            page.matches(&format!("href=\"#{id}\"")).count(),
            1,
            "{id} in {page}"
        );
    }
}

/// The folder of the data may stand anywhere.
#[test]
fn data_may_stand_elsewhere() {
    let project = Project::of("bakery");
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::rename(project.path("data"), elsewhere.path().join("data")).expect("it moves");
    let folder = elsewhere.path().join("data");
    let line = format!(
        "data = {:?}\nafter = [\"index\"]",
        folder.to_str().expect("plain")
    );
    project.replace("book.toml", "after = [\"index\"]", &line);
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    assert_eq!(project.build().code, Some(0));
}

/// A role may be called "From somewhere": no page says "from From somewhere".
#[test]
fn a_role_whose_title_begins_with_from() {
    let project = Project::of("bakery");
    project.replace(
        "data/hops.toml",
        "title = \"Shop assistant\"",
        "title = \"From the shop\"",
    );
    let said = project.build();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for (page, start) in [
        ("book/html/hops.html", "Start: <b>From the shop</b>"),
        (
            "book/html/hops.html",
            "aria-label=\"Route: From the shop to Baker\"",
        ),
        ("book/markdown/hops.md", "Start: **From the shop**"),
    ] {
        let text = project.read(page);
        assert!(text.contains(start), "{start} is not in {page}");
        let text = text.to_lowercase();
        for twice in ["from from", "from <b>from", "from **from"] {
            assert!(!text.contains(twice), "{twice} is in {page}");
        }
    }
}

/// Resources of one level are in the order of their titles, as readers look for them.
#[test]
fn the_order_of_titles_takes_no_heed_of_case() {
    let project = Project::of("bakery");
    let titles = ["apple cake", "Bread", "crust", "Dough"];
    let entry = |(at, title): (usize, &&str)| {
        format!(
            "[[resource]]\nid = \"r-{at}\"\ntitle = \"{title}\"\nurl = \"https://r.example/{at}\"\nauthor = \"A\"\ntype = \"book\"\n\
             topics = [\"cake\"]\nlevel = \"easy\"\ncost = \"free\"\nwhy = \"It is.\"\nstatus = \"current\"\nevidence = [\"x\"]\n\
             last_seen = 2026-01-02\n\n"
        )
    };
    let mut entries: Vec<String> = titles.iter().enumerate().map(entry).collect();
    entries.reverse();
    let data = project.read("data/resources.toml") + "\n" + &entries.concat();
    project.write("data/resources.toml", data);
    let said = project.build();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let page = project.read("book/markdown/everything.md");
    let places = titles.map(|title| page.find(&format!("[{title}](https://r.example")));
    assert!(places.iter().all(Option::is_some), "{page}");
    assert!(places.is_sorted(), "{places:?}");
}

/// Somebody may state one number of hours.
#[test]
fn an_effort_without_a_spread() {
    let project = Project::of("bakery");
    project.replace("data/resources.toml", "hours_min = 2\n", "hours_min = 3\n");
    let said = project.build();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    let page = project.read("book/markdown/everything.md");
    assert!(
        page.contains("3 hours") && !page.contains("to 3 hours"),
        "{page}"
    );
}
