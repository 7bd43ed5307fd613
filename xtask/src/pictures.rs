//! `cargo xtask pictures`: PNGs of the drawings that other programs do not take as SVG.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use crate::chromium::Chromium;
use crate::replace::replace;
use crate::tools;

/// A drawing, the picture made of it, and the picture's size.
struct Picture {
    drawing: &'static str,
    picture: &'static str,
    size: (u32, u32),
}

const PICTURES: [Picture; 2] = [
    // What other sites show where the book is linked. They take this size, and no SVG.
    Picture {
        drawing: "data/social.svg",
        picture: "src/social.png",
        size: (1200, 630),
    },
    // The tab's icon in browsers that do not take the SVG.
    Picture {
        drawing: "theme/favicon.svg",
        picture: "theme/favicon.png",
        size: (32, 32),
    },
];

/// Draws all pictures anew.
pub fn run() -> Result<()> {
    let program = tools::chromium()?;
    draw_all(&program, Path::new(""))
}

fn draw_all(program: &Path, root: &Path) -> Result<()> {
    // All are read first: a drawing that is missing is told before anything changes.
    let mut drawings = Vec::new();
    for picture in &PICTURES {
        let drawing = fs::read(root.join(picture.drawing));
        drawings.push(drawing.with_context(|| format!("{} cannot be read", picture.drawing))?);
    }
    let mut chromium = Chromium::start(program)?;
    for (picture, drawing) in PICTURES.iter().zip(drawings) {
        let (width, height) = picture.size;
        let png = draw(&mut chromium, &drawing, picture.size)
            .with_context(|| format!("{} cannot be drawn", picture.drawing))?;
        replace(&root.join(picture.picture), &png)?;
        let (name, bytes) = (picture.picture, png.len());
        eprintln!("{name}: {width} x {height}, {bytes} bytes");
    }
    Ok(())
}

fn draw(chromium: &mut Chromium, drawing: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>> {
    const SHOW: &str = "async ({ source, width, height }) => {
        const image = new Image(width, height);
        image.style = 'position: fixed; inset: 0';
        image.src = source;
        await image.decode();
        document.body.replaceChildren(image);
    }";
    let source = format!(
        "data:image/svg+xml;base64,{}",
        BASE64_STANDARD.encode(drawing)
    );
    chromium.evaluate(
        SHOW,
        &json!({ "source": source, "width": width, "height": height }),
    )?;
    chromium.picture(width, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws both pictures from `svg`, each of which fills its left half.
    fn draw_from(svg: &str) -> Result<tempfile::TempDir> {
        let root = tempfile::tempdir()?;
        for folder in ["data", "theme"] {
            fs::create_dir(root.path().join(folder))?;
        }
        for picture in &PICTURES {
            fs::write(root.path().join(picture.drawing), svg)?;
        }
        draw_all(&tools::chromium()?, root.path())?;
        Ok(root)
    }

    #[test]
    fn pictures_have_their_size_and_a_transparent_ground() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'><path d='M0 0h1v2h-1z' fill='#f00'/></svg>";
        let root = draw_from(svg).unwrap();
        for picture in &PICTURES {
            let png = fs::read(root.path().join(picture.picture)).unwrap();
            let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert_eq!(&png[1..4], b"PNG");
            assert_eq!((number(16), number(20)), picture.size);
            // 8 bits, and colours with transparency.
            assert_eq!(png[24..26], [8, 6], "{}", picture.picture);
        }
    }

    #[test]
    fn a_drawing_that_is_none_is_an_error() {
        let error = draw_from("<svg").map(|_| ()).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("data/social.svg cannot be drawn"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_drawing_is_named() {
        let root = tempfile::tempdir().unwrap();
        let error = draw_all(Path::new("unused"), root.path()).unwrap_err();
        assert_eq!(error.to_string(), "data/social.svg cannot be read");
    }
}
