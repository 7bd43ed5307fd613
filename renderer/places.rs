//! The places that a reader's notes can stand at: every section of the book, on the pages that want them, such as one that shows all notes.
//!
//! A note is kept under the page and the element id of its section. Such a page says where that is and what it is called, and
//! tells a note whose section is gone from one whose section has moved. All sections are known only when all pages are finished, so
//! they are added then: [`Places::note`] collects them, [`Places::write`] adds them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::base;
use crate::renderer::deferred;
use crate::renderer::escape::unescape;
use crate::renderer::outline::Outline;
use crate::renderer::paths::root_of;
use crate::renderer::settings::Settings;

#[derive(Default)]
pub struct Places {
    /// Of each page: its path, its title and its sections, each an id and a title.
    pages: Vec<Value>,
    /// Paths of the pages that want all of it.
    wanted: Vec<String>,
}

impl Places {
    /// Notes what is on the chapter at `path`.
    pub fn note(&mut self, path: &str, title: &str, outline: &Outline) {
        let first = outline.first_id.iter().map(|id| json!([id, title]));
        let sections = outline
            .sections
            .iter()
            .map(|section| json!([section.id, unescape(section.title.trim())]));
        let sections: Vec<Value> = first.chain(sections).collect();
        self.pages.push(json!([path, title, sections]));
    }

    pub fn wanted_on(&mut self, path: &str) {
        self.wanted.push(path.to_owned());
    }

    /// Adds all places to the pages that need them, which are in `folder`.
    pub fn write(&self, folder: &Path, settings: &Settings) -> Result<()> {
        for path in &self.wanted {
            let file = folder.join(path);
            let html = fs::read_to_string(&file)
                .with_context(|| format!("{} cannot be read", file.display()))?;
            let (before, after) = html
                .rsplit_once("</body>")
                .with_context(|| format!("{path} has no </body>"))?;
            let places = json!({ "pages": self.pages, "moved": settings.moved });
            let data = base::deferred::element("Page-places", &places);
            let html = format!("{before}{data}\n</body>{after}");
            let html = deferred::take_out(html, folder, &root_of(path), settings.hash_files)?;
            fs::write(&file, html)
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        Ok(())
    }
}
