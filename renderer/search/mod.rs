//! The book's own search: what is found, and the files that a reader's browser looks it up in.
//!
//! Readers load little: a small file that says what there is, then for each word of a query the part of the index with the words that
//! begin like it, then the texts of the results that they see. So the first result of a large book costs little more than that of a small
//! one. Enter at [`index`], which reads the pages ([`text`]) word by word ([`tokens`]) into the [`index`](mod@index), cuts that into
//! [`shards`] and writes them ([`write`]). theme/js/search-engine.js asks them, and its head says how results are ordered.

mod index;
pub mod settings;
mod shards;
mod text;
pub mod tokens;
mod write;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use mdbook_renderer::RenderContext;

pub use write::Written;

use crate::base::synonyms::Synonyms;
use crate::renderer::contents::{Contents, Item, Stop};
use index::{Index, Page};
use settings::Search;

/// Reads the pages that mdBook has made in `folder`, and writes their index there, with a file that has all of it if `with_whole`.
pub fn index(
    context: &RenderContext,
    contents: &Contents,
    search: &Search,
    synonyms: &Synonyms,
    with_whole: bool,
) -> Result<Written> {
    let folder = &context.destination;
    let chapters = context.book.chapters();
    let sources: HashMap<&Path, &PathBuf> = chapters
        .filter_map(|chapter| Some((chapter.path.as_deref()?, chapter.source_path.as_ref()?)))
        .collect();
    let is_searched = |stop: &Stop| {
        let source = stop.source.as_deref().map(Path::new);
        let written = source.map(|path| sources.get(path).map_or(path, |own| own.as_path()));
        stop.page.is_some() && written.is_some_and(|path| search.has(path))
    };
    let mut index = Index::default();
    for place in places(contents, &is_searched) {
        let file = folder.join(&place.page.path);
        let html = fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let (mut parts, kind) = text::parts(&html, search.level())?;
        if let Some(first) = parts.first_mut().filter(|first| first.kind.is_empty()) {
            first.kind = kind;
        }
        index.add(place.page, parts, &place.unsearched);
    }
    write::write(&index, search, synonyms, folder, with_whole)
}

/// A page, as a place in the contents.
struct Place {
    page: Page,
    /// Titles of chapters above it that are not searched themselves.
    unsearched: String,
}

/// All pages that are searched, in the order of the book: those under a page follow it.
fn places(contents: &Contents, is_searched: &dyn Fn(&Stop) -> bool) -> Vec<Place> {
    let mut places = Vec::new();
    for item in &contents.items {
        if let Item::Chapter(stop) = item {
            collect(stop, &mut Vec::new(), is_searched, &mut places);
        }
    }
    places
}

fn collect<'c>(
    stop: &'c Stop,
    above: &mut Vec<&'c Stop>,
    is_searched: &dyn Fn(&Stop) -> bool,
    into: &mut Vec<Place>,
) {
    above.push(stop);
    if is_searched(stop) {
        let (searched, others): (Vec<&Stop>, Vec<&Stop>) =
            above.iter().partition(|stop| is_searched(stop));
        let titles = others.iter().map(|stop| stop.title.as_str());
        into.push(Place {
            page: Page {
                path: stop.page.clone().unwrap_or_default(),
                crumbs: above.iter().map(|stop| stop.title.clone()).collect(),
                depth: searched.len() - 1,
                units: 0,
            },
            unsearched: titles.collect::<Vec<_>>().join(" "),
        });
    }
    for under in &stop.under {
        collect(under, above, is_searched, into);
    }
    above.pop();
}
