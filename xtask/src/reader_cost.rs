//! `cargo xtask reader-cost`: how long readers wait for a table of resources, with a thousand rows and with ten thousand, and
//! for a route through a thousand roles with ten thousand hops; and what they load to search this book, one with 500 sections and one with
//! 5,000.
//!
//! The books are made here, of words that are drawn the same way each time; tests/browser/reader-cost.mjs opens them. A command and no
//! test: its timings are those of the machine.

mod texts;

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::command::Command;
use crate::test::install_packages;
use crate::tools::{self, Mdbook};

/// How many chapters the books have that are searched.
const CHAPTERS: [usize; 2] = [50, 500];
const SIZES: [usize; 2] = [1_000, 10_000];
const ROLES: usize = 1_000;
const HOPS: usize = 10_000;
const SKILLS: usize = 500;

pub fn run() -> Result<()> {
    let chromium = tools::chromium()?;
    tools::node()?;
    let mdbook = Mdbook::pinned()?;
    let hops = crate::build_hops()?;
    let mut books = Vec::new();
    let tables = SIZES.into_iter().map(write_table);
    for book in tables.chain([write_roles()]) {
        let book = book?;
        mdbook
            .command(&hops)
            .argument("build")
            .argument(&book)
            .run()?;
        books.push(book.join("book").display().to_string());
    }
    let mut searched = vec![std::path::absolute("target/browser/guide")?];
    mdbook
        .command(&hops)
        .arguments(["build", ".", "--dest-dir"])
        .argument(&searched[0])
        .run()?;
    for chapters in CHAPTERS {
        let book = texts::write_book(chapters)?;
        mdbook
            .command(&hops)
            .argument("build")
            .argument(&book)
            .run()?;
        searched.push(book.join("book"));
    }
    let searched: Vec<String> = searched
        .iter()
        .map(|folder| folder.display().to_string())
        .collect();
    Command::new("node")
        .argument("search-cost.mjs")
        .folder("tests/browser")
        .environment(
            "HOPS_SEARCHED_BOOKS",
            searched.join(
                "
",
            ),
        )
        .run()?;
    install_packages()?;
    Command::new("node")
        .argument("reader-cost.mjs")
        .folder("tests/browser")
        .environment("HOPS_CHROMIUM", &chromium)
        .environment("HOPS_LARGE_BOOKS", books.join("\n"))
        .run()
}

const BOOK: &str = r#"[book]
title = "A large book"
language = "en"

[preprocessor.hops]
command = "mdbook-hops"

[output.hops]
command = "mdbook-hops render"
theme = "../../../theme"
id = "large"
"#;

const PAGE: &str = "# A long table\n\n```hops resources\nhome = true\ngroup_by = \"topic\"\n```\n";

const TOPICS: usize = 20;
const TYPES: [&str; 8] = [
    "book", "course", "talk", "podcast", "paper", "tool", "practice", "blog",
];
const LEVELS: [&str; 3] = ["beginner", "intermediate", "advanced"];
const COSTS: [&str; 4] = ["free", "to-read", "in-part", "paid"];

/// Writes a book with one table of `size` rows. Returns its folder.
fn write_table(size: usize) -> Result<PathBuf> {
    let folder = std::path::absolute(format!("target/browser/table-{size}"))?;
    write(&folder.join("book.toml"), BOOK)?;
    write(&folder.join("src/SUMMARY.md"), "- [A long table](all.md)\n")?;
    write(&folder.join("src/all.md"), PAGE)?;
    write(&folder.join("data/vocabulary.toml"), &vocabulary())?;
    write(&folder.join("data/resources.toml"), &resources(size))?;
    Ok(folder)
}

/// Writes a book with a planner for [`ROLES`] and [`HOPS`]. Returns its folder.
fn write_roles() -> Result<PathBuf> {
    let folder = std::path::absolute("target/browser/many-roles")?;
    write(&folder.join("book.toml"), BOOK)?;
    write(&folder.join("src/SUMMARY.md"), "- [Roles](all.md)\n")?;
    write(
        &folder.join("src/all.md"),
        "# Roles\n\n```hops planner\n```\n",
    )?;
    write(&folder.join("data/vocabulary.toml"), &vocabulary())?;
    write(&folder.join("data/resources.toml"), &resources(1))?;
    write(&folder.join("data/skills.toml"), &skills())?;
    write(&folder.join("data/hops.toml"), &hops())?;
    Ok(folder)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().expect("a file stands in a folder"))?;
    Ok(fs::write(path, text)?)
}

fn topic(number: usize) -> String {
    format!("topic-{number:02}")
}

