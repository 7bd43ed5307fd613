//! Where things are in a PDF: its named places and their page numbers. Enter at [`Places::of`].

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use lopdf::{Document, Object, ObjectId};

/// The named places of a document, each with its page, counted from 1.
pub struct Places(HashMap<Vec<u8>, u32>);

impl Places {
    pub fn of(document: &Document) -> Result<Places> {
        let pages = page_numbers(document);
        let Ok(places) = document.catalog()?.get(b"Dests") else {
            return Ok(Places(HashMap::new()));
        };
        let (_, places) = document.dereference(places)?;
        let mut named = HashMap::new();
        for (name, place) in places.as_dict()? {
            // One that leads to no page is as good as none: links to it are told as dead.
            if let Some(page) = page_of(document, place, &pages) {
                named.insert(name.clone(), page);
            }
        }
        Ok(Places(named))
    }

    pub fn page(&self, name: &[u8]) -> Option<u32> {
        self.0.get(name).copied()
    }

    /// The page on which each of `ids` starts.
    pub fn pages(&self, ids: &[String]) -> Result<Vec<u32>> {
        let page = |id: &String| {
            let page = self.page(id.as_bytes());
            page.with_context(|| format!("the contents name `#{id}`, which is nowhere in the book"))
        };
        ids.iter().map(page).collect()
    }
}

/// The number of each page, counted from 1.
pub fn page_numbers(document: &Document) -> HashMap<ObjectId, u32> {
    let pages = document.get_pages();
    pages.into_iter().map(|(number, id)| (id, number)).collect()
}

/// The page that an explicit destination leads to: `[page /XYZ x y zoom]`, also as the /D of a dictionary.
pub fn page_of(document: &Document, place: &Object, pages: &HashMap<ObjectId, u32>) -> Option<u32> {
    let (_, place) = document.dereference(place).ok()?;
    let array = match place {
        Object::Dictionary(place) => document.dereference(place.get(b"D").ok()?).ok()?.1,
        place => place,
    };
    let page = array.as_array().ok()?.first()?.as_reference().ok()?;
    pages.get(&page).copied()
}

pub fn read(pdf: &[u8]) -> Result<Document> {
    let document = Document::load_mem(pdf).context("what Chromium printed is not a PDF")?;
    if document.get_pages().is_empty() {
        bail!("Chromium printed no page");
    }
    Ok(document)
}
