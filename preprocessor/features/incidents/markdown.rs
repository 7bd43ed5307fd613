//! An incident for renderers other than HTML. Enter at [`incident`].

use crate::base::markdown;
use crate::features::incidents::model::{Act, Look, Scenario};
use crate::features::incidents::words::{
    consequences, happens, in_words, minutes, parts, shortest, verdict, way,
};
use crate::features::widget::Page;

/// All of it, without raw HTML.
pub fn incident(scenario: &Scenario, page: &Page<'_>, out: &mut String) {
    for paragraph in &scenario.opening {
        out.push_str(&format!("{}\n\n", prose(paragraph)));
    }
    out.push_str("**What can be looked at**\n\n");
    for one in &scenario.looks {
        look(scenario, one, out);
    }
    out.push_str("\n**What can be done**\n\n");
    for one in &scenario.acts {
        act(scenario, one, out);
    }
    for event in &scenario.events {
        out.push_str(&format!("\n{}\n\n", prose(&happens(scenario, event))));
        block(&event.shows, out);
    }
    out.push_str("\n**A good way through**\n\n");
    for (at, (time, step)) in way(scenario).iter().enumerate() {
        out.push_str(&format!("{}. {}: {}\n", at + 1, time, prose(step)));
    }
    out.push_str(&format!("\n{}\n", prose(&shortest(scenario))));
    endings(scenario, out);
    afterwards(scenario, page, out);
}

fn look(scenario: &Scenario, look: &Look, out: &mut String) {
    move_(&look.say, look.minutes, &look.commands[0], out);
    block(&look.shows, out);
    for variant in &look.variants {
        let condition = in_words(scenario, variant.condition);
        out.push_str(&format!("  {}:\n", prose(&condition)));
        block(&variant.shows, out);
    }
}

fn act(scenario: &Scenario, act: &Act, out: &mut String) {
    move_(&act.say, act.minutes, &act.commands[0], out);
    block(&act.shows, out);
    let (verdict, why) = (verdict(act.verdict), prose(&act.why));
    out.push_str(&format!("  **{verdict}** {why}\n"));
    for line in consequences(scenario, act) {
        out.push_str(&format!("  {}\n", prose(&line)));
    }
}

/// What somebody can do: in words, how long it takes, and what is typed.
fn move_(say: &str, takes: u32, command: &str, out: &mut String) {
    let (say, takes, command) = (prose(say), minutes(takes), in_code(command));
    out.push_str(&format!("- {say}, {takes}: {command}\n"));
}

fn endings(scenario: &Scenario, out: &mut String) {
    out.push_str("\n**How it can end**\n\n");
    for ending in &scenario.endings {
        let word = match ending.good {
            true => "A good ending",
            false => "A poor ending",
        };
        let (title, text) = (prose(&ending.title), prose(&ending.text));
        out.push_str(&format!("- **{title}** ({word}): {text}\n"));
    }
}

/// What caused it, what it teaches, what to read.
fn afterwards(scenario: &Scenario, page: &Page<'_>, out: &mut String) {
    let cause = prose(&scenario.cause);
    out.push_str(&format!("\n**What caused it**\n\n{cause}\n"));
    if !scenario.debrief.is_empty() {
        out.push_str("\n**What it teaches**\n\n");
    }
    for lesson in &scenario.debrief {
        out.push_str(&format!("- {}\n", prose(lesson)));
    }
    if !scenario.resources.is_empty() {
        out.push_str("\n**Read next**\n\n");
    }
    for resource in &scenario.resources {
        let resource = &page.guide.resources[*resource];
        let link = markdown::link(&resource.url, &resource.title);
        out.push_str(&format!("- {link}\n"));
    }
}

/// A text in lines as an indented block of code inside a list item.
fn block(text: &str, out: &mut String) {
    out.push('\n');
    for line in text.lines() {
        out.push_str(&format!("      {line}\n"));
    }
    out.push('\n');
}

/// A command as Markdown's code.
fn in_code(command: &str) -> String {
    let ticks = if command.contains('`') { "``" } else { "`" };
    format!("{ticks}{command}{ticks}")
}

/// A text in which code may stand between backticks.
fn prose(text: &str) -> String {
    let part = |(is_code, part)| match is_code {
        true => in_code(part),
        false => markdown::escape(part),
    };
    parts(text).into_iter().map(part).collect()
}
