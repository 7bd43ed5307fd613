//! What search engines and previews read: the description, the one address of a page, its picture.

use std::fs;
use std::path::Path;

use anyhow::Result;
use url::Url;

use crate::renderer::escape::escape;
use crate::renderer::paths::root_of;
use crate::renderer::site::{Kind, Page, Site};

/// The picture that a preview shows, if it is in the book's folder.
pub const PICTURE: &str = "social.png";

/// The book's icon in `folder`, under whatever name it has there.
pub fn icon(folder: &Path) -> Result<Option<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    let with = |end: &str| {
        names
            .iter()
            .find(|name| name.starts_with("favicon") && name.ends_with(end))
    };
    Ok(with(".svg").or(with(".png")).cloned())
}

/// The elements to add to the head of `page`. `description` is HTML.
pub fn additions(page: &Page, site: &Site<'_>, description: &str) -> String {
    match (page.kind, &site.icon) {
        (Kind::Chapter | Kind::Copy, _) => {}
        // mdBook does not tell its template for moved pages what the icon is called, and without one a browser guesses.
        (Kind::Redirect, Some(icon)) => {
            let root = root_of(&page.path);
            return format!("<link rel=\"icon\" href=\"{root}{}\">\n", escape(icon));
        }
        _ => return String::new(),
    }
    let book = &site.settings.title;
    let title = site
        .contents
        .find(&page.path)
        .map_or(book.as_str(), |(stop, _)| &stop.title);
    let mut out = String::new();
    let mut add = |property: &str, content: &str| {
        out.push_str(&format!(
            "<meta property=\"og:{property}\" content=\"{content}\">\n"
        ));
    };
    add(
        "type",
        if page.path == "index.html" {
            "website"
        } else {
            "article"
        },
    );
    add("site_name", &escape(book));
    add("title", &escape(title));
    add("description", description);
    if let Some(at) = &site.settings.site {
        let address = escape(address(at, &page.path).as_str());
        add("url", &address);
        if site.picture
            && let Ok(picture) = at.join(PICTURE)
        {
            add("image", &escape(picture.as_str()));
            add("image:alt", &escape(book));
            out.push_str("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
        }
        out.push_str(&format!("<link rel=\"canonical\" href=\"{address}\">\n"));
    }
    for author in &site.settings.authors {
        out.push_str(&format!(
            "<meta name=\"author\" content=\"{}\">\n",
            escape(author)
        ));
    }
    out
}

/// Where the page at `path` is published: `index.html` goes by the name of its folder.
pub fn address(site: &Url, path: &str) -> Url {
    let short = path.strip_suffix("index.html").unwrap_or(path);
    let short = if short.is_empty() || short.ends_with('/') {
        short
    } else {
        path
    };
    // Path by path: a name such as `a:b.html` would be taken for an address of its own.
    let mut address = site.clone();
    address.set_path(&format!("{}{short}", site.path()));
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_page_goes_by_its_folder() {
        let site = Url::parse("https://book.example/guide/").expect("an address");
        let of = |path| address(&site, path).to_string();
        assert_eq!(of("index.html"), "https://book.example/guide/");
        assert_eq!(of("craft/index.html"), "https://book.example/guide/craft/");
        assert_eq!(
            of("craft/my-index.html"),
            "https://book.example/guide/craft/my-index.html"
        );
        assert_eq!(of("a b:c.html"), "https://book.example/guide/a%20b:c.html");
    }
}
