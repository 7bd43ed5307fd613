//! The programs Hops needs besides Rust: found, installed where that is allowed, or asked for by the exact command.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::command::Command;

/// The mdBook release that Hops is built with, where no other is found.
const PINNED: &str = "0.5.4";

/// The oldest release that Hops is tested with. Of those between, tests/books/sent/ holds what they send.
pub const OLDEST: &str = "0.5.0";

pub struct Mdbook {
    program: PathBuf,
}

impl Mdbook {
    /// The mdbook command of this machine if it is of the series 0.5, else the pinned one.
    pub fn any() -> Result<Mdbook> {
        let here = Command::new("mdbook").argument("--version").output();
        if here.is_some_and(|version| version.trim().starts_with("mdbook v0.5.")) {
            return Ok(Mdbook {
                program: PathBuf::from("mdbook"),
            });
        }
        Mdbook::pinned()
    }

    pub fn pinned() -> Result<Mdbook> {
        Mdbook::release(PINNED)
    }

    /// The release `version` under target/, installed there if need be. Not optimised: what costs time in a build is mdbook-hops, and a
    /// reader who wants to see the book waits for the compiler.
    pub fn release(version: &str) -> Result<Mdbook> {
        let folder = format!("target/tools/mdbook-{version}");
        let program =
            Path::new(&folder).join(format!("bin/mdbook{}", std::env::consts::EXE_SUFFIX));
        if !program.exists() {
            eprintln!(
                "Installing mdBook {version} into {folder}. This happens once and takes a minute or two."
            );
            Command::new("cargo")
                .arguments([
                    "install",
                    "--quiet",
                    "--debug",
                    "--locked",
                    "mdbook",
                    "--version",
                    version,
                ])
                .arguments(["--root", &folder, "--target-dir", "target/tools/build"])
                .environment("CARGO_PROFILE_DEV_DEBUG", "0")
                .run()?;
        }
        Ok(Mdbook {
            program: std::path::absolute(program)?,
        })
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    /// mdBook, told to use mdbook-hops at that path as preprocessor and as renderer.
    pub fn command(&self, hops: &Path) -> Command {
        let hops = quoted(&hops.display().to_string());
        Command::new(&self.program)
            .environment("MDBOOK_PREPROCESSOR__HOPS__COMMAND", &hops)
            .environment("MDBOOK_OUTPUT__HOPS__COMMAND", format!("{hops} render"))
    }
}

/// `path` as one word of a command, which mdBook splits as a shell does.
pub fn quoted(path: &str) -> String {
    format!("'{}'", path.replace('\'', r"'\''"))
}

/// The browser for tests, PDFs and pictures: Chromium.
pub fn chromium() -> Result<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let find = || NAMES.iter().find_map(|name| on_path(name));
    if let Some(program) = find() {
        return Ok(program);
    }
    install("a Chromium browser", &["chromium"])?;
    find().map_or_else(|| bail!("chromium was installed, but is not on PATH"), Ok)
}

/// Node.js and its package manager, for the browser tests.
pub fn node() -> Result<()> {
    if on_path("node").is_none() || on_path("npm").is_none() {
        install("Node.js with npm", &["nodejs", "npm"])?;
    }
    let version = Command::new("node").argument("--version").output();
    let version = version.unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next();
    let major = major.and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!("the browser tests need Node.js 20 or newer, but `node --version` says {version:?}");
    }
    Ok(())
}

/// Installs Debian packages if this is Debian and we are root; else says what to run.
fn install(what: &str, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let root = Command::new("id").argument("-u").output();
    let may = root.is_some_and(|id| id.trim() == "0") && on_path("apt-get").is_some();
    if !may {
        bail!("this needs {what}. On Debian or Ubuntu, run:\n  sudo apt-get install {list}");
    }
    eprintln!("Installing {what} from Debian's packages ({list}).");
    Command::new("apt-get").arguments(["update", "-qq"]).run()?;
    Command::new("apt-get")
        .arguments(["install", "-qq", "-y", "--no-install-recommends"])
        .arguments(packages)
        .environment("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

/// The program `name` in a folder of PATH.
fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(&file))
        .find(|program| program.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mdbook_takes_any_path_for_one_word() {
        for path in [
            "/srv/hops/target/release/mdbook-hops",
            "/it's a \"test\" $HOME/'a'/`b`/c\\d/#e/mdbook-hops",
            "C:\\Users\\O'Neill\\my books\\mdbook-hops.exe",
            "/'",
        ] {
            let command = format!("{} render", quoted(path));
            assert_eq!(
                shlex::split(&command).as_deref(),
                Some(&[path.to_owned(), "render".to_owned()][..])
            );
        }
    }
}
