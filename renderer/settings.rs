//! What book.toml says: `[output.hops]` holds mdBook's own `[output.html]` keys, and two of ours.
//!
//! Enter at [`Settings::take`], which also hands mdBook's keys on to mdBook's renderer.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use anyhow::{Context, Result};
use mdbook_renderer::RenderContext;
use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

use crate::escape::{slashed, slug};

/// The keys of `[output.hops]` that are ours.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Own {
    id: Option<String>,
    offline: bool,
}

pub struct Settings {
    pub title: String,
    pub description: String,
    pub authors: Vec<String>,
    /// What the reader's browser keeps the book's state under. Stable: another id is another book.
    pub id: String,
    /// Whether a service worker keeps the book on the reader's device.
    pub offline: bool,
    /// Where the book is published, with a slash at the end, if book.toml gives a whole address as `site-url`.
    pub site: Option<Url>,
    /// What leads from any depth to the book's folder: for the page shown for addresses that do not exist.
    pub base: String,
    pub theme: PathBuf,
    pub hash_files: bool,
    pub section_labels: bool,
    /// Down to which level the contents are unfolded on every page; none: they do not fold.
    pub fold: Option<u8>,
    pub not_found: String,
    /// The author's own style sheets and scripts, from the book's folder.
    pub additional: Vec<String>,
    /// Paths of pages that only lead elsewhere.
    pub redirects: Vec<String>,
    /// Pages and parts of pages that have moved within the book: where they were and where they are, from the book's folder.
    pub moved: BTreeMap<String, String>,
}

impl Settings {
    /// Reads the settings, and leaves in `context` those that mdBook's HTML renderer looks for.
    pub fn take(context: &mut RenderContext) -> Result<Settings> {
        let named = "[output.hops] in book.toml";
        let config = &mut context.config;
        let mut table: Map<String, Value> = config
            .get("output.hops")
            .context(named)?
            .unwrap_or_default();
        let mut own = Map::new();
        for key in ["id", "offline"] {
            own.extend(table.remove(key).map(|value| (key.to_owned(), value)));
        }
        for key in ["command", "optional"] {
            table.remove(key);
        }
        let own: Own = serde_json::from_value(Value::Object(own)).context(named)?;
        table.extend(served(config.get("output.html")?.unwrap_or_default()));
        let site = table
            .get("site-url")
            .and_then(Value::as_str)
            .and_then(published);
        if let Some(site) = &site {
            // The page for what is not found asks for its files by this. A path, so that it also works on another host.
            table.insert("site-url".to_owned(), site.path().into());
        }
        config.set("output.html", table)?;
        let html = config
            .get::<mdbook_renderer::config::HtmlConfig>("output.html")
            .context(named)?
            .unwrap_or_default();
        let book = &config.book;
        let title = book.title.clone().unwrap_or_default();
        let base = html.site_url.clone().unwrap_or_else(|| "/".to_owned());
        Ok(Settings {
            id: own.id.unwrap_or_else(|| slug(&title)),
            offline: own.offline,
            description: book.description.clone().unwrap_or_default(),
            authors: book.authors.clone(),
            site,
            theme: html.theme_dir(&context.root),
            hash_files: html.hash_files,
            section_labels: !html.no_section_label,
            fold: html.fold.enable.then_some(html.fold.level),
            not_found: html.get_404_output_file(),
            additional: html
                .additional_css
                .iter()
                .chain(&html.additional_js)
                .map(|path| slashed(path))
                .collect(),
            redirects: redirects(html.redirect.keys()),
            moved: moved(&html.redirect),
            base,
            title,
        })
    }
}

/// What `mdbook serve` writes into the settings of mdBook's own renderer: where its web socket is, and that the book is served at
/// the top. All else there is the author's, for that renderer.
fn served(mut html: Map<String, Value>) -> Map<String, Value> {
    const SOCKET: &str = "live-reload-endpoint";
    if !html.contains_key(SOCKET) {
        return Map::new();
    }
    html.retain(|key, _| key == SOCKET || key == "site-url");
    html
}

/// `site_url` as an address that a search engine could open, with a slash at the end.
fn published(site_url: &str) -> Option<Url> {
    let mut url = Url::parse(site_url).ok()?;
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    url.has_host().then_some(url)
}

fn redirects<'a>(keys: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut paths: Vec<String> = keys
        .map(|key| key.split('#').next().unwrap_or(key))
        .map(|key| key.trim_start_matches('/').to_owned())
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The redirects that stay in the book. Where one leads is written as seen from the page that it leaves.
fn moved(redirects: &HashMap<String, String>) -> BTreeMap<String, String> {
    let book = Url::parse("book:/").expect("an address");
    let inside = redirects.iter().filter_map(|(from, to)| {
        let from = from.trim_start_matches('/');
        let to = book.join(from).and_then(|page| page.join(to)).ok()?;
        let to = to.as_str().strip_prefix(book.as_str())?;
        Some((from.to_owned(), to.to_owned()))
    });
    inside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_within_the_book_is_known_by_its_way_from_the_book() {
        let redirects = [
            ("/old/a.html", "../a.html"),
            ("/a.html#old", "b/c.html#new"),
            ("/b/c.html#gone", "c.html#here"),
            ("/away.html", "https://elsewhere.example/"),
        ];
        let redirects = redirects.map(|(from, to)| (from.to_owned(), to.to_owned()));
        let moved = moved(&HashMap::from(redirects));
        let expected = [
            ("a.html#old", "b/c.html#new"),
            ("b/c.html#gone", "b/c.html#here"),
            ("old/a.html", "a.html"),
        ];
        let found: Vec<_> = moved
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, expected);
    }
}
