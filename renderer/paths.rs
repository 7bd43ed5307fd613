//! Where a page stands in the book, and what a path may lead to.

use anyhow::{Result, ensure};

/// The folder of the book, seen from the page at `path`: `../` for each folder that the page stands in.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// Refuses a path of book.toml that leaves the folder it starts in.
pub fn ensure_inside(path: &str) -> Result<()> {
    let leaves = path.split('/').any(|part| part == "..") || path.starts_with('/');
    ensure!(!leaves, "`{path}` leads out of the theme's folder");
    Ok(())
}
