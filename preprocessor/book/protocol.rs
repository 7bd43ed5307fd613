//! mdBook's side: the JSON it sends, the JSON it wants back, and what of its settings concerns us.
//!
//! Enter at [`read`] and [`write`]. The version is looked at when the rest could not be read, too: a book of mdBook 0.4 has
//! another shape, and "missing field `items`" would help nobody.

use std::io::{self, BufWriter, Read, Write};
use std::path::PathBuf;

use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::config::Config;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::base::paths::slashed;
use crate::base::settings::Settings;

/// The mdBook releases whose protocol this speaks.
const SUPPORTED: &str = "0.5";

/// What cannot be gone on with, in words for whoever started the program.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What mdBook asks for.
pub struct Request {
    /// The folder of the book.
    pub root: PathBuf,
    pub settings: Settings,
    pub book: Book,
}

/// Only the version, of any release's input.
#[derive(Deserialize)]
struct Versioned {
    mdbook_version: String,
}

/// Reads all of `input`: mdBook warns of a broken pipe if something is left in it.
pub fn read(mut input: impl Read) -> Result<Request, Fault> {
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| Fault(format!("standard input could not be read: {error}")))?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault(
            "standard input is empty: mdBook starts this program and sends it a book; see `mdbook-hops --help`".to_owned(),
        ));
    }
    let parsed = serde_json::from_slice::<(PreprocessorContext, Book)>(&bytes);
    let version = match &parsed {
        Ok((context, _)) => Some(context.mdbook_version.clone()),
        Err(_) => serde_json::from_slice::<(Versioned, IgnoredAny)>(&bytes)
            .ok()
            .map(|(context, _)| context.mdbook_version),
    };
    if let Some(version) = version.filter(|version| !is_supported(version)) {
        return Err(Fault(format!(
            "this book was sent by mdBook {version}, but mdbook-hops speaks with mdBook {SUPPORTED} only: install it with `cargo install mdbook --version ^{SUPPORTED}`"
        )));
    }
    let (context, book) = parsed.map_err(|error| unreadable(&error))?;
    Ok(Request {
        settings: settings_of(&context.config, &context.renderer)?,
        root: context.root,
        book,
    })
}

fn unreadable(error: &serde_json::Error) -> Fault {
    // The JSON reader that mdBook uses itself goes no deeper: it could not read our answer either.
    if error.to_string().contains("recursion limit") {
        return Fault(
            "the chapters are nested deeper than mdBook can hand them over (some 40 levels): make SUMMARY.md flatter".to_owned(),
        );
    }
    Fault(format!(
        "standard input is not a book from mdBook ({error}): mdBook starts this program; to check a book by hand, run `mdbook-hops check DIR`"
    ))
}

fn is_supported(version: &str) -> bool {
    let mut numbers = version.split(['.', '-', '+']);
    (numbers.next(), numbers.next()) == (Some("0"), Some("5"))
}

/// Writes `book` as mdBook reads it.
pub fn write(book: &Book, output: impl Write) -> io::Result<()> {
    // As much as a pipe takes at once. The whole in one piece would cost more, in memory that is touched only once.
    let mut output = BufWriter::with_capacity(64 * 1024, output);
    serde_json::to_writer(&mut output, book)?;
    output.flush()
}

/// The keys of `[preprocessor.hops]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OwnConfig {
    #[serde(default = "default_data")]
    data: PathBuf,
    // These are mdBook's.
    #[serde(default, rename = "command")]
    _command: IgnoredAny,
    #[serde(default, rename = "before")]
    _before: IgnoredAny,
    #[serde(default, rename = "after")]
    _after: IgnoredAny,
    #[serde(default, rename = "renderers")]
    _renderers: IgnoredAny,
    #[serde(default, rename = "optional")]
    _optional: IgnoredAny,
}

fn default_data() -> PathBuf {
    PathBuf::from("data")
}

/// The renderer of this program, which makes HTML too.
const OWN_RENDERER: &str = "hops";

