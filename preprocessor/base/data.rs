//! The data folder: which files there are, and what each feature finds of its own in them.
//!
//! A feature says by a [`Place`] what it has there. [`Sources::read`] takes the files that somebody reads, [`Folder::parse`] parses them,
//! and [`Folder::at`] hands each feature its part.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeTable;

use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::keys::Keys;
use crate::base::names::{Names, Read};
use crate::base::nearest::nearest;
use crate::base::paths::within;
use crate::base::shelf::Shelf;

/// A file of the data folder, as bytes: its path from that folder, with `/`.
#[derive(Debug, Clone)]
pub struct DataFile {
    pub path: String,
    /// Or why it cannot be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// What a build reads besides the chapters.
pub struct Files {
    pub data: Vec<DataFile>,
    /// The ledger of ids, if the book has one.
    pub ids: Option<DataFile>,
}

/// What a feature has in the data folder.
pub struct Place {
    /// A TOML file, and the keys of its top table.
    file: Option<(&'static str, &'static Keys)>,
    /// A folder of files, one for each thing.
    folder: Option<Parts>,
}

struct Parts {
    folder: &'static str,
    /// How the names of its files end.
    ending: &'static str,
    /// Whether folders in it belong to it.
    is_deep: bool,
    /// The keys of each file, if they are TOML.
    keys: Option<&'static Keys>,
}

impl Place {
    /// A file, and the keys of its top table.
    pub const fn file(name: &'static str, keys: &'static Keys) -> Place {
        Place {
            file: Some((name, keys)),
            folder: None,
        }
    }

    /// A folder of TOML files that are named by their ids, and the keys of each.
    pub const fn folder(folder: &'static str, keys: &'static Keys) -> Place {
        Place {
            file: None,
            folder: Some(Parts {
                folder,
                ending: ".toml",
                is_deep: false,
                keys: Some(keys),
            }),
        }
    }

    /// The file, and files beside it, in a folder and the folders in it.
    pub const fn with_folder(self, folder: &'static str, ending: &'static str) -> Place {
        Place {
            file: self.file,
            folder: Some(Parts {
                folder,
                ending,
                is_deep: true,
                keys: None,
            }),
        }
    }

    /// The id of the thing that the file at `path` holds, if it stands in the folder.
    fn id_of<'p>(&self, path: &'p str) -> Option<&'p str> {
        let parts = self.folder.as_ref()?;
        let name = path.strip_prefix(parts.folder)?.strip_prefix('/')?;
        let id = name.strip_suffix(parts.ending)?;
        (parts.is_deep || !id.contains('/')).then_some(id)
    }

    /// Its TOML files, as authors know them, and their keys.
    pub fn documents(&self) -> impl Iterator<Item = (String, &'static Keys)> {
        let file = self.file.map(|(name, keys)| (name.to_owned(), keys));
        let parts = self.folder.as_ref().and_then(|parts| {
            let Parts { folder, ending, .. } = parts;
            Some((format!("{folder}/ID{ending}"), parts.keys?))
        });
        file.into_iter().chain(parts)
    }

    fn has(&self, path: &str) -> bool {
        self.file.is_some_and(|(name, _)| name == path) || self.id_of(path).is_some()
    }
}

/// The names of the files of all features.
pub fn names_of(places: &[Place]) -> Vec<&'static str> {
    let files = places.iter().filter_map(|place| place.file);
    files.map(|(name, _)| name).collect()
}

/// The files that somebody reads, as text.
pub struct Sources<'f> {
    /// The data folder, from the book's root.
    folder: &'f str,
    texts: BTreeMap<&'f str, Source>,
    /// Those that cannot be read.
    faulty: BTreeSet<&'f str>,
}

impl<'f> Sources<'f> {
    /// Takes what is in `places`; reports what cannot be read, and what most likely has a misspelt name.
    pub fn read(
        folder: &'f str,
        files: &'f [DataFile],
        places: &[Place],
        diagnostics: &Diagnostics,
    ) -> Sources<'f> {
        let mut sources = Sources {
            folder,
            texts: BTreeMap::new(),
            faulty: BTreeSet::new(),
        };
        for file in files {
            let path = within(folder, &file.path);
            let bytes = match &file.bytes {
                Ok(bytes) => bytes,
                Err(reason) => {
                    sources.faulty.insert(&file.path);
                    diagnostics
                        .file_error(
                            Code("unreadable"),
                            path,
                            format!("this cannot be read: {reason}"),
                        )
                        .help("mend or remove it");
                    continue;
                }
            };
            if !places.iter().any(|place| place.has(&file.path)) {
                report_stranger(&path, &file.path, places, diagnostics);
                continue;
            }
            match utf8(&path, bytes, diagnostics) {
                Some(text) => {
                    let source = Source::new(path, text);
                    sources.texts.insert(&file.path, source);
                }
                None => {
                    sources.faulty.insert(&file.path);
                }
            }
        }
        sources
    }

    /// The TOML files of `places`, by name.
    pub fn documents(&self, places: &[Place]) -> BTreeMap<&'static str, Document<'_>> {
        let names = names_of(places).into_iter();
        let found = names.filter_map(|name| Some((name, self.texts.get(name)?)));
        found
            .map(|(name, source)| (name, Document::whole_file(source)))
            .collect()
    }
}

