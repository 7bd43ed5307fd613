//! What must hold for every input: tried on many that were made up by proptest.

use proptest::prelude::*;
use scraper::{Html, Selector};

use crate::project::{Project, hops};

/// Texts that markup would stumble over, and any others.
fn text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "<script>",
        "</td>",
        "</table>",
        "-->",
        "<!--",
        "]]>",
        "{{#include x}}",
        "{{title}}",
        "\\",
        "`",
        "```",
        "|",
        "\"",
        "'",
        "&amp;",
        "&",
        "*a*",
        "_b_",
        "[x](y)",
        "\n\n",
        "\n    ",
        "# h",
        "- ",
        "$x$",
        "$$",
        "\\(",
        "<br/>",
        "<p",
        "é",
        "漢",
        "\u{202e}",
        "🦀",
        "\u{a0}",
        "--",
        "...",
    ])
    .prop_map(str::to_owned);
    let any = "\\PC{1,12}";
    prop::collection::vec(prop_oneof![nasty, any.prop_map(|s| s)], 1..6)
        .prop_map(|parts| parts.concat())
        .prop_filter("not empty", |text| !text.trim().is_empty())
}

/// `text` as a TOML string.
fn toml(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// `text` as a page shows it: white space folded.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn resource(index: usize, texts: &[String]) -> String {
    let [title, author, why, note] = texts else {
        unreachable!("four are made")
    };
    let (title, author, why, note) = (toml(title), toml(author), toml(why), toml(note));
    format!(
        "[[resource]]\nid = \"r-{index}\"\ntitle = {title}\nurl = \"https://r.example/{index}\"\nauthor = {author}\n\
         type = \"book\"\ntopics = [\"bread\"]\nlevel = \"easy\"\ncost = \"free\"\nwhy = {why}\nstatus = \"current\"\n\
         note = {note}\nevidence = [\"x\"]\nlast_seen = 2026-01-02\n\n"
    )
}

/// The item of the Markdown list that shows a resource.
fn item(texts: &[String]) -> String {
    let [title, author, why, note] = [0, 1, 2, 3].map(|index| folded(&texts[index]));
    format!("{title}, by {author}. Book; Easy; Free. {why} {note} Current, last seen 2026-01-02.")
}

/// The texts of the list items of a Markdown page; it may hold no markup but links and what stands around the list.
fn items_of(markdown: &str) -> Vec<String> {
    use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
    let mut options = mdbook_markdown::MarkdownOptions::default();
    options.smart_punctuation = false;
    let (mut items, mut open) = (Vec::new(), None::<String>);
    for event in mdbook_markdown::new_cmark_parser(markdown, &options) {
        match (event, &mut open) {
            (Event::Start(Tag::Item), None) => open = Some(String::new()),
            (Event::End(TagEnd::Item), Some(_)) => {
                items.extend(open.take().map(|item| folded(&item)))
            }
            (Event::Text(text), Some(item)) => item.push_str(&text),
            (Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link), Some(_)) => {}
            (event, Some(item)) => item.push_str(&format!("{event:?}")),
            (_, None) => {}
        }
    }
    items
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::project::cases(12), ..ProptestConfig::default() })]

    /// Any texts in the data come out of the real mdBook as the same texts, in balanced HTML: the cells of each row hold
    /// exactly what was put in. And as the same texts in Markdown without markup, an item each.
    #[test]
    fn any_text_survives_the_build(entries in prop::collection::vec(prop::collection::vec(text(), 4), 1..12)) {
        let project = Project::of("bakery");
        for file in ["skills.toml", "realities.toml", "figures.toml", "figures", "hops.toml", "paths.toml", "employer.toml", "realities-check.toml", "questions.toml", "adverts.toml", "scenarios"] {
            project.remove(&format!("data/{file}"));
        }
        project.write("src/SUMMARY.md", "- [One](one.md)\n");
        project.write("src/one.md", "Before\n```hops resources\nhome = true\n```\n*Behind*\n");
        let data: String = entries.iter().enumerate().map(|(i, texts)| resource(i, texts)).collect();
        project.write("data/resources.toml", data);
        let said = project.build();
        prop_assert_eq!(said.code, Some(0), "{}", said.stderr);
        let page = Html::parse_document(&project.read("book/html/one.html"));
        for (index, texts) in entries.iter().enumerate() {
            let row = Selector::parse(&format!("hops-resources > table > tbody > tr[id=hops-resource-r-{index}]")).expect("a selector");
            let row = page.select(&row).next();
            prop_assert!(row.is_some(), "row {} is not where it should be", index);
            let cells: Vec<_> = row.expect("just seen").child_elements().collect();
            prop_assert_eq!(cells.len(), 6);
            let words = |cell: usize| folded(&cells[cell].text().collect::<String>());
            prop_assert_eq!(words(0), folded(&format!("{} by {} Mark", texts[0], texts[1])));
            prop_assert_eq!(words(4), folded(&format!("{} {}", texts[2], texts[3])));
        }
        let behind = Selector::parse("main > p > em").expect("a selector");
        prop_assert_eq!(page.select(&behind).next().map(|e| e.inner_html()), Some("Behind".to_owned()));
        prop_assert_eq!(page.select(&Selector::parse("main script, main td td").expect("a selector")).count(), 0);
        let items = items_of(&project.read("book/markdown/one.md"));
        let mut expected: Vec<_> = entries.iter().map(|texts| item(texts)).collect();
        // Rows are in the order of their titles.
        expected.sort_by_key(|item| item.to_lowercase());
        let mut found = items;
        found.sort_by_key(|item| item.to_lowercase());
        prop_assert_eq!(found, expected);
    }
}

