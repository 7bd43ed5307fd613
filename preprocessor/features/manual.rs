//! The author's reference: what can be written in blocks ([`widgets`]) and in data files ([`data`]), Markdown made from the lists of
//! keys.

use crate::base::keys::{AnyKey, Inner, Keys};
use crate::features::ALL;
use crate::features::guide;
use crate::features::widget::Widget;

/// Each widget, its arguments, an example.
pub fn widgets() -> String {
    let mut out = String::from(include_str!("reference.md"));
    for widget in ALL {
        let name = widget.name();
        out.push_str(&format!("\n{}\n", section_of(widget)));
        let arguments = widget.arguments().all;
        if !arguments.is_empty() {
            out.push_str("\n| argument | takes | meaning |\n|---|---|---|\n");
        }
        for argument in arguments {
            let (name, takes, about) = (argument.name(), argument.takes(), argument.about());
            let needed = if argument.is_needed() {
                " Required."
            } else {
                ""
            };
            out.push_str(&format!("| `{name}` | {takes} | {about}{needed} |\n"));
        }
        let example = example_of(widget);
        out.push_str(&format!(
            "\n````markdown\n```hops {name}\n{example}```\n````\n"
        ));
    }
    out
}

/// What the reference of its feature says of a widget, from its heading to the next.
fn section_of(widget: &dyn Widget) -> &'static str {
    let (name, all) = (widget.name(), widget.reference());
    let start = all.find(&format!("## {name} {{#{name}}}\n"));
    let section = start.map_or("", |start| &all[start..]);
    let end = section.find("\n\n## ").unwrap_or(section.len());
    section[..end].trim_end()
}

/// The body of the first block in the examples of a widget.
fn example_of(widget: &dyn Widget) -> &'static str {
    let all = widget.examples();
    let start = format!("\n```hops {}\n", widget.name());
    let body = all.split_once(&start).map_or("", |(_, rest)| rest);
    body.split("```").next().unwrap_or(body)
}

/// Each data file, its tables, their keys.
pub fn data() -> String {
    let mut out = String::from(include_str!("data.md"));
    for (name, keys) in guide::documents() {
        let id = name.split(['.', '/']).next().unwrap_or_default();
        out.push_str(&format!("\n## {name} {{#{id}}}\n"));
        for table in tables(keys) {
            table.write(&mut out);
        }
    }
    out
}

/// A kind of table, and how those of it are begun.
struct Described {
    keys: &'static Keys,
    /// The keys that lead to it, without those of lists: `area.skill`; empty for a whole file.
    ways: Vec<String>,
}

/// The tables of a file, each before those in it; those of one table that have the same keys once.
fn tables(top: &'static Keys) -> Vec<Described> {
    let mut found = Vec::new();
    add(top, vec![String::new()], &mut found);
    found
}

fn add(keys: &'static Keys, ways: Vec<String>, found: &mut Vec<Described>) {
    let mut inner: Vec<Described> = Vec::new();
    for key in keys.all {
        let Some(Inner { keys, .. }) = key.inner() else {
            continue;
        };
        let way = way(&ways[0], *key);
        match inner
            .iter_mut()
            .find(|other| other.keys.about == keys.about)
        {
            Some(same) => same.ways.push(way),
            None => inner.push(Described {
                keys,
                ways: vec![way],
            }),
        }
    }
    found.push(Described { keys, ways });
    for table in inner {
        add(table.keys, table.ways, found);
    }
}

/// How a table is called that stands at `key` in another.
fn way(outer: &str, key: &dyn AnyKey) -> String {
    let dot = if outer.is_empty() { "" } else { "." };
    format!("{outer}{dot}{}", key.name())
}

impl Described {
    fn write(&self, out: &mut String) {
        let names = self.ways.iter().filter(|way| !way.is_empty());
        let names: Vec<_> = names.map(|way| format!("`{way}`")).collect();
        let begin = match names.as_slice() {
            [] => String::new(),
            names => format!("**{}:** ", names.join(", ")),
        };
        out.push_str(&format!("\n{begin}{}\n", self.keys.about.trim()));
        out.push_str("\n| key | takes | needed | meaning | example |\n|---|---|---|---|---|\n");
        // As in a file: what belongs to the table itself stands above the tables in it.
        let mut keys = self.keys.all.to_vec();
        keys.sort_by_key(|key| key.inner().is_some());
        for key in keys {
            let needed = if key.is_needed() { "yes" } else { "" };
            let example = match key.inner() {
                None => format!("`{}`", key.example()),
                Some(inner) => begun(&way(&self.ways[0], key), &inner),
            };
            let cells = [
                format!("`{}`", key.name()),
                key.takes(),
                needed.to_owned(),
                key.about().to_owned(),
                example,
            ];
            let cells = cells.map(|cell| cell.replace('|', "\\|"));
            out.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
}

/// The line that begins a table.
fn begun(way: &str, inner: &Inner) -> String {
    match inner.is_list {
        true => format!("`[[{way}]]`"),
        false => format!("`[{way}]`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::{Diagnostics, Source, render};
    use crate::base::document::Document;
    use crate::base::written::{Context, Written};

    #[test]
    fn each_widget_has_a_part_of_the_reference_and_an_example() {
        for widget in ALL {
            let (name, section) = (widget.name(), section_of(widget));
            let heading = format!("## {name} {{#{name}}}\n\n");
            assert!(section.len() > heading.len() + 40, "{name}: {section}");
            assert!(section.starts_with(&heading), "{name}: {section}");
            let block = format!("\n```hops {name}\n{}```\n", example_of(widget));
            assert!(widget.examples().contains(&block), "{name}: {block}");
        }
    }

    /// What the reference tells authors to write is taken.
    #[test]
    fn each_example_of_a_key_is_read_without_a_mistake() {
        let files = guide::documents().into_iter().map(|(_, keys)| keys);
        let blocks = ALL.iter().map(|widget| widget.arguments());
        let all = files.chain(blocks).flat_map(tables);
        let mut read = 0;
        for key in all.flat_map(|table| table.keys.all) {
            assert!(!key.about().is_empty(), "{} says nothing", key.name());
            if key.inner().is_none() {
                assert_example(*key);
                read += 1;
            }
        }
        assert!(read > 100, "{read} examples");
    }

    fn assert_example(key: &dyn AnyKey) {
        let line = format!("{} = {}", key.name(), key.example());
        let diagnostics = Diagnostics::default();
        let source = Source::new("example.toml", line.as_str());
        let document = Document::whole_file(&source);
        let table = document.parse(&diagnostics).expect("this is TOML");
        key.check(&Written {
            name: key.name(),
            is_needed: key.is_needed(),
            value: table.get(key.name()).expect("the key"),
            context: &Context {
                document: &document,
                diagnostics: &diagnostics,
                header: 0..0,
                what: "an example",
            },
        });
        assert!(
            diagnostics.is_empty(),
            "{}",
            render(&diagnostics.finish(), false)
        );
    }
}
