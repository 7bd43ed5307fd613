//! The author's own files, which mdBook's renderer copies from the folder of the chapters: they come out as they went in.
//!
//! Enter at [`OwnFiles::ensure_untouched`].

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use mdbook_renderer::RenderContext;

use crate::base::paths::slashed;

/// The author's files of one book.
pub struct OwnFiles {
    /// The folder of the chapters.
    source: PathBuf,
    /// The folder of all that is built, which may stand in that of the chapters.
    built: PathBuf,
}

impl OwnFiles {
    pub fn of(context: &RenderContext) -> OwnFiles {
        let config = &context.config;
        OwnFiles {
            source: context.root.join(&config.book.src),
            built: context.root.join(&config.build.build_dir),
        }
    }

    /// Whether the author has a file at `path`, which is from the book's folder.
    pub fn have(&self, path: &str) -> bool {
        !is_chapter(Path::new(path)) && self.source.join(path).is_file()
    }

    /// Fails if the author has a file in the place of the chapter at `path`: mdBook writes it over the page.
    pub fn ensure_no_page(&self, path: &str) -> Result<()> {
        ensure!(!self.have(path), self.taken(Path::new(path)));
        Ok(())
    }

    /// Fails if the build has put something of its own into `folder` where a file of the author's should be.
    pub fn ensure_untouched(&self, folder: &Path) -> Result<()> {
        self.ensure_untouched_in(&self.source, folder)
    }

    fn taken(&self, path: &Path) -> String {
        let folder = self.source.file_name().map(Path::new);
        let file = slashed(&folder.unwrap_or(Path::new("")).join(path));
        format!("{file} has the name of a file that the build makes: give yours another name")
    }

    fn ensure_untouched_in(&self, from: &Path, folder: &Path) -> Result<()> {
        let entries = fs::read_dir(from);
        for entry in entries.with_context(|| format!("{} cannot be read", from.display()))? {
            let file = entry?.path();
            if file == self.built || file == folder || is_chapter(&file) {
                continue;
            }
            if file.is_dir() {
                self.ensure_untouched_in(&file, folder)?;
            } else if file.is_file() {
                let path = file.strip_prefix(&self.source)?;
                let made = fs::read(folder.join(path)).ok();
                ensure!(
                    made.is_some_and(|made| fs::read(&file).is_ok_and(|own| own == made)),
                    self.taken(path)
                );
            }
        }
        Ok(())
    }
}

/// mdBook copies no Markdown: what is listed in SUMMARY.md becomes a page, and nothing becomes of the rest.
fn is_chapter(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}
