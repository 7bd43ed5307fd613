//! A route as a traceroute: a numbered stop for each hop. What `hops route` and `hops planner` share.

use crate::base::html::Html;
use crate::base::markdown;
use crate::base::names::Ref;
use crate::features::hops::schema::{Evidence, FARTHEST, Hop, Role};
use crate::features::reference::Target;
use crate::features::skills::schema::Skill;
use crate::features::widget::{Page, count};

/// The hops of a route, in order.
pub fn hops<'g>(page: &Page<'g>, roles: &[usize]) -> Vec<&'g Hop> {
    let find = |pair: &[usize]| {
        let mut hops = page.guide.hops.all.iter();
        hops.find(|hop| hop.from.index == pair[0] && hop.to.index == pair[1])
    };
    roles.windows(2).filter_map(find).collect()
}

/// "2 hops, distance 2 + 2 = 4", "1 hop, distance 3".
pub fn sum(hops: &[&Hop]) -> String {
    let hops_in_words = count(hops.len(), "hop");
    let distances: Vec<_> = hops.iter().map(|hop| hop.distance.to_string()).collect();
    let total: u32 = hops.iter().map(|hop| hop.distance).sum();
    match distances.as_slice() {
        [_] => format!("{hops_in_words}, distance {total}"),
        several => format!(
            "{hops_in_words}, distance {} = {total}",
            several.join(" + ")
        ),
    }
}

/// "distance 2 of 5, an estimate"
pub fn distance(hop: &Hop) -> String {
    format!("distance {} of {FARTHEST}, an estimate", hop.distance)
}

/// What to say of a hop that rests on a guess.
pub fn guess(hop: &Hop) -> Option<&'static str> {
    match (hop.editorial, hop.evidence.is_empty()) {
        (true, true) => Some("No source: an editorial guess."),
        (true, false) => Some("In part an editorial guess."),
        (false, _) => None,
    }
}

/// The title of a role, as a link to its anchor if it has one.
pub fn role(role: Ref<Role>, page: &Page<'_>, out: &mut Html) {
    linked(Target::Role(role), page, out);
}

fn linked(target: Target, page: &Page<'_>, out: &mut Html) {
    let title = target.title(page.guide);
    match page.ways.to(target, page.guide) {
        Some(way) => out.text_element("a", &[("href", &way)], title),
        None => out.text(title),
    }
}

/// The skills of a hop as links, with commas between.
pub fn skills(skills: &[Ref<Skill>], page: &Page<'_>, out: &mut Html) {
    for (index, skill) in skills.iter().enumerate() {
        if index > 0 {
            out.text(", ");
        }
        linked(Target::Skill(*skill), page, out);
    }
}

/// The route through those roles: where it begins, then a numbered stop for each hop. No preposition stands before a title,
/// which may begin with one: "From outside tech".
pub fn html(roles: &[usize], page: &Page<'_>, out: &mut Html) {
    let hops = hops(page, roles);
    let title = |role: usize| page.guide.hops.roles[Ref::new(role)].title.as_str();
    let (first, last) = (roles[0], roles[roles.len() - 1]);
    out.element("p", &[("class", "hops-stops-from")], |h| {
        h.text("Start: ");
        h.text_element("b", &[], title(first));
    });
    let name = format!("Route: {} to {}", title(first), title(last));
    let attributes = [("class", "hops-stops"), ("aria-label", name.as_str())];
    out.element("ol", &attributes, |h| {
        for hop in hops {
            stop(hop, page, h);
        }
    });
}

fn stop(hop: &Hop, page: &Page<'_>, out: &mut Html) {
    let (from, to) = (
        &page.guide.hops.roles[hop.from],
        &page.guide.hops.roles[hop.to],
    );
    let attributes = [
        ("class", "hops-stop"),
        ("data-from", from.id.as_str()),
        ("data-to", to.id.as_str()),
    ];
    out.element("li", &attributes, |h| {
        h.element("p", &[("class", "hops-stop-role")], |h| {
            h.element("b", &[], |h| role(hop.to, page, h));
            if !to.also.is_empty() {
                let also = format!(" also: {}", to.also.join(", "));
                h.text_element("span", &[("class", "hops-aside")], &also);
            }
            let distance = distance(hop);
            h.text_element("span", &[("class", "hops-stop-distance")], &distance);
        });
        part("You bring", h, |h| h.text(&from.bring));
        part("It takes", h, |h| skills(&hop.skills, page, h));
        part("How people do it", h, |h| h.text(&hop.how));
        rests_on(hop, page, h);
    });
}

