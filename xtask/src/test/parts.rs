//! How long each part of the tests took, for the table at their end.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

pub struct Timings {
    start: Instant,
    parts: Vec<(String, Duration)>,
    /// Files of the browser tests: several run at a time, so they do not add up.
    files: Vec<(String, Duration)>,
}

impl Timings {
    pub fn start() -> Timings {
        Timings {
            start: Instant::now(),
            parts: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Does the work, and notes how long it took, also if it failed.
    pub fn time<T>(&mut self, part: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let result = work();
        self.parts.push((part.to_owned(), start.elapsed()));
        result
    }

    /// Takes in what tests/browser/seconds.mjs has written: a line for each file, `MILLISECONDS NAME`.
    pub fn add_files(&mut self, lines: &str) {
        let files = lines.lines().filter_map(|line| {
            let (milliseconds, name) = line.split_once(' ')?;
            Some((
                name.to_owned(),
                Duration::from_millis(milliseconds.parse().ok()?),
            ))
        });
        self.files.extend(files);
        self.files.sort_by_key(|file| std::cmp::Reverse(file.1));
    }

    /// Parts and seconds, the whole last.
    pub fn table(&self) -> String {
        let mut table = String::from("\n  seconds  part\n");
        let mut row = |seconds: Duration, name: &str| {
            writeln!(table, "{:9.1}  {name}", seconds.as_secs_f64()).expect("a string takes all");
        };
        for (name, seconds) in &self.parts {
            row(*seconds, name);
            if name == "browser: running" {
                for (file, seconds) in &self.files {
                    row(*seconds, &format!("    {file}"));
                }
            }
        }
        row(self.start.elapsed(), "all");
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_parts_files_and_the_whole() {
        let mut timings = Timings::start();
        let failed = timings.time("rust", || -> Result<()> { anyhow::bail!("no") });
        assert!(failed.is_err());
        timings
            .time("browser: running", || Ok(()))
            .expect("it went well");
        timings.add_files("1500 plan.test.mjs\n90300 inspect.test.mjs\nodd\n");
        let table = timings.table();
        let names: Vec<_> = table.lines().filter_map(|line| line.get(11..)).collect();
        let expected = [
            "part",
            "rust",
            "browser: running",
            "    inspect.test.mjs",
            "    plan.test.mjs",
            "all",
        ];
        assert_eq!(names, expected, "{table}");
        assert!(table.contains("     90.3      inspect.test.mjs"), "{table}");
    }
}
