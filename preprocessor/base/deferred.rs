//! Data that only scripts need, as JSON in a `script` element. The renderer keeps it out of the page
//! (renderer/deferred.rs), and theme/js/deferred.js gets it when it is asked for. Enter at [`script`], or at [`WANTS`] for what only the renderer
//! knows.

use serde_json::Value;

use crate::base::html::Html;

/// How the element begins, up to its id.
pub const START: &str = "<script type=\"application/json\" class=\"hops-deferred\" id=\"";
pub const END: &str = "</script>";

/// An element with this attribute, `data-wants="sections"`, gets the sections of all pages of the book, which only the renderer knows: as data
/// with the id `Page-places`.
pub const WANTS: (&str, &str) = ("data-wants", "sections");

/// Writes `data` under the element id `id`, which is unique in the book.
pub fn script(id: &str, data: &Value, out: &mut Html) {
    out.raw(&element(id, data));
}

/// The same as text, for an id without characters that mean something to HTML.
pub fn element(id: &str, data: &Value) -> String {
    format!("{START}{id}\">{}{END}", in_a_page(data))
}

/// JSON that can stand in a `script` element in one line. What could end it, or mean something to mdBook or MathJax, stands
/// in strings only.
fn in_a_page(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('&', "\\u0026")
        .replace('$', "\\u0024")
        .replace("{{", "{\\u007b")
}

/// A way to a chapter as one to its page: mdBook does so with links in a page, but not in data.
pub fn built(way: Option<String>) -> Option<String> {
    let way = way?;
    let end = way.find('#').unwrap_or(way.len());
    let (path, anchor) = way.split_at(end);
    let path = match path.strip_suffix(".md") {
        Some(stem) => format!("{stem}.html"),
        None => path.to_owned(),
    };
    Some(path + anchor)
}
