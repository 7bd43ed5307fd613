//! The ledger of ids, `ids.toml` beside book.toml: every id under which a reader may have kept something, for ever.
//!
//! A reader's browser, files and links hold ids of the data, of chapters and of headings. One that is gone from the book must name
//! its successor here, under which the page goes on with what was kept ([`successors`]). A book without the file is let be. Enter at
//! [`check`]; [`with_new`] adds what is new.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use mdbook_markdown::pulldown_cmark::{Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::base::data::{DataFile, utf8};
use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::keys::{Key, keys};
use crate::base::located::{Located, crop};
use crate::base::nearest::nearest;
use crate::base::nested::{Lines, lines};
use crate::features::guide::Guide;

pub const FILE: &str = "ids.toml";

keys! {
    /// Every id under which readers may have kept something, and what takes the place of those that are gone.
    Ledger = "the ledger of ids";

    /// Skills.
    SKILL: Lines = lines("skill");
    /// Resources.
    RESOURCE: Lines = lines("resource");
    /// Roles.
    ROLE: Lines = lines("role");
    /// Questions of interviews.
    QUESTION: Lines = lines("question");
    /// Incidents.
    INCIDENT: Lines = lines("incident");
    /// INCIDENT/LOOK
    LOOK: Lines = lines("look");
    /// INCIDENT/ENDING
    ENDING: Lines = lines("ending");
    /// What is asked of an employer.
    EMPLOYER: Lines = lines("employer");
    /// Statements to judge.
    STATEMENT: Lines = lines("statement");
    /// Questions to answer honestly.
    HONEST: Lines = lines("honest");
    /// HONEST/ANSWER
    ANSWER: Lines = lines("answer");
    /// The path of its page in the folder of the chapters.
    CHAPTER: Lines = lines("chapter");
    /// CHAPTER#ID, of headings with an id of their own.
    HEADING: Lines = lines("heading");
}

/// The tables of the file, in order, and what an id of each is called in a message.
const KINDS: [(Key<Lines>, &str); 13] = [
    (Ledger::SKILL, "skill"),
    (Ledger::RESOURCE, "resource"),
    (Ledger::ROLE, "role"),
    (Ledger::QUESTION, "question"),
    (Ledger::INCIDENT, "incident"),
    (Ledger::LOOK, "look"),
    (Ledger::ENDING, "ending"),
    (Ledger::EMPLOYER, "question to an employer"),
    (Ledger::STATEMENT, "statement"),
    (Ledger::HONEST, "honest question"),
    (Ledger::ANSWER, "answer"),
    (Ledger::CHAPTER, "chapter"),
    (Ledger::HEADING, "heading"),
];

const HEAD: &str = "\
# Every id under which a reader may have kept something. `mdbook-hops ids` adds new ones. A line stays for ever: when its id is gone from
# the book, write what takes its place, \"gone\" = \"successor\".
";

/// How many new ids a message names.
const MOST_NAMED: usize = 3;

/// The ids that are in the book, by the index of their kind.
pub struct Present([BTreeSet<String>; KINDS.len()]);

impl Present {
    /// `chapters` are the paths of their pages, with `/`, and their texts.
    pub fn of<'t>(
        guide: &Guide,
        chapters: impl Iterator<Item = (String, &'t str)>,
        options: &MarkdownOptions,
    ) -> Present {
        let mut present = Present(std::array::from_fn(|_| BTreeSet::new()));
        present.add("skill", guide.skills.iter().map(|skill| skill.id.clone()));
        present.add("resource", guide.resources.iter().map(|one| one.id.clone()));
        present.add("role", guide.hops.roles.iter().map(|role| role.id.clone()));
        present.add("question", guide.questions.iter().map(|one| one.id.clone()));
        for incident in &guide.scenarios {
            let within = |part: &str| format!("{}/{part}", incident.id);
            present.add("incident", [incident.id.clone()]);
            present.add("look", incident.looks.iter().map(|look| within(&look.id)));
            present.add("ending", incident.endings.iter().map(|end| within(&end.id)));
        }
        present.add("employer", guide.employer.iter().map(|one| one.id.clone()));
        let check = &guide.realities_check;
        present.add("statement", check.statements.iter().map(|s| s.id.clone()));
        for question in &check.questions {
            let answers = question.answers.iter();
            let answers = answers.map(|answer| format!("{}/{}", question.id, answer.id));
            present.add("honest", [question.id.clone()]);
            present.add("answer", answers);
        }
        for (path, text) in chapters {
            present.add("heading", headings(&path, text, options));
            present.add("chapter", [path]);
        }
        present
    }

    fn add(&mut self, kind: &str, ids: impl IntoIterator<Item = String>) {
        let index = KINDS.iter().position(|(key, _)| key.name == kind);
        self.0[index.expect("a kind of the list")].extend(ids);
    }
}

