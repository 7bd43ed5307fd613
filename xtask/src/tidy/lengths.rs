//! No file is so long that nobody reads it from end to end. Data and prose are as long as they are.

use super::{File, Finding};

const MOST_LINES: usize = 500;
const CODE: [&str; 7] = ["rs", "js", "mjs", "css", "hbs", "html", "sh"];

pub fn find(files: &[File]) -> Vec<Finding> {
    files.iter().filter_map(length_of).collect()
}

fn length_of(file: &File) -> Option<Finding> {
    let is_data = file.is_in(&["data/", "src/", "tests/books/", "tests/vectors/"]);
    let lines = file.text.lines().count();
    if is_data || !file.has_ending(&CODE) || lines <= MOST_LINES {
        return None;
    }
    Some(Finding {
        rule: "file-length",
        key: file.path.clone(),
        place: format!("{}:{}", file.path, MOST_LINES + 1),
        amount: lines,
        says: format!("{lines} lines, {MOST_LINES} are the most: make two files of it"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{file, places};
    use super::*;

    #[test]
    fn a_file_of_code_has_500_lines_at_most() {
        let lines = |count| "//\n".repeat(count);
        let long = find(&[
            file("renderer/page.rs", &lines(501)),
            file("theme/js/a.js", &lines(600)),
        ]);
        assert_eq!(
            places(&long),
            [
                "renderer/page.rs:501 renderer/page.rs 501",
                "theme/js/a.js:501 theme/js/a.js 600"
            ]
        );
        let good = [
            file("renderer/page.rs", &lines(500)),
            file("data/skills.toml", &lines(9000)),
            file("Cargo.lock", &lines(9000)),
            file("tests/books/expected/a.html", &lines(9000)),
            file("theme/js/types.d.ts", &lines(9000)),
        ];
        assert_eq!(find(&good), []);
    }
}
