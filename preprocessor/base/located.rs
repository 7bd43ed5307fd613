//! What an author wrote, with its place in the file, and cut for a message.

use std::borrow::Cow;
use std::ops::Range;

/// A text and the bytes of the file it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    pub value: T,
    pub span: Range<usize>,
}

/// `text`, cut where it would flood a message.
pub fn crop(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(80) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
