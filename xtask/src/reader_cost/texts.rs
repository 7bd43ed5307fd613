//! Books with much text, to be searched: chapters of sections, of words of which few are common and many are rare. Enter at [`write_book`].

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::{Draw, write};

const SECTIONS: usize = 9;

const BOOK: &str = r#"[book]
title = "A book with much text"
language = "en"

[output.hops]
command = "mdbook-hops render"
theme = "../../../theme"
id = "large"

[output.hops.print]
enable = false
"#;

/// Writes a book of so many chapters. Returns its folder.
pub fn write_book(chapters: usize) -> Result<PathBuf> {
    let folder = std::path::absolute(format!("target/browser/texts-{chapters}"))?;
    let mut words = Words::of(chapters);
    let mut summary = String::from("# Summary\n\n");
    for number in 0..chapters {
        let title = words.draw(3);
        writeln!(summary, "- [{title}](c{number}.md)")?;
        let mut text = format!("# {title}\n\n{}.\n", words.draw(80));
        for _ in 0..SECTIONS {
            let (long, longer) = (1 + words.chance.below(4), 60 + words.chance.below(200));
            let (heading, body) = (words.draw(long), words.draw(longer));
            write!(text, "\n## {heading}\n\n{body}.\n")?;
        }
        write(&folder.join(format!("src/c{number}.md")), &text)?;
    }
    write(&folder.join("src/SUMMARY.md"), &summary)?;
    write(&folder.join("book.toml"), BOOK)?;
    Ok(folder)
}

struct Words {
    chance: Draw,
    all: Vec<String>,
}

impl Words {
    /// A longer book has more words, but not as many more as it is longer.
    fn of(chapters: usize) -> Words {
        let mut chance = Draw(2022);
        let number = 3_000 + 400 * chapters.isqrt();
        let all = (0..number).map(|_| chance.words(1)).collect();
        Words { chance, all }
    }

    fn draw(&mut self, number: usize) -> String {
        let most = self.all.len();
        let mut word = || {
            // The lowest of four: the first words are drawn most often.
            let drawn = (0..4).map(|_| self.chance.below(most)).min();
            self.all[drawn.unwrap_or_default()].as_str()
        };
        (0..number).map(|_| word()).collect::<Vec<_>>().join(" ")
    }
}
