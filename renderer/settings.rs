//! What book.toml says: `[output.hops]` holds mdBook's own `[output.html]` keys, and two of ours.
//!
//! Enter at [`Settings::take`], which also hands mdBook's keys on to mdBook's renderer.

use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, ensure};
use mdbook_renderer::RenderContext;
use mdbook_renderer::config::HtmlConfig;
use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

use crate::base::paths::slashed;
use crate::renderer::escape::slug;
use crate::renderer::search::settings::{Search, for_mdbook};

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
    /// The folder of the author's own files of the page; without `theme` in book.toml, it need not be there.
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
    /// How the book is searched, if it is.
    pub search: Option<Search>,
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
        let mut site = None;
        if let Some(site_url) = table.get("site-url").and_then(Value::as_str) {
            let base = published(site_url, &mut site)?;
            // The page for what is not found asks for its files by this. A path, so that it also works on another host.
            table.insert("site-url".to_owned(), base.into());
        }
        config.set("output.html", table)?;
        let html = config
            .get::<HtmlConfig>("output.html")
            .context(named)?
            .unwrap_or_default();
        ensure_theme(&html, &context.root)?;
        ensure_inside_the_book(&html)?;
        ensure_addresses(&html)?;
        let search = Search::take(html.search.clone(), &context.book)?;
        let has_chapters = context.book.chapters().next().is_some();
        let keys = for_mdbook(search.is_some(), has_chapters);
        config.set("output.html.search", keys)?;
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
            search,
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

/// The path at which the book is published, with a slash at the end. A whole address, which a search engine could open, goes into `site`.
fn published(site_url: &str, site: &mut Option<Url>) -> Result<String> {
    let slash = if site_url.ends_with('/') { "" } else { "/" };
    let folder = format!("{site_url}{slash}");
    let whole = Url::parse(&folder).ok().filter(is_web);
    ensure!(
        whole.is_some() || (site_url.starts_with('/') && !site_url.starts_with("//")),
        "`site-url = {site_url:?}` in [output.hops] says not where the book is published: write its whole address, https://…, or the path of its folder from the top of the host, /…/"
    );
    ensure!(
        !site_url.ends_with(".html"),
        "`site-url = {site_url:?}` in [output.hops] names a page: write the folder of the book"
    );
    let path = whole.as_ref().map(|url| url.path().to_owned());
    *site = whole;
    Ok(path.unwrap_or(folder))
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Refuses addresses that a page would link to and that are no addresses of pages, such as scripts.
fn ensure_addresses(html: &HtmlConfig) -> Result<()> {
    let named = [
        ("git-repository-url", &html.git_repository_url),
        ("edit-url-template", &html.edit_url_template),
    ];
    let named = named
        .into_iter()
        .filter_map(|(key, address)| Some((key, address.as_ref()?)));
    let redirects = html.redirect.iter().map(|(from, to)| (from.as_str(), to));
    for (key, address) in named.chain(redirects) {
        ensure!(
            Url::parse(address).as_ref().map_or(true, is_web),
            "`{key} = {address:?}` in [output.hops] is no address of a page: write one that begins with https://"
        );
    }
    Ok(())
}

/// Refuses a theme folder that is named and not there.
fn ensure_theme(html: &HtmlConfig, root: &Path) -> Result<()> {
    if let Some(theme) = &html.theme {
        ensure!(
            root.join(theme).is_dir(),
            "`theme = {:?}` in [output.hops] names no folder: name the one that has your own files of the page, or remove the line",
            slashed(theme)
        );
    }
    Ok(())
}

/// Refuses what would be written outside the folder of the book.
fn ensure_inside_the_book(html: &HtmlConfig) -> Result<()> {
    let pages = html.redirect.keys().map(|from| {
        let page = from.split('#').next().unwrap_or(from);
        ("redirect", page.trim_start_matches('/').to_owned())
    });
    let files = [
        ("additional-css", &html.additional_css),
        ("additional-js", &html.additional_js),
    ];
    let files = files
        .into_iter()
        .flat_map(|(key, paths)| paths.iter().map(move |path| (key, slashed(path))));
    let not_found = ("input-404", html.get_404_output_file());
    for (key, path) in pages.chain(files).chain([not_found]) {
        ensure!(
            stays_inside(Path::new(&path)),
            "`{path}` under `{key}` in [output.hops] leads out of the book's folder"
        );
    }
    Ok(())
}

/// Whether a path of the author's stays in the folder that it starts in.
pub fn stays_inside(path: &Path) -> bool {
    path.components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
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
