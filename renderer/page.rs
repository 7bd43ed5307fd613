//! Finishes one page that mdBook has made from `theme/index.hbs`. Enter at [`finish`].

use std::cell::Cell;

use anyhow::{Context, Result};
use lol_html::element;
use lol_html::html_content::{ContentType, Element};

use crate::renderer::assets::DEFERRED_SCRIPT;
use crate::renderer::escape::escape;
use crate::renderer::outline::{OUTSIDE, Outline, Section};
use crate::renderer::paths::root_of;
use crate::renderer::rewrite::{Handler, rewrite};
use crate::renderer::site::{Kind, Page, Site};
use crate::renderer::{assets, code, head, picture, print};

/// From how many sections on a page gets a list of them.
const SECTIONS: usize = 3;

type Handled = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// The page `html` as it is published.
pub fn finish(page: &Page, html: String, site: &mut Site<'_>) -> Result<String> {
    let html = match page.kind {
        Kind::Print => print::compose(&html, &site.contents, site.settings, &site.breaks)?,
        _ => html,
    };
    let outline = Outline::of(&html)?;
    note(page, &html, &outline, site)?;
    let root = match page.kind {
        // It is shown at any address, also deeper than it stands.
        Kind::NotFound => site.settings.base.clone(),
        _ => root_of(&page.path),
    };
    let files = Files::of(&html, &root, site)?;
    let head = Head::of(page, &outline, site);
    let around = Around::of(page, &outline, site, &root);
    let notes = Notes::of(page, &outline);
    let mut handlers = head.handlers(page, site);
    handlers.extend(files.handlers());
    handlers.extend(around.handlers());
    handlers.extend(notes.handlers());
    handlers.extend(text_handlers(&outline));
    handlers.extend(code::handlers());
    handlers.push(picture::sizes(site.assets.folder(), &page.path));
    if page.kind == Kind::NotFound {
        handlers.push(element!("main a[href], main img[src]", |element| {
            rebase(element, &root)
        }));
    }
    handlers.extend(picture::handlers());
    rewrite(&html, handlers)
}

/// The style sheets and scripts of a page: joined, under the names by which the page loads them.
struct Files {
    root: String,
    additional: Vec<String>,
    style: String,
    script: String,
    /// `data-` attributes of the scripts that were joined.
    data: Vec<(String, String)>,
    /// Elements for what only this page needs, or nothing.
    more_style: String,
    more_script: String,
    /// Each script that runs before the page is shown, as index.hbs names it, and the name of its file.
    early: Vec<(String, String)>,
    /// The same of each script that is loaded when it is asked for.
    deferred: Vec<(String, String)>,
    style_done: Cell<bool>,
    script_done: Cell<bool>,
}

impl Files {
    fn of(html: &str, root: &str, site: &mut Site<'_>) -> Result<Files> {
        let named = site.assets.named(html, site.successors.is_some())?;
        let needed = named.needed(html)?;
        let more_style = join(
            site,
            &needed.styles,
            &assets::name_for(&needed.styles, ".css"),
        )?;
        let more_script = join(
            site,
            &needed.scripts,
            &assets::name_for(&needed.scripts, ".js"),
        )?;
        let element = |name: &str, tag: &dyn Fn(String) -> String| match name {
            "" => String::new(),
            name => tag(format!("{root}{name}")),
        };
        Ok(Files {
            root: root.to_owned(),
            additional: site.assets.additional().to_vec(),
            style: join(site, &named.styles, "book.css")?,
            script: join(site, &named.scripts, "book.js")?,
            more_style: element(&more_style, &|path| {
                format!("\n<link rel=\"stylesheet\" href=\"{path}\">")
            }),
            more_script: element(&more_script, &|path| {
                format!("\n<script defer src=\"{path}\"></script>")
            }),
            early: join_alone(site, &named.early)?,
            deferred: join_alone(site, &needed.deferred)?,
            data: data(site, root, named.data)?,
            style_done: Cell::new(false),
            script_done: Cell::new(false),
        })
    }

