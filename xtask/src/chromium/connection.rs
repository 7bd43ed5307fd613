//! The DevTools protocol: calls as JSON over a WebSocket, answers by number, events in between.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use tungstenite::{Error, Message, WebSocket};

pub struct Connection {
    socket: WebSocket<TcpStream>,
    calls: u64,
    /// Names of events that nobody has waited for yet.
    events: VecDeque<String>,
}

impl Connection {
    pub fn open(address: &str) -> Result<Connection> {
        let parsed = url::Url::parse(address)
            .with_context(|| format!("Chromium listens at `{address}`, which is no address"))?;
        let host = parsed.host_str().unwrap_or("127.0.0.1");
        let port = parsed.port().unwrap_or(80);
        let stream = TcpStream::connect((host, port))
            .with_context(|| format!("no connection to Chromium at {address}"))?;
        let (socket, _) = tungstenite::client(address, stream)
            .map_err(|error| anyhow!("no WebSocket to Chromium at {address}: {error}"))?;
        Ok(Connection {
            socket,
            calls: 0,
            events: VecDeque::new(),
        })
    }

    /// Calls `method` of the browser or of a page's session. Returns its answer.
    pub fn call(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
        limit: Duration,
    ) -> Result<Value> {
        self.calls += 1;
        let mut call = json!({ "id": self.calls, "method": method, "params": params });
        if let Some(session) = session {
            call["sessionId"] = json!(session);
        }
        let sent = self.socket.send(Message::text(call.to_string()));
        sent.with_context(|| format!("Chromium is gone ({method})"))?;
        let deadline = Instant::now() + limit;
        loop {
            let mut message = self.read(method, deadline, limit)?;
            if message["id"] != self.calls {
                continue;
            }
            if let Some(error) = message["error"]["message"].as_str() {
                bail!("Chromium refuses {method}: {error}");
            }
            return Ok(message["result"].take());
        }
    }

    /// Waits for an event, unless it has come already.
    pub fn wait(&mut self, event: &str, limit: Duration) -> Result<()> {
        let deadline = Instant::now() + limit;
        loop {
            while let Some(name) = self.events.pop_front() {
                if name == event {
                    return Ok(());
                }
            }
            self.read(event, deadline, limit)?;
        }
    }

    /// The next message. Events are kept, too.
    fn read(&mut self, what: &str, deadline: Instant, limit: Duration) -> Result<Value> {
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                bail!(
                    "Chromium did not answer within {} s ({what}). Try again; if it happens again, a page or this machine is too slow.",
                    limit.as_secs_f32()
                );
            }
            self.socket.get_ref().set_read_timeout(Some(left))?;
            match self.socket.read() {
                Ok(Message::Text(text)) => return self.sort(serde_json::from_str(&text)?),
                Ok(_) => {}
                Err(Error::Io(error))
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(error) => {
                    return Err(error).with_context(|| {
                        format!("Chromium has ended unasked ({what}). Was there too little memory?")
                    });
                }
            }
        }
    }

    fn sort(&mut self, message: Value) -> Result<Value> {
        match message["method"].as_str() {
            Some("Inspector.targetCrashed") => {
                bail!("the page crashed in Chromium. Was there too little memory?")
            }
            Some(event) => self.events.push_back(event.to_owned()),
            None => {}
        }
        Ok(message)
    }
}
