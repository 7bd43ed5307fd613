//! `cargo xtask pdf`: the built book, or one page of it, as a PDF for paper and screen.
//!
//! [`run`] builds the book and serves it to a Chromium, which prints it. A PDF is printed twice: first to learn on which
//! page each chapter starts, then with these numbers in its contents. [`print`] does that for any served page; what
//! Chromium leaves open, `finish` completes and `links` checks.

mod arguments;
mod book;
mod finish;
mod links;
mod places;
mod progress;
mod server;
mod sheet;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use lopdf::Document;

use crate::chromium::Chromium;
use crate::replace::replace;
use crate::tools;
use arguments::{Arguments, Paper};
use book::Book;
use finish::Facts;
use places::Places;
use progress::Progress;
use server::Server;
use sheet::Sheet;

/// Apart from book/, which is the host's.
const FOLDER: &str = "target/pdf-book";

/// What is to be printed, and where it is.
struct Job<'a> {
    book: &'a Book,
    folder: &'a Path,
    /// The page's path in the folder.
    path: String,
    whole: bool,
    paper: Paper,
}

/// Prints as the command line's `words` say, which were given in the folder `here`.
pub fn run(words: &[String], here: &Path) -> Result<()> {
    let arguments = Arguments::parse(words, here)?;
    let chromium = tools::chromium()?;
    let book = Book::read(Path::new("book.toml"))?;
    let mut progress = Progress::start();
    let folder = build()?;
    let pages = book::pages(&folder)?;
    progress.prepared("building", &format!("{} pages of HTML", pages.len()));
    let chapter = arguments.chapter.as_deref();
    let chapter = chapter.map(|name| book::find(name, &pages)).transpose()?;
    let output = match arguments.output {
        Some(file) => file,
        None => default_output(&book, chapter, &pages, arguments.paper),
    };
    ensure!(
        !output.is_dir(),
        "{} is a folder; --output needs a file",
        output.display()
    );
    let job = Job {
        book: &book,
        folder: &folder,
        path: format!("{}.html", chapter.unwrap_or("print")),
        whole: chapter.is_none(),
        paper: arguments.paper,
    };
    let (count, pdf) = print(&job, &chromium, &mut progress)?;
    replace(&output, &pdf)?;
    progress.printed("writing", &output.display().to_string());
    progress.end(count, pdf.len());
    Ok(())
}

/// Prints the whole of this book, built in `folder`, for the tests.
pub fn of_book(folder: &Path, output: &Path) -> Result<()> {
    let book = Book::read(Path::new("book.toml"))?;
    let job = Job {
        book: &book,
        folder,
        path: "print.html".to_owned(),
        whole: true,
        paper: Paper::A4,
    };
    let (_, pdf) = print(&job, &tools::chromium()?, &mut Progress::start())?;
    replace(output, &pdf)
}

/// Builds the book. Returns its folder.
fn build() -> Result<PathBuf> {
    let folder = std::path::absolute(FOLDER)?;
    // What an earlier build left there, perhaps with other renderers, is not to be printed.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let path = folder
        .to_str()
        .context("the path of this folder is not Unicode")?;
    crate::build(&["--dest-dir".to_owned(), path.to_owned()])?;
    book::built(&folder)
}

/// The name of the PDF if none is given.
fn default_output(book: &Book, chapter: Option<&str>, pages: &[String], paper: Paper) -> PathBuf {
    let mut name = book::slug(&book.title);
    if name.is_empty() {
        name.push_str("book");
    }
    if let Some(chapter) = chapter {
        name = format!("{name}-{}", book::short_name(chapter, pages));
    }
    if paper == Paper::Letter {
        name.push_str("-letter");
    }
    Path::new("target").join(format!("{name}.pdf"))
}

/// Prints one page of the built book. Returns how many sheets it has, and the PDF.
fn print(job: &Job, program: &Path, progress: &mut Progress) -> Result<(usize, Vec<u8>)> {
    let server = Server::start(job.folder)?;
    let mut chromium = Chromium::start(program)?;
    chromium.open(&server.address(&job.path))?;
    let (home, site) = (server.address(""), job.book.site.as_deref());
    let sheet = sheet::prepare(&mut chromium, &job.book.title, &home, site, job.whole)?;
    progress.prepared("loading", &loaded(job, &sheet));
    remarks(&server, &sheet, site);
    no_faults(&sheet.dead)?;

    let mut document = printed(&mut chromium, job.paper, &sheet.contents, progress)?;
    drop(chromium);
    let links = links::check(&document)?;
    no_faults(&links.faults)?;
    finish::complete(&mut document, &facts(job, sheet))?;
    let pdf = finish::save(&mut document)?;
    let checked = format!(
        "{} links inside, {} to other places",
        links.inside, links.outside
    );
    progress.printed("finishing", &checked);
    Ok((document.get_pages().len(), pdf))
}

fn no_faults(links: &[String]) -> Result<()> {
    let list = links.join("\n  ");
    ensure!(
        links.is_empty(),
        "links that lead nowhere, or nowhere for others:\n  {list}"
    );
    Ok(())
}

/// Prints until the contents have the right numbers. Without contents, once.
fn printed(
    chromium: &mut Chromium,
    paper: Paper,
    contents: &[String],
    progress: &mut Progress,
) -> Result<Document> {
    let mut numbers = Vec::new();
    if !contents.is_empty() {
        let first = places::read(&sheet::print_places(chromium, paper)?)?;
        progress.printed("laying out", &format!("{} pages", first.get_pages().len()));
        numbers = Places::of(&first)?.pages(contents)?;
    }
    // A number wider than the room left for it could move what follows: then once more with what came out.
    for _ in 0..2 {
        sheet::write_numbers(chromium, &numbers)?;
        if !contents.is_empty() {
            progress.printed(
                "numbering",
                &format!("{} entries of the contents", numbers.len()),
            );
        }
        let document = places::read(&sheet::print(chromium, paper)?)?;
        progress.printed("printing", &format!("{} pages", document.get_pages().len()));
        let after = Places::of(&document)?.pages(contents)?;
        if after == numbers {
            return Ok(document);
        }
        numbers = after;
    }
    bail!(
        "the page numbers in the contents move the pages they name: leave more room for them in the style"
    )
}

/// What was loaded, in words.
fn loaded(job: &Job, sheet: &Sheet) -> String {
    match (job.whole, sheet.chapters) {
        (false, _) => job.path.clone(),
        (true, 0) => format!(
            "{}, which has no cover and no contents of its own",
            job.path
        ),
        (true, chapters) => format!("{}, {chapters} chapters", job.path),
    }
}

/// Tells what is not as it should be and yet can be printed.
fn remarks(server: &Server, sheet: &Sheet, site: Option<&str>) {
    for path in server.missing() {
        eprintln!("note: the page asks for {path}, which is not in the book");
    }
    let became = match site {
        Some(_) => "leads to the host's copy",
        None => "is plain text, as book.toml has no absolute site-url",
    };
    for link in &sheet.left {
        eprintln!("note: a link out of the book's pages {became}: {link}");
    }
}

/// What the page says of itself, or else the book.
fn facts(job: &Job, sheet: Sheet) -> Facts {
    let or = |said: String, book: &str| {
        if said.is_empty() {
            book.to_owned()
        } else {
            said
        }
    };
    Facts {
        title: or(sheet.title, &job.book.title),
        author: or(sheet.author, &job.book.authors.join(", ")),
        subject: or(sheet.description, &job.book.description),
        language: or(sheet.language, &job.book.language),
    }
}

#[cfg(test)]
mod tests;
