//! Writes Markdown in which no text of the data is taken for markup.

/// Appends `text` in one line; whatever could mean something to a Markdown reader is escaped.
pub fn escape_into(text: &str, out: &mut String) {
    let mut previous = ' ';
    let mut number = true;
    for c in text.chars() {
        // Within words `_` and `'` mean nothing, and a backslash there would only be in the way of the reader.
        let special = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '~'
                | '$'
                | '&'
                | '!'
                | '^'
        );
        // What would begin a list, a heading's underline or a definition, if a line were to begin here.
        let leading = previous == ' ' && matches!(c, '-' | '+' | '=' | ':');
        // "1." would begin a numbered list.
        let numbers = number && previous.is_ascii_digit() && matches!(c, '.' | ')');
        number &= c.is_ascii_digit();
        match c {
            '\n' | '\r' => out.push(' '),
            _ if special || leading || numbers => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        previous = c;
    }
}

/// `text`, escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, &mut out);
    out
}

/// A link to `url`.
pub fn link(url: &str, text: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for c in url.chars() {
        if matches!(
            c,
            '(' | ')' | '&' | '\\' | '<' | '>' | '*' | '_' | '{' | '}' | '|'
        ) {
            address.push('\\');
        }
        address.push(c);
    }
    format!("[{}]({address})", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mdbook_markdown::pulldown_cmark::{Event, Options, Parser, Tag};

    #[track_caller]
    fn check_text(text: &str) {
        let markdown = format!("- {}\n", escape(text));
        let mut read = String::new();
        for event in Parser::new_ext(&markdown, Options::all()) {
            match event {
                Event::Text(t) => read.push_str(&t),
                Event::Start(Tag::List(_) | Tag::Item) | Event::End(_) => {}
                other => panic!("{markdown:?} holds {other:?}"),
            }
        }
        let plain = |s: &str| {
            s.replace(['‘', '’'], "'")
                .replace(['“', '”'], "\"")
                .replace('–', "--")
                .replace('—', "---")
                .replace('…', "...")
        };
        assert_eq!(plain(&read), text, "{markdown:?}");
    }

    #[test]
    fn text_stays_text() {
        check_text("<script>alert(\"x\")</script> & ]]> `code` *a* _b_ ~~c~~ $d$");
        check_text("{{#include secret}} | a pipe | [not](a-link) ![nor](an-image) &copy; # x");
        check_text("1. One");
        check_text("2026) a date");
        check_text("a - b + c = d : e 1. f ^g^ \\ \\* it's \"so\"");
    }

    #[test]
    fn a_pipe_does_not_end_a_cell() {
        let cell = "a | b \\| c `d | e`";
        let markdown = format!("| {} | last |\n|---|---|\n", escape(cell));
        let cells = Parser::new_ext(&markdown, Options::ENABLE_TABLES);
        let cells = cells.filter(|event| matches!(event, Event::Start(Tag::TableCell)));
        assert_eq!(cells.count(), 2, "{markdown:?}");
    }

    #[test]
    fn addresses_survive() {
        let url = "https://example.org/a_(b)?c=1&copy=2*3_4";
        let markdown = link(url, "a | b");
        let found = Parser::new(&markdown).find_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.to_string()),
            _ => None,
        });
        assert_eq!(found.as_deref(), Some(url), "{markdown}");
    }
}
