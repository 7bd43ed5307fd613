//! How much a browser would draw for a drawing: parts that show other parts multiply them.

use std::collections::HashMap;
use std::ops::Range;

use roxmltree::{Node, NodeId};

use crate::base::diagnostic::{Code, Diagnostics, Source};

/// What begins a reference in a value.
pub const URL: &str = "url(#";

/// Deeper nesting than any drawing needs.
pub const DEEPEST: usize = 64;

pub const XLINK: &str = "http://www.w3.org/1999/xlink";

/// More elements than any drawing needs, each counted as often as a browser draws it.
const MOST_DRAWN: usize = 10_000;

/// Reports the first element with which the browser would draw too much. A few elements that each show the one before ten
/// times are enough to stop it.
pub fn check_amount(
    document: &roxmltree::Document<'_>,
    source: &Source,
    diagnostics: &Diagnostics,
) {
    let named = document.descendants();
    let mut counter = Counter {
        ids: named
            .filter_map(|node| Some((node.attribute("id")?, node)))
            .collect(),
        counted: HashMap::new(),
    };
    if let Err((span, message)) = counter.count(document.root_element(), 0) {
        diagnostics.error(Code("draws-too-much"), source, span, message).help(
            "a part that shows others multiplies them; one that shows itself has no end: draw fewer copies",
        );
    }
}

/// What a browser draws for an element.
#[derive(Clone, Copy, Default)]
struct Amount {
    /// The element, those inside, and those that a `<use>` puts there: all that take over its properties.
    elements: usize,
    /// Numbers in their paths: at each may stand a marker.
    numbers: usize,
    /// With the patterns, markers and masks they are painted with.
    drawn: usize,
}

struct Counter<'a, 'i> {
    ids: HashMap<&'a str, Node<'a, 'i>>,
    /// What was counted, and `None` for what is being counted.
    counted: HashMap<NodeId, Option<Amount>>,
}

impl<'a, 'i> Counter<'a, 'i> {
    /// The amount of `node`, or where the element stands with which it became too much, and why.
    fn count(
        &mut self,
        node: Node<'a, 'i>,
        depth: usize,
    ) -> Result<Amount, (Range<usize>, String)> {
        match self.counted.get(&node.id()) {
            Some(Some(amount)) => return Ok(*amount),
            Some(None) => return Err((name_span(node), "this shows itself".to_owned())),
            None if depth > 4 * DEEPEST => {
                let message = format!(
                    "elements show one another more than {depth} times",
                    depth = 4 * DEEPEST
                );
                return Err((name_span(node), message));
            }
            None => self.counted.insert(node.id(), None),
        };
        let path = node.attribute("d").or(node.attribute("points"));
        let mut amount = Amount {
            elements: 1,
            numbers: path.map_or(0, numbers),
            drawn: 1,
        };
        let used = (node.tag_name().name() == "use").then(|| self.used_by(node));
        let inside = node.children().filter(Node::is_element);
        for child in inside.chain(used.flatten()) {
            let child = self.count(child, depth + 1)?;
            amount.elements += child.elements;
            amount.numbers += child.numbers;
            amount.drawn += child.drawn;
        }
        for attribute in node.attributes() {
            let times = match attribute.name() {
                "marker-mid" => amount.numbers,
                _ => amount.elements,
            };
            for target in urls(attribute.value()) {
                let target = self
                    .ids
                    .get(target)
                    .copied()
                    .filter(|node| !is_gradient(*node));
                if let Some(target) = target {
                    amount.drawn += times.saturating_mul(self.count(target, depth + 1)?.drawn);
                }
            }
        }
        if amount.drawn.max(amount.elements) > MOST_DRAWN {
            let message = format!("this draws more than {MOST_DRAWN} elements");
            return Err((name_span(node), message));
        }
        self.counted.insert(node.id(), Some(amount));
        Ok(amount)
    }

    fn used_by(&self, node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
        let address = node.attribute("href").or(node.attribute((XLINK, "href")))?;
        self.ids.get(address.strip_prefix('#')?).copied()
    }
}

/// A gradient is a colour: nothing is drawn for it.
fn is_gradient(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "linearGradient" | "radialGradient")
}

/// How many numbers stand in a path.
fn numbers(path: &str) -> usize {
    let numbers = path.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| !number.is_empty()).count()
}

/// The ids in each `url(#id)` of a value.
fn urls(value: &str) -> impl Iterator<Item = &str> {
    let urls = value.split(URL).skip(1);
    urls.filter_map(|rest| Some(rest.split_once(')')?.0))
}

/// The bytes of an element's `<name`.
pub fn name_span(node: Node<'_, '_>) -> Range<usize> {
    let start = node.range().start;
    start..start + 1 + node.tag_name().name().len()
}
