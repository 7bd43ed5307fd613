//! Pictures in a chapter: their size, so that nothing moves when they arrive, and a way to see each larger.
//!
//! mdBook puts a picture on the page twice, with a check box that shows the second one large. Here it stands once, as a link to
//! the picture itself, which a browser shows as large as the reader likes. Enter at [`sizes`] and [`handlers`].

use std::path::{Path, PathBuf};

use lol_html::element;
use lol_html::html_content::{ContentType, Element};

use crate::renderer::escape::escape;
use crate::renderer::rewrite::Handler;

/// Gives the pictures of the page at `path` their size, from their files in `folder`.
pub fn sizes<'h>(folder: &Path, path: &str) -> Handler<'h> {
    let here = folder.join(path);
    let here = here.parent().unwrap_or(folder).to_owned();
    element!("main img", move |image| size(image, &here))
}

/// Handlers for how pictures stand in a page. Behind any that change where their files are.
pub fn handlers<'h>() -> [Handler<'h>; 3] {
    [
        element!("main label.checkbox-label", |label| {
            label.remove_and_keep_content();
            Ok(())
        }),
        element!(
            "main label.checkbox-label > input, main label.checkbox-label > .img-wrapper",
            |second| {
                second.remove();
                Ok(())
            }
        ),
        element!("main label.checkbox-label > img", |image| {
            let named = image
                .get_attribute("alt")
                .is_some_and(|alt| !alt.trim().is_empty());
            if named {
                let address = escape(&image.get_attribute("src").unwrap_or_default());
                image.before(&format!("<a href=\"{address}\">"), ContentType::Html);
                image.after("</a>", ContentType::Html);
            }
            Ok(())
        }),
    ]
}

/// Writes the size of a picture of the book's own, if the author has not.
fn size(
    image: &mut Element<'_, '_>,
    here: &Path,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let sized = image.has_attribute("width") || image.has_attribute("height");
    let source = image.get_attribute("src").unwrap_or_default();
    if sized || source.contains(':') || source.starts_with('/') {
        return Ok(());
    }
    let file = source.split(['?', '#']).next().unwrap_or_default();
    if let Some((width, height)) = size_of(&here.join(file)) {
        image.set_attribute("width", &width.to_string())?;
        image.set_attribute("height", &height.to_string())?;
    }
    Ok(())
}

/// The size of a picture in pixels; none if it is not there or not known as a picture.
fn size_of(file: &PathBuf) -> Option<(u64, u64)> {
    if file.extension().is_some_and(|extension| extension == "svg") {
        return size_of_drawing(&std::fs::read_to_string(file).ok()?);
    }
    let size = imagesize::size(file).ok()?;
    Some((size.width as u64, size.height as u64))
}

/// From its width and height, or from its view box.
fn size_of_drawing(svg: &str) -> Option<(u64, u64)> {
    let document = roxmltree::Document::parse(svg).ok()?;
    let root = document.root_element();
    let number = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        // Larger than any screen, or nothing at all, is no size.
        (1.0..1e6)
            .contains(&number)
            .then_some(number.round() as u64)
    };
    let attribute = |name| root.attribute(name).and_then(number);
    if let Some(size) = attribute("width").zip(attribute("height")) {
        return Some(size);
    }
    let view = root.attribute("viewBox")?;
    let mut sides = view
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2)
        .map(number);
    sides.next()?.zip(sides.next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_says_its_size_in_either_way() {
        let of = |attributes: &str| {
            size_of_drawing(&format!(
                "<svg xmlns='http://www.w3.org/2000/svg' {attributes}/>"
            ))
        };
        assert_eq!(
            of("width='30' height='20px' viewBox='0 0 1 1'"),
            Some((30, 20))
        );
        assert_eq!(
            of("width='100%' viewBox='0 0 360, 432.4'"),
            Some((360, 432))
        );
        assert_eq!(of("viewBox='0 0 NaN -1'"), None);
        assert_eq!(of(""), None);
        assert_eq!(size_of_drawing("no drawing"), None);
    }
}
