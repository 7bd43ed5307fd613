//! The pages of `[output.hops]`: mdBook's renderer and the shell of `theme/`, for a small guide about another trade.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use crate::project::{Project, RELEASES, Said, files_under, mdbook_release};

/// The bakery book with pages of our own, and `keys` in `[output.hops]`.
pub fn bakery(keys: &str) -> Project {
    let project = Project::of("bakery");
    let pages = format!("[output.hops]\ncommand = \"unset\"\n{keys}\n");
    project.replace(
        "book.toml",
        "[output.html]\nadditional-css = []\n\n[output.markdown]\n",
        &pages,
    );
    project
}

#[track_caller]
pub fn built(keys: &str) -> Project {
    let project = bakery(keys);
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    project
}

/// A failed build; mdBook's own lines are left out.
#[track_caller]
pub fn refused(project: &Project) -> String {
    let Said { code, stderr, .. } = project.build_pages();
    assert_ne!(code, Some(0), "{stderr}");
    let own = stderr
        .lines()
        .find(|line| line.starts_with("mdbook-hops: "));
    own.unwrap_or_else(|| panic!("it says nothing of its own:\n{stderr}"))
        .to_owned()
}

pub fn page(project: &Project, path: &str) -> Html {
    Html::parse_document(&project.read(&format!("book/{path}")))
}

pub fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).collect()
}

