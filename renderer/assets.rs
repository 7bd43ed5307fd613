//! Style sheets and scripts: the theme's small files, joined into one of each, under names that change with their content.
//!
//! `theme/index.hbs` names those of the page around the chapters one by one, by their path from the theme's folder behind `theme/`; that
//! list, in that order, is what a page gets. Those with a `data-for`, and those of features, are joined into files of their own, on the
//! pages that have something for them.
//! Enter at [`Assets::named`] and [`Assets::join`].

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use lol_html::html_content::Element;
use lol_html::{ElementContentHandlers, Selector, element};
use sha2::{Digest, Sha256};

use crate::renderer::contents::Contents;
use crate::renderer::own_files::OwnFiles;
use crate::renderer::paths::ensure_inside;
use crate::renderer::rewrite::rewrite;
use crate::renderer::settings::Settings;
use crate::renderer::shell::Shell;

/// What stands before the path of a file of the theme.
pub const THEME: &str = "theme/";

/// What mdBook's renderer writes for its own page, and ours does not ask for. A hash may stand before the last dots.
const UNUSED: [&str; 17] = [
    "ace.js",
    "ayu-highlight.css",
    "book.js",
    "clipboard.min.js",
    "editor.js",
    "elasticlunr.min.js",
    "highlight.css",
    "highlight.js",
    "mark.min.js",
    "mode-rust.js",
    "searcher.js",
    "searchindex.js",
    "theme-dawn.js",
    "theme-tomorrow_night.js",
    "toc.html",
    "toc.js",
    "tomorrow-night.css",
];

/// The same in folders of mdBook's own. Fonts are told by how their names begin.
const UNUSED_IN_FOLDERS: [&str; 9] = [
    "css/chrome.css",
    "css/general.css",
    "css/print.css",
    "css/variables.css",
    "fonts/OPEN-SANS-LICENSE.txt",
    "fonts/SOURCE-CODE-PRO-LICENSE.txt",
    "fonts/fonts.css",
    "fonts/open-sans-",
    "fonts/source-code-pro-",
];

