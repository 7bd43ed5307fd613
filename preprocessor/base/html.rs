//! Writes HTML that is balanced and escaped by construction, in one line.
//!
//! One line, because a widget stands in Markdown as an HTML block, which a blank line would end. Opening braces are
//! escaped too: mdBook's `links` preprocessor runs after this one and would take `{{#include …}}` in somebody's title as meant.

/// Attributes of an element: names and raw values.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

pub struct Html {
    out: String,
}

impl Html {
    /// Writes behind `begin`, with room for a small table.
    pub fn after(begin: &str) -> Html {
        let mut out = String::with_capacity(16 * 1024);
        out.push_str(begin);
        Html { out }
    }

    /// An element with what `inside` writes into it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Html),
    ) {
        self.start(name, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element that holds nothing but text.
    pub fn text_element(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |h| h.text(text));
    }

    /// An element that has no end tag, such as `input`.
    pub fn void(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes {
            self.out.push(' ');
            self.out.push_str(attribute);
            if !value.is_empty() {
                self.out.push_str("=\"");
                escape_into(value, &mut self.out);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }

    pub fn text(&mut self, text: &str) {
        escape_into(text, &mut self.out);
    }

    /// A link to another site.
    pub fn link(&mut self, url: &str, text: &str) {
        self.out.push_str("<a href=\"");
        escape_into(url, &mut self.out);
        self.out.push_str("\">");
        escape_into(text, &mut self.out);
        self.out.push_str("</a>");
    }

    /// Markup that is known to be balanced, escaped and in one line.
    pub fn raw(&mut self, markup: &str) {
        debug_assert!(!markup.contains('\n'));
        self.out.push_str(markup);
    }

    /// What was written so far.
    pub fn so_far(&self) -> &str {
        &self.out
    }

    pub fn finish(self) -> String {
        self.out
    }
}

/// What stands for a byte in a page; empty for a byte that stands for itself.
const ESCAPES: [&str; 256] = {
    let mut table = [""; 256];
    table[b'&' as usize] = "&amp;";
    table[b'<' as usize] = "&lt;";
    table[b'>' as usize] = "&gt;";
    table[b'"' as usize] = "&quot;";
    table[b'\'' as usize] = "&#39;";
    table[b'{' as usize] = "&#123;";
    // MathJax, where a book turns it on, looks for these.
    table[b'\\' as usize] = "&#92;";
    table[b'$' as usize] = "&#36;";
    table[b'\n' as usize] = " ";
    table[b'\r' as usize] = " ";
    table
};

/// Appends `text`, safe in element content and in a quoted attribute.
pub fn escape_into(text: &str, out: &mut String) {
    // All bytes that are escaped are characters of their own, so that the text may be cut at them.
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = ESCAPES[byte as usize];
        if !escape.is_empty() {
            out.push_str(&text[done..at]);
            out.push_str(escape);
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        let mut html = Html::after("");
        let nasty = "<script>\"'&]]>{{#include /etc/passwd}}\r\n\n    $code$ \\(x\\)";
        html.element("td", &[("title", nasty)], |h| h.text(nasty));
        let escaped = "&lt;script&gt;&quot;&#39;&amp;]]&gt;&#123;&#123;#include /etc/passwd}}       &#36;code&#36; &#92;(x&#92;)";
        assert_eq!(
            html.finish(),
            format!("<td title=\"{escaped}\">{escaped}</td>")
        );
    }
}
