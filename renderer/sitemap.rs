//! `sitemap.xml`: the addresses of all pages, for search engines. Only if book.toml says where the book is published.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::renderer::escape::escape;
use crate::renderer::head;
use crate::renderer::site::Site;

pub fn write(site: &Site<'_>, folder: &Path) -> Result<()> {
    let Some(at) = &site.settings.site else {
        return Ok(());
    };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in site.contents.pages() {
        let address = escape(head::address(at, page).as_str());
        xml.push_str(&format!("<url><loc>{address}</loc></url>\n"));
    }
    xml.push_str("</urlset>\n");
    fs::write(folder.join("sitemap.xml"), xml)?;
    Ok(())
}
