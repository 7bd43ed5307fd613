//! `cargo xtask serve`: what it understands, and whether its port is free, which is asked before anything is built.

use std::io::ErrorKind;
use std::net::{TcpListener, ToSocketAddrs};

use anyhow::{Context, Result, bail};

use crate::tools::Mdbook;

/// Options of `mdbook serve` that can be written without `--`, long and short. All but the last have a value.
const PORT: [&str; 2] = ["--port", "-p"];
const HOSTNAME: [&str; 2] = ["--hostname", "-n"];
const OPEN: [&str; 2] = ["--open", "-o"];

/// What `mdbook serve` takes if nothing is said.
const DEFAULT_PORT: &str = "3000";
const DEFAULT_HOSTNAME: &str = "localhost";

/// `options` are ours to understand; `passed_on`, which stand behind `--`, are mdBook's.
pub fn run(options: &[String], passed_on: &[String]) -> Result<()> {
    if let Some(option) = unknown(options) {
        bail!(
            "`cargo xtask serve` does not know `{option}`, but --port N, --hostname NAME and --open; other options of mdbook stand behind --"
        );
    }
    let arguments: Vec<String> = [options, passed_on].concat();
    let port = value(&arguments, PORT).unwrap_or(DEFAULT_PORT);
    ensure_free(
        value(&arguments, HOSTNAME).unwrap_or(DEFAULT_HOSTNAME),
        port,
    )?;
    let mdbook = Mdbook::any()?;
    let hops = crate::build_hops()?;
    let mut serve = mdbook.command(&hops).argument("serve");
    let said = |argument: &String| OPEN.contains(&argument.as_str());
    if has_display() && !arguments.iter().any(said) {
        serve = serve.argument("--open");
    }
    serve.arguments(arguments).run()
}

/// The first of `options` that is none of `serve`.
fn unknown(options: &[String]) -> Option<&str> {
    let mut words = options.iter();
    while let Some(word) = words.next() {
        let (name, value) = parts(word);
        let known = if PORT.contains(&name) || HOSTNAME.contains(&name) {
            value.is_some() || words.next().is_some()
        } else {
            OPEN.contains(&word.as_str())
        };
        if !known {
            return Some(word);
        }
    }
    None
}

/// The value of an option, written behind it or in one word with it.
fn value<'a>(arguments: &'a [String], names: [&str; 2]) -> Option<&'a str> {
    let at = arguments
        .iter()
        .position(|word| names.contains(&parts(word).0))?;
    let inside = parts(&arguments[at]).1;
    inside.or_else(|| arguments.get(at + 1).map(String::as_str))
}

/// `--port=4000` as its name and its value.
fn parts(word: &str) -> (&str, Option<&str>) {
    word.split_once('=')
        .map_or((word, None), |(name, value)| (name, Some(value)))
}

/// Fails if mdBook could not listen there.
fn ensure_free(hostname: &str, port: &str) -> Result<()> {
    let address = format!("{hostname}:{port}");
    // The first one, as mdBook does.
    let first = address
        .to_socket_addrs()
        .ok()
        .and_then(|mut all| all.next());
    let first = first.with_context(|| {
        format!("{address} is no address to serve at: write --hostname NAME and --port N")
    })?;
    match TcpListener::bind(first) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {port} is taken, perhaps by a book that you are serving already: end that, or choose another port, as in `cargo xtask serve --port 4000`"
        ),
        bound => bound
            .map(drop)
            .with_context(|| format!("nothing can be served at {address}")),
    }
}

/// Whether a browser could open a window. `mdbook serve` prints its address in any case.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn its_options_are_known_and_others_are_named() {
        let first_unknown = |line: &str| unknown(&words(line)).map(str::to_owned);
        for line in [
            "",
            "--port 4000",
            "-p 4000 -o",
            "--hostname=0.0.0.0 --open --port=1",
        ] {
            assert_eq!(first_unknown(line), None, "{line}");
        }
        for (line, named) in [
            ("--prot 4000", "--prot"),
            ("--port 4000 book", "book"),
            ("--open=yes", "--open=yes"),
            ("--open --port", "--port"),
        ] {
            assert_eq!(first_unknown(line).as_deref(), Some(named), "{line}");
        }
    }

    #[test]
    fn the_port_is_found_however_it_is_written() {
        for line in ["--port 4000", "-o -p 4000", "--dest-dir x --port=4000"] {
            assert_eq!(value(&words(line), PORT), Some("4000"), "{line}");
        }
        assert_eq!(value(&words("--hostname 4000"), PORT), None);
    }

    #[test]
    fn a_port_that_is_taken_is_named_before_anything_is_built() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let options = words(&format!("--hostname 127.0.0.1 --port {port}"));
        // Behind `--`, too.
        for (ours, mdbooks) in [(&options[..], &[][..]), (&[][..], &options[..])] {
            let error = run(ours, mdbooks).unwrap_err().to_string();
            assert!(error.contains(&format!("port {port} is taken")), "{error}");
        }
        drop(listener);
        ensure_free("127.0.0.1", &port).unwrap();
    }

    #[test]
    fn what_is_no_port_is_said_to_be_none() {
        let error = ensure_free("127.0.0.1", "4000000").unwrap_err().to_string();
        assert!(error.contains("127.0.0.1:4000000 is no address"), "{error}");
    }
}
