//! `hops planner`: every role with the best route from it, and the data with which a script plans others.

use serde_json::{Value, json};

use crate::base::asset::{Asset, TYPOS, asset};
use crate::base::deferred::{built, script};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::found;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::markdown;
use crate::base::names::Ref;
use crate::base::numbers::{Flag, flag};
use crate::features::guide::Guide;
use crate::features::hops::engine::from_everywhere;
use crate::features::hops::network::{Network, Route};
use crate::features::hops::schema::{Hop, Role, RoleKind};
use crate::features::hops::stops;
use crate::features::reference::{Kind, Target, anchor};
use crate::features::skills::resource_of;
use crate::features::widget::{Page, View, Widget, count};

keys! {
    /// What the block is to links.
    Arguments = "this block";

    /// This block holds the roles' anchors.
    HOME: Flag = flag("home").optional().example("true");
}

pub struct Planner;

impl Widget for Planner {
    fn name(&self) -> &'static str {
        "planner"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/planner.md")
    }

    fn element(&self) -> &'static str {
        "hops-planner"
    }

    fn assets(&self) -> &'static [Asset] {
        &[
            super::assets::ROUTE_CSS,
            asset!("planner.css"),
            TYPOS,
            super::assets::ROUTES_JS,
            asset!("stops.js"),
            asset!("planner.js"),
        ]
    }

    fn homes(&self) -> &'static [Kind] {
        &[Kind::Role]
    }

    fn kept(&self) -> &'static [Asset] {
        &[asset!("kept.js" as "hops-kept.js")]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.hops.roles.is_empty() {
            fields
                .error(Code("no-file"), "there are no roles to show")
                .help(format!("write {}", guide.hops.roles.file));
        }
        let home = fields.get(Arguments::HOME);
        Some(Box::new(Shown { home }))
    }
}

struct Shown {
    home: bool,
}

/// A role with all that is shown of it.
struct Seat<'g> {
    at: Ref<Role>,
    role: &'g Role,
    best: Option<Route>,
    /// All hops from there.
    hops: Vec<&'g Hop>,
}

/// The roles of one kind.
struct Group<'g> {
    title: &'static str,
    seats: Vec<Seat<'g>>,
}

/// What stands over the roles of a kind.
fn title(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Start => "Where routes begin",
        RoleKind::Role => "On the way",
        RoleKind::Bridge => "Bridges",
        RoleKind::Goal => "Where routes end",
    }
}

fn groups<'g>(guide: &'g Guide) -> Vec<Group<'g>> {
    let mut hops = vec![Vec::new(); guide.hops.roles.len()];
    for hop in &guide.hops.all {
        hops[hop.from.index].push(hop);
    }
    let best = from_everywhere(&Network::of(guide));
    let roles = guide.hops.roles.iter().zip(best).zip(hops);
    let mut seats: Vec<_> = roles
        .enumerate()
        .map(|(index, ((role, best), hops))| Seat {
            at: Ref::new(index),
            role,
            best,
            hops,
        })
        .collect();
    let mut groups = Vec::new();
    for (_, kind) in RoleKind::ALL {
        let (of_kind, others) = seats.into_iter().partition(|seat| seat.role.kind == kind);
        seats = others;
        groups.push(Group {
            title: title(kind),
            seats: of_kind,
        });
    }
    groups.retain(|group| !group.seats.is_empty());
    groups
}

