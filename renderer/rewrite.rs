//! Changes HTML by handlers for CSS selectors; what no handler names comes out as it went in.

use std::borrow::Cow;

use anyhow::Result;
use lol_html::{ElementContentHandlers, RewriteStrSettings, Selector, rewrite_str};

/// What `lol_html::element!` and `lol_html::text!` make.
pub type Handler<'h> = (Cow<'static, Selector>, ElementContentHandlers<'h>);

pub fn rewrite<'h>(html: &str, handlers: impl IntoIterator<Item = Handler<'h>>) -> Result<String> {
    let settings = handlers.into_iter().fold(
        RewriteStrSettings::new(),
        RewriteStrSettings::append_element_content_handler,
    );
    Ok(rewrite_str(html, settings)?)
}
