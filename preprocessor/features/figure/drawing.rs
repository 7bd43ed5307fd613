//! An SVG drawing that is safe to stand inside a page: known elements only, no script, nothing from outside.
//!
//! Its ids are kept apart from its markup, so that each place it is shown at can give them names of its own: mdBook's
//! print page holds every chapter, and a gradient found under another drawing's id would be the wrong one.

use std::collections::HashSet;
use std::ops::Range;

use roxmltree::{Attribute, Node};

use super::amount::{DEEPEST, URL, XLINK, check_amount, name_span};
use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::html::escape_into;

/// Elements that draw, and nothing else. An outer list than "all but script" cannot be forgotten to grow.
const ELEMENTS: [&str; 25] = [
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "title",
    "desc",
    "defs",
    "marker",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "use",
    "symbol",
    "metadata",
];

/// Attributes that say how to draw. Whatever is not here may be a script on some browser, in some spelling.
#[rustfmt::skip]
const ATTRIBUTES: [&str; 85] = [
    "alignment-baseline", "aria-hidden", "class", "clip-path", "clip-rule", "clipPathUnits", "color", "cx", "cy", "d",
    "display", "dominant-baseline", "dx", "dy", "fill", "fill-opacity", "fill-rule", "font-family", "font-size",
    "font-style", "font-weight", "fx", "fy", "gradientTransform", "gradientUnits", "height", "href", "id",
    "lengthAdjust", "letter-spacing", "marker-end", "marker-mid", "marker-start", "markerHeight", "markerUnits",
    "markerWidth", "mask", "maskContentUnits", "maskUnits", "offset", "opacity", "orient", "overflow", "paint-order",
    "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "points", "preserveAspectRatio", "r",
    "refX", "refY", "role", "rotate", "rx", "ry", "shape-rendering", "spreadMethod", "startOffset", "stop-color",
    "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "text-rendering", "textLength",
    "transform", "vector-effect", "version", "viewBox", "visibility", "width", "x", "x1", "x2", "y", "y1", "y2",
];

/// Functions that a value may call. `url` has a rule of its own.
const FUNCTIONS: [&str; 14] = [
    "var",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "oklch",
    "color-mix",
    "calc",
    "translate",
    "scale",
    "rotate",
    "skewX",
    "skewY",
    "matrix",
];

const SVG: &str = "http://www.w3.org/2000/svg";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The markup of a drawing, cut where an id stands.
#[derive(Debug)]
pub struct Drawing {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Markup(String),
    Id(String),
}

impl Drawing {
    /// Reads and checks the drawing; `None` if anything was reported.
    pub fn read(source: &Source, diagnostics: &Diagnostics) -> Option<Drawing> {
        let document = match roxmltree::Document::parse(&source.text) {
            Ok(document) => document,
            Err(error) => {
                let pos = error.pos();
                let at = source.offset_of(pos.row as usize, pos.col as usize);
                diagnostics
                    .error(
                        Code("not-xml"),
                        source,
                        at..at + 1,
                        format!("not a drawing: {error}"),
                    )
                    .help("the file must be well-formed XML, without a document type");
                return None;
            }
        };
        let before = diagnostics.count();
        let mut reader = Reader {
            source,
            diagnostics,
            ids: HashSet::new(),
            used: Vec::new(),
            parts: Vec::new(),
            text: String::new(),
        };
        reader.root(document.root_element());
        reader.check_uses();
        reader.cut();
        if diagnostics.count() == before {
            check_amount(&document, source, diagnostics);
        }
        (diagnostics.count() == before).then_some(Drawing {
            parts: reader.parts,
        })
    }

    /// The markup in one line; each id begins with `prefix`. The root element carries `attributes` (already escaped).
    pub fn markup(&self, prefix: &str, attributes: &str) -> String {
        let mut out = format!("<svg {attributes}");
        for part in &self.parts {
            match part {
                Part::Markup(markup) => out.push_str(markup),
                Part::Id(id) => {
                    out.push_str(prefix);
                    out.push_str(id);
                }
            }
        }
        out
    }
}

/// Walks the tree once: checks it and writes it out.
struct Reader<'a> {
    source: &'a Source,
    diagnostics: &'a Diagnostics,
    ids: HashSet<String>,
    /// Ids referred to, and where.
    used: Vec<(String, Range<usize>)>,
    parts: Vec<Part>,
    text: String,
}

