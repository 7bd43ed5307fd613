//! The page that is printed: made ready for paper in the browser, and printed at a paper's size.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::arguments::Paper;
use crate::chromium::Chromium;

/// In inches.
const MARGIN: f64 = 0.75;

/// What stands on the page that is to be printed.
pub struct Sheet {
    pub title: String,
    pub author: String,
    pub description: String,
    pub language: String,
    pub chapters: u64,
    /// The ids whose page numbers the contents tell, in their order, as in the fragment of an address.
    pub contents: Vec<String>,
    /// Links that lead neither to the printed pages nor to other hosts.
    pub left: Vec<String>,
    /// Links to places that the printed pages do not have.
    pub dead: Vec<String>,
}

/// Makes the page that `chromium` shows ready for paper. `home` is where it is served, `site` where its host has it.
pub fn prepare(
    chromium: &mut Chromium,
    book: &str,
    home: &str,
    site: Option<&str>,
    whole: bool,
) -> Result<Sheet> {
    let argument =
        json!({ "style": style(book, whole), "home": home, "site": site, "whole": whole });
    let page = chromium.evaluate(include_str!("page.js"), &argument)?;
    let text = |key: &str| page[key].as_str().unwrap_or_default().to_owned();
    Ok(Sheet {
        title: text("title"),
        author: text("author"),
        description: text("description"),
        language: text("language"),
        chapters: page["chapters"].as_u64().unwrap_or_default(),
        contents: list(&page["contents"])?,
        left: list(&page["left"])?,
        dead: list(&page["dead"])?,
    })
}

fn list(value: &Value) -> Result<Vec<String>> {
    serde_json::from_value(value.clone()).context("the page answered something else than asked")
}

/// Writes `numbers` into the contents.
pub fn write_numbers(chromium: &mut Chromium, numbers: &[u32]) -> Result<()> {
    const WRITE: &str = "(numbers) => document.querySelectorAll('.hops-pdf-number')\
        .forEach((box, at) => { box.textContent = numbers[at]; })";
    chromium.evaluate(WRITE, &json!(numbers)).map(drop)
}

/// Prints where everything stands, and nothing to see: half the time of the whole, for asking on which page an id is.
pub fn print_places(chromium: &mut Chromium, paper: Paper) -> Result<Vec<u8>> {
    const HIDE: &str = "() => { const hidden = document.createElement('style'); hidden.id = 'hops-pdf-hidden';\
        hidden.textContent = '* { visibility: hidden !important }'; document.head.append(hidden); }";
    const SHOW: &str = "() => document.getElementById('hops-pdf-hidden').remove()";
    chromium.evaluate(HIDE, &json!({}))?;
    let mut options = options(paper);
    options["generateTaggedPDF"] = json!(false);
    let pdf = chromium.print(options)?;
    chromium.evaluate(SHOW, &json!({}))?;
    Ok(pdf)
}

pub fn print(chromium: &mut Chromium, paper: Paper) -> Result<Vec<u8>> {
    let mut options = options(paper);
    options["generateTaggedPDF"] = json!(true);
    options["generateDocumentOutline"] = json!(true);
    chromium.print(options)
}

fn options(paper: Paper) -> Value {
    let (width, height) = paper.size();
    json!({
        "paperWidth": width,
        "paperHeight": height,
        "marginTop": MARGIN,
        "marginBottom": MARGIN,
        "marginLeft": MARGIN,
        "marginRight": MARGIN,
        "printBackground": true,
        "preferCSSPageSize": false,
    })
}

/// What print adds to the theme's style: margins and running page numbers. As boxes of the page's margin, since
/// Chromium's own footers stand on the cover, too, and take longer.
fn style(book: &str, whole: bool) -> String {
    let book = css_string(book);
    let font = "font: 8.5pt sans-serif; color: #555;";
    let mut style = format!(
        "@page {{ margin: {MARGIN}in; \
         @bottom-left {{ content: {book}; {font} }} \
         @bottom-right {{ content: counter(page) ' / ' counter(pages); {font} }} }}\n\
         .hops-pdf-number {{ display: inline-block; min-inline-size: 3ch; text-align: end; \
         font-variant-numeric: tabular-nums; }}\n"
    );
    if whole {
        style.push_str(
            "@page :first { @bottom-left { content: none } @bottom-right { content: none } }\n",
        );
    }
    style
}

/// `text` as a string of CSS.
fn css_string(text: &str) -> String {
    let mut string = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' | '<' => string.push_str(&format!("\\{:x} ", letter as u32)),
            letter if letter.is_control() => string.push_str(&format!("\\{:x} ", letter as u32)),
            letter => string.push(letter),
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_string() {
        assert_eq!(css_string("a\"b\\c\nd é"), "\"a\\22 b\\5c c\\a d é\"");
    }
}