/// A paragraph with a word for what it is.
fn part(name: &str, out: &mut Html, inside: impl FnOnce(&mut Html)) {
    out.element("p", &[], |h| {
        h.text_element("b", &[], &format!("{name}:"));
        h.text(" ");
        inside(h);
    });
}

/// What a hop rests on: its sources in a fold, or that there is none.
pub fn rests_on(hop: &Hop, page: &Page<'_>, out: &mut Html) {
    let guess = guess(hop);
    if hop.evidence.is_empty() {
        part("Rests on", out, |h| h.text(guess.unwrap_or_default()));
        return;
    }
    out.element("details", &[("class", "hops-rests-on")], |h| {
        let sources = format!("Rests on {}", count(hop.evidence.len(), "source"));
        h.element("summary", &[], |h| {
            h.text(&sources);
            if let Some(guess) = guess {
                h.text(". ");
                h.text(guess);
            }
        });
        h.element("ul", &[], |h| {
            for evidence in &hop.evidence {
                let evidence = &page.guide.hops.evidence[*evidence];
                h.element("li", &[], |h| {
                    match address(evidence) {
                        Some(url) => h.link(url, &short(url)),
                        None => h.text(&evidence.place),
                    }
                    h.text(&format!(" ({}): {}", date(evidence), evidence.says));
                });
            }
        });
    });
}

/// The address of a source, if it has one.
pub fn address(evidence: &Evidence) -> Option<&str> {
    Some(evidence.place.as_str()).filter(|place| place.contains("://"))
}

/// The date of a source in words.
pub fn date(evidence: &Evidence) -> &str {
    evidence.date.as_deref().unwrap_or("undated")
}

/// An address as people write it, cut where it gets long.
pub fn short(url: &str) -> String {
    const LONGEST: usize = 60;
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.trim_end_matches('/');
    match rest.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &rest[..end]),
        None => rest.to_owned(),
    }
}

/// The same in Markdown, each line behind `indent`.
pub fn markdown(roles: &[usize], indent: &str, page: &Page<'_>, out: &mut String) {
    let escape = markdown::escape;
    let first = &page.guide.hops.roles[Ref::new(roles[0])];
    out.push_str(&format!("{indent}Start: **{}**\n\n", escape(&first.title)));
    for (index, hop) in hops(page, roles).into_iter().enumerate() {
        let (from, to) = (
            &page.guide.hops.roles[hop.from],
            &page.guide.hops.roles[hop.to],
        );
        let title = linked_markdown(Target::Role(hop.to), page);
        let also = match to.also.is_empty() {
            true => String::new(),
            false => format!(" (also: {})", escape(&to.also.join(", "))),
        };
        let distance = distance(hop);
        out.push_str(&format!(
            "{indent}{}. **{title}**{also}, {distance}\n",
            index + 1
        ));
        let mut line = |name: &str, text: &str| {
            out.push_str(&format!("{indent}   - {name}: {text}\n"));
        };
        line("You bring", &escape(&from.bring));
        line("It takes", &skills_markdown(&hop.skills, page));
        line("How people do it", &escape(&hop.how));
        for evidence in &hop.evidence {
            let evidence = &page.guide.hops.evidence[*evidence];
            let place = match address(evidence) {
                Some(url) => markdown::link(url, &short(url)),
                None => escape(&evidence.place),
            };
            let says = escape(&evidence.says);
            line("Rests on", &format!("{place} ({}): {says}", date(evidence)));
        }
        if let Some(guess) = guess(hop) {
            line("Rests on", guess);
        }
    }
}

/// The title of a thing in Markdown, as a link if it has a home.
pub fn linked_markdown(target: Target, page: &Page<'_>) -> String {
    let title = target.title(page.guide);
    match page.ways.to(target, page.guide) {
        Some(way) if !way.is_empty() => markdown::link(&way, title),
        _ => markdown::escape(title),
    }
}

pub fn skills_markdown(skills: &[Ref<Skill>], page: &Page<'_>) -> String {
    let links = skills
        .iter()
        .map(|skill| linked_markdown(Target::Skill(*skill), page));
    links.collect::<Vec<_>>().join(", ")
}
