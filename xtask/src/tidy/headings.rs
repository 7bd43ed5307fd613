//! Every heading of the book has an id of its own, so that its words may change: readers' notes and links hold ids.

use super::{File, Finding};

/// Made by mdBook's rules: the table of contents, and the page for what is not found. Nobody keeps anything there.
const WITHOUT: [&str; 2] = ["src/SUMMARY.md", "src/404.md"];

pub fn find(files: &[File]) -> Vec<Finding> {
    let chapters = files.iter().filter(|file| {
        file.is_in(&["src/"]) && file.has_ending(&["md"]) && !WITHOUT.contains(&file.path.as_str())
    });
    chapters.flat_map(without_id).collect()
}

fn without_id(file: &File) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for (at, line) in file.text.lines().enumerate() {
        let inner = line.trim_start_matches([' ', '>', '-', '*']);
        match fence {
            Some(open) if inner.trim_end() == open => fence = None,
            Some(_) => {}
            None => fence = fence_of(inner),
        }
        if fence.is_none() && is_heading(inner) && !has_id(inner) {
            found.push(Finding {
                rule: "heading",
                key: file.path.clone(),
                place: format!("{}:{}", file.path, at + 1),
                amount: 1,
                says: "this heading has no id of its own: end it with {#words-of-it}, and never change that".to_owned(),
            });
        }
    }
    found
}

/// The signs that open a block of code, if the line does.
fn fence_of(line: &str) -> Option<&str> {
    let sign = line
        .chars()
        .next()
        .filter(|sign| ['`', '~'].contains(sign))?;
    let rest = line.trim_start_matches(sign);
    let signs = &line[..line.len() - rest.len()];
    (signs.len() >= 3).then_some(signs)
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    line.starts_with('#') && words.starts_with(' ')
}

fn has_id(line: &str) -> bool {
    let end = line.rsplit_once("{#").map(|(_, end)| end.trim_end());
    end.and_then(|end| end.strip_suffix('}'))
        .is_some_and(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::{file, places};
    use super::*;

    #[test]
    fn a_heading_of_the_book_has_an_id_of_its_own() {
        let bad = "# One {#one}\n\n## Two\n\n```sh\n# no heading\n```\n\n### Three {#}\n";
        assert_eq!(
            places(&find(&[file("src/a/b.md", bad)])),
            ["src/a/b.md:3 src/a/b.md 1", "src/a/b.md:9 src/a/b.md 1"]
        );
        let fenced = "# One {#one}\n\n````markdown\n```toml\n# a comment\n```\n## Two\n````\n";
        let good = [
            file("src/a.md", fenced),
            file("src/SUMMARY.md", "# Summary\n"),
            file("src/404.md", "# Not found\n"),
            file("README.md", "# A\n"),
        ];
        assert_eq!(find(&good), []);
    }
}
