//! A file of code begins with what it is for.

use super::{File, Finding};

pub fn find(files: &[File]) -> Vec<Finding> {
    files.iter().filter_map(opening_of).collect()
}

fn opening_of(file: &File) -> Option<Finding> {
    let opening = if file.has_ending(&["rs"]) {
        "//! "
    } else if file.has_ending(&["js", "mjs"]) && file.is_in(&["theme/", "preprocessor/", "tests/"])
    {
        "// "
    } else {
        return None;
    };
    if file.text.starts_with(opening) {
        return None;
    }
    Some(Finding {
        rule: "opening",
        key: file.path.clone(),
        place: format!("{}:1", file.path),
        amount: 1,
        says: format!("begins without `{opening}`: say in the first line what the file is for"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{file, places};
    use super::*;

    #[test]
    fn a_file_says_what_it_is_for() {
        let bad = find(&[
            file("renderer/a.rs", "use std::fs;\n\n//! Late.\n"),
            file("xtask/src/b.rs", "// Not of the module.\n"),
            file("theme/js/c.js", "(() => {\n"),
            file("tests/browser/d.mjs", ""),
        ]);
        assert_eq!(bad.len(), 4, "{:?}", places(&bad));
        let good = [
            file("renderer/a.rs", "//! Pages.\n"),
            file("theme/js/c.js", "// A map.\n(() => {\n"),
            file("src/a.md", "# A\n"),
        ];
        assert_eq!(find(&good), []);
    }
}