fn vocabulary() -> String {
    let mut out = String::new();
    let mut term = |kind: &str, id: &str| {
        writeln!(out, "[[{kind}]]\nid = \"{id}\"\ntitle = \"{id}\"\n").expect("a string");
    };
    for number in 0..TOPICS {
        term("topic", &topic(number));
    }
    TYPES.iter().for_each(|id| term("type", id));
    LEVELS.iter().for_each(|id| term("level", id));
    COSTS.iter().for_each(|id| term("cost", id));
    out
}

/// Draws numbers that look like chance and are the same each time.
struct Draw(u64);

impl Draw {
    /// A number below `end`: of a linear congruential generator, with Knuth's factors.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn from<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// Words of two to four syllables, some with an accent.
    fn words(&mut self, number: usize) -> String {
        const SYLLABLES: [&str; 24] = [
            "ba", "cor", "dé", "fin", "gal", "hum", "ir", "jo", "kel", "lum", "mo", "nar", "öl",
            "pri", "qua", "ros", "sta", "ten", "ul", "ver", "wis", "yar", "zen", "th",
        ];
        let mut word = || {
            let syllables = 2 + self.below(3);
            (0..syllables).map(|_| self.from(&SYLLABLES)).collect()
        };
        (0..number)
            .map(|_| word())
            .collect::<Vec<String>>()
            .join(" ")
    }
}

fn resources(size: usize) -> String {
    let mut draw = Draw(2019);
    let mut out = String::new();
    for number in 0..size {
        let title_words = 2 + draw.below(4);
        let why_words = 8 + draw.below(14);
        let (title, author, why) = (
            draw.words(title_words),
            draw.words(2),
            draw.words(why_words),
        );
        let topics = [topic(draw.below(TOPICS)), topic(draw.below(TOPICS))];
        let more = if topics[0] == topics[1] { 1 } else { 2 };
        let (kind, level, cost) = (draw.from(&TYPES), draw.from(&LEVELS), draw.from(&COSTS));
        let (month, day) = (1 + draw.below(12), 1 + draw.below(28));
        write!(
            out,
            "[[resource]]\nid = \"r-{number}\"\ntitle = \"{title}\"\nurl = \"https://r-{number}.example/\"\n\
             author = \"{author}\"\ntype = \"{kind}\"\ntopics = {:?}\nlevel = \"{level}\"\ncost = \"{cost}\"\n",
            &topics[..more],
        )
        .expect("a string");
        if draw.below(4) == 0 {
            let hours = 1 + draw.below(60);
            writeln!(
                out,
                "hours_min = {hours}\nhours_max = {}\nhours_source = \"its own page\"",
                hours + 5
            )
            .expect("a string");
        }
        writeln!(
            out,
            "why = \"{why}\"\nstatus = \"current\"\nevidence = [\"a/b:c\"]\nlast_seen = 2026-{month:02}-{day:02}\n"
        )
        .expect("a string");
    }
    out
}

fn skills() -> String {
    let mut draw = Draw(2020);
    let mut out = String::from("[[area]]\nid = \"all\"\ntitle = \"All\"\norigin = \"here\"\n\n");
    for number in 0..SKILLS {
        let words = draw.words(4);
        writeln!(
            out,
            "[[area.skill]]\nid = \"all.s-{number}\"\nname = \"{words}\"\nentry = \"{words}\"\nworking = \"{words}\"\n\
             senior = \"{words}\"\nprove = \"{words}\"\nresources = [\"r-0\"]\n"
        )
        .expect("a string");
    }
    out
}

/// Roles of which the first are starts and the last are goals, each with a hop to the next, and hops between any two.
fn hops() -> String {
    let mut draw = Draw(2021);
    let mut out = String::new();
    for number in 0..ROLES {
        let kind = match number {
            0..50 => "start",
            number if number >= ROLES - 10 => "goal",
            _ => "role",
        };
        let title = draw.words(2);
        writeln!(out, "[[role]]\nid = \"role-{number}\"\ntitle = \"{title} {number}\"\nkind = \"{kind}\"\nbring = \"{title}\"\n")
            .expect("a string");
    }
    let mut pairs: HashSet<(usize, usize)> = HashSet::new();
    while pairs.len() < HOPS {
        let at = pairs.len();
        let next = if at + 1 < ROLES {
            (at, at + 1)
        } else {
            (draw.below(ROLES), draw.below(ROLES))
        };
        if next.0 == next.1 || !pairs.insert(next) {
            continue;
        }
        let skills: HashSet<usize> = (0..3).map(|_| draw.below(SKILLS)).collect();
        let skills: Vec<_> = skills
            .iter()
            .map(|skill| format!("all.s-{skill}"))
            .collect();
        let (distance, how) = (1 + draw.below(5), draw.words(6));
        writeln!(
            out,
            "[[hop]]\nfrom = \"role-{}\"\nto = \"role-{}\"\ndistance = {distance}\nskills = {skills:?}\nhow = \"{how}\"\n\
             evidence = [\"editorial\"]\n",
            next.0, next.1
        )
        .expect("a string");
    }
    out
}