    /// Whether the author has named the file at this path, in book.toml.
    fn is_authors(&self, path: Option<String>) -> bool {
        path.is_some_and(|path| self.additional.contains(&path))
    }

    fn handlers(&self) -> Vec<Handler<'_>> {
        vec![
            element!(
                "link[rel=stylesheet][href^='theme/']:not([data-for])",
                |link| {
                    if self.is_authors(link.get_attribute("href")) {
                        return Ok(());
                    }
                    if self.style_done.replace(true) {
                        link.remove();
                    } else {
                        link.set_attribute("href", &format!("{}{}", self.root, self.style))?;
                        link.after(&self.more_style, ContentType::Html);
                    }
                    Ok(())
                }
            ),
            element!("link[data-for], script[data-for]", |element| {
                element.remove();
                Ok(())
            }),
            element!("script[defer][src^='theme/']:not([data-for])", |script| {
                if self.is_authors(script.get_attribute("src")) {
                    return Ok(());
                }
                if self.script_done.replace(true) {
                    script.remove();
                    return Ok(());
                }
                script.set_attribute("src", &format!("{}{}", self.root, self.script))?;
                for (name, value) in &self.data {
                    script.set_attribute(name, value)?;
                }
                script.after(&self.more_script, ContentType::Html);
                Ok(())
            }),
            element!("template[data-script]", |place| {
                let named = format!(
                    "/{}",
                    place.get_attribute(DEFERRED_SCRIPT).unwrap_or_default()
                );
                if let Some((_, name)) = self
                    .deferred
                    .iter()
                    .find(|(path, _)| path.ends_with(&named))
                {
                    place.set_attribute("data-file", &format!("{}{name}", self.root))?;
                }
                Ok(())
            }),
            element!("script[src^='theme/']:not([defer])", |script| {
                let path = script.get_attribute("src").unwrap_or_default();
                if let Some((_, name)) = self.early.iter().find(|(named, _)| *named == path) {
                    script.set_attribute("src", &format!("{}{name}", self.root))?;
                }
                Ok(())
            }),
        ]
    }
}

/// What a page says of itself in its head.
struct Head {
    description: String,
    additions: String,
}

impl Head {
    fn of(page: &Page, outline: &Outline, site: &Site<'_>) -> Head {
        let description = match page.kind {
            Kind::Chapter | Kind::Copy => outline.description(),
            _ => None,
        };
        let description = description.unwrap_or_else(|| escape(&site.settings.description));
        Head {
            additions: head::additions(page, site, &description),
            description,
        }
    }

    fn handlers<'h>(&'h self, page: &'h Page, site: &'h Site<'_>) -> Vec<Handler<'h>> {
        vec![
            element!("html", |html| root_element(html, page, site)),
            element!("meta[name=description]", |meta| {
                // The description is escaped, and an attribute is escaped when it is set: so it is written whole.
                let meta_tag = format!(
                    "<meta name=\"description\" content=\"{}\">",
                    self.description
                );
                meta.replace(&meta_tag, ContentType::Html);
                Ok(())
            }),
            element!("head", |head| {
                head.append(&self.additions, ContentType::Html);
                Ok(())
            }),
        ]
    }
}

/// What stands around the text: the contents, where the page is in them, and the list of its sections.
struct Around {
    contents: String,
    place: String,
    sections: String,
    /// A table and no list of sections: there is room for a wide page.
    is_wide: bool,
}

impl Around {
    fn of(page: &Page, outline: &Outline, site: &Site<'_>, root: &str) -> Around {
        let sections = sections(page, &outline.sections);
        Around {
            contents: site.contents.html(&page.path, root),
            place: site.contents.place(&page.path),
            is_wide: outline.has_table && sections.is_empty(),
            sections,
        }
    }

