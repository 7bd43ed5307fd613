//! What the preprocessor costs beside one that does nothing, and how its cost grows: `cargo bench`.
//!
//! The limit is a preprocessor written with mdBook's own API that does nothing: `parse_input`, `to_writer`. This program is
//! that one, too, when it is started with the argument `noop`. Whole processes are timed, in turns, so that whatever
//! else the machine does falls on both; medians are compared. Inputs are what mdBook really sends: JSON on standard input.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

const HOPS: &str = env!("CARGO_BIN_EXE_mdbook-hops");

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("noop") => noop(),
        Some("peak") => peak(&arguments[1]),
        _ => report(),
    }
}

/// The preprocessor that does nothing, as mdBook's documentation has one written.
fn noop() -> Result<()> {
    let (_, book) = mdbook_preprocessor::parse_input(io::stdin())?;
    serde_json::to_writer(io::stdout(), &book)?;
    Ok(())
}

/// Runs mdbook-hops once on an input file and prints the most memory it held, in kilobytes.
fn peak(input: &str) -> Result<()> {
    run(Path::new(HOPS), &[], &fs::read(input)?)?;
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)?;
    println!("{}", usage.max_rss());
    Ok(())
}

/// One whole process between two pipes, as mdBook runs it: from its start until its output is read and it has ended.
fn run(program: &Path, arguments: &[&str], input: &[u8]) -> Result<Duration> {
    let mut output = Vec::with_capacity(64 << 20);
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().context("its input is piped")?;
    let mut stdout = child.stdout.take().context("its output is piped")?;
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        stdout.read_to_end(&mut output)
    })?;
    let status = child.wait()?;
    let time = start.elapsed();
    ensure!(status.success(), "{} failed", program.display());
    Ok(time)
}

struct Case {
    name: String,
    input: PathBuf,
    /// The folder of the data, which only mdbook-hops reads.
    data: PathBuf,
    rounds: usize,
}

struct Measured {
    noop: Duration,
    hops: Duration,
}

impl Case {
    /// The medians of runs in turns.
    fn measure(&self) -> Result<Measured> {
        let own = std::env::current_exe()?;
        let input = fs::read(&self.input)?;
        let (mut noop, mut hops) = (Vec::new(), Vec::new());
        for round in 0..self.rounds + 3 {
            let pair = (
                run(&own, &["noop"], &input)?,
                run(Path::new(HOPS), &[], &input)?,
            );
            // The first rounds warm the machine up.
            if round >= 3 {
                noop.push(pair.0);
                hops.push(pair.1);
            }
        }
        Ok(Measured {
            noop: median(noop),
            hops: median(hops),
        })
    }

    fn peak_megabytes(&self) -> Result<f64> {
        let own = std::env::current_exe()?;
        let output = Command::new(own).arg("peak").arg(&self.input).output()?;
        let text = String::from_utf8(output.stdout)?;
        let kilobytes: f64 = text.trim().parse().context("the peak is a number")?;
        Ok(kilobytes / 1024.0)
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn report() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = [
        own_book(root, folder.path())?,
        chapters(100, folder.path())?,
        chapters(1_000, folder.path())?,
        resources(1_000, folder.path())?,
        resources(10_000, folder.path())?,
    ];
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| book | input | data | does nothing | mdbook-hops | ratio | peak memory |"
    )?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|---:|")?;
    let mut times = Vec::new();
    for case in &cases {
        let Measured { noop, hops } = case.measure()?;
        let input = fs::metadata(&case.input)?.len() / 1_000;
        let data = size_of_tables(&case.data)? / 1_000;
        let ratio = hops.as_secs_f64() / noop.as_secs_f64();
        let peak = case.peak_megabytes()?;
        writeln!(
            out,
            "| {} | {input} kB | {data} kB | {} | {} | {ratio:.2} | {peak:.0} MB |",
            case.name,
            milliseconds(noop),
            milliseconds(hops)
        )?;
        times.push(hops.as_secs_f64());
    }
    writeln!(
        out,
        "\nTen times the chapters take {:.1} times as long; ten times the resources, {:.1} times.",
        times[2] / times[1],
        times[4] / times[3]
    )?;
    Ok(())
}

