//! A web server for the built book: files of one folder, for one browser on this machine, as long as it prints.
//!
//! Over http and not from file://, where scripts that are modules do not run and pages may not read each other. It is
//! written here because the small servers on crates.io are no longer kept, and the others bring an async runtime.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result};

const TYPES: [(&str, &str); 10] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
];

pub struct Server {
    address: SocketAddr,
    site: Arc<Site>,
    thread: Option<JoinHandle<()>>,
}

struct Site {
    folder: PathBuf,
    ending: AtomicBool,
    missing: Mutex<Vec<String>>,
}

impl Server {
    pub fn start(folder: &Path) -> Result<Server> {
        let listener = TcpListener::bind("127.0.0.1:0").context("no port to serve the book on")?;
        let address = listener.local_addr()?;
        let site = Arc::new(Site {
            folder: folder.to_owned(),
            ending: AtomicBool::new(false),
            missing: Mutex::default(),
        });
        let served = Arc::clone(&site);
        let thread = thread::spawn(move || serve(&listener, &served));
        Ok(Server {
            address,
            site,
            thread: Some(thread),
        })
    }

    /// The address of `path` in the folder.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// What was asked for and is not there.
    pub fn missing(&self) -> Vec<String> {
        let missing = self.site.missing.lock();
        missing.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.site.ending.store(true, Ordering::Relaxed);
        // It waits for a connection; this is the last one.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(listener: &TcpListener, site: &Arc<Site>) {
    for stream in listener.incoming() {
        if site.ending.load(Ordering::Relaxed) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let site = Arc::clone(site);
        // A browser opens connections before it knows what to ask for: none may wait for another. One that breaks is the
        // browser's to try again.
        thread::spawn(move || site.answer(&stream).ok());
    }
}

impl Site {
    /// Answers one request and closes the connection.
    fn answer(&self, stream: &TcpStream) -> Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut lines = BufReader::new(stream.take(1 << 16)).lines();
        let request = lines.next().context("empty")??;
        // The rest of the head is read, so that closing does not cut off the answer.
        while lines
            .next()
            .transpose()?
            .is_some_and(|line| !line.is_empty())
        {}
        let path = request.split(' ').nth(1).unwrap_or("/");
        let file = file_of(path).map(|file| self.folder.join(file));
        let content = file.as_ref().and_then(|file| fs::read(file).ok());
        let (Some(file), Some(content)) = (file, content) else {
            // Browsers ask for this one unasked.
            if path != "/favicon.ico" {
                let missing = self.missing.lock();
                let mut missing = missing.unwrap_or_else(PoisonError::into_inner);
                missing.push(path.to_owned());
            }
            return respond(stream, "404 Not Found", "text/plain", b"");
        };
        respond(stream, "200 OK", type_of(&file), &content)
    }
}

fn respond(mut stream: &TcpStream, status: &str, kind: &str, content: &[u8]) -> Result<()> {
    let length = content.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(content)?;
    Ok(())
}

/// The file that a path of an address names, if that is inside the folder.
fn file_of(path: &str) -> Option<PathBuf> {
    let path = path.split(['?', '#']).next()?.trim_start_matches('/');
    let path = percent_encoding::percent_decode_str(path).decode_utf8();
    let path = path.ok()?;
    let index = if path.is_empty() || path.ends_with('/') {
        "index.html"
    } else {
        ""
    };
    let file = PathBuf::from(format!("{path}{index}"));
    let inside = |part| matches!(part, Component::Normal(_));
    file.components().all(inside).then_some(file)
}

fn type_of(file: &Path) -> &'static str {
    let extension = file.extension().unwrap_or_default();
    let known = TYPES.iter().find(|(name, _)| extension == *name);
    known.map_or("application/octet-stream", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn serves_the_folder_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("book")).unwrap();
        fs::write(folder.path().join("secret"), "secret").unwrap();
        fs::write(folder.path().join("book/index.html"), "start").unwrap();
        fs::write(folder.path().join("book/ü b.css"), "style").unwrap();
        let server = Server::start(&folder.path().join("book")).unwrap();
        assert!(get(&server, "/").ends_with("\r\n\r\nstart"));
        let style = get(&server, "/%C3%BC%20b.css?v=1");
        assert!(
            style.contains("text/css") && style.ends_with("style"),
            "{style}"
        );
        assert_eq!(server.missing(), [""; 0]);
        for path in [
            "/../secret",
            "/%2e%2e/secret",
            "/none.html",
            "//etc/hostname",
        ] {
            assert!(get(&server, path).starts_with("HTTP/1.1 404"), "{path}");
        }
        assert_eq!(server.missing().len(), 4);
    }
}
