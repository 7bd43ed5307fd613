//! `mdbook serve` with an author at work: mistakes stand in the page, and serving goes on.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::pages;
use crate::project::{Project, mdbook, preprocess_command, render_command};

/// How long mdBook may take to see a change (it looks once a second) and build. A guard, not a measurement.
const PATIENCE: Duration = Duration::from_secs(60);

struct Served {
    child: Child,
    port: u16,
}

impl Served {
    fn start(project: &Project) -> Served {
        // A free port: taken and given back.
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        drop(listener);
        let mut command = Command::new(mdbook());
        if project.read("book.toml").contains("[output.hops]") {
            command.env("MDBOOK_OUTPUT__HOPS__COMMAND", render_command());
        }
        let child = command
            .args([
                "serve",
                "--hostname",
                "127.0.0.1",
                "--port",
                &port.to_string(),
            ])
            .arg(project.root())
            .env("MDBOOK_PREPROCESSOR__HOPS__COMMAND", preprocess_command())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("mdbook starts");
        Served { child, port }
    }

    /// The page, asked for until it holds `text`.
    fn wait_for(&self, page: &str, text: &str) -> String {
        let start = Instant::now();
        let mut last = String::new();
        while start.elapsed() < PATIENCE {
            if let Ok(answer) = self.get(page) {
                if answer.contains(text) {
                    return answer;
                }
                last = answer;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{page} never held {text:?}; last it was\n{last}");
    }

    fn get(&self, page: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET /{page} HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The bakery book, being served.
fn bakery() -> (Project, Served) {
    let project = Project::of("bakery");
    project.replace(
        "book.toml",
        "[output.markdown]",
        "[build]\nextra-watch-dirs = [\"data\"]",
    );
    let served = Served::start(&project);
    (project, served)
}

#[test]
fn a_mistake_stands_in_the_page_until_it_is_mended() {
    let (project, served) = bakery();
    served.wait_for("craft/index.html", "You sleep late");

    // In a block: the message stands in its place, the rest of the page around it.
    project.replace(
        "src/craft/README.md",
        "part = \"expectations\"",
        "part = \"expectation\"",
    );
    let page = served.wait_for("craft/index.html", "there is no such part");
    assert!(page.contains("src/craft/README.md:5:8"), "{page}");
    assert!(page.contains("Some text right before"));
    assert!(page.contains("<strong>bold</strong>"));
    assert!(
        page.contains("Kneads for ten minutes."),
        "other blocks are shown"
    );

    // In a link: behind it.
    project.replace(
        "src/README.md",
        "hops:skill/dough.knead",
        "hops:skill/dough.need",
    );
    served.wait_for("index.html", "[unknown skill `dough.need`]");

    // In the data: in the place of every block.
    project.replace(
        "data/realities.toml",
        "claim = \"You eat for free\"",
        "clam = \"You eat for free\"",
    );
    let page = served.wait_for("everything.html", "unknown key `clam`");
    assert!(page.contains("data/realities.toml:9:1"), "{page}");

    project.replace("data/realities.toml", "clam = ", "claim = ");
    project.replace(
        "src/README.md",
        "hops:skill/dough.need",
        "hops:skill/dough.knead",
    );
    project.replace(
        "src/craft/README.md",
        "part = \"expectation\"",
        "part = \"expectations\"",
    );
    let page = served.wait_for("craft/index.html", "You sleep late");
    assert!(!page.contains("hops-error"), "{page}");
}

#[test]
fn a_line_of_data_changes_the_page() {
    let (project, served) = bakery();
    served.wait_for("everything.html", "Keep one alive for a month.");
    project.replace(
        "data/skills.toml",
        "Keep one alive for a month.",
        "Keep one alive for a year.",
    );
    served.wait_for("everything.html", "Keep one alive for a year.");
}

#[test]
fn a_change_of_the_books_own_theme_changes_the_page() {
    let project = pages::bakery("");
    project.write("theme/head.hbs", "<meta name=\"first\">");
    let served = Served::start(&project);
    served.wait_for("job.html", "<meta name=\"first\">");
    project.write("theme/head.hbs", "<meta name=\"second\">");
    served.wait_for("job.html", "<meta name=\"second\">");
}