#[track_caller]
pub fn one<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(page, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

pub fn text(element: ElementRef<'_>) -> String {
    let words: String = element.text().collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every file under `folder` with its content.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let named = files_under(folder).into_iter().map(|path| {
        let name = path.strip_prefix(folder).expect("inside").to_string_lossy();
        (name.replace('\\', "/"), fs::read(&path).expect("a file"))
    });
    named.collect()
}

#[test]
fn the_oldest_and_the_newest_mdbook_make_the_same_pages() {
    let made = RELEASES.map(|release| {
        let project = bakery("");
        let said = project.build_pages_with(&mdbook_release(release));
        assert_eq!(said.code, Some(0), "{release}: {}", said.stderr);
        files(&project.path("book"))
    });
    let names = |i: usize| made[i].keys().collect::<Vec<_>>();
    assert_eq!(names(0), names(1));
    for (name, content) in &made[0] {
        assert!(
            made[1][name] == *content,
            "{name} differs between {RELEASES:?}"
        );
    }
}

#[test]
fn a_page_asks_for_one_style_sheet_and_two_scripts_and_a_third_for_widgets() {
    let project = built("");
    let files = files(&project.path("book"));
    for path in files.keys().filter(|name| name.ends_with(".html")) {
        let page = page(&project, path);
        let mut count = 0;
        for element in all(&page, "link[rel=stylesheet], script[src], link[rel=icon]") {
            let address = element
                .attr("href")
                .or(element.attr("src"))
                .expect("an address");
            let address = address.trim_start_matches("../").trim_start_matches('/');
            assert!(files.contains_key(address), "{path} names {address}");
            count += 1;
        }
        // One style sheet and one script more, where a widget brings its own.
        const BOTH: &str = "hops-plan, hops-planner, hops-map, hops-trace, hops-scenario, hops-advert, hops-employer, hops-oncall, hops-realities-check";
        let of = |widgets: &str| usize::from(!all(&page, widgets).is_empty());
        let needed = 5
            + of(&format!(
                "hops-resources, hops-checklist, {BOTH}, hops-practice"
            ))
            + of(&format!(
                "hops-route, hops-checklist, hops-comparison, .hops-figure, {BOTH}, hops-practice, hops-questions"
            ));
        assert_eq!(count, needed, "{path}");
        assert!(
            all(
                &page,
                "script:not([src]):not([type='application/json']), style, [style]"
            )
            .is_empty(),
            "{path}"
        );
    }
    let unused: Vec<_> = files
        .keys()
        .filter(|name| {
            [
                "highlight",
                "ace",
                "fonts/",
                "css/",
                "toc",
                "searcher",
                "mark",
                "clipboard",
            ]
            .iter()
            .any(|start| name.starts_with(start))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn names_change_with_the_content_unless_the_host_wants_them_plain() {
    let hashed = built("");
    let plain = bakery("hash-files = false");
    plain.write(
        "src/untouched.md",
        "# A table\n\n```hops resources\ncaption = \"All\"\n```\n",
    );
    assert_eq!(plain.build_pages().code, Some(0));
    assert!(plain.path("book/book.css").is_file());
    assert!(plain.path("book/book.js").is_file());
    // Pages with other widgets ask for other scripts: none may lie over another's.
    let named = |path| {
        let page = page(&plain, path);
        let script = one(&page, "script[src*='widgets-']");
        let src = script.attr("src").expect("an address").to_owned();
        plain.read(&format!("book/{}", src.trim_start_matches("../")))
    };
    let (both, table) = (named("everything.html"), named("untouched.html"));
    assert!(both.contains("'hops-checklist'"));
    assert!(!table.contains("'hops-checklist'"));
    let css = files(&hashed.path("book"));
    let css = css
        .keys()
        .find(|name| name.starts_with("book-") && name.ends_with(".css"));
    assert!(
        css.is_some_and(|name| name.len() == "book-01234567.css".len()),
        "{css:?}"
    );
}

#[test]
fn the_contents_stand_in_every_page_and_say_where_you_are() {
    let project = built("[output.hops.fold]\nenable = true\nlevel = 0");
    project.replace(
        "src/SUMMARY.md",
        "- [",
        "# Part & one\n\n- [Later & more]()\n- [",
    );
    assert_eq!(project.build_pages().code, Some(0));
    let dough = page(&project, "craft/dough.html");
    let current = one(&dough, "#Page-contents a[aria-current=page]");
    assert_eq!(current.attr("href"), Some("../craft/dough.html"));
    assert_eq!(current.attr("data-page"), Some("craft/dough.md"));
    assert_eq!(
        one(&dough, "html").attr("data-page"),
        Some("craft/dough.md")
    );
    assert_eq!(
        one(&dough, "#Page-contents details").attr("open"),
        Some(""),
        "its branch is open"
    );
    let other = page(&project, "untouched.html");
    assert_eq!(
        one(&other, "#Page-contents details").attr("open"),
        None,
        "folded elsewhere"
    );
    assert_eq!(
        text(one(&other, "#Page-contents .part-title")),
        "Part & one"
    );
    assert_eq!(
        text(all(&other, "#Page-contents .stop-draft")[0]),
        "1. Later & more (not written yet)"
    );
    for link in all(&dough, "#Page-contents .stop a") {
        let target = project
            .path("book/craft")
            .join(link.attr("href").expect("an address"));
        assert!(target.is_file(), "{}", target.display());
    }
}

#[test]
fn a_page_lists_its_sections_and_describes_itself() {
    let project = built("");
    let sections = "# Many\n\n> A quote.\n\nBread & *butter*, \"said\" the `baker`.\n\nMore.\n\n## One\n\n## Two <b>x</b>\n\n### Deeper\n\n## Two\n";
    project.write("src/untouched.md", sections);
    assert_eq!(project.build_pages().code, Some(0));
    let many = page(&project, "untouched.html");
    let listed: Vec<_> = all(&many, ".on-this-page a")
        .into_iter()
        .map(|a| (a.attr("href").expect("one").to_owned(), text(a)))
        .collect();
    let expected = [("#one", "One"), ("#two-x", "Two x"), ("#two", "Two")];
    assert_eq!(
        listed,
        expected.map(|(href, title)| (href.to_owned(), title.to_owned()))
    );
    let description = one(&many, "meta[name=description]").attr("content");
    assert_eq!(description, Some("Bread & butter, “said” the baker."));
    assert_eq!(
        one(&many, "meta[property='og:description']").attr("content"),
        description
    );
    assert_eq!(
        text(one(&many, "title")),
        "Untouched - How to Get Into Baking"
    );
    assert!(
        all(&many, "link[rel=canonical], meta[property='og:url']").is_empty(),
        "nobody said where it is published"
    );
    assert!(!project.path("book/sitemap.xml").exists());
}

#[test]
fn a_published_book_says_where() {
    let project = built("site-url = \"https://bread.example/guide\"");
    let dough = page(&project, "craft/index.html");
    let address = "https://bread.example/guide/craft/";
    assert_eq!(
        one(&dough, "link[rel=canonical]").attr("href"),
        Some(address)
    );
    assert_eq!(
        one(&dough, "meta[property='og:url']").attr("content"),
        Some(address)
    );
    let sitemap = project.read("book/sitemap.xml");
    let addresses = sitemap.matches("<loc>").count();
    assert_eq!(addresses, 8, "{sitemap}");
    assert!(
        sitemap.contains("<loc>https://bread.example/guide/craft/dough.html</loc>"),
        "{sitemap}"
    );
}

#[test]
fn the_page_for_what_is_not_found_works_at_any_depth() {
    let project = bakery("site-url = \"/guide/\"");
    project.write("src/404.md", "# Not here\n\n[Dough](craft/dough.md) or [elsewhere](https://bread.example/), [up](#not-here).\n");
    assert_eq!(project.build_pages().code, Some(0));
    let lost = page(&project, "404.html");
    for element in all(
        &lost,
        "link[rel=stylesheet], link[rel=icon], script[src], #Page-contents .stop a, .bar-title",
    ) {
        let address = element
            .attr("href")
            .or(element.attr("src"))
            .expect("an address");
        assert!(address.starts_with("/guide/"), "{address}");
    }
    let links: Vec<_> = all(&lost, "main p a")
        .into_iter()
        .map(|a| a.attr("href").expect("one"))
        .collect();
    assert_eq!(
        links,
        [
            "/guide/craft/dough.html",
            "https://bread.example/",
            "#not-here"
        ]
    );
}

#[test]
fn tables_boxes_and_code_need_no_style_attribute_and_no_mouse() {
    let project = bakery("");
    project.write(
        "src/untouched.md",
        "# Parts\n\n| l | c | r | n |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n\n- [x] kneaded\n- [ ] baked\n\n```console\n$ bake\n```\n\n> [!WARNING]\n> Hot.\n",
    );
    assert_eq!(project.build_pages().code, Some(0));
    let parts = page(&project, "untouched.html");
    let classes: Vec<_> = all(&parts, "main td")
        .into_iter()
        .map(|cell| cell.attr("class").unwrap_or(""))
        .collect();
    assert_eq!(classes, ["align-start", "align-center", "align-end", ""]);
    let boxes: Vec<_> = all(&parts, "main li > input")
        .into_iter()
        .map(|input| input.attr("aria-label").expect("a name"))
        .collect();
    assert_eq!(boxes, ["done", "not done"]);
    assert_eq!(one(&parts, "main .code > pre").attr("tabindex"), Some("0"));
    assert_eq!(
        one(&parts, "main .table-wrapper").attr("tabindex"),
        Some("0")
    );
    assert!(
        all(&parts, "main svg:not(.place-line)").is_empty(),
        "mdBook's own symbol is gone"
    );
    assert_eq!(text(one(&parts, ".blockquote-tag-title")), "Warning");
}

#[test]
fn the_print_page_is_one_outline_under_cover_and_contents() {
    let project = bakery("");
    project.replace("src/SUMMARY.md", "- [", "# The trade\n\n- [");
    assert_eq!(project.build_pages().code, Some(0));
    let print = page(&project, "print.html");
    assert_eq!(
        text(one(&print, ".print-cover h1")),
        "How to Get Into Baking"
    );
    let headings: Vec<_> = all(&print, "main :is(h1, h2, h3, h4, h5, h6)")
        .into_iter()
        .map(|h| {
            (
                h.value().name()[1..].parse::<u8>().expect("a level"),
                text(h),
            )
        })
        .collect();
    let part = headings
        .iter()
        .position(|(level, title)| (*level, title.as_str()) == (1, "The trade"));
    assert!(part.is_some(), "{headings:?}");
    for pair in headings.windows(2) {
        assert!(pair[1].0 <= pair[0].0 + 1, "a level is skipped: {pair:?}");
    }
    // Each line of the contents leads to the heading that it names.
    let lines = all(&print, ".print-contents a");
    assert_eq!(lines.len(), 9, "eight chapters and a part");
    for line in lines {
        let id = line
            .attr("href")
            .and_then(|href| href.strip_prefix('#'))
            .expect("an id");
        let target = one(&print, &format!("[id='{id}']"));
        assert!(target.value().name().starts_with('h'), "{id}");
        let number = one(&print, &format!(".print-page[data-to='{id}']"));
        assert_eq!(text(number), "");
    }
    assert!(all(&print, "[style]").is_empty());
    assert_eq!(all(&print, ".print-chapter").len(), 8);
}

#[test]
fn old_addresses_lead_on_without_a_script_in_the_page() {
    let project = built(
        "[output.hops.redirect]\n\"/old/loaf.html\" = \"../craft/dough.html\"\n\"/old/loaf.html#crust\" = \"../craft/index.html#hops-area-baking\"\n\"/craft/dough.html#then\" = \"index.html\"",
    );
    let old = page(&project, "old/loaf.html");
    assert_eq!(
        one(&old, "main a").attr("href"),
        Some("../craft/dough.html")
    );
    let moved: serde_json::Value =
        serde_json::from_str(&text(one(&old, "script#Page-moved"))).expect("JSON");
    assert_eq!(moved["#crust"], "../craft/index.html#hops-area-baking");
    assert!(
        one(&old, "script[src]")
            .attr("src")
            .is_some_and(|src| src.starts_with("../moved-"))
    );
    let dough = page(&project, "craft/dough.html");
    let moved: serde_json::Value =
        serde_json::from_str(&text(one(&dough, "script#Page-moved"))).expect("JSON");
    assert_eq!(moved["#then"], "index.html");
}

#[test]
fn warnings_of_mdbooks_renderer_reach_the_author() {
    let project = bakery("");
    project.write("src/untouched.md", "# Odd\n\n<section>\n\nnever closed\n");
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    assert!(
        said.stderr.contains("WARN") && said.stderr.contains("section"),
        "{}",
        said.stderr
    );
}

#[test]
fn the_page_with_the_plan_knows_every_section_and_every_resource() {
    let project =
        bakery("[output.hops.redirect]\n\"/everything.html#before\" = \"everything.html#skills\"");
    project.write(
        "src/untouched.md",
        "# Left & right\n\n## A `</script>` & \"more\"\n",
    );
    assert_eq!(project.build_pages().code, Some(0));
    // It stands in scripts of their own, which the page names.
    let parsed = |page: &Html, selector: &str| -> serde_json::Value {
        let place = one(page, selector);
        let file = place.attr("data-file").expect("the script's name");
        let text = project.read(&format!("book/{file}"));
        let json = text.split_once(" = ").expect("an assignment").1;
        let json = json.trim_end().trim_end_matches(';');
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {text}"))
    };
    let plan = page(&project, "everything.html");
    let sections = parsed(&plan, "#Page-places");
    let mut known = 0;
    for entry in sections["pages"].as_array().expect("a list") {
        let path = entry[0].as_str().expect("a path");
        let listed: Vec<_> = entry[2].as_array().expect("a list").iter().collect();
        let page = page(&project, path);
        let headings = all(&page, "main > h1[id], main > h2[id]");
        let ids: Vec<_> = headings
            .iter()
            .filter_map(|heading| heading.attr("id"))
            .collect();
        let named: Vec<_> = listed
            .iter()
            .filter_map(|section| section[0].as_str())
            .collect();
        assert_eq!(named, ids, "{path}");
        for (heading, section) in headings.iter().zip(&listed).skip(1) {
            let words: String = heading.text().collect();
            assert_eq!(section[1].as_str(), Some(words.as_str()), "{path}");
        }
        known += listed.len();
    }
    assert!(known > 8, "{sections}");
    assert_eq!(
        sections["moved"]["everything.html#before"],
        "everything.html#skills"
    );
    let data = parsed(&plan, "#hops-plan-data");
    assert_eq!(
        data["resources"]["first-loaf"][0],
        "Your <first> loaf | a \"start\" & more"
    );
    assert_eq!(
        data["skills"]["dough.knead"].as_array().map(Vec::len),
        Some(3)
    );
    assert!(all(&page(&project, "index.html"), "#Page-places").is_empty());
}
