//! The command line of mdbook-hops. The only file that touches stdin, stdout and the exit code.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use include_dir::include_dir;
use mdbook_hops::base::diagnostic;
use mdbook_hops::book::{files, protocol};
use mdbook_hops::renderer::shell::{self, Program, Theme};
use mdbook_hops::{features, preprocess, renderer};

const HELP: &str = "\
mdbook-hops makes tables, checklists and figures from data while mdBook builds a book.

Usage:
  mdbook-hops check [DIR]      check the book in DIR (here, if left out) without building it
  mdbook-hops ids [DIR]        add what is new to the book's ledger of ids, ids.toml, or begin one
  mdbook-hops widgets          print the author's reference of the widgets
  mdbook-hops data             print the author's reference of the data files
  mdbook-hops theme DIR        write the files of the page into DIR, to change some
  mdbook-hops supports NAME    asked by mdBook: always yes
  mdbook-hops                  started by mdBook: a book on standard input, a book on standard output
  mdbook-hops render           started by mdBook: a book on standard input, its pages into the folder that mdBook names

To use it, put this into book.toml:
  [preprocessor.hops]
  before = [\"links\"]
  after = [\"index\"]
  command = \"mdbook-hops\"

For whole pages, with styles and scripts, also put this there, instead of [output.html]:
  [output.hops]
  command = \"mdbook-hops render\"

Exit codes: 0 all is well, 1 there are mistakes in the book, or what was asked for cannot be done, 2 the command line is wrong.
";

/// The page that `render` makes, its styles and scripts.
static THEME: Theme = include_dir!("$CARGO_MANIFEST_DIR/theme");

/// What this program brings for pages.
fn program() -> Program {
    Program {
        theme: &THEME,
        features: features::assets(),
    }
}

const MISTAKES: u8 = 1;
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(|a| a.to_string_lossy()).collect();
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        // Whatever else is said: a refusal would silently switch the preprocessor off.
        ["supports", ..] => ExitCode::SUCCESS,
        [] if io::stdin().is_terminal() => usage("mdBook starts this program without arguments"),
        [] => run(),
        ["render"] if io::stdin().is_terminal() => {
            usage("mdBook starts `render`, and sends it a book")
        }
        ["render"] => render(),
        ["check"] => check(Path::new(".")),
        ["check", dir] if !dir.starts_with('-') => check(Path::new(&arguments[1])),
        ["check", ..] => usage("`check` takes one folder"),
        ["theme", dir] if !dir.starts_with('-') => write_theme(Path::new(&arguments[1])),
        ["theme", ..] => usage("`theme` takes one folder"),
        ["ids"] => ids(Path::new(".")),
        ["ids", dir] if !dir.starts_with('-') => ids(Path::new(&arguments[1])),
        ["ids", ..] => usage("`ids` takes one folder"),
        ["widgets"] => print(&features::manual::widgets()),
        ["data"] => print(&features::manual::data()),
        ["--help" | "-h" | "help"] => print(HELP),
        ["--version" | "-V"] => print(concat!("mdbook-hops ", env!("CARGO_PKG_VERSION"), "\n")),
        [other, ..] => usage(&format!("there is no `{other}`")),
    }
}

/// Between mdBook and mdBook.
fn run() -> ExitCode {
    let mut request = match protocol::read(io::stdin().lock()) {
        Ok(request) => request,
        Err(fault) => return fail(&fault.0),
    };
    let files = files::beside(&request.root, &request.settings);
    let mistakes = preprocess(&mut request.book, &request.settings, &files);
    report(&mistakes);
    if !mistakes.is_empty() && !request.settings.serving {
        return ExitCode::from(MISTAKES);
    }
    match protocol::write(&request.book, io::stdout().lock()) {
        Ok(()) => {
            // The book is written; taking the heap apart piece by piece would only cost the author time.
            std::mem::forget((request, files));
            ExitCode::SUCCESS
        }
        Err(error) => fail(&format!("standard output could not be written: {error}")),
    }
}

/// Makes the pages of the book.
fn render() -> ExitCode {
    match renderer::render(io::stdin().lock(), &program(), files::for_pages) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("{error:#}")),
    }
}

fn write_theme(folder: &Path) -> ExitCode {
    match shell::write_out(&program(), folder) {
        Ok(count) => print(&format!(
            "{count} files are in {} now. Keep those that you change in the theme/ of your book, and remove the others: so they go on coming from the program, and from newer releases of it.\n",
            folder.display()
        )),
        Err(error) => fail(&format!("{error:#}")),
    }
}

fn check(root: &Path) -> ExitCode {
    told(&files::check(root))
}

fn ids(root: &Path) -> ExitCode {
    told(&files::add_ids(root))
}

fn told(mistakes: &[diagnostic::Diagnostic]) -> ExitCode {
    report(mistakes);
    if mistakes.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(MISTAKES)
    }
}

fn report(mistakes: &[diagnostic::Diagnostic]) {
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    write_or_give_up(io::stderr().lock(), &diagnostic::render(mistakes, colours));
}

fn fail(message: &str) -> ExitCode {
    write_or_give_up(io::stderr().lock(), &format!("mdbook-hops: {message}\n"));
    ExitCode::from(MISTAKES)
}

fn usage(message: &str) -> ExitCode {
    write_or_give_up(
        io::stderr().lock(),
        &format!("mdbook-hops: {message}\n\n{HELP}"),
    );
    ExitCode::from(USAGE)
}

fn print(text: &str) -> ExitCode {
    write_or_give_up(io::stdout().lock(), text);
    ExitCode::SUCCESS
}

/// Nobody is left to be told when a terminal or a pipe has gone away.
fn write_or_give_up(mut stream: impl Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
}