/// The headings of a chapter that have an id of their own.
fn headings(path: &str, text: &str, options: &MarkdownOptions) -> Vec<String> {
    if !text.contains("{#") {
        return Vec::new();
    }
    let events = new_cmark_parser(text, options);
    let ids = events.filter_map(|event| match event {
        Event::Start(Tag::Heading { id: Some(id), .. }) => Some(format!("{path}#{id}")),
        _ => None,
    });
    ids.collect()
}

/// Compares the ledger with what is in the book.
pub fn check(file: &DataFile, present: &Present, diagnostics: &Diagnostics) {
    let Some(source) = source_of(file, diagnostics) else {
        return;
    };
    let document = Document::whole_file(&source);
    let Some(table) = document.parse(diagnostics) else {
        return;
    };
    let mut top = Fields::of_document(&document, &table, &Ledger::KEYS, diagnostics);
    let mut new = Vec::new();
    for ((kind, noun), ids) in KINDS.iter().zip(&present.0) {
        let lines = top.get(*kind);
        let known: BTreeMap<&str, &str> = lines
            .iter()
            .map(|(id, successor)| (id.value, successor.value))
            .collect();
        for line in &lines {
            check_line(noun, line, &known, ids, &top);
        }
        let unknown = ids.iter().filter(|id| !known.contains_key(id.as_str()));
        new.extend(unknown.map(|id| format!("the {noun} `{id}`")));
    }
    top.finish();
    tell_new(&new, diagnostics);
}

fn source_of(file: &DataFile, diagnostics: &Diagnostics) -> Option<Source> {
    match &file.bytes {
        Ok(bytes) => {
            utf8(&file.path, bytes, diagnostics).map(|text| Source::new(&*file.path, text))
        }
        Err(reason) => {
            diagnostics
                .file_error(
                    Code("unreadable"),
                    &*file.path,
                    format!("this cannot be read: {reason}"),
                )
                .help("mend it");
            None
        }
    }
}

/// The text of the ledger, if it is one.
pub fn text_of(file: &DataFile, diagnostics: &Diagnostics) -> Option<String> {
    let source = source_of(file, diagnostics)?;
    Document::whole_file(&source).parse(diagnostics)?;
    Some(source.text)
}

fn check_line(
    noun: &str,
    (id, successor): &(Located<&str>, Located<&str>),
    known: &BTreeMap<&str, &str>,
    present: &BTreeSet<String>,
    fields: &Fields<'_>,
) {
    let shown = crop(id.value);
    let near = |wrong| nearest(wrong, present.iter().map(String::as_str));
    match (present.contains(id.value), successor.value) {
        (true, "") => {}
        (true, _) => {
            fields
                .error_at(
                    Code("needless-successor"),
                    &successor.span,
                    format!("the {noun} `{shown}` is there, and needs no successor"),
                )
                .help("write \"\" here, or remove what has this id from the book");
        }
        (false, "") => {
            let meant = near(id.value).map_or(String::new(), |near| {
                format!("; was it renamed to `{near}`?")
            });
            fields
                .error_at(Code("gone-without-successor"), &id.span, format!("the {noun} `{shown}` is gone, and readers have kept things under it"))
                .label("gone, without a successor")
                .help(format!("give it back this id, or write the id of what takes its place: \"{shown}\" = \"successor\"{meant}"));
        }
        (false, _) => match end_of(id.value, known, present) {
            End::Present | End::Gone => {}
            End::Circle => {
                fields
                    .error_at(
                        Code("circle"),
                        &successor.span,
                        format!("the successors of the {noun} `{shown}` go round in a circle"),
                    )
                    .help("let the last of them lead to an id that is there");
            }
            End::Nowhere(last) => {
                let help = near(last).map_or_else(
                    || format!("write the id of a {noun} that is there"),
                    |near| format!("did you mean `{near}`?"),
                );
                fields
                    .error_at(
                        Code("unknown-name"),
                        &successor.span,
                        format!("there is no {noun} `{}`", crop(last)),
                    )
                    .label("not in the book, and not in this table")
                    .help(help);
            }
        },
    }
}

/// Where the successors of an id lead.
enum End<'k> {
    Present,
    /// To one that is gone, and is told of itself.
    Gone,
    Circle,
    Nowhere(&'k str),
}

fn end_of<'k>(
    id: &'k str,
    known: &BTreeMap<&'k str, &'k str>,
    present: &BTreeSet<String>,
) -> End<'k> {
    let mut seen = HashSet::from([id]);
    let mut last = known[id];
    loop {
        if present.contains(last) {
            return End::Present;
        }
        if !seen.insert(last) {
            return End::Circle;
        }
        last = match known.get(last) {
            None => return End::Nowhere(last),
            Some(&"") => return End::Gone,
            Some(next) => next,
        };
    }
}

