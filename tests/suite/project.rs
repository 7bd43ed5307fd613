//! A copy of a test book in a folder of its own, and what can be done with it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::style_book;

pub const HOPS: &str = env!("CARGO_BIN_EXE_mdbook-hops");

/// The command of `[preprocessor.hops]`: mdBook splits it as a shell does, and a folder may be called "it's a test".
pub fn preprocess_command() -> String {
    format!("'{}'", HOPS.replace('\'', r"'\''"))
}

/// The command of `[output.hops]`.
pub fn render_command() -> String {
    format!("{} render", preprocess_command())
}

/// The oldest and the newest release of mdBook that Hops is tested with, both installed by xtask.
pub const RELEASES: [&str; 2] = ["0.5.0", "0.5.4"];

/// On how many cases a property is tried: three times as many with `cargo xtask test --all`.
pub fn cases(number: u32) -> u32 {
    let all = std::env::var_os("HOPS_ALL").is_some();
    if all { number * 3 } else { number }
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The mdbook command: the one xtask names, or the one it installed.
pub fn mdbook() -> PathBuf {
    let named = std::env::var_os("HOPS_MDBOOK").map(PathBuf::from);
    named.unwrap_or_else(|| mdbook_release(RELEASES[1]))
}

/// The mdbook command of a release, as xtask installs it.
pub fn mdbook_release(version: &str) -> PathBuf {
    let suffix = std::env::consts::EXE_SUFFIX;
    let program = root().join(format!("target/tools/mdbook-{version}/bin/mdbook{suffix}"));
    assert!(
        program.exists(),
        "mdBook {version} is missing: `cargo xtask test` installs it"
    );
    program
}

pub struct Project {
    folder: tempfile::TempDir,
}

/// What a program said, with the project's own folder taken out.
pub struct Said {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// A copy of the test book `name`.
    pub fn of(name: &str) -> Project {
        let project = Project {
            folder: tempfile::tempdir().expect("a folder for the book"),
        };
        copy(&root().join("tests/books").join(name), project.root());
        project
    }

    /// The style book, put together.
    pub fn style_book() -> Project {
        let project = Project {
            folder: tempfile::tempdir().expect("a folder for the book"),
        };
        style_book::assemble(root(), project.root()).expect("the style book");
        let theme = root().join("theme");
        let theme = theme.to_str().expect("a plain path");
        project.replace("book.toml", "../../../theme", theme);
        project
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        let file = self.path(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Project {
        let file = self.path(path);
        fs::create_dir_all(file.parent().expect("a file in a folder")).expect("its folder");
        fs::write(file, content).expect("the file");
        self
    }

    /// Replaces `old`, which must stand in the file, by `new`.
    #[track_caller]
    pub fn replace(&self, path: &str, old: &str, new: &str) -> &Project {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, text.replacen(old, new, 1))
    }

    pub fn remove(&self, path: &str) -> &Project {
        let file = self.path(path);
        if file.is_dir() {
            fs::remove_dir_all(file).expect("the folder goes");
        } else {
            fs::remove_file(file).expect("the file goes");
        }
        self
    }

    /// `mdbook-hops check` from outside the book.
    pub fn check(&self) -> Said {
        let mut command = Command::new(HOPS);
        command.arg("check").arg(self.root());
        self.said(command.output().expect("mdbook-hops starts"))
    }

    pub fn build(&self) -> Said {
        self.build_with(&mdbook())
    }

    /// The real `mdbook build`.
    pub fn build_with(&self, mdbook: &Path) -> Said {
        self.said(
            building(mdbook, self.root())
                .output()
                .expect("mdbook starts"),
        )
    }

    /// The real `mdbook build` of a book with `[output.hops]`.
    pub fn build_pages(&self) -> Said {
        self.build_pages_with(&mdbook())
    }

    pub fn build_pages_with(&self, mdbook: &Path) -> Said {
        let mut command = building(mdbook, self.root());
        command.env("MDBOOK_OUTPUT__HOPS__COMMAND", render_command());
        self.said(command.output().expect("mdbook starts"))
    }

    /// What mdBook sends to the preprocessor for its HTML renderer.
    pub fn sent(&self) -> Vec<u8> {
        self.replace("book.toml", "[output.markdown]", "");
        self.replace(
            "book.toml",
            "command = \"mdbook-hops\"",
            "command = \"tee input.json\"",
        );
        let mut command = Command::new(mdbook());
        command.arg("build").arg(self.root());
        command.output().expect("mdbook starts");
        fs::read(self.path("input.json")).expect("tee wrote it")
    }

    fn said(&self, output: Output) -> Said {
        let folder = self.root().to_str().expect("a plain path");
        let clean = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .expect("UTF-8")
                .replace(folder, "[ROOT]")
        };
        Said {
            code: output.status.code(),
            stdout: clean(output.stdout),
            stderr: clean(output.stderr),
        }
    }

    /// What stands between `<main>` and `</main>` of a built page.
    pub fn main_of(&self, page: &str) -> String {
        main_of(&self.read(page)).to_owned()
    }
}

/// `mdbook build` of the book in `root`, with this preprocessor.
fn building(mdbook: &Path, root: &Path) -> Command {
    let mut command = Command::new(mdbook);
    command.arg("build").arg(root);
    command.env("MDBOOK_PREPROCESSOR__HOPS__COMMAND", preprocess_command());
    command
}

/// Every file under `folder`, in order.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

pub fn main_of(html: &str) -> &str {
    let start = html.find("<main>").expect("a page has a main part") + "<main>".len();
    let end = html.rfind("</main>").expect("a page has a main part");
    html[start..end].trim()
}

/// Runs mdbook-hops with `arguments` and `input`.
pub fn hops(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(HOPS)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("mdbook-hops starts");
    let mut stdin = child.stdin.take().expect("its input is piped");
    let input = input.to_vec();
    // On a thread: a program that reads nothing must not block the test.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("mdbook-hops ends");
    writer.join().expect("the writer ends");
    output
}

/// Compares `actual` with the expected text in a file, which `SNAPSHOTS=overwrite` writes anew.
#[track_caller]
pub fn compare(actual: &str, expected: &str) {
    if let Err(difference) = compared(actual, Path::new(expected)) {
        panic!("{difference}");
    }
}

/// What is different in `actual` from the expected text in a file, unless `SNAPSHOTS=overwrite` writes that anew.
pub fn compared(actual: &str, expected: &Path) -> Result<(), String> {
    let name = expected.display();
    let text = snapbox::Data::read_from(&root().join(expected), None).raw();
    snapbox::Assert::new()
        .action_env("SNAPSHOTS")
        .try_eq(Some(&name), snapbox::Data::text(actual), text)
        .map_err(|difference| difference.to_string())
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the book's folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
