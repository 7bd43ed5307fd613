//! The files of the data folder, as they come from the disk.

use crate::base::diagnostic::{Diagnostics, Source};

/// A file of the data folder, as bytes: its path from that folder, with `/`.
#[derive(Debug, Clone)]
pub struct DataFile {
    pub path: String,
    /// Or why it cannot be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// What a build reads besides the chapters.
pub struct Files {
    pub data: Vec<DataFile>,
    /// The ledger of ids, if the book has one.
    pub ids: Option<DataFile>,
}

/// The text of `bytes`; reports the first byte that is not UTF-8.
pub fn utf8<'b>(path: &str, bytes: &'b [u8], diagnostics: &Diagnostics) -> Option<&'b str> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(error) => error,
    };
    let good = error.valid_up_to();
    let lossy = String::from_utf8_lossy(bytes);
    // The lossy text begins with the good bytes, so that the offset holds in it.
    let source = Source::new(path, lossy);
    diagnostics
        .error(&source, good..good + 1, "this byte is not UTF-8")
        .label(format!("byte 0x{:02X}", bytes[good]))
        .help("save the file as UTF-8");
    None
}