/// Reports ids that the ledger does not have yet.
fn tell_new(new: &[String], diagnostics: &Diagnostics) {
    if new.is_empty() {
        return;
    }
    let more = match new.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let named = new[..new.len().min(MOST_NAMED)].join(", ");
    diagnostics
        .file_error(Code("not-in-ledger"), 
            FILE,
            format!("new, and not in the ledger of ids: {named}{more}"),
        )
        .help("run `mdbook-hops ids`, and commit the lines it adds: from then on readers can rely on these ids");
}

/// The ledger `text` with a line for everything that is new, at its place in the order. No line is changed, and none goes.
pub fn with_new(text: &str, present: &Present) -> String {
    let mut lines: Vec<String> = match text {
        "" => HEAD.lines().map(str::to_owned).collect(),
        text => text.lines().map(str::to_owned).collect(),
    };
    for (index, ids) in present.0.iter().enumerate() {
        if ids.is_empty() {
            continue;
        }
        let start = table_start(&mut lines, index);
        for id in ids {
            let table = lines[start..].iter();
            let length = table
                .take_while(|line| line.starts_with(['"', '#']))
                .count();
            let table = &lines[start..start + length];
            if table.iter().any(|line| key_of(line) == Some(id)) {
                continue;
            }
            let later = |line: &String| key_of(line).is_some_and(|key| key > id.as_str());
            let at = table.iter().position(later).unwrap_or(length);
            lines.insert(start + at, format!("{id:?} = \"\""));
        }
    }
    lines.join("\n") + "\n"
}

/// The first line behind the header of the kind at `index`, which is added if it is missing.
fn table_start(lines: &mut Vec<String>, index: usize) -> usize {
    let header = |kind: &str| format!("[{kind}]");
    let place = |lines: &[String], kind| lines.iter().position(|line| line.trim() == header(kind));
    let kind = KINDS[index].0.name;
    if let Some(at) = place(lines, kind) {
        return at + 1;
    }
    let mut behind = KINDS[index + 1..].iter();
    match behind.find_map(|(later, _)| place(lines, later.name)) {
        Some(at) => {
            lines.splice(at..at, [header(kind), String::new()]);
            at + 1
        }
        None => {
            lines.extend([String::new(), header(kind)]);
            lines.len()
        }
    }
}

/// The id of a line `"id" = …`.
fn key_of(line: &str) -> Option<&str> {
    line.strip_prefix('"')?.split('"').next()
}

/// For each kind the ids that are gone, each with the one that is there instead; empty if the ledger has none, or cannot be read.
pub fn successors(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let tables: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(text).unwrap_or_default();
    let resolved = tables.into_iter().map(|(kind, lines)| {
        let gone = lines.iter().filter(|(_, successor)| !successor.is_empty());
        let gone = gone.map(|(id, successor)| {
            let mut last = successor;
            // A circle was refused before; here it only must end.
            for _ in 0..lines.len() {
                last = lines
                    .get(last)
                    .filter(|next| !next.is_empty())
                    .unwrap_or(last);
            }
            (id.clone(), last.clone())
        });
        (kind, gone.collect::<BTreeMap<_, _>>())
    });
    resolved.filter(|(_, gone)| !gone.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_is_put_in_its_place_and_nothing_else_changes() {
        let mut present = Present(std::array::from_fn(|_| BTreeSet::new()));
        present.add("skill", ["b".to_owned(), "d".to_owned()]);
        present.add("chapter", ["index.md".to_owned()]);
        let first = with_new("", &present);
        assert_eq!(
            first,
            format!(
                "{HEAD}\n[skill]\n\"b\" = \"\"\n\"d\" = \"\"\n\n[chapter]\n\"index.md\" = \"\"\n"
            )
        );
        assert_eq!(with_new(&first, &present), first);
        let kept = first.replace("\"b\" = \"\"", "# Said in 2027.\n\"b\" = \"d\"");
        present.add("skill", ["a".to_owned(), "c".to_owned(), "e".to_owned()]);
        present.add("role", ["chef".to_owned()]);
        assert_eq!(
            with_new(&kept, &present),
            format!(
                "{HEAD}\n[skill]\n# Said in 2027.\n\"a\" = \"\"\n\"b\" = \"d\"\n\"c\" = \"\"\n\"d\" = \"\"\n\"e\" = \"\"\n\n[role]\n\"chef\" = \"\"\n\n[chapter]\n\"index.md\" = \"\"\n"
            )
        );
    }

    #[test]
    fn successors_are_followed_to_the_last_and_a_circle_ends() {
        let text = "[skill]\n\"a\" = \"b\"\n\"b\" = \"c\"\n\"c\" = \"\"\n[role]\n\"x\" = \"\"\n[look]\n\"o/p\" = \"o/q\"\n\"o/q\" = \"o/p\"\n";
        let found = successors(text);
        assert_eq!(found["skill"]["a"], "c");
        assert_eq!(found["skill"]["b"], "c");
        assert!(!found.contains_key("role"), "{found:?}");
        assert_eq!(found["look"].len(), 2);
        assert!(successors("not TOML").is_empty());
    }
}