    fn handlers(&self) -> Vec<Handler<'_>> {
        vec![
            element!("div.page", |div| {
                // Decided here and not by `:has()`, or the page would move when the table arrives.
                if self.is_wide {
                    div.set_attribute("class", "page page-wide")?;
                }
                Ok(())
            }),
            element!("nav#Page-contents", |nav| {
                nav.set_inner_content(&self.contents, ContentType::Html);
                nav.append(
                    "<a class=\"contents-close\" href=\"#Page-text\">Close the contents</a>\n",
                    ContentType::Html,
                );
                Ok(())
            }),
            element!("main#Page-text", |main| {
                main.before(&self.sections, ContentType::Html);
                main.prepend(&self.place, ContentType::Html);
                Ok(())
            }),
        ]
    }
}

/// Where the reader's own words on a section stand: at its end.
struct Notes {
    /// The section that is being read; none on a page that takes no notes.
    section: Cell<Option<String>>,
    takes_some: bool,
}

impl Notes {
    fn of(page: &Page, outline: &Outline) -> Notes {
        Notes {
            section: Cell::new(outline.first_id.clone()),
            takes_some: matches!(page.kind, Kind::Chapter | Kind::Copy),
        }
    }

    /// The place for notes on the section that ends where `next` begins.
    fn place(&self, next: Option<String>) -> String {
        match self.section.replace(next) {
            Some(section) if self.takes_some => format!(
                "<div class=\"hops-own hops-scripted\" data-own=\"section/{}\"></div>\n",
                escape(&section)
            ),
            _ => String::new(),
        }
    }

    fn handlers(&self) -> Vec<Handler<'_>> {
        vec![
            element!("main > h2[id]", |heading| {
                let place = self.place(heading.get_attribute("id"));
                heading.before(&place, ContentType::Html);
                Ok(())
            }),
            element!("main > .read-mark", |mark| {
                mark.before(&self.place(None), ContentType::Html);
                Ok(())
            }),
        ]
    }
}

/// What mdBook's HTML of a text lacks.
fn text_handlers(outline: &Outline) -> Vec<Handler<'_>> {
    let mut bare = outline.bare.iter().copied();
    vec![
        element!("main .table-wrapper", |wrapper| {
            // What scrolls sideways must be reached by keyboard.
            wrapper.set_attribute("tabindex", "0")?;
            wrapper.set_attribute("role", "group")?;
            wrapper.set_attribute("aria-label", "Table")?;
            Ok(())
        }),
        element!("main pre", |pre| {
            pre.before("<div class=\"code\">", ContentType::Html);
            pre.after("</div>", ContentType::Html);
            pre.set_attribute("tabindex", "0")?;
            Ok(())
        }),
        element!(OUTSIDE, move |link| {
            // On paper the address stands behind the link's text, but not twice.
            if bare.next() == Some(true) {
                let classes = link
                    .get_attribute("class")
                    .map_or("bare".to_owned(), |c| format!("{c} bare"));
                link.set_attribute("class", &classes)?;
            }
            Ok(())
        }),
        element!("main th[style], main td[style]", aligned),
        element!("main li > input[type=checkbox][disabled]", |input| {
            let is_done = input.has_attribute("checked");
            input.set_attribute("aria-label", if is_done { "done" } else { "not done" })?;
            Ok(())
        }),
        element!("main .blockquote-tag-title > svg", |icon| {
            icon.remove();
            Ok(())
        }),
    ]
}

/// Notes what other pages have to know of this one, and refuses what cannot stand on it.
fn note(page: &Page, html: &str, outline: &Outline, site: &mut Site<'_>) -> Result<()> {
    if page.kind != Kind::Print {
        let breaks = print::breaks(html);
        site.breaks.insert(page.path.clone(), breaks);
    }
    if !matches!(page.kind, Kind::Print | Kind::Redirect) {
        let stop = site.contents.find(&page.path);
        let source = stop.and_then(|(stop, _)| stop.source.clone());
        outline
            .ensure_own_ids(&site.theme)
            .with_context(|| source.unwrap_or_else(|| "its text".to_owned()))?;
    }
    if page.kind == Kind::Chapter {
        let title = site.contents.find(&page.path).map(|(stop, _)| &stop.title);
        site.places
            .note(&page.path, title.map_or("", String::as_str), outline);
    }
    if outline.wants_sections && matches!(page.kind, Kind::Chapter | Kind::Copy) {
        site.places.wanted_on(&page.path);
    }
    Ok(())
}

