//! What `[output.hops.search]` says: mdBook's own keys. Enter at [`Search::take`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use mdbook_renderer::book::Book;
use mdbook_renderer::config::Search as Keys;
use serde_json::{Value, json};

use crate::base::paths::slashed;

pub struct Search {
    keys: Keys,
    /// Whether what stands under a path is searched; what is longer counts more.
    chapters: BTreeMap<PathBuf, bool>,
}

impl Search {
    /// Of the keys in book.toml; none if the book is not searched.
    pub fn take(keys: Option<Keys>, book: &Book) -> Result<Option<Search>> {
        let keys = keys.unwrap_or_default();
        let sources = book
            .chapters()
            .filter_map(|chapter| chapter.source_path.as_deref().or(chapter.path.as_deref()));
        let sources: Vec<&Path> = sources.collect();
        let mut chapters = BTreeMap::new();
        for (path, settings) in &keys.chapter {
            let path = PathBuf::from(path);
            ensure!(
                sources.iter().any(|source| source.starts_with(&path)),
                "`{}` under `search.chapter` in [output.hops] is neither a chapter nor a folder of chapters",
                slashed(&path)
            );
            chapters.extend(settings.enable.map(|enable| (path, enable)));
        }
        let is_on = keys.enable && keys.copy_js;
        Ok(is_on.then_some(Search { keys, chapters }))
    }

    /// Whether the chapter that is written in `source` is searched.
    pub fn has(&self, source: &Path) -> bool {
        // The longest path that it stands under comes last: it begins with all others.
        let mut under = self
            .chapters
            .iter()
            .filter(|(path, _)| source.starts_with(path));
        under.next_back().is_none_or(|(_, enable)| *enable)
    }

    /// Down to which level a heading begins a section.
    pub fn level(&self) -> u8 {
        self.keys.heading_split_level
    }

    /// What the engine has to know of them.
    pub fn for_engine(&self) -> Value {
        let keys = &self.keys;
        json!({
            "all": keys.use_boolean_and,
            "most": keys.limit_results,
            "teaser": keys.teaser_word_count,
            "parts": keys.expand,
            "boosts": [keys.boost_title, keys.boost_hierarchy, keys.boost_paragraph],
        })
    }
}

/// What mdBook's renderer is told: that there is search, but that it need not index any of the book.
pub fn for_mdbook(is_on: bool, has_chapters: bool) -> Value {
    if is_on && has_chapters {
        // Every path is under the empty one.
        json!({ "chapter": { "": { "enable": false } } })
    } else {
        json!({ "enable": is_on })
    }
}
