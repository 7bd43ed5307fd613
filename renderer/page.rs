//! Finishes one page that mdBook has made from `theme/index.hbs`. Enter at [`finish`].

use std::cell::Cell;

use anyhow::{Context, Result};
use lol_html::element;
use lol_html::html_content::{ContentType, Element};

use crate::renderer::escape::escape;
use crate::renderer::outline::{OUTSIDE, Outline, Section};
use crate::renderer::rewrite::rewrite;
use crate::renderer::{Site, assets, code, head, picture, print, root_of};

/// From how many sections on a page gets a list of them.
const SECTIONS: usize = 3;

pub struct Page {
    /// From the book's folder.
    pub path: String,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Chapter,
    /// The first chapter, once more as index.html.
    Copy,
    /// All chapters in one.
    Print,
    NotFound,
    Redirect,
}

impl Page {
    pub fn new(path: &str, kind: Kind) -> Page {
        Page {
            path: path.to_owned(),
            kind,
        }
    }
}

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
    let additional = site.assets.additional().to_vec();
    let named = site.assets.named(&html, site.successors.is_some())?;
    let style = join(site, &named.styles, "book.css")?;
    let script = join(site, &named.scripts, "book.js")?;
    let (styles, scripts) = named.needed(&html)?;
    let more_style = join(site, &styles, &assets::name_for(&styles, ".css"))?;
    let more = join(site, &scripts, &assets::name_for(&scripts, ".js"))?;
    let early = join_early(site, &named.early)?;
    let description = match page.kind {
        Kind::Chapter | Kind::Copy => outline.description(),
        _ => None,
    };
    let description = description.unwrap_or_else(|| escape(&site.settings.description));
    let additions = head::additions(page, site, &description);
    let contents = site.contents.html(&page.path, &root);
    let place = site.contents.place(&page.path);
    let sections = sections(page, &outline.sections);
    let (style_done, script_done) = (Cell::new(false), Cell::new(false));
    let more_style = match more_style.as_str() {
        "" => String::new(),
        name => format!("\n<link rel=\"stylesheet\" href=\"{root}{name}\">"),
    };
    let more = match more.as_str() {
        "" => String::new(),
        name => format!("\n<script defer src=\"{root}{name}\"></script>"),
    };

    let own = Cell::new(outline.first_id.clone());
    let with_own = matches!(page.kind, Kind::Chapter | Kind::Copy);
    let own_place = |next: Option<String>| match own.replace(next) {
        Some(section) if with_own => format!(
            "<div class=\"hops-own hops-scripted\" data-own=\"section/{}\"></div>\n",
            escape(&section)
        ),
        _ => String::new(),
    };

    let mut bare = outline.bare.iter().copied();
    let mut handlers = vec![
        element!("html", |html| root_element(html, page, site)),
        element!("meta[name=description]", |meta| {
            // The description is escaped, and an attribute is escaped when it is set: so it is written whole.
            let meta_tag = format!("<meta name=\"description\" content=\"{description}\">");
            meta.replace(&meta_tag, ContentType::Html);
            Ok(())
        }),
        element!("head", |head| {
            head.append(&additions, ContentType::Html);
            Ok(())
        }),
        element!(
            "link[rel=stylesheet][href^='theme/']:not([data-for])",
            |link| {
                let own = link.get_attribute("href");
                if own.is_some_and(|href| additional.contains(&href)) {
                    return Ok(());
                }
                if style_done.replace(true) {
                    link.remove();
                } else {
                    link.set_attribute("href", &format!("{root}{style}"))?;
                    link.after(&more_style, ContentType::Html);
                }
                Ok(())
            }
        ),
        element!("link[data-for], script[data-for]", |element| {
            element.remove();
            Ok(())
        }),
        element!("script[defer][src^='theme/']:not([data-for])", |element| {
            let own = element.get_attribute("src");
            if own.is_some_and(|src| additional.contains(&src)) {
                return Ok(());
            }
            if script_done.replace(true) {
                element.remove();
            } else {
                element.set_attribute("src", &format!("{root}{script}"))?;
                for (name, value) in &named.data {
                    element.set_attribute(name, value)?;
                }
                element.after(&more, ContentType::Html);
            }
            Ok(())
        }),
        element!("script[src^='theme/']:not([defer])", |script| {
            let path = script.get_attribute("src").unwrap_or_default();
            if let Some((_, name)) = early.iter().find(|(named, _)| **named == path) {
                script.set_attribute("src", &format!("{root}{name}"))?;
            }
            Ok(())
        }),
        element!("div.page", |div| {
            // Decided here and not by `:has()`, or the page would move when the table arrives.
            if outline.has_table && sections.is_empty() {
                div.set_attribute("class", "page page-wide")?;
            }
            Ok(())
        }),
        element!("nav#Page-contents", |nav| {
            nav.set_inner_content(&contents, ContentType::Html);
            nav.append(
                "<a class=\"contents-close\" href=\"#Page-text\">Close the contents</a>\n",
                ContentType::Html,
            );
            Ok(())
        }),
        element!("main#Page-text", |main| {
            main.before(&sections, ContentType::Html);
            main.prepend(&place, ContentType::Html);
            Ok(())
        }),
        // Where the reader's own words on a section stand: at its end.
        element!("main > h2[id]", |heading| {
            let place = own_place(heading.get_attribute("id"));
            heading.before(&place, ContentType::Html);
            Ok(())
        }),
        element!("main > .read-mark", |mark| {
            mark.before(&own_place(None), ContentType::Html);
            Ok(())
        }),
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
        element!(OUTSIDE, |link| {
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
            let done = if input.has_attribute("checked") {
                "done"
            } else {
                "not done"
            };
            input.set_attribute("aria-label", done)?;
            Ok(())
        }),
        element!("main .blockquote-tag-title > svg", |icon| {
            icon.remove();
            Ok(())
        }),
    ];
    handlers.extend(code::handlers());
    handlers.push(picture::sizes(site.assets.folder(), &page.path));
    if page.kind == Kind::NotFound {
        let base = root.clone();
        handlers.push(element!("main a[href], main img[src]", move |element| {
            rebase(element, &base)
        }));
    }
    handlers.extend(picture::handlers());
    rewrite(&html, handlers)
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
    if outline.has_plan && matches!(page.kind, Kind::Chapter | Kind::Copy) {
        site.places.needed_on(&page.path);
    }
    Ok(())
}

/// Each script that runs before the page is shown, and the name of its file in the book.
fn join_early<'a>(site: &mut Site<'_>, paths: &'a [String]) -> Result<Vec<(&'a String, String)>> {
    let mut early = Vec::new();
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        early.push((path, site.assets.join(std::slice::from_ref(path), name)?));
    }
    Ok(early)
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