/// Each script that is not joined with others, and the name of its file in the book.
fn join_alone(site: &mut Site<'_>, paths: &[String]) -> Result<Vec<(String, String)>> {
    let mut alone = Vec::new();
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        alone.push((
            path.clone(),
            site.assets.join(std::slice::from_ref(path), name)?,
        ));
    }
    Ok(alone)
}

/// The `data-` attributes of the script: with files of the theme joined under the attribute's name, and with where the index is.
fn data(
    site: &mut Site<'_>,
    root: &str,
    named: Vec<(String, String)>,
) -> Result<Vec<(String, String)>> {
    let mut data = Vec::new();
    for (name, mut value) in named {
        if value.starts_with(assets::THEME) {
            let paths: Vec<String> = value.split_whitespace().map(ToOwned::to_owned).collect();
            let file = format!("{}.js", name.trim_start_matches("data-"));
            value = format!("{root}{}", site.assets.join(&paths, &file)?);
        }
        data.push((name, value));
    }
    let index = site.search.iter();
    data.extend(index.map(|index| ("data-index".to_owned(), format!("{root}{}", index.entry))));
    Ok(data)
}

fn join(site: &mut Site<'_>, paths: &[String], name: &str) -> Result<String> {
    if paths.is_empty() {
        return Ok(String::new());
    }
    site.assets.join(paths, name)
}

/// The list of the sections of a page, if there are enough.
fn sections(page: &Page, sections: &[Section]) -> String {
    let listed = matches!(page.kind, Kind::Chapter | Kind::Copy) && sections.len() >= SECTIONS;
    if !listed {
        return String::new();
    }
    let items: String = sections
        .iter()
        .map(|section| {
            let (id, title) = (escape(&section.id), section.title.trim());
            format!("<li><a href=\"#{id}\">{title}</a></li>\n")
        })
        .collect();
    format!(
        "<nav class=\"on-this-page\" aria-labelledby=\"Page-sections\"><p class=\"label\" id=\"Page-sections\">On this page</p>\n<ol>\n{items}</ol></nav>\n"
    )
}

/// What the scripts of the page have to know of the book.
fn root_element(html: &mut Element<'_, '_>, page: &Page, site: &Site<'_>) -> Handled {
    html.set_attribute("data-book", &site.settings.id)?;
    if page.path == "index.html" {
        html.set_attribute("data-start", "")?;
        // The first chapter has one name, also where it stands twice.
        if page.kind == Kind::Copy
            && let Some(source) = site.contents.first_source()
        {
            html.set_attribute("data-page", source)?;
        }
    }
    if let Some(successors) = &site.successors {
        html.set_attribute("data-successors", successors)?;
    }
    if site.settings.offline && page.kind != Kind::Redirect {
        html.set_attribute("data-offline", "")?;
    }
    Ok(())
}

/// Cells that mdBook aligns by a style attribute, which a strict policy forbids, are aligned by a class.
fn aligned(cell: &mut Element<'_, '_>) -> Handled {
    let style = cell.get_attribute("style").unwrap_or_default();
    let side = style
        .trim_end_matches(';')
        .strip_prefix("text-align:")
        .map(str::trim);
    let class = match side {
        Some("left") => "align-start",
        Some("center") => "align-center",
        Some("right") => "align-end",
        _ => return Ok(()),
    };
    cell.remove_attribute("style");
    let classes = cell
        .get_attribute("class")
        .map_or(class.to_owned(), |c| format!("{c} {class}"));
    cell.set_attribute("class", &classes)?;
    Ok(())
}

/// Lets an address that is relative to the book's folder begin there.
fn rebase(element: &mut Element<'_, '_>, base: &str) -> Handled {
    for name in ["href", "src"] {
        let Some(address) = element.get_attribute(name) else {
            continue;
        };
        let whole = address.starts_with(['#', '/']) || url::Url::parse(&address).is_ok();
        if !whole {
            element.set_attribute(name, &format!("{base}{address}"))?;
        }
    }
    Ok(())
}