impl Reader<'_> {
    fn fault(&self, code: Code, span: Range<usize>, message: String, help: &str) {
        self.diagnostics
            .error(code, self.source, span, message)
            .help(help);
    }

    fn root(&mut self, root: Node<'_, '_>) {
        let tag = root.tag_name();
        if tag.name() != "svg" || tag.namespace() != Some(SVG) {
            let help = format!("begin it with <svg xmlns=\"{SVG}\" viewBox=\"0 0 … …\">");
            self.fault(
                Code("not-svg"),
                name_span(root),
                "this is not an SVG drawing".to_owned(),
                &help,
            );
            return;
        }
        if !root.has_attribute("viewBox") {
            self.fault(
                Code("no-view-box"),
                name_span(root),
                "the drawing has no viewBox".to_owned(),
                "a viewBox lets it shrink to the reader's screen",
            );
        }
        self.element(root, 0);
    }

    fn element(&mut self, node: Node<'_, '_>, depth: usize) {
        let name = node.tag_name().name();
        let known = node.tag_name().namespace() == Some(SVG) && ELEMENTS.contains(&name);
        if !known || depth > DEEPEST {
            let (code, why) = if known {
                let why = format!("elements are nested deeper than {DEEPEST}");
                (Code("too-deep"), why)
            } else {
                let why = format!("a drawing may not hold <{name}>");
                (Code("forbidden-element"), why)
            };
            self.fault(
                code,
                name_span(node),
                why,
                "draw with shapes, text, gradients and markers only",
            );
            return;
        }
        // The caller of `markup` begins the root itself, to add to its attributes.
        if depth > 0 {
            self.text.push('<');
            self.text.push_str(name);
        }
        for attribute in node.attributes() {
            self.attribute(&attribute, depth == 0);
        }
        self.text.push('>');
        for child in node.children() {
            if child.is_element() {
                self.element(child, depth + 1);
            } else if let Some(text) = child.text().filter(|_| child.is_text()) {
                self.words(text);
            }
        }
        // No `<path/>`: read as HTML it would never close.
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Text, with its white space folded: a line end would end the HTML block the drawing stands in.
    fn words(&mut self, text: &str) {
        let mut folded = String::new();
        let mut space = false;
        for c in text.chars() {
            if !c.is_whitespace() {
                folded.push(c);
            } else if !space {
                folded.push(' ');
            }
            space = c.is_whitespace();
        }
        escape_into(&folded, &mut self.text);
    }

    fn attribute(&mut self, attribute: &Attribute<'_, '_>, on_root: bool) {
        let (name, value) = (attribute.name(), attribute.value());
        let span = attribute.range();
        let known = match attribute.namespace() {
            None => ATTRIBUTES.contains(&name),
            Some(XLINK) => name == "href",
            // White space is folded in any case.
            Some(XML) => return,
            Some(_) => false,
        };
        if !known {
            let help = match name {
                // A host's policy may forbid style in a page, and the drawing stands in the page.
                "style" => {
                    "write each property as an attribute of its own: fill=\"none\" instead of style=\"fill: none\""
                }
                _ => {
                    "draw with SVG's own attributes, spelt as SVG spells them; \"plain SVG\" is what programs call it"
                }
            };
            self.fault(
                Code("forbidden-attribute"),
                span,
                format!("a drawing may not hold the attribute `{name}`"),
                help,
            );
            return;
        }
        if (name == "href" && !value.starts_with('#')) || reaches_outside(value) {
            let message = format!("`{name}` reaches outside the drawing");
            let help = "refer to parts of the same drawing only, as in url(#id)";
            self.fault(Code("reaches-outside"), span, message, help);
            return;
        }
        if name == "viewBox" && !is_view_box(value) {
            let message = "a viewBox is four numbers, the last two above 0".to_owned();
            self.fault(
                Code("malformed-view-box"),
                span,
                message,
                "viewBox=\"LEFT TOP WIDTH HEIGHT\"",
            );
            return;
        }
        // The page sizes the drawing and names it.
        if on_root && matches!(name, "width" | "height" | "role" | "class" | "id") {
            return;
        }
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        match name {
            "id" => self.declare(value, span),
            "href" => {
                self.text.push('#');
                self.refer(&value[1..], span);
            }
            _ => self.value_with_references(value, span),
        }
        self.text.push('"');
    }

    fn declare(&mut self, id: &str, span: Range<usize>) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if id.is_empty() || !id.chars().all(plain) {
            let message =
                "an id in a drawing is letters, digits, hyphens and underscores".to_owned();
            self.fault(Code("malformed-id"), span, message, "rename it");
        } else if !self.ids.insert(id.to_owned()) {
            self.fault(
                Code("id-twice"),
                span,
                format!("the id `{id}` stands twice"),
                "rename one",
            );
        }
        self.cut();
        self.parts.push(Part::Id(id.to_owned()));
    }

    fn refer(&mut self, id: &str, span: Range<usize>) {
        self.used.push((id.to_owned(), span));
        self.cut();
        self.parts.push(Part::Id(id.to_owned()));
    }

    /// Writes `value`, each `url(#id)` in it as a reference.
    fn value_with_references(&mut self, value: &str, span: Range<usize>) {
        let mut rest = value;
        while let Some(at) = rest.find(URL) {
            let after = &rest[at + URL.len()..];
            let Some(end) = after.find(')') else { break };
            escape_into(&rest[..at + URL.len()], &mut self.text);
            self.refer(&after[..end], span.clone());
            rest = &after[end..];
        }
        self.words(rest);
    }

    fn check_uses(&self) {
        for (id, span) in &self.used {
            if !self.ids.contains(id) {
                let message = format!("nothing in this drawing has the id `{id}`");
                self.fault(
                    Code("unknown-name"),
                    span.clone(),
                    message,
                    "give the id to an element, or remove the reference",
                );
            }
        }
    }

    /// Ends the run of markup being written.
    fn cut(&mut self) {
        let markup = std::mem::take(&mut self.text);
        self.parts.push(Part::Markup(markup));
    }
}

/// Whether a browser can make a drawing fit with this.
fn is_view_box(value: &str) -> bool {
    let parts = value
        .split([' ', '\t', '\r', '\n', ','])
        .filter(|part| !part.is_empty());
    let numbers: Option<Vec<f64>> = parts
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect();
    matches!(numbers.as_deref(), Some([_, _, width, height]) if *width > 0.0 && *height > 0.0)
}

/// Whether a value calls anything but harmless functions and `url(#id)`.
fn reaches_outside(value: &str) -> bool {
    let calls = value.match_indices('(').any(|(at, _)| {
        let before = &value[..at];
        let begins = before
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .map_or(0, |i| i + 1);
        let begins = (begins..=at)
            .find(|&i| before.is_char_boundary(i))
            .unwrap_or(at);
        let function = &before[begins..];
        let harmless = FUNCTIONS.contains(&function);
        let inside = function == "url" && value[at + 1..].starts_with('#');
        // A bare bracket groups, as within calc().
        !(function.is_empty() || harmless || inside)
    });
    calls || value.contains(['\\', '@'])
}
