//! The files of the browser tests: those of the page around the chapters are in tests/browser, those of a feature in its folder. Enter at
//! [`all`].

use std::fs;
use std::path::Path;

use anyhow::Result;

/// Where tests are looked for.
const FOLDERS: [&str; 2] = ["preprocessor/features", "tests/browser"];

const ENDING: &str = ".test.mjs";

/// All of them, as paths from the folder of the repository, in order.
pub fn all() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        walk(folder, &mut found)?;
    }
    found.sort();
    Ok(found)
}

/// The one that is named by its path or by its name alone.
pub fn named(word: &str) -> Result<Option<String>> {
    let end = format!("/{word}");
    Ok(all()?
        .into_iter()
        .find(|path| path == word || path.ends_with(&end)))
}

fn walk(folder: &str, found: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{folder}/{name}");
        let is_made =
            name.starts_with('.') || ["book", "node_modules", "target"].contains(&name.as_str());
        if entry.file_type()?.is_dir() && !is_made {
            walk(&path, found)?;
        } else if name.ends_with(ENDING) {
            found.push(path);
        }
    }
    Ok(())
}

/// Only the name, as the table of seconds has it.
pub fn name_of(path: &str) -> &str {
    let name = Path::new(path).file_name();
    name.and_then(|name| name.to_str()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::env;

    use super::*;

    fn at_home() {
        env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).expect("a folder");
    }

    #[test]
    fn no_file_of_tests_is_forgotten() {
        at_home();
        let mut everywhere = Vec::new();
        walk(".", &mut everywhere).expect("folders");
        // The book and the preprocessor's own module `book` have one name.
        walk("./preprocessor/book", &mut everywhere).expect("folders");
        everywhere.sort();
        let listed: Vec<_> = all().expect("folders");
        let listed: Vec<_> = listed.iter().map(|path| format!("./{path}")).collect();
        assert_eq!(listed, everywhere);
        assert!(listed.len() > 30, "{listed:?}");
    }

    #[test]
    fn each_has_a_name_of_its_own() {
        at_home();
        let files = all().expect("folders");
        let names: BTreeSet<_> = files.iter().map(|path| name_of(path)).collect();
        assert_eq!(names.len(), files.len(), "{files:?}");
    }
}
