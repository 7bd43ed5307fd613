//! What book.toml says of the book, and the pages that were built of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

/// Pages that mdBook makes and nobody wrote.
const MADE: [&str; 3] = ["404", "print", "toc"];

#[derive(Debug)]
pub struct Book {
    pub title: String,
    pub authors: Vec<String>,
    pub description: String,
    pub language: String,
    /// Where the host has the book, with a slash at the end, if book.toml says so.
    pub site: Option<String>,
}

impl Book {
    pub fn read(file: &Path) -> Result<Book> {
        let name = file.display();
        let text = fs::read_to_string(file).with_context(|| format!("{name} cannot be read"))?;
        let table = text.parse::<Table>();
        Ok(Book::of(
            &table.with_context(|| format!("{name} is not TOML"))?,
        ))
    }

    fn of(table: &Table) -> Book {
        let book = table.get("book");
        let text = |key| {
            let value = book.and_then(|book| book.get(key)).and_then(Value::as_str);
            value.unwrap_or_default().to_owned()
        };
        let authors = book.and_then(|book| book.get("authors"));
        let authors = authors.and_then(Value::as_array).into_iter().flatten();
        let language = text("language");
        Book {
            title: text("title"),
            authors: authors
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            description: text("description"),
            language: if language.is_empty() {
                "en".to_owned()
            } else {
                language
            },
            site: site(table),
        }
    }
}

/// `site-url` of the renderer, if it is a whole address and not just a path.
fn site(table: &Table) -> Option<String> {
    let output = table.get("output")?;
    let site = |name| output.get(name)?.get("site-url")?.as_str();
    let site = site("hops").or_else(|| site("html"))?;
    let whole = site.starts_with("https://") || site.starts_with("http://");
    whole.then(|| format!("{}/", site.trim_end_matches('/')))
}

/// The built book: the folder itself, or the one of its renderer if there are several.
pub fn built(folder: &Path) -> Result<PathBuf> {
    let candidates = ["", "hops", "html"].map(|name| folder.join(name));
    let found = candidates
        .into_iter()
        .find(|folder| folder.join("print.html").is_file());
    found.with_context(|| {
        format!(
            "{} has no print.html. Does book.toml switch it off (print.enable = false)?",
            folder.display()
        )
    })
}

/// The pages of the built book, as their addresses have them, without `.html`.
pub fn pages(folder: &Path) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    collect(folder, "", &mut pages)?;
    pages.retain(|page| !MADE.contains(&page.as_str()));
    pages.sort();
    Ok(pages)
}

fn collect(folder: &Path, prefix: &str, pages: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), pages)?;
        } else if let Some(page) = name.strip_suffix(".html") {
            pages.push(format!("{prefix}{page}"));
        }
    }
    Ok(())
}

/// The page that `name` means: its address or its source, with or without the ending.
pub fn find<'a>(name: &str, pages: &'a [String]) -> Result<&'a str> {
    let asked = name.trim_start_matches("./").trim_matches('/');
    let asked = asked.strip_prefix("src/").unwrap_or(asked);
    let asked = asked
        .strip_suffix(".html")
        .or_else(|| asked.strip_suffix(".md"))
        .unwrap_or(asked);
    // mdBook makes index.html of README.md, too.
    let index = match asked.strip_suffix("README") {
        Some(folder) => format!("{folder}index"),
        None => format!("{asked}/index"),
    };
    let exact = pages.iter().find(|page| *page == asked || **page == index);
    if let Some(page) = exact {
        return Ok(page);
    }
    let near = nearest(asked, pages);
    if near.is_empty() {
        bail!(
            "the book has no page `{name}`. Its pages: {}",
            pages.join(", ")
        );
    }
    bail!(
        "the book has no page `{name}`: did you mean `{}`?",
        near.join("` or `")
    )
}

/// The pages most like `asked`, as a whole or in their last part, if they are like it at all.
fn nearest<'a>(asked: &str, pages: &'a [String]) -> Vec<&'a str> {
    let alike = strsim::normalized_damerau_levenshtein;
    let likeness = |page: &str| {
        let last = page.rsplit('/').next().unwrap_or(page);
        alike(asked, page).max(alike(asked, last))
    };
    let best = pages.iter().map(|page| likeness(page)).fold(0.5, f64::max);
    let pages = pages.iter().map(String::as_str);
    pages.filter(|page| likeness(page) >= best).collect()
}

/// What a PDF of `page` adds to the book's name: its last part, or the whole path if another page ends alike.
pub fn short_name(page: &str, pages: &[String]) -> String {
    let path = page.strip_suffix("/index").unwrap_or(page);
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let alike = pages
        .iter()
        .filter(|other| last(other.strip_suffix("/index").unwrap_or(other)) == last(path));
    if alike.count() > 1 {
        slug(path)
    } else {
        slug(&last(path))
    }
}

/// `text` as a part of a file's name.
pub fn slug(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn book(toml: &str) -> Book {
        Book::of(&toml.parse().unwrap())
    }

    #[test]
    fn what_book_toml_says() {
        let book = book(
            "[book]\ntitle = 'T'\nauthors = ['A', 'B']\n[output.html]\nsite-url = 'https://a.example/b'",
        );
        assert_eq!(book.title, "T");
        assert_eq!(book.authors, ["A", "B"]);
        assert_eq!(book.language, "en");
        assert_eq!(book.site.as_deref(), Some("https://a.example/b/"));
    }

    #[test]
    fn a_path_is_no_site() {
        assert_eq!(book("[output.html]\nsite-url = '/b/'").site, None);
        assert_eq!(book("").site, None);
    }

    fn names() -> Vec<String> {
        let names = ["index", "a/index", "a/net", "b/net", "a/rest"];
        names.map(str::to_owned).to_vec()
    }

    #[test]
    fn pages_by_address_and_source() {
        let pages = names();
        for name in ["a/net", "a/net.html", "a/net.md", "src/a/net.md", "/a/net"] {
            assert_eq!(find(name, &pages).unwrap(), "a/net", "{name}");
        }
        for name in ["a", "a/", "a/index.html", "a/README.md"] {
            assert_eq!(find(name, &pages).unwrap(), "a/index", "{name}");
        }
    }

    #[test]
    fn a_near_page_is_named() {
        let error = find("a/nett", &names()).unwrap_err().to_string();
        assert!(error.ends_with("did you mean `a/net`?"), "{error}");
        let error = find("rset", &names()).unwrap_err().to_string();
        assert!(error.ends_with("did you mean `a/rest`?"), "{error}");
        let error = find("net", &names()).unwrap_err().to_string();
        assert!(
            error.ends_with("did you mean `a/net` or `b/net`?"),
            "{error}"
        );
        let error = find("zzzzzz", &names()).unwrap_err().to_string();
        assert!(
            error.ends_with("Its pages: index, a/index, a/net, b/net, a/rest"),
            "{error}"
        );
    }

    #[test]
    fn short_names_do_not_collide() {
        let names = names();
        let short = |page| short_name(page, &names);
        assert_eq!(short("a/rest"), "rest");
        assert_eq!(short("b/net"), "b-net");
        assert_eq!(short("a/index"), "a");
        assert_eq!(slug("How to Get: Into SRE!"), "how-to-get-into-sre");
    }
}
