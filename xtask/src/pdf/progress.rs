//! What is done, line by line on stderr, with the time each step took.

use std::time::{Duration, Instant};

pub struct Progress {
    start: Instant,
    step: Instant,
    /// Time of the steps that print, without building and loading.
    printing: Duration,
}

impl Progress {
    pub fn start() -> Progress {
        let now = Instant::now();
        Progress {
            start: now,
            step: now,
            printing: Duration::ZERO,
        }
    }

    /// A step before the printing is done.
    pub fn prepared(&mut self, step: &str, what: &str) {
        self.line(step, what);
    }

    /// A step of the printing is done.
    pub fn printed(&mut self, step: &str, what: &str) {
        let took = self.line(step, what);
        self.printing += took;
    }

    /// The PDF is there.
    pub fn end(&self, pages: usize, bytes: usize) {
        let milliseconds = self.printing.as_secs_f64() * 1000.0 / pages.max(1) as f64;
        eprintln!(
            "{pages} pages, {bytes} bytes, {:.1} s; printing: {milliseconds:.1} ms a page",
            self.start.elapsed().as_secs_f64()
        );
    }

    fn line(&mut self, step: &str, what: &str) -> Duration {
        let took = self.step.elapsed();
        self.step = Instant::now();
        eprintln!("{step:<11} {:5.1} s  {what}", took.as_secs_f64());
        took
    }
}