/// The bytes of the TOML files in a folder.
fn size_of_tables(folder: &Path) -> Result<u64> {
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            size += fs::metadata(path)?.len();
        }
    }
    Ok(size)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// What mdBook sends for the book of this repository: every chapter of its summary, with its data beside it.
fn own_book(root: &Path, folder: &Path) -> Result<Case> {
    let mut chapters = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") && !path.ends_with("SUMMARY.md") {
                let name = path
                    .strip_prefix(root.join("src"))?
                    .to_string_lossy()
                    .into_owned();
                chapters.push((name, fs::read_to_string(&path)?));
            }
        }
    }
    chapters.sort();
    input("this book", root, &chapters, folder, 41)
}

/// A book of `count` chapters of some 5 kB with a link and a small block each, and the bakery's data.
fn chapters(count: usize, folder: &Path) -> Result<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/bakery");
    let paragraph =
        "Plain words with *emphasis*, `code` and a [link](other.md), as chapters have them. "
            .repeat(6);
    let text = format!("{paragraph}\n\n").repeat(10);
    let home =
        "```hops checklist\nhome = true\n```\n\n```hops resources\nhome = true\n```\n".to_owned();
    let mut list = vec![("home.md".to_owned(), home)];
    for index in 0..count {
        let text = format!(
            "# Chapter {index}\n\n{text}See [](hops:skill/dough.knead).\n\n```hops comparison\npart = \"good\"\n```\n"
        );
        list.push((format!("chapter-{index}.md"), text));
    }
    input(&format!("{count} chapters"), &root, &list, folder, 15)
}

/// A book that shows `count` resources in one table.
fn resources(count: usize, folder: &Path) -> Result<Case> {
    let root = folder.join(format!("resources-{count}"));
    fs::create_dir_all(root.join("data"))?;
    let bakery =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/bakery/data/vocabulary.toml");
    fs::copy(bakery, root.join("data/vocabulary.toml"))?;
    let mut data = String::new();
    for index in 0..count {
        data.push_str(&format!(
            "[[resource]]\nid = \"resource-{index}\"\ntitle = \"The resource of number {index}\"\n\
             url = \"https://resource.example/{index}\"\nauthor = \"Author {index}\"\ntype = \"book\"\n\
             topics = [\"bread\", \"cake\"]\nlevel = \"easy\"\ncost = \"free\"\nlicence = \"CC BY 4.0\"\n\
             why = \"Somebody who reads this sentence gets to know why resource {index} is worth an evening.\"\n\
             status = \"current\"\nevidence = [\"owner/list:README.md @ 2026-01-02\"]\nlast_seen = 2026-01-02\n\n"
        ));
    }
    fs::write(root.join("data/resources.toml"), data)?;
    let chapter = (
        "all.md".to_owned(),
        "# All\n\n```hops resources\nhome = true\n```\n".to_owned(),
    );
    input(&format!("{count} resources"), &root, &[chapter], folder, 15)
}

/// Writes mdBook's input for a book of those chapters.
fn input(
    name: &str,
    root: &Path,
    chapters: &[(String, String)],
    folder: &Path,
    rounds: usize,
) -> Result<Case> {
    let chapter = |(path, content): &(String, String)| {
        serde_json::json!({ "Chapter": {
            "name": path, "content": content, "number": [1], "sub_items": [],
            "path": path, "source_path": path, "parent_names": []
        } })
    };
    let items: Vec<_> = chapters.iter().map(chapter).collect();
    let config = fs::read_to_string(root.join("book.toml")).unwrap_or_default();
    let config: toml::Table = config.parse()?;
    let context = serde_json::json!({
        "root": root, "config": config, "renderer": "html", "mdbook_version": "0.5.4"
    });
    let path = folder.join(format!("{}.json", name.replace(' ', "-")));
    fs::write(
        &path,
        serde_json::to_vec(&serde_json::json!([context, { "items": items }]))?,
    )?;
    Ok(Case {
        name: name.to_owned(),
        input: path,
        data: root.join("data"),
        rounds,
    })
}
