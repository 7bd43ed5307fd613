//! The files of the index: scripts, since a page that was opened from a disk may load nothing else. Enter at [`write`].
//!
//! `search/index-HASH.js` says what there is, `search/w3-HASH.js` has words, `search/t7-HASH.js` texts. All have the hash of the whole in
//! their names: a page of an older build asks for its own index, and gets it or none. A book that is kept on the reader's device has all
//! parts once more in one file, which is fetched at once.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::base::synonyms::Synonyms;
use crate::renderer::assets::hash;
use crate::renderer::search::index::Index;
use crate::renderer::search::settings::Search;
use crate::renderer::search::{shards, tokens};

/// The folder of the index in the book's.
const FOLDER: &str = "search";

/// The index of one build, from the book's folder.
pub struct Written {
    /// The file that is loaded first.
    pub entry: String,
    /// The file that has all others, if there is one.
    pub whole: Option<String>,
    hash: String,
}

impl Written {
    /// Whether the file at `path` stands in the one that has all.
    pub fn is_part(&self, path: &str) -> bool {
        let is_ours = path.starts_with("search/") && path.ends_with(&format!("-{}.js", self.hash));
        self.whole.is_some() && is_ours
    }
}

/// Writes the index into `folder`, with a file that has all if `with_whole`.
pub fn write(
    index: &Index,
    settings: &Search,
    synonyms: &Synonyms,
    folder: &Path,
    with_whole: bool,
) -> Result<Written> {
    let (words, texts) = (shards::of_words(index), shards::of_texts(index));
    let entry = entry(index, settings, synonyms, &words, &texts);
    let named = |letter: char, number: usize| format!("{letter}{number}");
    let mut parts = vec![("index".to_owned(), entry.to_string())];
    for (number, part) in words.parts.into_iter().enumerate() {
        parts.push((named('w', number), Value::from(part).to_string()));
    }
    for (number, part) in texts.parts.iter().enumerate() {
        parts.push((named('t', number), part.to_string()));
    }
    let all: String = parts
        .iter()
        .map(|(name, data)| format!("{name} {data}\n"))
        .collect();
    let hash = hash(all.as_bytes());
    let folder = folder.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let mut whole = Map::new();
    for (name, data) in parts {
        let file = format!("{name}-{hash}.js");
        let text = format!("hops.part(\"{name}-{hash}\",{data})\n");
        fs::write(folder.join(&file), &text)
            .with_context(|| format!("{file} cannot be written"))?;
        whole.insert(file, text.into());
    }
    let name = format!("all-{hash}.json");
    if with_whole {
        fs::write(folder.join(&name), Value::from(whole).to_string())
            .with_context(|| format!("{name} cannot be written"))?;
    }
    Ok(Written {
        entry: format!("{FOLDER}/index-{hash}.js"),
        whole: with_whole.then(|| format!("{FOLDER}/{name}")),
        hash,
    })
}

/// What the engine has to know before it looks anything up.
fn entry(
    index: &Index,
    settings: &Search,
    synonyms: &Synonyms,
    words: &shards::Words,
    texts: &shards::Texts,
) -> Value {
    let pages = index.pages.iter();
    let goes_on = index.units.iter().enumerate();
    let goes_on = goes_on.filter_map(|(at, unit)| unit.goes_on.then_some(at));
    let as_words = |groups: &[Vec<String>]| -> Vec<Vec<Vec<String>>> {
        let group = |group: &Vec<String>| group.iter().map(|one| tokens::words(one)).collect();
        groups.iter().map(group).collect()
    };
    json!({
        "settings": settings.for_engine(),
        "letters": tokens::definition(),
        "same": as_words(&synonyms.same),
        "apart": as_words(&synonyms.apart),
        "words": words.begins,
        "texts": texts.units,
        "pages": pages.map(|page| (page.units, page.depth)).collect::<Vec<_>>(),
        "goesOn": goes_on.collect::<Vec<_>>(),
    })
}