/// Lines that Markdown makes much of.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("    indented".to_owned()),
        Just("- item".to_owned()),
        Just("> quote".to_owned()),
        Just("```rust".to_owned()),
        Just("~~~".to_owned()),
        Just("<div>".to_owned()),
        Just("</div>".to_owned()),
        Just("[^1]: note".to_owned()),
        Just("| a | b |".to_owned()),
        Just("|---|---|".to_owned()),
        Just("{{#include x}}".to_owned()),
        Just("\ttab\r".to_owned()),
        Just("[a]: b 'c'".to_owned()),
        "\\PC{0,20}".prop_map(|s| s.replace("hops", "")),
    ]
}

/// mdBook's input with one chapter of that text.
fn input(text: &str, root: &std::path::Path) -> Vec<u8> {
    let chapter = serde_json::json!({
        "name": "One", "content": text, "number": null, "sub_items": [], "path": "one.md", "source_path": "one.md", "parent_names": []
    });
    let context = serde_json::json!({ "root": root, "config": {}, "renderer": "html", "mdbook_version": "0.5.4" });
    serde_json::to_vec(&serde_json::json!([context, { "items": [{ "Chapter": chapter }] }]))
        .expect("JSON")
}

fn output_of(text: &str, root: &std::path::Path) -> Option<String> {
    let output = hops(&[], &input(text, root));
    let book: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    Some(book["items"][0]["Chapter"]["content"].as_str()?.to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::project::cases(200), ..ProptestConfig::default() })]

    /// Around a block nothing changes, whatever stands there. (A block that turns out to stand inside other code, or to be
    /// swallowed by it, is text: then nothing at all changes, or its mistake is told and nothing comes out.)
    #[test]
    fn text_outside_blocks_never_changes(before in prop::collection::vec(line(), 0..6), after in prop::collection::vec(line(), 0..6)) {
        let project = Project::of("bakery");
        let (before, after) = (before.join("\n"), after.join("\n"));
        let block = "```hops comparison\npart = \"good\"\n```";
        let text = format!("{before}\n{block}\n{after}");
        if let Some(out) = output_of(&text, project.root()) {
            let start = format!("{before}\n");
            let end = format!("\n{after}");
            prop_assert!(out.starts_with(&start), "{:?}", out);
            prop_assert!(out.ends_with(&end), "{:?}", out);
            let middle = &out[start.len()..out.len() - end.len()];
            prop_assert!(middle == block || middle.starts_with("<!----><hops-comparison>"), "{:?}", middle);
        }
    }

    #[test]
    fn text_without_blocks_never_changes(text in "(?s).{0,200}") {
        let project = Project::of("bakery");
        prop_assume!(!text.contains("hops:"));
        let text = format!("{text} hops");
        prop_assert_eq!(output_of(&text, project.root()), Some(text));
    }
}