/// What of `[output.html]` or `[output.hops]` says how Markdown is read, and whether the book is served.
#[derive(Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct HtmlConfig {
    definition_lists: bool,
    admonitions: bool,
    live_reload_endpoint: Option<String>,
}

impl Default for HtmlConfig {
    fn default() -> HtmlConfig {
        HtmlConfig {
            definition_lists: true,
            admonitions: true,
            live_reload_endpoint: None,
        }
    }
}

/// What `config` says, for a build by `renderer`.
pub fn settings_of(config: &Config, renderer: &str) -> Result<Settings, Fault> {
    let own = config
        .get::<OwnConfig>("preprocessor.hops")
        .map_err(|error| {
            let reason = format!("{error:#}").replace('\n', " ");
            Fault(format!(
                "[preprocessor.hops] in book.toml: {reason}; `mdbook-hops check` shows where"
            ))
        })?;
    let data = own.map_or_else(default_data, |own| own.data);
    // `mdbook serve` puts its endpoint into mdBook's own table, whichever renderer there is.
    let table = |name: &str| config.get::<HtmlConfig>(name).ok().flatten();
    let served = table("output.html").unwrap_or_default();
    let own = if renderer == OWN_RENDERER {
        "output.hops"
    } else {
        "output.html"
    };
    let html = table(own).unwrap_or_default();
    Ok(Settings {
        data: slashed(&data),
        src: slashed(&config.book.src),
        html: matches!(renderer, "html" | OWN_RENDERER),
        serving: served.live_reload_endpoint.is_some(),
        definition_lists: html.definition_lists,
        admonitions: html.admonitions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fault_of(input: &[u8]) -> String {
        let result = read(input);
        result.err().expect("this is no book").0
    }

    #[test]
    fn says_what_the_input_is_not() {
        assert!(fault_of(b"").contains("is empty"));
        assert!(fault_of(b" \n").contains("is empty"));
        assert!(fault_of(b"\xff\xfe\x00garbage").contains("not a book from mdBook"));
        assert!(fault_of(b"[{\"root\":\"/\"").contains("not a book from mdBook"));
        assert!(fault_of(b"[[[[[[").contains("not a book from mdBook"));
        assert!(fault_of("[".repeat(1_000_000).as_bytes()).contains("not a book from mdBook"));
    }

    #[test]
    fn names_the_fault_of_chapters_nested_too_deep() {
        let open = r#"{"Chapter":{"name":"x","content":"","number":null,"path":null,"source_path":null,"parent_names":[],"sub_items":["#;
        let items = format!("{}{}", open.repeat(200), "]}}".repeat(200));
        let input = format!(
            r#"[{{"root":"/","config":{{}},"renderer":"html","mdbook_version":"0.5.4"}},{{"items":[{items}]}}]"#
        );
        assert!(fault_of(input.as_bytes()).contains("nested deeper"));
    }

    #[test]
    fn names_a_release_it_does_not_speak_with() {
        let old = br#"[{"root":"/","config":{},"renderer":"html","mdbook_version":"0.4.52"},{"sections":[],"__non_exhaustive":null}]"#;
        let fault = fault_of(old);
        assert!(fault.contains("mdBook 0.4.52"), "{fault}");
        assert!(
            fault.contains("cargo install mdbook --version ^0.5"),
            "{fault}"
        );
        let newer = br#"[{"root":"/","config":{},"renderer":"html","mdbook_version":"0.6.0"},{"items":[]}]"#;
        assert!(fault_of(newer).contains("mdBook 0.6.0"));
    }

    #[test]
    fn takes_every_release_of_the_series() {
        for version in ["0.5.0", "0.5.4", "0.5.0-beta.2"] {
            assert!(is_supported(version), "{version}");
        }
        for version in ["0.4.40", "0.50.0", "1.5.0", "5", ""] {
            assert!(!is_supported(version), "{version}");
        }
    }
}
