//! What is read from the disk: the data folder, and, for `check`, the whole book without mdBook.

use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use mdbook_markdown::pulldown_cmark::{Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::config::Config;
use mdbook_summary::SummaryItem;

use crate::base::data::{DataFile, Files, utf8};
use crate::base::diagnostic::{Code, Diagnostic, Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{Text, text};
use crate::base::nested::{Table, foreign, table};
use crate::base::paths::{LARGEST_FILE, slashed, too_large, within};
use crate::base::settings::Settings;
use crate::base::synonyms::Synonyms;
use crate::book::ledger;
use crate::book::protocol::settings_of;
use crate::features::guide::Guide;
use crate::features::synonyms::schema;
use crate::renderer::Beside;

/// The TOML and SVG files of `folder` and of its folders, sorted by path. A folder that is not there is empty; what
/// cannot be read is there with the reason. Names that begin with a dot are an editor's or a system's.
pub fn data(folder: &Path) -> Vec<DataFile> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        let path = folder.join(&inner);
        let listed = fs::read_dir(&path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let entries = match listed {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => {
                files.push(unreadable(&inner, &error));
                continue;
            }
            Ok(entries) => entries,
        };
        for entry in entries {
            let name = entry.file_name();
            let path = inner.join(&name);
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            // A link to a folder is not followed: it may lead round in a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml" || e == "svg") {
                files.push(match bytes_of(&entry.path()) {
                    Ok(bytes) => DataFile {
                        path: slashed(&path),
                        bytes: Ok(bytes),
                    },
                    Err(error) => unreadable(&path, &error),
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn unreadable(path: &Path, error: &io::Error) -> DataFile {
    DataFile {
        path: slashed(path),
        bytes: Err(error.to_string()),
    }
}

/// The bytes of the file at `path`. Nothing that might never end is begun: a pipe waits for a writer, a device may give
/// bytes for ever.
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let kind = fs::metadata(path)?.file_type();
    if !kind.is_file() {
        let what = if kind.is_dir() {
            "it is a folder"
        } else {
            "it is a pipe or a device"
        };
        return Err(io::Error::other(what));
    }
    let mut bytes = Vec::new();
    let most = LARGEST_FILE as u64 + 1;
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST_FILE {
        return Err(io::Error::other(too_large()));
    }
    Ok(bytes)
}

/// All that the book in `root` has besides its chapters.
pub fn beside(root: &Path, settings: &Settings) -> Files {
    Files {
        data: data(&root.join(&settings.data)),
        ids: ids(root),
    }
}

/// The ledger of ids of the book in `root`, if it has one.
fn ids(root: &Path) -> Option<DataFile> {
    let bytes = match bytes_of(&root.join(ledger::FILE)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        read => read.map_err(|error| error.to_string()),
    };
    Some(DataFile {
        path: ledger::FILE.to_owned(),
        bytes,
    })
}

/// What the pages of the book in `root` need of its ledger and its data.
pub fn for_pages(root: &Path, config: &Config) -> Beside {
    Beside {
        successors: successors(root),
        synonyms: synonyms(root, config),
    }
}

/// What its data says of words. The preprocessor has told what is wrong there.
fn synonyms(root: &Path, config: &Config) -> Synonyms {
    let Ok(settings) = settings_of(config, "html") else {
        return Synonyms::default();
    };
    let mut files = data(&root.join(&settings.data));
    // The rest of the data would be read, and all its incidents walked, for nothing.
    files.retain(|file| file.path == schema::FILE);
    Guide::read(&settings.data, &files, &Diagnostics::default()).synonyms
}

/// The pairs of the book's ledger, as JSON: ids that are gone, and what takes their place.
fn successors(root: &Path) -> Option<String> {
    let text = String::from_utf8(ids(root)?.bytes.ok()?).ok()?;
    let pairs = ledger::successors(&text);
    (!pairs.is_empty()).then(|| serde_json::to_string(&pairs).expect("texts are JSON"))
}

/// Adds what is new in the book in `root` to its ledger of ids. Returns the mistakes for which that cannot be.
pub fn add_ids(root: &Path) -> Vec<Diagnostic> {
    let diagnostics = Diagnostics::default();
    let book = read_book(root, &diagnostics);
    let Some((mut book, settings)) = book.filter(|_| diagnostics.is_empty()) else {
        return diagnostics.finish();
    };
    match crate::ids(&mut book, &settings, &beside(root, &settings)) {
        Err(mistakes) => return mistakes,
        Ok(text) => {
            if let Err(error) = fs::write(root.join(ledger::FILE), text) {
                let message = format!("this cannot be written: {error}");
                diagnostics
                    .file_error(Code("unwritable"), ledger::FILE, message)
                    .help("make room for it");
            }
        }
    }
    diagnostics.finish()
}

/// Checks the book in `root` as a build for HTML would, without mdBook.
pub fn check(root: &Path) -> Vec<Diagnostic> {
    let diagnostics = Diagnostics::default();
    let Some((mut book, settings)) = read_book(root, &diagnostics) else {
        return diagnostics.finish();
    };
    let mut files = beside(root, &settings);
    if !diagnostics.is_empty() {
        // What could not be read is not gone.
        files.ids = None;
    }
    let mut found = crate::preprocess(&mut book, &settings, &files);
    found.extend(diagnostics.finish());
    found.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    found
}

/// The book as mdBook would send it; without chapters if SUMMARY.md cannot be understood. `None` if not even the settings
/// can be known, or if this is no book.
fn read_book(root: &Path, diagnostics: &Diagnostics) -> Option<(Book, Settings)> {
    let text = read_text(root, "book.toml", diagnostics)?;
    let source = Source::new("book.toml", text);
    let config: Config = match source.text.parse() {
        Ok(config) => config,
        Err(error) => {
            report_config(&source, &error, diagnostics);
            return None;
        }
    };
    check_own_settings(&source, diagnostics);
    let settings = match settings_of(&config, "html") {
        Ok(settings) => settings,
        Err(fault) => {
            if diagnostics.is_empty() {
                diagnostics.file_error(Code("wrong-settings"), "book.toml", fault.to_string());
            }
            return None;
        }
    };
    let summary_path = within(&settings.src, "SUMMARY.md");
    let text = read_text(root, &summary_path, diagnostics)?;
    let source = Source::new(summary_path, text);
    let summary = match mdbook_summary::parse_summary(&source.text) {
        Ok(summary) => summary,
        Err(error) => {
            report_summary(&source, &error.root_cause().to_string(), diagnostics);
            return Some((Book::new(), settings));
        }
    };
    let reader = BookReader {
        root,
        src: &settings.src,
        summary: &source,
        diagnostics,
    };
    let mut items = Vec::new();
    for part in [
        &summary.prefix_chapters,
        &summary.numbered_chapters,
        &summary.suffix_chapters,
    ] {
        items.extend(reader.items(part));
    }
    Some((Book::new_with_items(items), settings))
}

keys! {
    /// What mdBook reads of a book; only part of it is ours, and the rest is nobody's mistake.
    BookToml = "book.toml";

    /// All preprocessors.
    PREPROCESSOR: Table = table("preprocessor", &Preprocessors::KEYS).optional();
}

keys! {
    /// All preprocessors, each with its settings.
    Preprocessors = "the table of preprocessors";

    /// This one.
    HOPS: Table = table("hops", &Own::KEYS).optional();
}

keys! {
    /// The settings of the preprocessor.
    Own = "[preprocessor.hops]";
    with foreign("command"), foreign("before"), foreign("after"), foreign("renderers"), foreign("optional");

    /// The folder of the data files, from the book's.
    DATA: Text = text("data").optional().example(r#""data""#);
}

/// Reports what is wrong in `[preprocessor.hops]`, at its place. The build knows of it without places: mdBook sends
/// book.toml as JSON.
fn check_own_settings(source: &Source, diagnostics: &Diagnostics) {
    let document = Document::whole_file(source);
    let Some(table) = document.parse(diagnostics) else {
        return;
    };
    let mut top = Fields::of_document(&document, &table, &BookToml::KEYS, diagnostics);
    let preprocessors = top.get(BookToml::PREPROCESSOR);
    let own = preprocessors.and_then(|mut all| all.get(Preprocessors::HOPS));
    if let Some(mut own) = own {
        own.get(Own::DATA);
        own.finish();
    }
}

/// Points at the place in book.toml that mdBook's own reader complains of.
fn report_config(
    source: &Source,
    error: &mdbook_preprocessor::errors::Error,
    diagnostics: &Diagnostics,
) {
    match toml::de::DeTable::parse(&source.text) {
        Err(fault) => {
            let span = fault.span().unwrap_or(0..0);
            diagnostics.error(
                Code("not-toml"),
                source,
                span,
                format!("not TOML: {}", fault.message()),
            );
        }
        Ok(_) => {
            let message = format!("mdBook cannot read this: {error:#}");
            diagnostics.file_error(
                Code("wrong-settings"),
                source.path.as_str(),
                message.replace('\n', " "),
            );
        }
    }
}

/// Points at the place in SUMMARY.md that mdBook's own reader complains of.
fn report_summary(source: &Source, fault: &str, diagnostics: &Diagnostics) {
    let (span, fault) = match placed(fault) {
        Some((line, column, fault)) => {
            let at = source.offset_of(line, column);
            (at..at + 1, fault)
        }
        // It names a file that stands in two links, and no place.
        None => {
            let twice = links(source)
                .filter(|(location, _)| fault.ends_with(&format!(": {location:?}")))
                .last();
            (twice.map_or(0..0, |(_, range)| range), fault)
        }
    };
    diagnostics
        .error(
            Code("malformed-summary"),
            source,
            span,
            format!("mdBook cannot read this: {fault}"),
        )
        .help("each chapter is a list item with a link: - [Title](file.md)");
}

/// The line, the column and the rest of what mdBook says of SUMMARY.md.
fn placed(fault: &str) -> Option<(usize, usize, &str)> {
    let place = fault.strip_prefix("failed to parse SUMMARY.md line ")?;
    let (line, rest) = place.split_once(", column ")?;
    let (column, fault) = rest.split_once(": ")?;
    Some((line.parse().ok()?, column.parse().ok()?, fault))
}

/// The files that SUMMARY.md leads to, as mdBook understands them, and where it does.
fn links(summary: &Source) -> impl Iterator<Item = (PathBuf, Range<usize>)> {
    let options = MarkdownOptions::default();
    let events = new_cmark_parser(&summary.text, &options).into_offset_iter();
    events.filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            Some((PathBuf::from(dest_url.replace("%20", " ")), range))
        }
        _ => None,
    })
}

/// The text of a file of the book; reported if it is missing, cannot be read or is not UTF-8.
fn read_text(root: &Path, path: &str, diagnostics: &Diagnostics) -> Option<String> {
    match bytes_of(&root.join(path)) {
        Ok(bytes) => utf8(path, &bytes, diagnostics).map(str::to_owned),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            diagnostics
                .file_error(Code("no-book"), path, "there is no such file")
                .help("name the folder of a book: `mdbook-hops check DIR`");
            None
        }
        Err(error) => {
            diagnostics
                .file_error(
                    Code("unreadable"),
                    path,
                    format!("this cannot be read: {error}"),
                )
                .help("mend it");
            None
        }
    }
}

struct BookReader<'a> {
    root: &'a Path,
    src: &'a str,
    summary: &'a Source,
    diagnostics: &'a Diagnostics,
}

impl BookReader<'_> {
    fn items(&self, items: &[SummaryItem]) -> Vec<BookItem> {
        let mut read = Vec::new();
        for item in items {
            read.push(match item {
                SummaryItem::PartTitle(title) => BookItem::PartTitle(title.clone()),
                SummaryItem::Link(link) => {
                    let mut chapter = match &link.location {
                        None => Chapter::new_draft(&link.name, Vec::new()),
                        Some(location) => self.chapter(&link.name, location),
                    };
                    chapter.sub_items = self.items(&link.nested_items);
                    BookItem::Chapter(chapter)
                }
                _ => BookItem::Separator,
            });
        }
        read
    }

    fn chapter(&self, name: &str, location: &Path) -> Chapter {
        let path = within(self.src, &slashed(location));
        let content = match bytes_of(&self.root.join(&path)) {
            Ok(bytes) => utf8(&path, &bytes, self.diagnostics).map(str::to_owned),
            Err(error) => {
                self.report_unreadable(location, &path, &error);
                None
            }
        };
        let content = content.unwrap_or_default();
        let content = content.strip_prefix('\u{feff}').unwrap_or(&content);
        let mut chapter = Chapter::new(name, content.to_owned(), location, Vec::new());
        // As mdBook's `index` does before this preprocessor runs.
        let stem = location.file_stem().unwrap_or_default();
        if stem.eq_ignore_ascii_case("readme") {
            chapter.path = Some(location.with_file_name("index.md"));
        }
        chapter
    }

    /// Reports a chapter whose file is not there or cannot be read, at its link in the summary.
    fn report_unreadable(&self, location: &Path, path: &str, error: &io::Error) {
        let link = links(self.summary).find(|(to, _)| to == location);
        let (code, message, help) = match error.kind() {
            io::ErrorKind::NotFound => (
                Code("no-chapter"),
                "this chapter has no file".to_owned(),
                "write",
            ),
            _ => (
                Code("unreadable"),
                format!("this chapter cannot be read: {error}"),
                "mend",
            ),
        };
        self.diagnostics
            .error(
                code,
                self.summary,
                link.map_or(0..0, |(_, range)| range),
                message,
            )
            .help(format!("{help} {path}, or remove the line"));
    }
}
