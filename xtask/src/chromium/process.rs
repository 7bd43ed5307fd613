//! Chromium's process: started with a profile of its own, ended and cleaned up after in any case.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// How long Chromium may take to start, on a slow machine that has not started it before.
const START: Duration = Duration::from_secs(60);

/// How long Chromium may take to end when asked to.
const END: Duration = Duration::from_secs(5);

const FLAGS: [&str; 13] = [
    "--headless=new",
    "--remote-debugging-port=0",
    // It shows pages of this book only; and root, as in containers, cannot have the sandbox.
    "--no-sandbox",
    "--disable-gpu",
    // Containers give little shared memory.
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    // It talks to this machine only, and a page that asks another host does not wait for it.
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

pub struct Process {
    child: Child,
    profile: TempDir,
    address: String,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Process {
    pub fn start(program: &Path) -> Result<Process> {
        let profile = tempfile::Builder::new().prefix("hops-chromium-").tempdir();
        let profile = profile.context("Chromium needs a temporary folder")?;
        let mut user_data = std::ffi::OsString::from("--user-data-dir=");
        user_data.push(profile.path());
        let child = Command::new(program)
            .args(FLAGS)
            .arg(user_data)
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let child = child.with_context(|| format!("{} cannot be started", program.display()))?;
        let mut process = Process {
            child,
            profile,
            address: String::new(),
            lines: Arc::default(),
        };
        process.address = process.wait_for_address()?;
        Ok(process)
    }

    /// Where its DevTools protocol is spoken.
    pub fn address(&self) -> &str {
        &self.address
    }

    #[cfg(test)]
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// What Chromium said last, for an error.
    pub fn last_words(&self) -> String {
        let lines = self
            .lines
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let last = &lines[lines.len().saturating_sub(5)..];
        format!("Chromium said last:\n  {}", last.join("\n  "))
    }

    fn wait_for_address(&mut self) -> Result<String> {
        let stderr = self.child.stderr.take();
        let stderr = stderr.context("Chromium's messages cannot be read")?;
        let (sender, receiver) = mpsc::channel();
        let lines = Arc::clone(&self.lines);
        thread::spawn(move || read(stderr, &lines, &sender));
        match receiver.recv_timeout(START) {
            Ok(address) => Ok(address),
            Err(RecvTimeoutError::Timeout) => bail!(
                "Chromium did not say within {} s where it listens. {}",
                START.as_secs(),
                self.last_words()
            ),
            Err(RecvTimeoutError::Disconnected) => {
                bail!(
                    "Chromium ended before it was ready. {}\nIs it a Chromium of version 120 or newer?",
                    self.last_words()
                )
            }
        }
    }

    /// Waits for the end that it was asked for, and forces it when that takes too long.
    fn end(&mut self) {
        let deadline = Instant::now() + END;
        while Instant::now() < deadline {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            // Without an address nobody has asked it to end.
            if self.address.is_empty() {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Removes the profile. Chromium's helpers end a moment after it and may write until then.
    fn remove_profile(&self) {
        for _ in 0..50 {
            if std::fs::remove_dir_all(self.profile.path()).is_ok() || !self.profile.path().exists()
            {
                return;
            }
            thread::sleep(Duration::from_millis(40));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
        self.remove_profile();
    }
}

/// Reads Chromium's messages to their end, so that it never waits for a reader. Sends the address it listens at.
fn read(stderr: ChildStderr, lines: &Mutex<Vec<String>>, sender: &mpsc::Sender<String>) {
    for line in BufReader::new(stderr).lines().map_while(Result::ok) {
        if let Some(address) = line.strip_prefix("DevTools listening on ") {
            let _ = sender.send(address.trim().to_owned());
        }
        if let Ok(mut lines) = lines.lock() {
            lines.push(line);
        }
    }
}