/// Removes what mdBook's renderer has written into `folder` and no page names. The author's own files stay, and chapters.
pub fn remove_unused(
    folder: &Path,
    settings: &Settings,
    contents: &Contents,
    own_files: &OwnFiles,
) -> Result<()> {
    for sub in ["", "css", "fonts"] {
        let Ok(entries) = fs::read_dir(folder.join(sub)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let in_folder = |name: String| match sub {
                "" => name,
                _ => format!("{sub}/{name}"),
            };
            let made = in_folder(name.clone());
            if own_files.have(&made) || contents.pages().any(|page| page == made) {
                continue;
            }
            let path = in_folder(without_hash(&name));
            let unused = UNUSED.contains(&path.as_str())
                || UNUSED_IN_FOLDERS
                    .iter()
                    .any(|start| path.starts_with(start));
            if unused && !settings.additional.contains(&path) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    for sub in ["css", "fonts"] {
        // Only an empty folder goes.
        let _ = fs::remove_dir(folder.join(sub));
    }
    Ok(())
}

/// `book-1a2b3c4d.js` as `book.js`.
fn without_hash(name: &str) -> String {
    let Some((stem, rest)) = name.split_once('.') else {
        return name.to_owned();
    };
    match stem.rsplit_once('-') {
        Some((stem, hash)) if hash.len() == 8 && hash.chars().all(|c| c.is_ascii_hexdigit()) => {
            format!("{stem}.{rest}")
        }
        _ => name.to_owned(),
    }
}

/// The files of the theme that a page names in its head.
#[derive(Default)]
pub struct Named {
    pub styles: Vec<String>,
    /// Scripts that run when the page is read, on every page.
    pub scripts: Vec<String>,
    /// `data-` attributes of those scripts. One may name other files of the theme, which are loaded when they are needed.
    pub data: Vec<(String, String)>,
    /// Style sheets and scripts that only some pages need, each with the selector of what it is for.
    pub some: Vec<(String, String)>,
    /// Scripts that run before the page is shown.
    pub early: Vec<String>,
}

/// A style sheet or script with this attribute is for pages on which its selector finds something.
const FOR: &str = "data-for";

/// A script with this attribute is for books in which ids are gone, and others have taken their place.
const WITH_SUCCESSORS: &str = "data-with-successors";

/// A page names in this attribute of a `template` a script of a feature that it needs once its reader does something: theme/js/deferred.js loads it.
pub const DEFERRED_SCRIPT: &str = "data-script";

/// What a page needs of the files that only some pages need.
pub struct Needed {
    pub styles: Vec<String>,
    pub scripts: Vec<String>,
    /// Scripts that it loads when they are asked for.
    pub deferred: Vec<String>,
}

impl Named {
    /// `additional` are files of the author's, which may stand in a folder `theme`, too; `features` are what some pages need besides.
    fn of(
        html: &str,
        additional: &[String],
        has_successors: bool,
        features: &[(String, String)],
    ) -> Result<Named> {
        let named = RefCell::new(Named::default());
        let handlers = [
            element!("link[rel=stylesheet][href^='theme/']", |link| {
                let named = &mut *named.borrow_mut();
                let source = link.get_attribute("href").unwrap_or_default();
                if additional.contains(&source) {
                    return Ok(());
                }
                match link.get_attribute(FOR) {
                    Some(selector) => named.some.push((source, selector)),
                    None => named.styles.push(source),
                }
                Ok(())
            }),
            element!("script[src^='theme/']", |script| {
                let named = &mut *named.borrow_mut();
                let source = script.get_attribute("src").unwrap_or_default();
                let is_idle = script.has_attribute(WITH_SUCCESSORS) && !has_successors;
                if is_idle || additional.contains(&source) {
                    return Ok(());
                }
                if let Some(selector) = script.get_attribute(FOR) {
                    named.some.push((source, selector));
                } else if script.has_attribute("defer") {
                    let data = script
                        .attributes()
                        .iter()
                        .filter(|a| a.name().starts_with("data-") && a.name() != WITH_SUCCESSORS);
                    named.data.extend(data.map(|a| (a.name(), a.value())));
                    named.scripts.push(source);
                } else {
                    named.early.push(source);
                }
                Ok(())
            }),
        ];
        rewrite(html, handlers)?;
        let mut named = named.into_inner();
        for (path, selector) in features {
            let source = format!("{THEME}{path}");
            // An author's own page may name it itself.
            if named.some.iter().all(|(named, _)| *named != source) {
                named.some.push((source, selector.clone()));
            }
        }
        Ok(named)
    }

    /// Those of `some` that the page `html` needs, in their order.
    pub fn needed(&self, html: &str) -> Result<Needed> {
        let deferred = RefCell::new(Vec::new());
        let found = RefCell::new(vec![false; self.some.len()]);
        let mut handlers = Vec::new();
        for (index, (source, selector)) in self.some.iter().enumerate() {
            let selector: Selector = selector
                .parse()
                .with_context(|| format!("{FOR} of {source} is no selector"))?;
            let found = &found;
            let seen = ElementContentHandlers::default().element(move |_: &mut Element<'_, '_>| {
                found.borrow_mut()[index] = true;
                Ok(())
            });
            handlers.push((Cow::Owned(selector), seen));
        }
        handlers.push(element!("template[data-script]", |place| {
            let name = place.get_attribute(DEFERRED_SCRIPT).unwrap_or_default();
            deferred.borrow_mut().push(format!("/{name}"));
            Ok(())
        }));
        rewrite(html, handlers)?;
        let (found, deferred) = (found.into_inner(), deferred.into_inner());
        let needed = self.some.iter().zip(found).filter(|(_, found)| *found);
        let needed = needed.map(|((source, _), _)| source.clone());
        let (styles, scripts) = needed.partition(|source| source.ends_with(".css"));
        let is_deferred = |source: &String| deferred.iter().any(|name| source.ends_with(name));
        let (deferred, scripts) = Vec::into_iter(scripts).partition(is_deferred);
        Ok(Needed {
            styles,
            scripts,
            deferred,
        })
    }
}

/// The name of such a file may have so many characters; disks take 255 with what hashes and packing add.
const LONGEST_NAME: usize = 160;

/// What the file is called that holds `sources`, which only some pages need: for every choice of them another name.
pub fn name_for(sources: &[String], extension: &str) -> String {
    let stem = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.trim_end_matches(extension).to_owned()
    };
    let stems = sources.iter().map(stem).collect::<Vec<_>>().join("-");
    if stems.len() <= LONGEST_NAME {
        return format!("widgets-{stems}{extension}");
    }
    let start: String = stems.chars().take(LONGEST_NAME).collect();
    format!("widgets-{start}-{}{extension}", hash(stems.as_bytes()))
}

pub struct Assets {
    theme: PathBuf,
    /// The folder of the author's theme, as messages name it.
    shown: String,
    folder: PathBuf,
    hash: bool,
    /// The author's own style sheets and scripts, as mdBook has named them.
    additional: Vec<String>,
    /// Lists of files to the one that holds them all.
    joined: HashMap<Vec<String>, String>,
    /// Style sheets and scripts of features, each with the selector of what it is for.
    features: Vec<(String, String)>,
}

impl Assets {
    pub fn new(settings: &Settings, shell: &Shell, root: &Path, folder: &Path) -> Result<Assets> {
        let mut additional = settings.additional.clone();
        if settings.hash_files {
            for path in &mut additional {
                *path = hashed(path, &fs::read(root.join(&path))?);
            }
        }
        Ok(Assets {
            theme: shell.folder().to_owned(),
            shown: shell.shown().to_owned(),
            folder: folder.to_owned(),
            hash: settings.hash_files,
            additional,
            joined: HashMap::new(),
            features: shell.features().to_vec(),
        })
    }

    pub fn additional(&self) -> &[String] {
        &self.additional
    }

    /// What `html` names, and what it needs of features.
    pub fn named(&self, html: &str, has_successors: bool) -> Result<Named> {
        Named::of(html, &self.additional, has_successors, &self.features)
    }

    /// The folder of the book that is being made.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts the files of the theme at `paths` into one in the book's folder, called `name` plus a hash. Returns that name.
    pub fn join(&mut self, paths: &[String], name: &str) -> Result<String> {
        if let Some(joined) = self.joined.get(paths) {
            return Ok(joined.clone());
        }
        let mut content = String::new();
        for path in paths {
            let text = self.read(path)?;
            let bare = if path.ends_with(".css") {
                rules
            } else {
                statements
            };
            content.push_str(&bare(&text));
        }
        let name = if self.hash {
            hashed(name, content.as_bytes())
        } else {
            name.to_owned()
        };
        ensure!(
            !self.additional.contains(&name),
            "`{name}` in additional-css or additional-js of [output.hops] has the name of a file that the build makes: give yours another name"
        );
        fs::write(self.folder.join(&name), content)?;
        self.joined.insert(paths.to_vec(), name.clone());
        Ok(name)
    }

    /// The text of a file of the theme.
    pub fn read(&self, path: &str) -> Result<String> {
        let inside = path.strip_prefix(THEME).unwrap_or(path);
        ensure_inside(inside)?;
        match fs::read_to_string(self.theme.join(inside)) {
            Err(error) if error.kind() == ErrorKind::NotFound => bail!(
                "a page names `{path}`, but there is no file {inside} in {}: name another in index.hbs there, or add the file",
                self.shown
            ),
            read => read.with_context(|| format!("{}/{inside} cannot be read", self.shown)),
        }
    }
}

/// A style sheet without its comments, indents and lines, which are for its authors: no reader has to load them.
fn rules(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    // What opens next: a comment, or a string in which a comment is none.
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let opened = &rest[at..];
        let end = match opened.as_bytes()[0] {
            b'/' if !opened.starts_with("/*") => 1,
            b'/' => opened.find("*/").map_or(opened.len(), |end| end + 2),
            quote => opened[1..]
                .find(char::from(quote))
                .map_or(opened.len(), |end| end + 2),
        };
        bare.push_str(&rest[..at]);
        if !opened.starts_with("/*") {
            bare.push_str(&opened[..end]);
        }
        rest = &opened[end..];
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    // Within a value the end of a line parts two words.
    let end = |line: &str| {
        if line.ends_with([',', ';', '{', '}']) {
            ""
        } else {
            "\n"
        }
    };
    lines.fold(String::new(), |all, line| all + line + end(line))
}

/// A script without indents, lines of comment, `/** … */` and the ends of lines that go on, which are for its authors.
/// (So nothing in a string may look like these, and no string may go over several lines.)
fn statements(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/**") {
        code.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let lines = code.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    // A line that goes on needs no end; but one with a comment behind it would swallow the next.
    let goes_on = |line: &str| line.ends_with([',', ';', '{', '(', '[']) && !line.contains("//");
    let end = |line: &str| if goes_on(line) { "" } else { "\n" };
    lines.fold(String::new(), |all, line| all + line + end(line))
}

/// `book.js` as `book-1a2b3c4d.js`.
pub fn hashed(name: &str, content: &[u8]) -> String {
    let hash = hash(content);
    match name.split_once('.') {
        Some((stem, rest)) => format!("{stem}-{hash}.{rest}"),
        None => format!("{name}-{hash}"),
    }
}

/// The first eight digits of SHA-256, as mdBook has them in its file names.
pub fn hash(content: &[u8]) -> String {
    let mut digits = String::new();
    for byte in &Sha256::digest(content)[..4] {
        write!(digits, "{byte:02x}").expect("a string takes everything");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_many_widgets_has_a_name_that_a_disk_takes() {
        let sources = |last: &str| {
            let many = (0..40).map(|n| format!("theme/hops/widget-{n}.js"));
            many.chain([format!("theme/hops/{last}.js")])
                .collect::<Vec<_>>()
        };
        let few = &sources("a")[..2];
        assert_eq!(name_for(few, ".js"), "widgets-widget-0-widget-1.js");
        let many = name_for(&sources("a"), ".js");
        assert!(many.len() < 200 && many.ends_with(".js"), "{many}");
        assert_ne!(many, name_for(&sources("b"), ".js"));
    }

    #[test]
    fn a_hash_is_put_in_and_seen_again() {
        let name = hashed("clipboard.min.js", b"");
        assert_eq!(name, "clipboard-e3b0c442.min.js");
        assert_eq!(without_hash(&name), "clipboard.min.js");
        assert_eq!(without_hash("a-chapter.html"), "a-chapter.html");
        assert_eq!(without_hash("LICENSE"), "LICENSE");
    }

    #[test]
    fn comments_of_style_sheets_are_left_out_and_nothing_else() {
        let style = "/* a */\n.b {\n  content: \"/* c */\";\n  /* d\n   e */\n  background: url('/*f.svg');\n}\n\n@media (g/h) { i > /* j */ k { l: m } }";
        let bare =
            ".b {content: \"/* c */\";background: url('/*f.svg');}@media (g/h) { i >  k { l: m } }";
        assert_eq!(rules(style), bare);
        assert_eq!(rules("a { b: c } /* never closed"), "a { b: c }");
        let values = "a {\n  grid-area:\n    b\n    c;\n}";
        assert_eq!(rules(values), "a {grid-area:\nb\nc;}");
    }

    #[test]
    fn comments_of_scripts_are_left_out_and_nothing_else() {
        let script = "// a\nlet b = 'c'; // d\n  /** @type {E} */\n/**\n * f\n */\n/** @type {G} */ (h).i();\nlet j = 2 /* k */;\n/** l */ let m;\nn();";
        let expected = "let b = 'c'; // d\n(h).i();let j = 2 /* k */;let m;n();";
        assert_eq!(statements(script), expected);
        let lines = "const a = {\n  b, // c;\n  d: f(\n    e\n  ),\n}\nconst g = 1\n";
        let expected = "const a = {b, // c;\nd: f(e\n),}\nconst g = 1\n";
        assert_eq!(statements(lines), expected);
    }
}
