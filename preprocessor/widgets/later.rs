//! Data that only scripts need, as JSON in a `script` element. The renderer keeps it out of the page
//! (renderer/later.rs), and theme/hops/late.js gets it when it is asked for. Enter at [`script`].

use serde_json::{Value, json};

use crate::guide::{Guide, Skill};
use crate::html::Html;

/// Writes `data` under the element id `id`, which is unique in the book.
pub fn script(id: &str, data: &Value, out: &mut Html) {
    let attributes = [
        ("type", "application/json"),
        ("class", "hops-later"),
        ("id", id),
    ];
    out.element("script", &attributes, |h| h.raw(&in_a_page(data)));
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

/// What to learn a skill from: the resource to name, without cost if there is one.
pub fn resource_of(skill: &Skill, guide: &Guide) -> Option<Value> {
    let resources = skill.resources.iter().map(|r| guide.resource(*r));
    let resource = resources.min_by_key(|resource| resource.cost.index)?;
    let cost = &guide.vocabulary.cost(resource.cost).title;
    Some(json!({ "id": resource.id, "title": resource.title, "url": resource.url, "cost": cost }))
}
