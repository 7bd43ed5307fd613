//! Makes the book's pages: mdBook's own HTML renderer, then what mdBook leaves open.
//!
//! mdBook starts this as the renderer `hops` (`[output.hops]` in book.toml) instead of its own. Enter at [`render`]: mdBook's
//! HTML renderer fills in the page of the [`shell`] for each chapter, then each page is finished ([`page`]): the contents and the list
//! of the page stand in it as plain links ([`contents`]), style sheets and scripts are joined ([`assets`]), the head has a
//! description and addresses of its own ([`head`]), and the print page a cover, contents and parts ([`print`]). The author's
//! own files stay as they are ([`own_files`]). A
//! page that wants it learns of all sections ([`places`]); data that few readers need is kept out of the page ([`deferred`]). What
//! readers look for is found by an index of all pages ([`search`]). Around the pages stand `sitemap.xml` ([`sitemap`]) and, if the host wants it,
//! the worker that keeps the book for reading offline ([`offline`]).

mod assets;
mod code;
mod contents;
mod deferred;
mod escape;
mod head;
mod offline;
mod outline;
mod own_files;
mod page;
mod paths;
mod picture;
mod places;
mod print;
mod rewrite;
pub mod search;
mod settings;
pub mod shell;
mod site;
mod sitemap;

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use mdbook_html::HtmlHandlebars;
use mdbook_renderer::config::Config;
use mdbook_renderer::{RenderContext, Renderer};

use crate::base::paths::slashed;
use crate::base::synonyms::Synonyms;
use assets::Assets;
use contents::Contents;
use outline::Outline;
use own_files::OwnFiles;
use paths::root_of;
use places::Places;
use settings::Settings;
use shell::{Program, Shell};
use site::{Kind, Page, Site};

/// What the author has written beside the chapters that pages need.
pub struct Beside {
    /// What takes the place of ids that are gone from the book, as JSON.
    pub successors: Option<String>,
    pub synonyms: Synonyms,
}

/// Reads mdBook's JSON from `input`, and writes the book into the folder that it names. `program` is what it has inside for pages;
/// `beside` reads what the book in a folder has besides, as its settings say.
pub fn render(
    mut input: impl Read,
    program: &Program,
    beside: impl Fn(&Path, &Config) -> Beside,
) -> Result<()> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let mut context: RenderContext = serde_json::from_slice(&bytes).context(
        "standard input is not a book from mdBook 0.5: mdBook starts this program, as the command of [output.hops] in book.toml",
    )?;
    let settings = Settings::take(&mut context)?;
    let shell = Shell::lay(program, &settings.theme, &context.root)?;
    let page = Outline::of(&shell.page()?)?;
    context.config.set("output.html.theme", shell.folder())?;
    ensure_names(&context)?;
    tell_warnings();
    HtmlHandlebars::new().render(&context)?;
    let beside = beside(&context.root, &context.config);
    finish(&context, &settings, &shell, page, beside)
}

/// Refuses chapters with names that have no page of their own.
fn ensure_names(context: &RenderContext) -> Result<()> {
    let source = slashed(&context.config.book.src);
    for chapter in context.book.chapters() {
        let Some(path) = chapter.path.as_deref() else {
            continue;
        };
        ensure!(
            settings::stays_inside(path),
            "{source}/SUMMARY.md: the chapter {} lies outside of {source}/, and so would its page outside of the book: move it there",
            path.display()
        );
        ensure!(
            path != Path::new("print.md"),
            "{source}/print.md: print.html is the page of the whole book, so no chapter can be called print.md. Give the file another name, and change it in SUMMARY.md"
        );
    }
    Ok(())
}

/// mdBook's renderer warns of what is odd in a chapter, such as a tag that is not closed.
fn tell_warnings() {
    let subscriber = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .without_time()
        .with_target(false)
        .finish();
    // Only a second call in one process finds one set, and that one does the same.
    let _ = tracing_subscriber::util::SubscriberInitExt::try_init(subscriber);
}

fn finish(
    context: &RenderContext,
    settings: &Settings,
    shell: &Shell,
    page: Outline,
    beside: Beside,
) -> Result<()> {
    let folder = &context.destination;
    let own_files = OwnFiles::of(context);
    let contents = Contents::of(&context.book, settings);
    assets::remove_unused(folder, settings, &contents, &own_files)?;
    // Now, while the pages have nothing in them but what mdBook has made of their text.
    let index = |search| {
        let synonyms = &beside.synonyms;
        search::index(context, &contents, search, synonyms, settings.offline)
    };
    let search = settings.search.as_ref().map(index).transpose()?;
    let mut site = Site {
        settings,
        contents,
        assets: Assets::new(settings, shell, &context.root, folder)?,
        icon: head::icon(folder)?,
        picture: folder.join(head::PICTURE).is_file(),
        places: Places::default(),
        successors: beside.successors,
        search,
        breaks: HashMap::new(),
        theme: page,
    };
    for page in site.contents.pages() {
        own_files.ensure_no_page(page)?;
    }
    for page in pages(&site, folder, &own_files) {
        let file = folder.join(&page.path);
        let html = fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let html = page::finish(&page, html, &mut site)
            .with_context(|| format!("{} cannot be finished", page.path))?;
        let html = deferred::take_out(html, folder, &root_of(&page.path), settings.hash_files)?;
        fs::write(&file, html).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    site.places.write(folder, settings)?;
    sitemap::write(&site, folder)?;
    offline::write(&site, folder)?;
    own_files.ensure_untouched(folder)
}

/// Every page that mdBook has made. In place of what it makes of itself, the author may have a file, which is none of them.
fn pages(site: &Site<'_>, folder: &Path, own_files: &OwnFiles) -> Vec<Page> {
    let mut pages: Vec<Page> = site
        .contents
        .pages()
        .map(|path| match path == site.settings.not_found {
            // mdBook writes its page for what is not found over the chapter.
            true => Page::new(path, Kind::NotFound),
            false => Page::new(path, Kind::Chapter),
        })
        .collect();
    let mut add = |path: &str, kind| {
        let known = pages.iter().any(|page| page.path == path);
        if !known && !own_files.have(path) && folder.join(path).is_file() {
            pages.push(Page::new(path, kind));
        }
    };
    // The first chapter once more, if it has another address.
    add("index.html", Kind::Copy);
    add("print.html", Kind::Print);
    add(&site.settings.not_found, Kind::NotFound);
    for path in &site.settings.redirects {
        add(path, Kind::Redirect);
    }
    pages
}
