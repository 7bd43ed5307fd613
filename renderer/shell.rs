//! The shell: the page around every chapter, its styles and scripts. This program has them inside; a file of the book's theme folder
//! stands in for the one of its name, or is added.
//!
//! mdBook's renderer takes its theme from a folder. So both are laid into one, which is removed after the build. Enter at
//! [`Shell::lay`].

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use include_dir::{Dir, DirEntry};
use tempfile::TempDir;

use crate::base::asset::Needed;
use crate::base::paths::slashed;

/// The folder `theme/` of this repository, inside the program. `main.rs` holds it, so that a change there compiles that file only.
pub type Theme = Dir<'static>;

/// What the program has inside for pages.
pub struct Program {
    pub theme: &'static Theme,
    /// The style sheets and scripts of features: as files of the theme, they are at `hops/NAME`.
    pub features: Vec<Needed>,
}

/// The page itself.
const PAGE: &str = "index.hbs";

/// Files of mdBook's own theme that have names of ours: by what each is known, and what it is.
const MDBOOKS: [(&str, &str, &str); 3] = [
    (PAGE, "{{ resource \"book.js\" }}", "the page"),
    ("css/print.css", "menu-bar", "a style sheet"),
    ("css/variables.css", "--sidebar-", "a style sheet"),
];

/// All files of the shell for one build, in a folder that lasts as long as this.
pub struct Shell {
    folder: TempDir,
    /// The book's theme folder, as messages name it.
    shown: String,
    /// What only some pages need: paths of the theme, and for each the selector of what it is for.
    features: Vec<(String, String)>,
}

impl Shell {
    /// Lays the files in `own`, the theme folder of the book in `root`, over those of `program`. The folder need not be there.
    pub fn lay(program: &Program, own: &Path, root: &Path) -> Result<Shell> {
        let shell = Shell {
            folder: tempfile::tempdir().context("no folder can be made for the build")?,
            shown: slashed(own.strip_prefix(root).unwrap_or(own)),
            features: program
                .features
                .iter()
                .map(|needed| (path_of(needed), needed.by.clone()))
                .collect(),
        };
        for (path, content) in all_files(program) {
            // An author's icon may be one picture or two: one of ours beside it would be another icon.
            let other_icon = path.starts_with("favicon.") && has_icon(own);
            if !other_icon {
                put(shell.folder(), &path, content)?;
            }
        }
        if own.is_dir() {
            shell.lay_over(own, "")?;
        }
        Ok(shell)
    }

    /// Where the files are.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn features(&self) -> &[(String, String)] {
        &self.features
    }

    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The page that all pages of the book are made from.
    pub fn page(&self) -> Result<String> {
        fs::read_to_string(self.folder().join(PAGE))
            .with_context(|| format!("{}/{PAGE} cannot be read", self.shown))
    }

    /// Takes over the files of the author's that stand in the folder `from` of `own`. Names that begin with a dot are an editor's or a
    /// system's.
    fn lay_over(&self, own: &Path, from: &str) -> Result<()> {
        let unreadable = |path: &str| format!("{}/{path} cannot be read", self.shown);
        let entries = fs::read_dir(own.join(from)).with_context(|| unreadable(from))?;
        for entry in entries {
            let entry = entry.with_context(|| unreadable(from))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{from}{name}");
            if name.starts_with('.') {
                continue;
            }
            if entry.path().is_dir() {
                self.lay_over(own, &format!("{path}/"))?;
            } else if entry.path().is_file() {
                let content = fs::read(entry.path()).with_context(|| unreadable(&path))?;
                self.ensure_not_mdbooks(&path, &content)?;
                put(self.folder(), &path, &content)
                    .with_context(|| format!("{}/{path} cannot be taken over", self.shown))?;
            }
        }
        Ok(())
    }

    /// Refuses what `mdbook init --theme` writes: with it, nothing of the page would work or look as it should.
    fn ensure_not_mdbooks(&self, path: &str, content: &[u8]) -> Result<()> {
        for (name, mark, what) in MDBOOKS {
            let is_mdbooks = name == path && String::from_utf8_lossy(content).contains(mark);
            ensure!(
                !is_mdbooks,
                "{}/{path} is {what} of mdBook's own renderer, which [output.hops] cannot use: remove it, or name another folder with `theme` in [output.hops]",
                self.shown
            );
        }
        Ok(())
    }
}

fn has_icon(own: &Path) -> bool {
    ["favicon.png", "favicon.svg"]
        .iter()
        .any(|name| own.join(name).is_file())
}

/// Writes the files of `program` into `folder`, for an author who changes some. Nothing is written over. Returns how many there are.
pub fn write_out(program: &Program, folder: &Path) -> Result<usize> {
    let files = all_files(program);
    let is_there = |path: &&str| fs::symlink_metadata(folder.join(path)).is_ok();
    let there: Vec<&str> = files
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(is_there)
        .collect();
    ensure!(
        there.is_empty(),
        "nothing was written, since {} has files of these names already: {}. Name another folder, or move them away",
        slashed(folder),
        there.join(", ")
    );
    for (path, content) in &files {
        put(folder, path, content)?;
    }
    Ok(files.len())
}

/// The path of a feature's file in a theme's folder.
fn path_of(needed: &Needed) -> String {
    format!("hops/{}", needed.asset.name)
}

/// The files that pages are made of, by their paths with `/`.
fn all_files(program: &Program) -> Vec<(String, &'static [u8])> {
    let features = program.features.iter();
    let mut files = files(program.theme);
    files.extend(features.map(|needed| (path_of(needed), needed.asset.text.as_bytes())));
    files
}

/// The files of `theme` that a page is made of, by their paths with `/`. Records, and types of scripts, are for those who work on them.
fn files(theme: &Theme) -> Vec<(String, &'static [u8])> {
    const ENDINGS: [&str; 5] = ["css", "hbs", "js", "png", "svg"];
    let mut files = Vec::new();
    for entry in theme.entries() {
        match entry {
            DirEntry::Dir(folder) => files.extend(self::files(folder)),
            DirEntry::File(file) => {
                let ending = file.path().extension();
                if ENDINGS
                    .iter()
                    .any(|of_page| ending.is_some_and(|ending| ending == *of_page))
                {
                    files.push((slashed(file.path()), file.contents()));
                }
            }
        }
    }
    files
}

fn put(folder: &Path, path: &str, content: &[u8]) -> Result<()> {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap_or(folder))
        .and_then(|()| fs::write(&file, content))
        .with_context(|| format!("{} cannot be written", file.display()))
}
