//! The style book: every element and state of a page, from tests/books/style, and every widget in each of its forms, from the folders
//! `examples/` of the features. There each `NAME.md` is a chapter, and all else is a file of the data. Both `cargo xtask` and the suite of tests
//! compile this file. Enter at [`assemble`].

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The chapter of the book above those of the features.
const ABOVE: &str = "- [Widgets](widgets.md)\n";

/// Writes the book into the folder `to`, which is made anew; `root` is the folder of the repository.
pub fn assemble(root: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    copy(&root.join("tests/books/style"), to)?;
    let mut lines = String::from(ABOVE);
    for examples in folders_of_examples(root)? {
        for file in entries(&examples)? {
            let name = name_of(&file);
            if name.ends_with(".md") {
                let text = fs::read_to_string(&file)?;
                lines.push_str(&format!("  - [{}]({name})\n", title_of(&text)));
                write(&to.join("src").join(&name), text)?;
            } else {
                copy(&file, &to.join("data").join(&name))?;
            }
        }
    }
    let summary = to.join("src/SUMMARY.md");
    let text = fs::read_to_string(&summary)?;
    write(&summary, text.replacen(ABOVE, &lines, 1))
}

/// The folders `examples/` of all features, in order.
pub fn folders_of_examples(root: &Path) -> io::Result<Vec<PathBuf>> {
    let features = entries(&root.join("preprocessor/features"))?;
    let folders = features.iter().map(|feature| feature.join("examples"));
    Ok(folders.filter(|folder| folder.is_dir()).collect())
}

fn title_of(chapter: &str) -> &str {
    let first = chapter.lines().next().unwrap_or_default();
    first.trim_start_matches("# ")
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

/// A file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return write(to, fs::read(from)?);
    }
    for entry in entries(from)? {
        copy(&entry, &to.join(name_of(&entry)))?;
    }
    Ok(())
}

fn write(file: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, content)
}