impl Seat<'_> {
    /// What its fold says while it is closed.
    fn summary(&self, page: &Page<'_>) -> String {
        match (&self.best, self.role.kind) {
            (_, RoleKind::Goal) => "a goal".to_owned(),
            (Some(route), _) => stops::sum(&stops::hops(page, &route.roles)),
            // Every other role reaches a goal: the data is checked.
            (None, _) => String::new(),
        }
    }

    /// What a link to its page says.
    fn page_title(&self) -> String {
        format!("The page for you, if you are here: {}", self.role.title)
    }

    /// The hops from there that its best route does not take.
    fn others(&self) -> Vec<&Hop> {
        let next = self.best.as_ref().map(|route| route.roles[1]);
        let hops = self.hops.iter().copied();
        hops.filter(|hop| Some(hop.to.index) != next).collect()
    }

    fn html(&self, home: bool, page: &Page<'_>, out: &mut Html) {
        let id = anchor(Kind::Role, &self.role.id);
        let attributes = [
            ("class", "hops-role"),
            ("data-role", self.role.id.as_str()),
            ("id", id.as_str()),
            (found::AS, Kind::Role.word()),
        ];
        out.element("details", &attributes[..if home { 4 } else { 2 }], |h| {
            h.element("summary", &[], |h| {
                h.text_element("b", &[], &self.role.title);
                h.text(" ");
                let summary = self.summary(page);
                h.text_element("span", &[("class", "hops-role-sum")], &summary);
            });
            if !self.role.also.is_empty() {
                h.text_element("p", &[], &format!("Also: {}.", self.role.also.join(", ")));
            }
            match &self.best {
                Some(route) => stops::html(&route.roles, page, h),
                None => h.text_element("p", &[], &self.role.bring),
            }
            if let Some(way) = page.ways.to_page(self.at) {
                h.element("p", &[("class", "hops-role-page")], |h| {
                    h.link(&way, &self.page_title());
                });
            }
            let others = self.others();
            if !others.is_empty() {
                h.text_element(
                    "p",
                    &[("class", "hops-role-others")],
                    "Other hops from here:",
                );
                h.element("ul", &[], |h| {
                    for hop in others {
                        h.element("li", &[], |h| {
                            stops::role(hop.to, page, h);
                            h.text(&format!(", {}: {}", stops::distance(hop), hop.how));
                        });
                    }
                });
            }
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let escape = markdown::escape;
        let (title, summary) = (escape(&self.role.title), escape(&self.summary(page)));
        out.push_str(&format!("- **{title}**: {summary}\n"));
        if !self.role.also.is_empty() {
            let also = escape(&self.role.also.join(", "));
            out.push_str(&format!("\n  Also: {also}.\n"));
        }
        out.push('\n');
        match &self.best {
            Some(route) => stops::markdown(&route.roles, "  ", page, out),
            None => out.push_str(&format!("  {}\n", escape(&self.role.bring))),
        }
        if let Some(way) = page.ways.to_page(self.at) {
            let link = markdown::link(&way, &self.page_title());
            out.push_str(&format!("\n  {link}\n"));
        }
        let others = self.others();
        if !others.is_empty() {
            out.push_str("\n  Other hops from here:\n\n");
        }
        for hop in others {
            let role = stops::linked_markdown(Target::Role(hop.to), page);
            let (distance, how) = (stops::distance(hop), escape(&hop.how));
            out.push_str(&format!("  - {role}, {distance}: {how}\n"));
        }
        out.push('\n');
    }
}

impl View for Shown {
    fn is_home(&self) -> bool {
        self.home
    }

    fn html(&self, page: &Page<'_>, out: &mut Html) {
        out.element("hops-planner", &[], |h| {
            form(page, h);
            for group in groups(page.guide) {
                h.element("section", &[("class", "hops-roles")], |h| {
                    let roles = count(group.seats.len(), "role");
                    h.element("h3", &[], |h| {
                        h.text(group.title);
                        h.text(" ");
                        h.text_element("span", &[("class", "hops-role-sum")], &roles);
                    });
                    for seat in &group.seats {
                        seat.html(self.home, page, h);
                    }
                });
            }
            deferred(page, h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        for group in groups(page.guide) {
            out.push_str(&format!("**{}**\n\n", group.title));
            for seat in &group.seats {
                seat.markdown(page, out);
            }
        }
    }
}

/// What only works with a script, in which `@` stands for what the data says.
const FORM: &str = include_str!("planner.html");

fn form(page: &Page<'_>, out: &mut Html) {
    let found = page.unique_id("hops-planner-found".to_owned());
    let text = FORM.replace('\n', "").replace("@found", &found);
    let (before, rest) = text.split_once("@roles").unwrap_or((&text, ""));
    let (middle, after) = rest.split_once("@starts").unwrap_or((rest, ""));
    out.raw(before);
    options(page.guide, out);
    out.raw(middle);
    starts(page.guide, out);
    out.raw(after);
}

/// All roles to choose from, by kind.
fn options(guide: &Guide, out: &mut Html) {
    for (_, kind) in RoleKind::ALL {
        let mut roles = guide
            .hops
            .roles
            .iter()
            .filter(|role| role.kind == kind)
            .peekable();
        if roles.peek().is_none() {
            continue;
        }
        out.element("optgroup", &[("label", title(kind))], |h| {
            for role in roles {
                h.text_element("option", &[("value", &role.id)], &role.title);
            }
        });
    }
}

/// A button for each role where routes begin.
fn starts(guide: &Guide, out: &mut Html) {
    let starts = guide
        .hops
        .roles
        .iter()
        .filter(|role| role.kind == RoleKind::Start);
    for (index, role) in starts.enumerate() {
        out.text(if index == 0 { "" } else { ", " });
        let attributes = [
            ("type", "button"),
            ("class", "link-button"),
            ("data-do", "from"),
            ("data-role", role.id.as_str()),
        ];
        out.text_element("button", &attributes, &role.title);
    }
}

/// The data for the scripts of the planner and of the map, which the renderer keeps out of the page.
pub fn deferred(page: &Page<'_>, out: &mut Html) {
    let id = page.unique_id("hops-planner-data".to_owned());
    script(&id, &data(page), out);
}

/// What a script needs to plan routes and to show them. Roles, hops and skills refer to each other by position: ids
/// stand once.
fn data(page: &Page<'_>) -> Value {
    let guide = page.guide;
    // Only the skills that a hop takes.
    let mut taken: Vec<usize> = guide
        .hops
        .all
        .iter()
        .flat_map(|hop| hop.skills.iter().map(|skill| skill.index))
        .collect();
    taken.sort_unstable();
    taken.dedup();
    let roles = guide.hops.roles.iter().enumerate().map(|(index, role)| {
        let kind = role.kind.name();
        let link = built(page.ways.to(Target::Role(Ref::new(index)), guide));
        let about = built(page.ways.to_page(Ref::new(index)));
        json!({
            "id": role.id, "title": role.title, "also": role.also, "kind": kind, "bring": role.bring, "link": link, "page": about,
        })
    });
    let hops = guide.hops.all.iter().map(|hop| {
        let skills = hop.skills.iter().map(|skill| taken.binary_search(&skill.index).ok());
        let sources = hop.evidence.iter().map(|evidence| evidence.index);
        json!({
            "from": hop.from.index, "to": hop.to.index, "distance": hop.distance, "skills": skills.collect::<Vec<_>>(),
            "how": hop.how, "editorial": hop.editorial, "sources": sources.collect::<Vec<_>>(),
        })
    });
    let skills = taken.iter().map(|&index| {
        let skill = &guide.skills[Ref::new(index)];
        let link = built(page.ways.to(Target::Skill(Ref::new(index)), guide));
        let resource = resource_of(skill, guide);
        json!({ "id": skill.id, "name": skill.name, "link": link, "resource": resource })
    });
    let sources = guide.hops.evidence.iter().map(|evidence| {
        json!({
            "url": stops::address(evidence),
            "where": stops::address(evidence).map_or(evidence.place.clone(), stops::short),
            "date": stops::date(evidence), "says": evidence.says,
        })
    });
    json!({
        "roles": roles.collect::<Vec<_>>(), "hops": hops.collect::<Vec<_>>(),
        "skills": skills.collect::<Vec<_>>(), "sources": sources.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`Html`] escapes what it writes; this it takes as it is.
    #[test]
    fn the_form_can_stand_in_markdown() {
        assert!(FORM.lines().all(|line| !line.trim().is_empty()));
        assert!(!FORM.contains("{{"), "mdBook would take it for its own");
        assert!(!FORM.contains(" style="), "the policy forbids it");
    }
}
