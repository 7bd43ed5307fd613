//! The text of a page, in the parts that are found: its sections, and the things on it that have a kind of their own.
//!
//! A heading with an id begins a section, down to the level that `heading-split-level` names. An element with an id and `data-found-as="Skill"`
//! is a thing that is found as a skill, by its first words; without an id the attribute says it of the whole page. Enter at [`parts`].

use std::cell::RefCell;
use std::rc::Rc;

use anyhow::Result;
use lol_html::html_content::Element;
use lol_html::{element, end_tag, text};

use crate::base::found;
use crate::renderer::escape::unescape;
use crate::renderer::rewrite::rewrite;

/// What no reader reads, or what a reader does not come for.
const SKIPPED: [&str; 5] = ["script", "style", "template", "button", "select"];

/// With the end of one of these the first words of a thing are over.
const NAMES: [&str; 15] = [
    "th", "a", "b", "legend", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "strong", "td",
    "p",
];

/// Elements in a line of text. What stands before any other is another line.
const IN_LINE: [&str; 20] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
];

/// A section or a thing.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Part {
    /// Its element id; empty for what stands before the first heading.
    pub id: String,
    pub title: String,
    /// What it is found as, if not as a section.
    pub kind: String,
    pub text: String,
}

/// The parts of the page `html`, in their order, and what the page itself is found as. Headings down to `level` begin a section.
pub fn parts(html: &str, level: u8) -> Result<(Vec<Part>, String)> {
    let reader = Rc::new(RefCell::new(Reader {
        level,
        parts: vec![Part::default()],
        ..Reader::default()
    }));
    let (opener, writer) = (Rc::clone(&reader), Rc::clone(&reader));
    let handlers = [
        element!("main *", |element| {
            if element.end_tag_handlers().is_none() {
                // It holds nothing, as a picture.
                opener.borrow_mut().part(&element.tag_name());
            } else if let Some(end) = opener.borrow_mut().open(element) {
                let closer = Rc::clone(&opener);
                element.on_end_tag(end_tag!(move |_| {
                    closer.borrow_mut().close(&end);
                    Ok(())
                }))?;
            }
            Ok(())
        }),
        text!("main", |chunk| {
            writer.borrow_mut().write(chunk.as_str());
            Ok(())
        }),
    ];
    rewrite(html, handlers)?;
    let reader = std::mem::take(&mut *reader.borrow_mut());
    Ok(reader.finish())
}

/// What has to be done where an element ends.
enum End {
    Skipped,
    Heading,
    Thing,
    /// An element that a name ends with.
    Name,
}

#[derive(Default)]
struct Reader {
    level: u8,
    parts: Vec<Part>,
    /// Where in `parts` the section is that is being read.
    section: usize,
    /// The same of a thing, as long as it is open.
    thing: Option<usize>,
    page_kind: String,
    /// How many elements that are skipped are open.
    skipped: usize,
    in_heading: bool,
}

impl Reader {
    fn open(&mut self, element: &Element<'_, '_>) -> Option<End> {
        let name = element.tag_name();
        let id = element.get_attribute("id").unwrap_or_default();
        // Ids of this kind are for the page's own parts.
        let is_skipped =
            SKIPPED.contains(&&*name) || element.has_attribute("hidden") || id.starts_with("Page-");
        if is_skipped || self.skipped > 0 {
            self.skipped += usize::from(is_skipped);
            return is_skipped.then_some(End::Skipped);
        }
        self.part(&name);
        if let Some(kind) = element.get_attribute(found::AS) {
            if id.is_empty() {
                self.page_kind = kind;
            } else if self.thing.is_none() {
                self.thing = Some(self.parts.len());
                self.begin(id, kind);
                return Some(End::Thing);
            }
        }
        if self.thing.is_some() {
            // What stands beside the first words.
            if name == "span" {
                self.name();
            }
            return NAMES.contains(&&*name).then_some(End::Name);
        }
        let level = name
            .strip_prefix('h')
            .and_then(|level| level.parse::<u8>().ok());
        if level.is_some_and(|level| level <= self.level) && !id.is_empty() {
            self.section = self.parts.len();
            self.begin(id, String::new());
            self.in_heading = true;
            return Some(End::Heading);
        }
        None
    }

    fn close(&mut self, end: &End) {
        match end {
            End::Skipped => self.skipped -= 1,
            End::Heading => self.in_heading = false,
            End::Thing => {
                self.name();
                self.thing = None;
            }
            End::Name => self.name(),
        }
    }

    fn begin(&mut self, id: String, kind: String) {
        self.parts.push(Part {
            id,
            kind,
            ..Part::default()
        });
    }

    /// What was read of a thing so far is its title, if it has none.
    fn name(&mut self) {
        if let Some(thing) = self.thing.map(|at| &mut self.parts[at])
            && thing.title.is_empty()
        {
            thing.title = std::mem::take(&mut thing.text).trim().to_owned();
        }
    }

    /// Parts two words that an element of this name stands between, and what ends before another line.
    fn part(&mut self, name: &str) {
        let is_in_line = IN_LINE.contains(&name);
        let text = self.text();
        if text.ends_with(|end: char| end.is_alphanumeric() || !is_in_line && !end.is_whitespace())
        {
            text.push(' ');
        }
    }

    fn text(&mut self) -> &mut String {
        let part = &mut self.parts[self.thing.unwrap_or(self.section)];
        match self.in_heading && self.thing.is_none() {
            true => &mut part.title,
            false => &mut part.text,
        }
    }

    fn write(&mut self, chunk: &str) {
        if self.skipped == 0 {
            self.text().push_str(&unescape(chunk));
        }
    }

    fn finish(self) -> (Vec<Part>, String) {
        let mut parts = self.parts;
        for part in &mut parts {
            part.title = in_one_line(&part.title);
            part.text = in_one_line(&part.text);
        }
        parts.retain(|part| !part.id.is_empty() || !part.text.is_empty());
        (parts, self.page_kind)
    }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<(String, String, String, String)> {
        let (parts, _) = parts(html, 3).expect("it is sound");
        let of = |part: Part| (part.id, part.title, part.kind, part.text);
        parts.into_iter().map(of).collect()
    }

    fn part(id: &str, title: &str, kind: &str, text: &str) -> (String, String, String, String) {
        (id.into(), title.into(), kind.into(), text.into())
    }

    #[test]
    fn a_page_is_read_by_sections_and_things() {
        let page = "<nav>no</nav><main><div id=\"Page-resume\">no</div><p>Before</p><h2 id=\"a\"><a href=\"#a\">Vec&lt;T&gt;</a></h2>\
            <p>x<code>y</code>s</p><script>no</script><h4 id=\"deep\">Deep</h4>\
            <fieldset id=\"k\" data-found-as=\"Skill\"><legend>Knead <i>it</i></legend><button>no</button><p>well</p></fieldset>\
            <p hidden>no</p>after (all).<p>That (<b>is</b>).<br>all</p></main>";
        let expected = [
            part("", "", "", "Before"),
            part("a", "Vec<T>", "", "x ys Deep after (all). That (is). all"),
            part("k", "Knead it", "Skill", "well"),
        ];
        assert_eq!(read(page), expected);
    }

    #[test]
    fn a_page_may_say_what_it_is_found_as() {
        let page =
            "<main><h1 id=\"a\">Night</h1><x-y data-found-as=\"Incident\">It burns</x-y></main>";
        let (parts, kind) = parts(page, 3).expect("it is sound");
        assert_eq!(kind, "Incident");
        assert_eq!(parts[0].text, "It burns");
    }
}
