//! Small books through the real Chromium.

use super::*;

const COVER: &str = "<section class=print-cover><h1>T</h1></section>";

/// The style that a theme brings: every section starts a page.
const HEAD: &str = "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Small</title>\
    <style>section, nav { break-after: page }</style></head><body><main>";

/// A book in a folder, printed.
struct Printed {
    document: Document,
    text: Vec<String>,
}

#[track_caller]
fn print_html(path: &str, html: &str, site: Option<&str>) -> Result<Printed> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join(path), html)?;
    let book = Book {
        title: "A \"small\" book".to_owned(),
        authors: vec!["A. Uthor".to_owned()],
        description: "Of little".to_owned(),
        language: "en".to_owned(),
        site: site.map(str::to_owned),
    };
    let job = Job {
        book: &book,
        folder: folder.path(),
        path: path.to_owned(),
        whole: path == "print.html",
        paper: Paper::A4,
    };
    let chromium = tools::chromium()?;
    let (pages, pdf) = print(&job, &chromium, &mut Progress::start())?;
    let document = Document::load_mem(&pdf)?;
    let text = (1..=pages as u32).map(|page| -> Result<String> {
        let text = document.extract_text(&[page])?;
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let text = text.collect::<Result<_>>()?;
    Ok(Printed { document, text })
}

/// A chapter that fills `pages` pages.
fn chapter(id: &str, pages: usize) -> String {
    let more = "<p style='break-before: page'>more</p>".repeat(pages - 1);
    format!("<section class=print-chapter><h1 id='{id}'>{id}</h1>{more}</section>")
}

fn contents(ids: &[&str]) -> String {
    let entry = |id: &&str| {
        format!("<li><a href='#{id}'>{id}</a> <span class=print-page data-to='{id}'></span></li>")
    };
    let entries: String = ids.iter().map(entry).collect();
    format!("<nav class=print-contents><ol>{entries}</ol></nav>")
}

#[test]
fn the_contents_have_the_numbers_of_their_pages() {
    let ids = ["one", "two-ü", "three"];
    let chapters = [chapter("one", 2), chapter("two-ü", 8), chapter("three", 1)].concat();
    let html = format!("{HEAD}{COVER}{}{chapters}</main>", contents(&ids));
    let printed = print_html("print.html", &html, None).unwrap();
    // Cover, contents, then 2, 8 and 1 pages.
    assert_eq!(printed.text.len(), 13);
    let names = ["one", "two-%C3%BC", "three"].map(str::to_owned);
    let pages = Places::of(&printed.document).unwrap().pages(&names);
    assert_eq!(pages.unwrap(), [3, 5, 13]);
    let list = &printed.text[1];
    for (id, number) in [("one", 3), ("three", 13)] {
        assert!(list.contains(&format!("{id} {number}")), "{id} in {list}");
    }
    assert_eq!(printed.text[0], "T", "no number on the cover");
    assert!(printed.text[4].contains("5 / 13"), "{}", printed.text[4]);
    assert!(
        printed.text[4].contains("A \"small\" book"),
        "{}",
        printed.text[4]
    );
    let catalog = printed.document.catalog().unwrap();
    for key in ["StructTreeRoot", "Outlines", "Lang", "Metadata"] {
        assert!(catalog.has(key.as_bytes()), "{key}");
    }
}

/// A book whose only chapter moves by a page when its number is written, as often as `times` says.
fn moving(times: usize) -> String {
    let (contents, chapter) = (contents(&["one"]), chapter("one", 1));
    format!(
        "{HEAD}{COVER}{contents}{chapter}</main><script>
        let changes = 0;
        new MutationObserver(() => {{
            // The first change is the room made for the number.
            changes += 1;
            if (changes === 1 || changes > {times} + 1) return;
            document.querySelector('.print-chapter').before(document.createElement('section'));
            document.querySelector('.print-chapter').previousSibling.textContent = 'more';
        }}).observe(document.querySelector('nav'), {{ subtree: true, childList: true }});
        </script>"
    )
}

#[test]
fn a_chapter_that_moves_once_gets_its_new_number() {
    let printed = print_html("print.html", &moving(1), None).unwrap();
    assert!(printed.text[1].contains("one 4"), "{}", printed.text[1]);
    assert!(printed.text[3].ends_with("one"), "{}", printed.text[3]);
}

#[test]
fn a_chapter_that_never_rests_is_an_error() {
    let error = print_html("print.html", &moving(9), None).map(|_| ());
    let error = error.unwrap_err().to_string();
    assert!(error.contains("move the pages they name"), "{error}");
}

#[test]
fn contents_that_name_nothing_are_an_error() {
    let number = "<nav class=print-contents><span data-to=none></span></nav>";
    let html = format!("{HEAD}{COVER}{number}</main>");
    let error = print_html("print.html", &html, None).map(|_| ());
    let error = error.unwrap_err().to_string();
    assert!(error.contains("`#none`"), "{error}");
}

#[test]
fn a_link_to_nothing_is_an_error() {
    let html = format!("{HEAD}<a href='#none'>link</a></main>");
    let error = print_html("print.html", &html, None).map(|_| ());
    let error = error.unwrap_err().to_string();
    assert!(error.ends_with(":\n  link (#none)"), "{error}");
    let html = format!("{HEAD}<a href='http://localhost/x'>x</a></main>");
    let error = print_html("print.html", &html, None).map(|_| ());
    let error = error.unwrap_err().to_string();
    let expected = "page 1: http://localhost/x is on the machine that made the PDF";
    assert!(error.ends_with(expected), "{error}");
}

const LINKS: &str = "<h1 id=top>C</h1><a href='other.html#x'>other</a> <a href='#top'>top</a> \
    <a href='one.html#top'>also top</a> <a href='a.zip'>file</a> <a href='https://example.org/'>out</a>";

/// How many links lead inside and outside.
fn count(printed: &Printed) -> (usize, usize) {
    let links = links::check(&printed.document).unwrap();
    (links.inside, links.outside)
}

#[test]
fn a_chapters_links_to_others_are_text_or_the_hosts() {
    let html = format!("{HEAD}{LINKS}</main>");
    let alone = print_html("one.html", &html, None).unwrap();
    assert_eq!(count(&alone), (2, 1));
    assert!(alone.text[0].contains("1 / 1"), "{}", alone.text[0]);
    let hosted = print_html("one.html", &html, Some("https://b.example/s/")).unwrap();
    assert_eq!(count(&hosted), (2, 3));
    let annotations = hosted.document.page_iter().next().unwrap();
    let annotations = hosted.document.get_page_annotations(annotations).unwrap();
    let annotations = format!("{annotations:?}");
    assert!(
        annotations.contains("https://b.example/s/other.html#x"),
        "{annotations}"
    );
}

#[test]
fn outputs_are_named_after_what_they_hold() {
    let book = Book {
        title: "How to".to_owned(),
        authors: Vec::new(),
        description: String::new(),
        language: String::new(),
        site: None,
    };
    let pages = ["a/net".to_owned()];
    let name = |chapter, paper| default_output(&book, chapter, &pages, paper);
    assert_eq!(name(None, Paper::A4), Path::new("target/how-to.pdf"));
    let letter = name(Some("a/net"), Paper::Letter);
    assert_eq!(letter, Path::new("target/how-to-net-letter.pdf"));
}
