//! Data that a page does not need to be read, but once its reader does something: kept out of the page, in a file of its own.
//!
//! In a chapter it stands as an element of [`crate::base::deferred`]. Here it becomes a small script, since a page that
//! was opened from a disk may load nothing else; what stays in the page is `<template class="hops-deferred" data-file="FILE" id="ID">`.
//! theme/js/deferred.js loads it. Enter at [`take_out`].

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::base::deferred::{END, START};
use crate::renderer::assets::{hash, hashed};

/// Writes the data that stands in `html` into files in `folder`, and returns the rest. `root` leads from the page to that folder.
pub fn take_out(html: String, folder: &Path, root: &str, with_hash: bool) -> Result<String> {
    let mut rest = html.as_str();
    let mut out = String::new();
    while let Some((before, element)) = rest.split_once(START) {
        let (id, data) = element
            .split_once("\">")
            .context("an element with data has no end of its tag")?;
        let (data, after) = data
            .split_once(END)
            .context("an element with data has no end")?;
        let key = hash(data.as_bytes());
        let text = format!("(window.hops.arrived ??= {{}})[\"{key}\"] = {data};\n");
        let name = format!("data-{id}.js");
        let name = if with_hash {
            hashed(&name, text.as_bytes())
        } else {
            name
        };
        fs::write(folder.join(&name), text)?;
        out.push_str(before);
        out.push_str(&format!(
            "<template class=\"hops-deferred\" data-file=\"{root}{name}\" data-key=\"{key}\" id=\"{id}\"></template>"
        ));
        rest = after;
    }
    if out.is_empty() {
        return Ok(html);
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_goes_into_a_file_and_all_else_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = |data| format!("<p>a</p>{START}x\">{data}</script><p>b</p>");
        let out = take_out(page("{\"c\":1}"), folder.path(), "../", false).expect("it is sound");
        let (before, rest) = out.split_once("<template").expect("a template");
        assert!(
            before == "<p>a</p>" && rest.ends_with("</template><p>b</p>"),
            "{out}"
        );
        assert!(
            rest.contains("data-file=\"../data-x.js\"") && rest.contains("id=\"x\""),
            "{out}"
        );
        let script = fs::read_to_string(folder.path().join("data-x.js")).expect("the file");
        let key = hash(b"{\"c\":1}");
        assert_eq!(
            script,
            format!("(window.hops.arrived ??= {{}})[\"{key}\"] = {{\"c\":1}};\n")
        );
        assert!(rest.contains(&key), "{out}");

        let plain = "<p>nothing of ours</p>".to_owned();
        assert_eq!(
            take_out(plain.clone(), folder.path(), "", true).expect("it is sound"),
            plain
        );
        assert!(take_out(format!("{START}x\">"), folder.path(), "", true).is_err());
    }
}