/// Files of the bakery book that an author may spoil.
const FILES: [&str; 11] = [
    "book.toml",
    "src/SUMMARY.md",
    "src/craft/README.md",
    "src/everything.md",
    "data/vocabulary.toml",
    "data/resources.toml",
    "data/skills.toml",
    "data/figures.toml",
    "data/figures/oven.svg",
    "data/employer.toml",
    "data/realities-check.toml",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::project::cases(300), ..ProptestConfig::default() })]

    /// However a file is spoilt, the answer is an exit code of ours, and words with a place for each mistake.
    #[test]
    fn no_spoilt_file_makes_it_panic(
        file in prop::sample::select(&FILES[..]),
        from in 0.0..1.0_f64,
        length in 0_usize..60,
        instead in prop_oneof![Just(Vec::new()), text().prop_map(String::into_bytes), prop::collection::vec(any::<u8>(), 0..8)],
    ) {
        let project = Project::of("bakery");
        let mut bytes = project.read(file).into_bytes();
        let start = (bytes.len() as f64 * from) as usize;
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, instead);
        project.write(file, bytes);
        let said = project.check();
        prop_assert!(matches!(said.code, Some(0 | 1)), "{:?}: {}", said.code, said.stderr);
        prop_assert_eq!(said.code == Some(0), said.stderr.is_empty(), "{}", said.stderr);
        prop_assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
    }
}

/// Pieces of files whose line ends, bytes at the start and quotes are not what a careless reader expects.
fn odd_piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\r\r\n",
        "\r\n",
        "\n",
        "\r",
        "\n\r",
        "\u{feff}",
        "a = ",
        "é漢🦀",
        "\"",
        "\"\"\"",
        "'",
        "'''",
        "[[path]]",
        "[",
        "# é",
        "\0",
        "\u{2028}",
        "```hops resources",
        "```hops nothing",
        "```hops",
        "~~~",
        "```",
        "> ",
        "- ",
        "[x](hops:skill/",
        "nothing)",
        "<!--",
        "-->",
        "<svg",
        " ",
        "\t",
    ])
}

/// The places that were told: path, line, column.
fn places(stderr: &str) -> Vec<(&str, usize, usize)> {
    let place = |line| {
        let (path, place) = str::trim_start(line)
            .strip_prefix("--> ")?
            .split_once(':')?;
        let (line, column) = place.split_once(':')?;
        Some((path, line.parse().ok()?, column.parse().ok()?))
    };
    stderr.lines().filter_map(place).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::project::cases(300), ..ProptestConfig::default() })]

    /// Whatever ends the lines of a file, each mistake in it is told at a place that an editor can go to.
    #[test]
    fn every_place_that_is_told_is_in_its_file(
        file in prop::sample::select(vec!["data/paths.toml", "data/figures/oven.svg", "src/untouched.md", "src/SUMMARY.md", "book.toml"]),
        pieces in prop::collection::vec(odd_piece(), 1..24),
    ) {
        let project = Project::of("bakery");
        project.write(file, pieces.concat());
        let said = project.check();
        prop_assert!(matches!(said.code, Some(0 | 1)), "{:?}: {}", said.code, said.stderr);
        let places = places(&said.stderr);
        prop_assert_eq!(said.code == Some(0), places.is_empty(), "{}", said.stderr);
        for (path, line, column) in places {
            let text = project.read(path);
            let told = text.split('\n').nth(line - 1);
            prop_assert!(told.is_some(), "{}:{}: there are fewer lines", path, line);
            let seen = told.expect("just looked at").trim_end_matches('\r').chars().count();
            prop_assert!(column <= seen + 1, "{}:{}:{}: the line has {} characters", path, line, column, seen);
        }
    }
}
