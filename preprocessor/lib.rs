//! `mdbook-hops`: chapters and data in, chapters out.
//!
//! Enter at [`preprocess`], the whole pipeline. It touches no file and no stream: [`files`](book::files) and `main.rs` do. The pages are made of
//! its chapters by [`renderer`].
//!
//! The way of the data: [`guide`](features::guide) reads the data files once; [`chapter`](base::chapter) finds `hops` blocks and `hops:` links in each
//! chapter, by byte range; [`features`] has the widget for a block; its answer replaces the block's bytes. Mistakes are
//! collected in [`diagnostic`](base::diagnostic), sorted, and never thrown at the first one.

pub mod base;
pub mod book;
pub mod features;
#[path = "../renderer/mod.rs"]
pub mod renderer;

use std::cell::RefCell;
use std::collections::HashMap;

use mdbook_preprocessor::book::{Book, BookItem, Chapter};

use base::data::Files;
use base::diagnostic::{Diagnostic, Diagnostics};
use base::settings::Settings;
use book::ledger;
use book::page::{self, Page};
use features::guide::{self, Guide};

/// Replaces every `hops` block and `hops:` link of `book`.
///
/// If the mistakes returned are not empty, the book is of use only when `settings.serving`: then each mistake in a
/// chapter stands in the page, too, in the place of what it concerns.
pub fn preprocess(book: &mut Book, settings: &Settings, files: &Files) -> Vec<Diagnostic> {
    let diagnostics = Diagnostics::default();
    let mut texts = Vec::new();
    visit(&mut book.items, &mut |chapter| {
        texts.push(page::Text::take(chapter, &settings.src));
    });
    let options = settings.markdown();

    let read = Guide::read(&settings.data, &files.data, &diagnostics);
    let mut guide = read.whole();
    let is_of_ours = |text: &page::Text| text.is_of_ours(&options);
    // A book without data may be one that needs none: it comes out as it went in.
    if files.data.is_empty() && texts.iter().flatten().any(is_of_ours) {
        guide::report_no_data(&settings.data, &diagnostics);
        guide = None;
    }
    let data_errors = diagnostics.since(0);

    for text in texts.iter().flatten() {
        text.check_size(&diagnostics);
    }
    if let (Some(ids), Some(guide)) = (&files.ids, guide) {
        let chapters = texts.iter().flatten().map(page::Text::path_and_text);
        let present = ledger::Present::of(guide, chapters, &options);
        ledger::check(ids, &present, &diagnostics);
    }
    let mut pages: Vec<Option<Page<'_>>> = texts
        .iter()
        .map(|text| Page::read(text.as_ref()?, &options, &read, &diagnostics))
        .collect();
    let homes = page::find_homes(&mut pages, guide, &diagnostics);

    let ids = RefCell::new(HashMap::<String, usize>::new());
    let shared = page::Shared {
        guide,
        data_errors: &data_errors,
        homes: &homes,
        ids: &ids,
        html: settings.html,
        diagnostics: &diagnostics,
    };
    // Page by page, so that the memory of one page's answers serves the next.
    let shown: Vec<Option<String>> = pages
        .iter()
        .map(|page| page.as_ref().map(|page| page.show(&shared)))
        .collect();
    drop(pages);
    let mut done = texts.into_iter().zip(shown);
    visit(&mut book.items, &mut |chapter| {
        if let Some((Some(text), shown)) = done.next() {
            chapter.content = shown.unwrap_or_else(|| text.into_content());
        }
    });
    diagnostics.finish()
}

/// The ledger of ids, with what is new in `book`; or the mistakes for which nobody can know that.
pub fn ids(book: &mut Book, settings: &Settings, files: &Files) -> Result<String, Vec<Diagnostic>> {
    let diagnostics = Diagnostics::default();
    let guide = Guide::read(&settings.data, &files.data, &diagnostics);
    let text = match &files.ids {
        None => Some(String::new()),
        Some(file) => ledger::text_of(file, &diagnostics),
    };
    let mut texts = Vec::new();
    visit(&mut book.items, &mut |chapter| {
        texts.extend(page::Text::take(chapter, &settings.src));
    });
    let (Some(guide), Some(text)) = (guide.whole(), text) else {
        return Err(diagnostics.finish());
    };
    let chapters = texts.iter().map(page::Text::path_and_text);
    let present = ledger::Present::of(guide, chapters, &settings.markdown());
    Ok(ledger::with_new(&text, &present))
}

/// Visits the chapters in the reader's order.
fn visit(items: &mut [BookItem], f: &mut impl FnMut(&mut Chapter)) {
    for item in items {
        if let BookItem::Chapter(chapter) = item {
            f(chapter);
            visit(&mut chapter.sub_items, f);
        }
    }
}
