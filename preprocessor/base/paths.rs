//! How files are named, with `/` on every machine, and how large they may be.

use std::path::{Component, Path};

/// How many bytes a file of a book may have: far more than any needs that people write.
pub const LARGEST_FILE: usize = 16 * 1024 * 1024;

/// Why a larger one is not read.
pub fn too_large() -> String {
    format!("it has more than {} MB", LARGEST_FILE / 1024 / 1024)
}

/// A path as messages and settings name it: with `/`, on every machine.
pub fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::CurDir | Component::RootDir => None,
        part => Some(part.as_os_str().to_string_lossy()),
    });
    let root = if path.has_root() { "/" } else { "" };
    format!("{root}{}", parts.collect::<Vec<_>>().join("/"))
}

/// The name of a file in a folder, both with `/`; the folder may be the book's root, which has no name.
pub fn within(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", name) => name.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, name) => format!("{folder}/{name}"),
    }
}