/// The data folder, parsed.
pub struct Folder<'d> {
    sources: &'d Sources<'d>,
    /// Those that are TOML.
    tables: BTreeMap<&'static str, (&'d Document<'d>, DeTable<'d>)>,
    diagnostics: &'d Diagnostics,
}

impl<'d> Folder<'d> {
    pub fn parse(
        sources: &'d Sources<'d>,
        documents: &'d BTreeMap<&'static str, Document<'d>>,
        diagnostics: &'d Diagnostics,
    ) -> Folder<'d> {
        let tables = documents.iter().filter_map(|(name, document)| {
            let table = document.parse(diagnostics)?;
            Some((*name, (document, table)))
        });
        Folder {
            sources,
            tables: tables.collect(),
            diagnostics,
        }
    }

    /// What there is at `place`.
    pub fn at(&'d self, place: &Place) -> Input<'d> {
        let Sources { texts, faulty, .. } = self.sources;
        let top = place.file.and_then(|(name, keys)| {
            let (document, table) = self.tables.get(name)?;
            Some(Fields::of_document(document, table, keys, self.diagnostics))
        });
        let parts: BTreeMap<_, _> = texts
            .iter()
            .filter_map(|(path, source)| Some((place.id_of(path)?, source)))
            .collect();
        let read = match place.file {
            Some((name, _)) if top.is_some() => Read::of(true, faulty.contains(name)),
            Some((name, _)) => Read::of(false, faulty.contains(name) || texts.contains_key(name)),
            // One that is faulty makes all names uncertain.
            None => Read::of(
                !parts.is_empty(),
                faulty.iter().any(|path| place.id_of(path).is_some()),
            ),
        };
        let folder = place.folder.as_ref().map(|parts| parts.folder);
        let name = place.file.map(|(name, _)| name).or(folder);
        Input {
            path: within(self.sources.folder, name.unwrap_or_default()),
            read,
            top,
            parts,
            diagnostics: self.diagnostics,
        }
    }
}

/// What a feature finds in the data folder.
pub struct Input<'d> {
    /// Its file, or its folder if it has only that, as messages name it.
    pub path: String,
    pub read: Read,
    /// The top table of its file, if it is there and could be parsed.
    pub top: Option<Fields<'d>>,
    /// The files of its folder, by id.
    pub parts: BTreeMap<&'d str, &'d Source>,
    pub diagnostics: &'d Diagnostics,
}

impl Input<'_> {
    /// An empty shelf for things that stand here; `noun` is what one is called in a message.
    pub fn shelf<T>(&self, noun: &'static str) -> Shelf<T> {
        Shelf::new(self.names(noun))
    }

    /// Names of things that stand here.
    pub fn names<T>(&self, noun: &'static str) -> Names<T> {
        let mut names = Names::new(noun, self.path.clone());
        names.read = self.read;
        names
    }
}

/// Reports a TOML file that nobody will read: most likely its name is misspelt. Other files are let be.
fn report_stranger(path: &str, name: &str, places: &[Place], diagnostics: &Diagnostics) {
    if !name.ends_with(".toml") {
        return;
    }
    let names = names_of(places);
    let help = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let folders = places.iter().filter_map(|place| place.folder.as_ref());
            let folders = folders.filter(|parts| parts.ending == ".toml");
            let folders = folders.map(|Parts { folder, ending, .. }| format!("{folder}/…{ending}"));
            let names = names.into_iter().map(str::to_owned);
            let all: Vec<String> = names.chain(folders).collect();
            format!("the data files are {}", all.join(", "))
        }
    };
    diagnostics
        .file_error(Code("unread-file"), path, "nothing reads this data file")
        .help(help);
}

/// Reports that `folder` holds none of the data of `places`, in a book that asks for some.
pub fn report_none(folder: &str, places: &[Place], diagnostics: &Diagnostics) {
    diagnostics
        .file_error(Code("no-data"), 
            if folder.is_empty() { "." } else { folder },
            "there is no data here",
        )
        .help(format!(
            "put at least one of {} there, or name the folder in book.toml: [preprocessor.hops] data = \"…\"",
            names_of(places).join(", ")
        ));
}

/// The text of `bytes`; reports the first byte that is not UTF-8.
pub fn utf8<'b>(path: &str, bytes: &'b [u8], diagnostics: &Diagnostics) -> Option<&'b str> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(error) => error,
    };
    let good = error.valid_up_to();
    let lossy = String::from_utf8_lossy(bytes);
    // The lossy text begins with the good bytes, so that the offset holds in it.
    let source = Source::new(path, lossy);
    diagnostics
        .error(
            Code("not-utf8"),
            &source,
            good..good + 1,
            "this byte is not UTF-8",
        )
        .label(format!("byte 0x{:02X}", bytes[good]))
        .help("save the file as UTF-8");
    None
}
