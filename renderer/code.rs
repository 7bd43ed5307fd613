//! Sets code by what it is for: the commands of a console session against its output, comments against code.
//!
//! No colours for every kind of word: a page has one accent, and needs no library in the reader's browser. Enter at [`handlers`].

use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::ContentType;
use lol_html::{element, text};

use crate::renderer::rewrite::Handler;

/// Languages, and what a comment begins with in them.
const COMMENTS: [(&str, &str); 16] = [
    ("bash", "#"),
    ("dockerfile", "#"),
    ("go", "//"),
    ("hcl", "#"),
    ("ini", ";"),
    ("javascript", "//"),
    ("js", "//"),
    ("python", "#"),
    ("ruby", "#"),
    ("rust", "//"),
    ("sh", "#"),
    ("sql", "--"),
    ("toml", "#"),
    ("yaml", "#"),
    ("yml", "#"),
    ("zsh", "#"),
];

/// What stands before a command in a console session.
const PROMPTS: [&str; 2] = ["$ ", "# "];

/// What a shell writes before the next line of a command that goes on.
const CONTINUATION: &str = "&gt; ";

/// How a language is set.
#[derive(Clone, Copy)]
enum Setting {
    Console,
    Comments(&'static str),
}

/// Handlers for all blocks of code of a page.
pub fn handlers<'h>() -> [Handler<'h>; 2] {
    let setting = Rc::new(RefCell::new(None));
    let code = Rc::new(RefCell::new(String::new()));
    let of_block = Rc::clone(&setting);
    [
        element!("main pre > code", move |element| {
            let class = element.get_attribute("class").unwrap_or_default();
            *of_block.borrow_mut() = class.split(' ').find_map(setting_of);
            Ok(())
        }),
        text!("main pre > code", move |chunk| {
            let Some(setting) = *setting.borrow() else {
                return Ok(());
            };
            let mut code = code.borrow_mut();
            code.push_str(chunk.as_str());
            if chunk.last_in_text_node() {
                chunk.replace(&set(&code, setting), ContentType::Html);
                code.clear();
            } else {
                chunk.remove();
            }
            Ok(())
        }),
    ]
}

fn setting_of(class: &str) -> Option<Setting> {
    let language = class.strip_prefix("language-")?;
    if language == "console" {
        return Some(Setting::Console);
    }
    let comments = COMMENTS.iter().find(|(name, _)| *name == language);
    comments.map(|(_, start)| Setting::Comments(start))
}

/// `code`, which is HTML already, with its parts marked.
fn set(code: &str, setting: Setting) -> String {
    let mut out = String::with_capacity(code.len() * 2);
    // The command so far, if its last line ends with a backslash or inside quotes: then it goes on.
    let mut open = String::new();
    for line in code.split_inclusive('\n') {
        let (text, end) = line
            .strip_suffix('\n')
            .map_or((line, ""), |text| (text, "\n"));
        match setting {
            Setting::Console => set_session_line(text, &mut open, &mut out),
            Setting::Comments(start) => set_code_line(text, start, &mut out),
        }
        out.push_str(end);
    }
    out
}

fn set_session_line(line: &str, open: &mut String, out: &mut String) {
    let prompts: &[&str] = if open.is_empty() {
        &PROMPTS
    } else {
        &[CONTINUATION]
    };
    let prompt = prompts.iter().find(|prompt| line.starts_with(**prompt));
    if prompt.is_none() && open.is_empty() {
        out.push_str(line);
        return;
    }
    let prompt = prompt.copied().unwrap_or_default();
    if !prompt.is_empty() {
        out.push_str(&format!("<span class=\"prompt\">{prompt}</span>"));
    }
    let command = &line[prompt.len()..];
    out.push_str(&format!("<b>{command}</b>"));
    open.push_str(command);
    if !goes_on(open) {
        open.clear();
    }
}

fn set_code_line(line: &str, start: &str, out: &mut String) {
    let (code, comment) = line.split_at(comment_at(line, start).unwrap_or(line.len()));
    out.push_str(code);
    if !comment.is_empty() {
        out.push_str(&format!("<i>{comment}</i>"));
    }
}

/// Whether a shell would ask for more: `command` ends with a backslash or inside quotes.
fn goes_on(command: &str) -> bool {
    let odd = |quote: &str| command.matches(quote).count() % 2 == 1;
    command.ends_with('\\') || odd("'") || odd("\"") || odd("&quot;")
}

/// Where a comment that begins with `start` begins in `line`: at its first word or behind a space, outside quotes.
fn comment_at(line: &str, start: &str) -> Option<usize> {
    let found = line.match_indices(start).map(|(at, _)| at);
    found.into_iter().find(|&at| {
        let before = &line[..at];
        let apart = before.is_empty() || before.ends_with([' ', '\t']);
        let quotes = |quote: &str| before.matches(quote).count().is_multiple_of(2);
        apart && quotes("\"") && quotes("'") && quotes("&quot;")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_stand_out_from_output() {
        let session = "$ ls \\\n  -l\ntotal 0\n# whoami\nroot";
        let expected = "<span class=\"prompt\">$ </span><b>ls \\</b>\n<b>  -l</b>\ntotal 0\n<span class=\"prompt\"># </span><b>whoami</b>\nroot";
        assert_eq!(set(session, Setting::Console), expected);
        let quoted = "$ curl -w 'dns\ntls\n' x\n5.0";
        let expected =
            "<span class=\"prompt\">$ </span><b>curl -w 'dns</b>\n<b>tls</b>\n<b>' x</b>\n5.0";
        assert_eq!(set(quoted, Setting::Console), expected);
    }

    #[test]
    fn a_command_goes_on_with_and_without_a_prompt() {
        let session = "$ echo a \\\n&gt; b\na b\n&gt; c";
        let expected = "<span class=\"prompt\">$ </span><b>echo a \\</b>\n<span class=\"prompt\">&gt; </span><b>b</b>\na b\n&gt; c";
        assert_eq!(set(session, Setting::Console), expected);
    }

    #[test]
    fn comments_are_found_outside_quotes_and_words() {
        assert_eq!(comment_at("# all of it", "#"), Some(0));
        assert_eq!(comment_at("x = 1  # one", "#"), Some(7));
        assert_eq!(comment_at("echo \"# no\" # yes", "#"), Some(12));
        assert_eq!(comment_at("a#b ${#c}", "#"), None);
        assert_eq!(comment_at("select 1 -- one", "--"), Some(9));
    }
}
