//! A file that a comment or a document names is there.

use std::collections::HashSet;

use super::{File, Finding};

/// Where code of the project lies.
const FOLDERS: [&str; 6] = [
    "benches/",
    "preprocessor/",
    "renderer/",
    "tests/",
    "theme/",
    "xtask/",
];

const ENDINGS: [&str; 7] = [".css", ".hbs", ".html", ".js", ".json", ".mjs", ".rs"];

pub fn find(files: &[File]) -> Vec<Finding> {
    let there: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut found = Vec::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            let prose = prose_of(file, line);
            let missing = paths_in(prose).filter(|path| !there.contains(path));
            found.extend(missing.map(|path| Finding {
                rule: "paths",
                key: file.path.clone(),
                place: format!("{}:{}", file.path, at + 1),
                amount: 1,
                says: format!("there is no {path}: name the file that is meant"),
            }));
        }
    }
    found
}

/// What of a line is written for readers of the project: all of a document, the lines of comment of code.
fn prose_of<'t>(file: &File, line: &'t str) -> &'t str {
    let is_code = file.has_ending(&["rs", "js", "mjs", "ts", "css"]);
    let opens = |mark| line.trim_start().starts_with(mark);
    let is_comment = is_code && ["//", "/*", "* "].into_iter().any(opens);
    if is_comment || file.path == "README.md" {
        line
    } else {
        ""
    }
}

fn paths_in(prose: &str) -> impl Iterator<Item = &str> {
    let words = prose.split(|c: char| !(c.is_alphanumeric() || "/._-".contains(c)));
    let words = words.map(|word| word.trim_end_matches('.'));
    words.filter(|word| {
        FOLDERS.iter().any(|folder| word.starts_with(folder))
            && ENDINGS.iter().any(|ending| word.ends_with(ending))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{file, places};
    use super::*;

    #[test]
    fn a_file_that_is_gone_is_named_where_it_is_spoken_of() {
        let files = [
            file(
                "theme/js/a.js",
                "// As renderer/b.rs says, and (theme/c.css).\nlet d = 'theme/d.js';\n",
            ),
            file(
                "renderer/b.rs",
                "//! See `theme/js/a.js`.\nlet e = \"theme/e.js\";\n  /// theme/js/f.js\n",
            ),
            file("README.md", "`tests/g.mjs`, `theme/`, tests/NAME.\n"),
            file("src/a.md", "theme/h.js\n"),
        ];
        let expected = [
            "theme/js/a.js:1 theme/js/a.js 1",
            "renderer/b.rs:3 renderer/b.rs 1",
            "README.md:1 README.md 1",
        ];
        assert_eq!(places(&find(&files)), expected);
    }
}
