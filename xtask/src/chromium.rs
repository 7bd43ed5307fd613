//! Chromium without a window, driven over its DevTools protocol: it prints the PDF and draws the pictures.
//!
//! Enter at [`Chromium::start`]; [`Chromium::open`] shows a page, [`Chromium::print`] and [`Chromium::picture`] are what
//! it is for. Whatever happens, the program is ended and its profile removed when the value is dropped.

mod connection;
mod process;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use connection::Connection;
use process::Process;

/// How long one step may take before Chromium counts as stuck. A book of 300 pages needs a few seconds.
const LIMIT: Duration = Duration::from_secs(120);

/// Run before a page's own scripts: paper needs no print window, and no copy of the book for reading offline.
const BEFORE_SCRIPTS: &str =
    "window.print = () => {}; delete Object.getPrototypeOf(navigator).serviceWorker;";

pub struct Chromium {
    connection: Connection,
    /// The page's session: all calls but those for the whole browser go there.
    session: String,
    limit: Duration,
    // After the connection, so that the program is asked to end before it is made to.
    _process: Process,
}

impl Chromium {
    /// Starts `program` with an empty page.
    pub fn start(program: &Path) -> Result<Chromium> {
        let process = Process::start(program)?;
        let mut connection = Connection::open(process.address())?;
        let session = new_page(&mut connection).with_context(|| process.last_words())?;
        let mut chromium = Chromium {
            connection,
            session,
            limit: LIMIT,
            _process: process,
        };
        chromium.call("Page.enable", json!({}))?;
        // Says when the page's process has crashed.
        chromium.call("Inspector.enable", json!({}))?;
        let light = json!([{ "name": "prefers-color-scheme", "value": "light" }]);
        chromium.call(
            "Emulation.setEmulatedMedia",
            json!({ "media": "print", "features": light }),
        )?;
        chromium.call(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": BEFORE_SCRIPTS }),
        )?;
        Ok(chromium)
    }

    /// Shows the page at `address`, and waits until all it names is loaded.
    pub fn open(&mut self, address: &str) -> Result<()> {
        let answer = self.call("Page.navigate", json!({ "url": address }))?;
        let error = answer["errorText"].as_str();
        ensure!(
            error.is_none(),
            "Chromium cannot open {address}: {}",
            error.unwrap_or_default()
        );
        self.connection.wait("Page.loadEventFired", self.limit)
    }

    /// Calls `function`, JavaScript's source of one, with `argument` on the page. Returns what it, or its promise, gives.
    pub fn evaluate(&mut self, function: &str, argument: &Value) -> Result<Value> {
        let answer = self.call(
            "Runtime.evaluate",
            json!({
                "expression": format!("({function})({argument})"),
                "awaitPromise": true,
                "returnByValue": true,
            }),
        )?;
        let thrown = &answer["exceptionDetails"];
        ensure!(
            thrown.is_null(),
            "a script failed on the page: {}",
            thrown["exception"]["description"]
                .as_str()
                .unwrap_or("no reason given")
        );
        Ok(answer["result"]["value"].clone())
    }

    /// The page as a PDF. `options` are those of Page.printToPDF.
    pub fn print(&mut self, mut options: Value) -> Result<Vec<u8>> {
        // In parts: as one message, a long book would be bigger than a WebSocket's messages may be.
        options["transferMode"] = json!("ReturnAsStream");
        let printed = self.call("Page.printToPDF", options)?;
        let handle = &printed["stream"];
        let mut pdf = Vec::new();
        loop {
            let part = self.call("IO.read", json!({ "handle": handle, "size": 4 << 20 }))?;
            let data = part["data"].as_str().unwrap_or_default();
            if part["base64Encoded"] == true {
                pdf.extend(BASE64_STANDARD.decode(data)?);
            } else {
                pdf.extend(data.as_bytes());
            }
            if part["eof"] == true {
                break;
            }
        }
        self.call("IO.close", json!({ "handle": handle }))?;
        Ok(pdf)
    }

    /// What the page's upper left corner of that size shows, as PNG; transparent where nothing is drawn.
    pub fn picture(&mut self, width: u32, height: u32) -> Result<Vec<u8>> {
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        )?;
        self.call(
            "Emulation.setDefaultBackgroundColorOverride",
            json!({ "color": { "r": 0, "g": 0, "b": 0, "a": 0 } }),
        )?;
        let shot = self.call("Page.captureScreenshot", json!({ "format": "png" }))?;
        let data = shot["data"].as_str().unwrap_or_default();
        Ok(BASE64_STANDARD.decode(data)?)
    }

    fn call(&mut self, method: &str, params: Value) -> Result<Value> {
        self.connection
            .call(Some(&self.session), method, params, self.limit)
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Asked, it ends within a second and writes no more to its profile. If it does not listen, it is ended all the same.
        let limit = Duration::from_secs(2);
        let _ = self
            .connection
            .call(None, "Browser.close", json!({}), limit);
    }
}

/// Opens an empty page. Returns the name of its session.
fn new_page(connection: &mut Connection) -> Result<String> {
    let mut call = |method, params| connection.call(None, method, params, LIMIT);
    let target = call("Target.createTarget", json!({ "url": "about:blank" }))?;
    let target = &target["targetId"];
    let attached = call(
        "Target.attachToTarget",
        json!({ "targetId": target, "flatten": true }),
    )?;
    let session = attached["sessionId"].as_str();
    Ok(session.context("Chromium gave no session")?.to_owned())
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The browser that the tests of other modules use, too.
    #[track_caller]
    pub fn started() -> Chromium {
        let program = crate::tools::chromium().unwrap();
        Chromium::start(&program).unwrap()
    }

    #[test]
    fn a_script_gives_its_value_or_its_error() {
        let mut chromium = started();
        let sum = chromium.evaluate("async ([a, b]) => a + b", &json!([1, 2]));
        assert_eq!(sum.unwrap(), json!(3));
        let error = chromium.evaluate("() => nothing.at.all", &json!({}));
        let error = error.unwrap_err().to_string();
        assert!(error.contains("nothing is not defined"), "{error}");
    }

    #[test]
    fn a_page_that_is_not_there_is_an_error() {
        let error = started().open("http://127.0.0.1:9/").unwrap_err();
        assert!(error.to_string().contains("cannot open"), "{error}");
    }

    #[test]
    fn a_stuck_page_is_an_error_and_the_profile_goes() {
        let mut chromium = started();
        let profile = chromium._process.profile().to_owned();
        assert!(profile.exists());
        chromium.limit = Duration::from_millis(500);
        let error = chromium.evaluate("() => { for (;;); }", &json!({}));
        let error = error.unwrap_err().to_string();
        assert!(error.contains("within"), "{error}");
        drop(chromium);
        assert!(!profile.exists());
    }

    #[test]
    fn a_crashed_page_is_an_error() {
        let mut chromium = started();
        let error = chromium
            .call("Page.crash", json!({}))
            .unwrap_err()
            .to_string();
        assert!(error.contains("crashed"), "{error}");
    }

    #[test]
    fn a_program_that_is_no_browser_is_an_error() {
        let error = Chromium::start(Path::new("no-such-browser")).map(|_| ());
        let error = error.unwrap_err().to_string();
        assert!(error.contains("no-such-browser"), "{error}");
        let program = std::env::current_exe().unwrap();
        let error = Chromium::start(&program).map(|_| ()).unwrap_err();
        assert!(error.to_string().contains("ended"), "{error}");
    }
}
