//! Programs run by xtask: shown before they run, and their failure is ours.

use std::ffi::{OsStr, OsString};
use std::process;

use anyhow::{Context, Result, ensure};

pub struct Command {
    program: OsString,
    arguments: Vec<OsString>,
    inner: process::Command,
}

impl Command {
    pub fn new(program: impl AsRef<OsStr>) -> Command {
        Command {
            program: program.as_ref().to_owned(),
            arguments: Vec::new(),
            inner: process::Command::new(program),
        }
    }

    pub fn argument(self, argument: impl AsRef<OsStr>) -> Command {
        self.arguments([argument])
    }

    pub fn arguments<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Command {
        for argument in arguments {
            self.arguments.push(argument.as_ref().to_owned());
            self.inner.arg(argument);
        }
        self
    }

    pub fn environment(mut self, name: &str, value: impl AsRef<OsStr>) -> Command {
        self.inner.env(name, value);
        self
    }

    pub fn folder(mut self, folder: &str) -> Command {
        self.inner.current_dir(folder);
        self
    }

    /// Runs the program to its end; an error if it cannot be started or does not end well.
    pub fn run(mut self) -> Result<()> {
        let line = self.line();
        eprintln!("$ {line}");
        let status = self.inner.status();
        let status = status.with_context(|| format!("`{line}` cannot be started"))?;
        ensure!(status.success(), "`{line}` failed ({status})");
        Ok(())
    }

    /// What the program prints, if it can be started and ends well.
    pub fn output(mut self) -> Option<String> {
        let output = self.inner.stderr(process::Stdio::null()).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some(text)
    }

    fn line(&self) -> String {
        let words = std::iter::once(&self.program).chain(&self.arguments);
        let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
        words.join(" ")
    }
}
