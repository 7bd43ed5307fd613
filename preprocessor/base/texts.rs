//! What a text of the data may hold, and how its white space is read.

/// The first character of `text` that no page can show.
pub fn unprintable(text: &str) -> Option<char> {
    // Most texts are settled by their bytes.
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return None;
    }
    let white = |c| matches!(c, '\n' | '\r' | '\t');
    text.chars().find(|&c| c.is_control() && !white(c))
}

/// `text` on one line, with single spaces: pages fold white space, and a line end would end an HTML block.
pub fn fold(text: &str) -> String {
    let mut previous = b' ';
    let folded = text.bytes().all(|byte| {
        let double = byte == b' ' && previous == b' ';
        previous = byte;
        !double && (b' '..0x7f).contains(&byte)
    });
    // Most texts are as they should be.
    if folded && previous != b' ' {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
