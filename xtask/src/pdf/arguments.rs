//! What stands behind `cargo xtask pdf`.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

pub const USAGE: &str = "\
Usage: cargo xtask pdf [--paper a4|letter] [--chapter NAME] [--output FILE]

  --paper a4|letter   the size of the paper; a4 if not given
  --chapter NAME      one page of the book only, as in its address: definition/networking
  --output FILE       where to; under target/, named after the book, if not given
";

#[derive(Debug, PartialEq)]
pub struct Arguments {
    pub paper: Paper,
    pub chapter: Option<String>,
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paper {
    A4,
    Letter,
}

impl Paper {
    /// Width and height in inches, as Chromium takes them.
    pub fn size(self) -> (f64, f64) {
        match self {
            Paper::A4 => (210.0 / 25.4, 297.0 / 25.4),
            Paper::Letter => (8.5, 11.0),
        }
    }
}

impl Arguments {
    /// Reads the command line. A relative output is one in `here`, the folder of whoever calls.
    pub fn parse(words: &[String], here: &Path) -> Result<Arguments> {
        let mut arguments = Arguments {
            paper: Paper::A4,
            chapter: None,
            output: None,
        };
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let (option, value) = match word.split_once('=') {
                Some((option, value)) => (option, Some(value)),
                None => (word, words.next()),
            };
            match (option, value.filter(|value| !value.is_empty())) {
                ("--paper", Some("a4")) => arguments.paper = Paper::A4,
                ("--paper", Some("letter")) => arguments.paper = Paper::Letter,
                ("--paper", Some(other)) => bail!("`{other}` is no known paper\n\n{USAGE}"),
                ("--chapter", Some(name)) => arguments.chapter = Some(name.to_owned()),
                ("--output", Some(file)) => arguments.output = Some(here.join(file)),
                ("--paper" | "--chapter" | "--output", None) => {
                    bail!("{option} needs a value\n\n{USAGE}")
                }
                _ => bail!("unknown argument `{word}`\n\n{USAGE}"),
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Arguments> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Arguments::parse(&words, Path::new("here"))
    }

    #[test]
    fn all_options() {
        let arguments = parse("--paper letter --chapter a/b --output=x.pdf").unwrap();
        let expected = Arguments {
            paper: Paper::Letter,
            chapter: Some("a/b".to_owned()),
            output: Some(Path::new("here").join("x.pdf")),
        };
        assert_eq!(arguments, expected);
        assert_eq!(parse("").unwrap().paper, Paper::A4);
    }

    #[test]
    fn what_is_wrong_is_named_with_the_usage() {
        for (line, expected) in [
            ("--paper a5", "`a5` is no known paper"),
            ("--chapter", "--chapter needs a value"),
            ("--output=", "--output needs a value"),
            ("--size a4", "unknown argument `--size`"),
            ("a4", "unknown argument `a4`"),
        ] {
            let error = parse(line).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{line}: {error}");
            assert!(error.ends_with(USAGE), "{line}: {error}");
        }
    }
}
