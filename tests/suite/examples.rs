//! The examples of the features: the style book and the reference are made from them.

use std::fs;

use mdbook_hops::features::ALL;

use crate::project::{Project, files_under, root};
use crate::style_book::folders_of_examples;

#[test]
fn the_style_book_has_no_mistake_and_shows_every_widget() {
    let project = Project::style_book();
    let said = project.check();
    assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""));
    let settings = project.read("book.toml");
    project.write("book.toml", format!("{settings}\n[output.markdown]\n"));
    let said = project.build_pages();
    assert_eq!(said.code, Some(0), "{}", said.stderr);
    for widget in ALL {
        let page = project.read(&format!("book/hops/{}.html", widget.name()));
        let element = widget.element().trim_start_matches('.');
        assert!(page.contains(element), "{element}");
    }
    let plain = files_under(&project.path("book/markdown"));
    assert!(plain.len() >= ALL.len(), "{plain:?}");
    for file in plain {
        let text = fs::read_to_string(&file).expect("Markdown");
        assert!(!text.contains("```hops "), "{}", file.display());
    }
}

/// The style book shows what an author can write, all of it.
#[test]
fn each_argument_of_each_widget_has_an_example() {
    let folders = folders_of_examples(root()).expect("folders");
    let chapters = folders.iter().flat_map(|folder| files_under(folder));
    let chapters = chapters.filter(|file| file.extension().is_some_and(|end| end == "md"));
    let all: String = chapters
        .map(|file| fs::read_to_string(file).expect("a chapter"))
        .collect();
    for widget in ALL {
        let start = format!("```hops {}\n", widget.name());
        let blocks = all.split(&start).skip(1);
        let blocks: Vec<_> = blocks.filter_map(|rest| rest.split("```").next()).collect();
        assert!(!blocks.is_empty(), "{}", widget.name());
        for argument in widget.arguments().names() {
            let key = format!("{argument} = ");
            let mut lines = blocks.iter().flat_map(|block| block.lines());
            assert!(
                lines.any(|line| line.trim_start().starts_with(&key)),
                "{}: `{argument}` is in no example",
                widget.name(),
            );
        }
    }
}
