//! The service worker that keeps the book on the reader's device, if the host wants it (`offline = true`).
//!
//! `theme/js/sw.js` is its text; what it cannot know, the files of this build, is put in here.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::renderer::assets::hash;
use crate::renderer::site::Site;

/// The name of the worker in the book's folder. It never changes: a browser looks there for a newer one.
const WORKER: &str = "sw.js";

/// What hosts and search engines read, and no reader. Many hosts give none of it away, and the worker keeps all that is listed or nothing.
const NOT_KEPT: [&str; 6] = [
    WORKER,
    "sitemap.xml",
    "robots.txt",
    "CNAME",
    "_headers",
    "_redirects",
];

/// What the worker is told of this build.
#[derive(Serialize)]
struct Build<'a> {
    book: &'a str,
    version: String,
    /// Paths from the book's folder, each with the hash of its content.
    files: Vec<(String, String)>,
    /// The one of them that has all parts of the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<&'a str>,
}

pub fn write(site: &Site<'_>, folder: &Path) -> Result<()> {
    if !site.settings.offline {
        return Ok(());
    }
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    // Hosts answer 404 for it, and without a network nobody knows what is not found.
    let search = site.search.as_ref();
    let is_part = |path: &str| search.is_some_and(|search| search.is_part(path));
    files.retain(|(path, _)| *path != site.settings.not_found && !is_part(path));
    files.sort();
    let all: String = files
        .iter()
        .map(|(path, hash)| format!("{path} {hash}\n"))
        .collect();
    let build = Build {
        book: &site.settings.id,
        version: hash(all.as_bytes()),
        files,
        index: search.and_then(|search| search.whole.as_deref()),
    };
    let text = site.assets.read("js/sw.js")?;
    let line = text
        .lines()
        .find(|line| line.starts_with("const BUILD ="))
        .context("js/sw.js in the theme has no line that begins with `const BUILD =`")?;
    let filled = format!("const BUILD = {};", serde_json::to_string(&build)?);
    fs::write(folder.join(WORKER), text.replacen(line, &filled, 1))?;
    Ok(())
}

fn collect(folder: &Path, from: &str, into: &mut Vec<(String, String)>) -> Result<()> {
    for entry in fs::read_dir(folder.join(from))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Such as .nojekyll and .htaccess.
        if name.starts_with('.') {
            continue;
        }
        let path = if from.is_empty() {
            name
        } else {
            format!("{from}/{name}")
        };
        if entry.file_type()?.is_dir() {
            collect(folder, &path, into)?;
        } else if !NOT_KEPT.contains(&path.as_str()) {
            let hash = hash(&fs::read(entry.path())?);
            into.push((path, hash));
        }
    }
    Ok(())
}
