//! The folder of the repository: found when xtask runs, since a checkout may have been copied or moved since it was compiled.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// `manifest` is the folder of xtask's Cargo.toml, as cargo tells those whom it runs; `here` is where xtask was started.
pub fn find(manifest: Option<&Path>, here: &Path) -> Result<PathBuf> {
    let above = manifest.and_then(Path::parent);
    let candidates = above.into_iter().chain(here.ancestors());
    let found = candidates
        .map(Path::to_owned)
        .find(|folder| is_root(folder));
    found.with_context(|| {
        format!(
            "no checkout of Hops is at {} or above it, which has Cargo.toml, book.toml and xtask/: go into one",
            here.display()
        )
    })
}

fn is_root(folder: &Path) -> bool {
    ["Cargo.toml", "book.toml", "xtask/Cargo.toml"]
        .iter()
        .all(|file| folder.join(file).is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A folder that looks like a checkout.
    fn checkout(folder: &Path) {
        fs::create_dir_all(folder.join("xtask")).unwrap();
        fs::create_dir_all(folder.join("tests/books/bakery")).unwrap();
        for file in [
            "Cargo.toml",
            "book.toml",
            "xtask/Cargo.toml",
            "tests/books/bakery/book.toml",
        ] {
            fs::write(folder.join(file), "").unwrap();
        }
    }

    #[test]
    fn a_copied_checkout_is_its_own_root_and_a_moved_one_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let [original, copy] = ["original", "a copy"].map(|name| folder.path().join(name));
        checkout(&original);
        checkout(&copy);
        let found = |manifest: Option<&Path>, here: &Path| find(manifest, here).unwrap();
        let xtask = copy.join("xtask");
        assert_eq!(found(Some(&xtask), &copy), copy);
        assert_eq!(
            found(Some(&xtask), folder.path()),
            copy,
            "cargo knows where it is"
        );
        assert_eq!(found(None, &copy.join("tests/books/bakery")), copy);

        let moved = folder.path().join("moved");
        fs::rename(&original, &moved).unwrap();
        let gone = original.join("xtask");
        assert_eq!(found(Some(&gone), &moved.join("xtask")), moved);
    }

    #[test]
    fn outside_of_a_checkout_it_says_where_it_has_looked() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("book.toml"), "").unwrap();
        let error = find(Some(&folder.path().join("xtask")), folder.path()).unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains(&folder.path().display().to_string()),
            "{error}"
        );
    }

    #[test]
    fn this_checkout_is_one() {
        let here = std::env::current_dir().unwrap();
        assert!(
            find(None, &here)
                .unwrap()
                .join("xtask/src/root.rs")
                .is_file()
        );
    }
}
