//! The programs Hops needs besides Rust: found, installed where that is allowed, or asked for by the exact command.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail, ensure};

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

/// Chromium without windows: the same engine, in half the time.
const HEADLESS: &str = "chromium-headless-shell";

/// What Chromium and the browsers made of it are called.
const CHROMIUMS: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Where they are on systems that do not put programs on PATH: behind `$NAME`, a folder of the environment.
const CHROMIUM_PLACES: [&str; 9] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "$HOME/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "$ProgramFiles/Google/Chrome/Application/chrome.exe",
    "$ProgramFiles(x86)/Google/Chrome/Application/chrome.exe",
    "$LocalAppData/Google/Chrome/Application/chrome.exe",
    "$LocalAppData/Chromium/Application/chrome.exe",
    "$ProgramFiles(x86)/Microsoft/Edge/Application/msedge.exe",
];

/// The browser for tests, PDFs and pictures: Chromium, or one made of it.
pub fn chromium() -> Result<PathBuf> {
    let find = || find_chromium(|name| std::env::var_os(name));
    if let Some(program) = find()? {
        return Ok(program);
    }
    install("a Chromium browser", &["chromium"])
        .map_err(|error| anyhow!("{error:#}\nIf you have one, say where in HOPS_CHROMIUM."))?;
    find()?.map_or_else(|| bail!("chromium was installed, but is not on PATH"), Ok)
}

/// The browser for most tests, which need no window: Chromium's headless shell, if there is one or it can be installed; else `whole`.
pub fn headless(whole: &Path) -> PathBuf {
    let is_named = std::env::var_os("HOPS_CHROMIUM").is_some_and(|named| !named.is_empty());
    if is_named {
        return whole.to_owned();
    }
    if on_path(HEADLESS).is_none()
        && may_install()
        && let Err(error) = install("Chromium's headless shell", &[HEADLESS])
    {
        eprintln!("{error:#}\nThe tests go on in {}.", whole.display());
    }
    on_path(HEADLESS).unwrap_or_else(|| whole.to_owned())
}

/// The one that HOPS_CHROMIUM names, or else the first that is found.
fn find_chromium(environment: impl Fn(&str) -> Option<OsString>) -> Result<Option<PathBuf>> {
    if let Some(named) = environment("HOPS_CHROMIUM").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        ensure!(
            named.is_file(),
            "HOPS_CHROMIUM names {}, and there is no such file",
            named.display()
        );
        return Ok(Some(named));
    }
    let path = environment("PATH").unwrap_or_default();
    let on_path = CHROMIUMS.iter().find_map(|name| in_folders(&path, name));
    let place = |place: &&str| match place.strip_prefix('$') {
        Some(place) => {
            let (name, inside) = place.split_once('/')?;
            Some(PathBuf::from(environment(name)?).join(inside))
        }
        None => Some(PathBuf::from(place)),
    };
    let mut places = CHROMIUM_PLACES.iter().filter_map(place);
    Ok(on_path.or_else(|| places.find(|program| program.is_file())))
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
    if !may_install() {
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

/// Whether this is Debian and we are root.
fn may_install() -> bool {
    let root = Command::new("id").argument("-u").output();
    root.is_some_and(|id| id.trim() == "0") && on_path("apt-get").is_some()
}

/// The program `name` in a folder of PATH.
fn on_path(name: &str) -> Option<PathBuf> {
    in_folders(&std::env::var_os("PATH")?, name)
}

/// The program `name` in one of `folders`, which are written as PATH is.
fn in_folders(folders: &OsStr, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(folders)
        .map(|folder| folder.join(&file))
        .find(|program| program.is_file())
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

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

    /// A machine with a file at `path`, seen with `variables` that name folders of it. Says which browser is found there.
    fn found(path: &str, variables: &[(&str, &str)]) -> Result<Option<String>> {
        let machine = tempfile::tempdir()?;
        let file = machine.path().join(path);
        std::fs::create_dir_all(file.parent().context("a folder")?)?;
        std::fs::write(&file, "")?;
        let environment = |name: &str| {
            let variable = variables.iter().find(|(known, _)| *known == name)?;
            Some(machine.path().join(variable.1).into_os_string())
        };
        let found = find_chromium(environment)?;
        let inside = |found: PathBuf| found.strip_prefix(machine.path()).map(Path::to_owned);
        Ok(found
            .and_then(|found| inside(found).ok())
            .map(|found| found.display().to_string()))
    }

    #[test]
    fn a_browser_is_found_by_any_of_its_names_and_places() {
        let suffix = std::env::consts::EXE_SUFFIX;
        for name in CHROMIUMS {
            let program = format!("bin/{name}{suffix}");
            assert_eq!(found(&program, &[("PATH", "bin")]).unwrap(), Some(program));
        }
        for place in CHROMIUM_PLACES
            .iter()
            .filter_map(|place| place.strip_prefix('$'))
        {
            let (variable, _) = place.split_once('/').unwrap();
            let seen = found(place, &[("PATH", "bin"), (variable, variable)]).unwrap();
            assert_eq!(seen.as_deref(), Some(place));
        }
        assert_eq!(found("bin/firefox", &[("PATH", "bin")]).unwrap(), None);
    }

    #[test]
    fn the_browser_that_is_named_comes_first_and_must_be_there() {
        let chromium = format!("bin/chromium{}", std::env::consts::EXE_SUFFIX);
        let named = [("PATH", "bin"), ("HOPS_CHROMIUM", "mine/browser")];
        assert_eq!(
            found("mine/browser", &named).unwrap().as_deref(),
            Some("mine/browser")
        );
        let error = found(&chromium, &named).unwrap_err().to_string();
        assert!(error.contains("HOPS_CHROMIUM names"), "{error}");
    }
}
