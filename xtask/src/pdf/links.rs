//! Checks where the links of a PDF lead: none to this machine, none to a place that is not there.

use std::collections::HashMap;

use anyhow::Result;
use lopdf::{Dictionary, Document, Object, ObjectId};
use url::{Host, Url};

use super::places::{Places, page_numbers, page_of};

/// What [`check`] found.
pub struct Links {
    pub inside: usize,
    pub outside: usize,
    /// One line for each link that is wrong.
    pub faults: Vec<String>,
}

struct Checker<'a> {
    document: &'a Document,
    pages: HashMap<ObjectId, u32>,
    places: Places,
}

enum Target {
    Inside,
    Outside,
}

pub fn check(document: &Document) -> Result<Links> {
    let checker = Checker {
        document,
        pages: page_numbers(document),
        places: Places::of(document)?,
    };
    let mut links = Links {
        inside: 0,
        outside: 0,
        faults: Vec::new(),
    };
    for (number, page) in document.get_pages() {
        for annotation in document.get_page_annotations(page)? {
            let kind = annotation.get(b"Subtype").and_then(Object::as_name);
            if kind.unwrap_or_default() != b"Link" {
                continue;
            }
            match checker.target(annotation) {
                Ok(Target::Inside) => links.inside += 1,
                Ok(Target::Outside) => links.outside += 1,
                Err(fault) => links.faults.push(format!("page {number}: {fault}")),
            }
        }
    }
    Ok(links)
}

impl Checker<'_> {
    /// Where a link leads, or what is wrong with it.
    fn target(&self, link: &Dictionary) -> Result<Target, String> {
        if let Ok(place) = link.get(b"Dest") {
            return self.inside(place);
        }
        let action = link.get(b"A").and_then(|it| self.document.dereference(it));
        let Ok(action) = action.and_then(|(_, action)| action.as_dict()) else {
            return Err("a link without a target".to_owned());
        };
        let kind = action.get(b"S").and_then(Object::as_name);
        let kind = kind.unwrap_or_default();
        if kind == b"URI" {
            let address = action.get(b"URI").and_then(Object::as_str);
            return outside(&String::from_utf8_lossy(address.unwrap_or_default()));
        }
        match action.get(b"D") {
            Ok(place) if kind == b"GoTo" => self.inside(place),
            _ => Err(format!(
                "a link that is no address and no place: {action:?}"
            )),
        }
    }

    fn inside(&self, place: &Object) -> Result<Target, String> {
        let (_, place) = self.document.dereference(place).unwrap_or((None, place));
        let name = match place {
            Object::Name(name) | Object::String(name, _) => name,
            place => {
                let page = page_of(self.document, place, &self.pages);
                return page
                    .map(|_| Target::Inside)
                    .ok_or_else(|| "a link to a page that is not there".to_owned());
            }
        };
        match self.places.page(name) {
            Some(_) => Ok(Target::Inside),
            None => Err(format!(
                "#{} is nowhere in the PDF",
                String::from_utf8_lossy(name)
            )),
        }
    }
}

fn outside(address: &str) -> Result<Target, String> {
    let Ok(url) = Url::parse(address) else {
        return Err(format!("`{address}` is no address"));
    };
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    };
    if here || url.scheme() == "file" {
        return Err(format!("{address} is on the machine that made the PDF"));
    }
    Ok(Target::Outside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    /// A document of one page with those links, and the named place `there`.
    fn document(links: Vec<Dictionary>) -> Document {
        let mut document = Document::with_version("1.7");
        let pages = document.new_object_id();
        let links: Vec<Object> = links.into_iter().map(Object::Dictionary).collect();
        let page = document
            .add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Annots" => links });
        let kids = vec![Object::Reference(page)];
        document.set_object(
            pages,
            dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 },
        );
        let there = vec![Object::Reference(page), "XYZ".into(), 0.into()];
        let places = document.add_object(
            dictionary! { "there" => there, "gone" => vec![Object::Reference((99, 0))] },
        );
        let catalog = document
            .add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Dests" => places });
        document.trailer.set("Root", catalog);
        document
    }

    fn place(name: &str) -> Dictionary {
        dictionary! { "Subtype" => "Link", "Dest" => name }
    }

    fn address(address: &str) -> Dictionary {
        let action = dictionary! { "S" => "URI", "URI" => Object::string_literal(address) };
        dictionary! { "Subtype" => "Link", "A" => action }
    }

    #[track_caller]
    fn check_link(link: Dictionary, expected: &str) {
        let links = check(&document(vec![link])).unwrap();
        assert_eq!(links.faults.join("; "), expected);
    }

    #[test]
    fn good_links_are_counted() {
        let links = vec![
            place("there"),
            dictionary! { "Subtype" => "Link", "A" => dictionary! { "S" => "GoTo", "D" => "there" } },
            address("https://example.org/"),
            address("mailto:a@example.org"),
            dictionary! { "Subtype" => "Widget" },
        ];
        let links = check(&document(links)).unwrap();
        assert_eq!(links.faults, [""; 0]);
        assert_eq!((links.inside, links.outside), (2, 2));
    }

    #[test]
    fn a_place_that_is_not_there() {
        check_link(place("nowhere"), "page 1: #nowhere is nowhere in the PDF");
        check_link(place("gone"), "page 1: #gone is nowhere in the PDF");
        check_link(
            dictionary! { "Subtype" => "Link" },
            "page 1: a link without a target",
        );
    }

    #[test]
    fn an_address_on_this_machine() {
        for here in [
            "http://127.0.0.1:4000/a.html",
            "http://localhost/a",
            "http://[::1]/",
            "file:///tmp/a.html",
        ] {
            let expected = format!("page 1: {here} is on the machine that made the PDF");
            check_link(address(here), &expected);
        }
        check_link(address("a.html"), "page 1: `a.html` is no address");
    }
}
