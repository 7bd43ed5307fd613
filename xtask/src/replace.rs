//! Writes a file whole or not at all.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Puts `content` at `path`. Written beside it first: a file that is there already is not lost when something fails.
pub fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let name = path.file_name().context("the output has no file name")?;
    let part = path.with_file_name(format!(".{}.part", name.to_string_lossy()));
    let written = write(path, &part, content);
    if written.is_err() {
        // What went wrong is told below; that there may be no such file is no news.
        let _ = fs::remove_file(&part);
    }
    written.with_context(|| format!("{} cannot be written", path.display()))
}

fn write(path: &Path, part: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(part, content)?;
    fs::rename(part, path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_folders_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/book.pdf");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_replaced_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        fs::create_dir_all(path.join("inner")).unwrap();
        let error = replace(&path, b"one").unwrap_err();
        assert!(error.to_string().contains("taken cannot be written"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
