//! `hops map`: all roles and hops as one drawing, as a list of ranks, and as a table.
//!
//! The drawing is laid out here, at build time. It is hidden from screen readers, which get the list and the table, and a
//! style sheet hides it where there is no room for it.

use std::fmt::Write;

use crate::base::asset::{Asset, asset};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::keys::Keys;
use crate::base::names::Ref;
use crate::base::table;
use crate::features::guide::Guide;
use crate::features::hops::layout::{Layout, Measures, lay_out};
use crate::features::hops::planner;
use crate::features::hops::schema::{Hop, RoleKind};
use crate::features::hops::stops;
use crate::features::reference::Target;
use crate::features::widget::{Page, View, Widget, count};

pub struct Map;

impl Widget for Map {
    fn name(&self) -> &'static str {
        "map"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Keys::NONE
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/map.md")
    }

    fn element(&self) -> &'static str {
        "hops-map"
    }

    fn assets(&self) -> &'static [Asset] {
        &[
            asset!("map.css"),
            super::assets::ROUTES_JS,
            asset!("map.js"),
        ]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.hops.roles.is_empty() {
            fields
                .error(Code("no-file"), "there are no roles to show")
                .help(format!("write {}", guide.hops.roles.file));
        }
        Some(Box::new(Shown))
    }
}

struct Shown;

/// Of the drawing, in its own units, which are those of the screen where there is room.
const MEASURES: Measures = Measures {
    width: 142.0,
    height: 42.0,
    gap: 14.0,
    fall: 60.0,
    lane: 22.0,
};
/// Around it, for what is thicker than a line.
const MARGIN: f64 = 4.0;
/// A title gets a second line when the first gets longer than this, in letters.
const FULL_LINE: usize = 18;
/// No line is longer.
const LONGEST_LINE: usize = 21;

fn layout(guide: &Guide) -> Layout {
    let edges: Vec<_> = guide
        .hops
        .all
        .iter()
        .map(|hop| (hop.from.index, hop.to.index))
        .collect();
    lay_out(guide.hops.roles.len(), &edges, &MEASURES)
}

/// The hops from each role.
fn hops_from(guide: &Guide) -> Vec<Vec<&Hop>> {
    let mut hops = vec![Vec::new(); guide.hops.roles.len()];
    for hop in &guide.hops.all {
        hops[hop.from.index].push(hop);
    }
    hops
}

/// The roles of each rank, from left to right.
fn ranks(layout: &Layout) -> Vec<Vec<usize>> {
    let deepest = layout.nodes.iter().map(|node| node.rank).max();
    let mut ranks = vec![Vec::new(); deepest.map_or(0, |deepest| deepest + 1)];
    for (role, node) in layout.nodes.iter().enumerate() {
        ranks[node.rank].push(role);
    }
    for rank in &mut ranks {
        rank.sort_by(|&a, &b| layout.nodes[a].x.total_cmp(&layout.nodes[b].x));
    }
    ranks
}

impl View for Shown {
    fn html(&self, page: &Page<'_>, out: &mut Html) {
        let layout = layout(page.guide);
        out.element("hops-map", &[], |h| {
            let mine = "Choose a route in the planner, and it is shown here: its lines are drawn thicker.";
            h.text_element("p", &[("class", "hops-map-mine hops-scripted")], mine);
            drawing(&layout, page, h);
            let key = "In the drawing: a thick frame where routes begin, a dashed frame round a bridge, a filled one \
                       where routes end.";
            h.text_element("p", &[("class", "hops-map-key")], key);
            list(&layout, page, h);
            as_table(page, h);
            planner::deferred(page, h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        let hops = hops_from(page.guide);
        for rank in ranks(&layout(page.guide)) {
            for role in rank {
                let title = stops::linked_markdown(Target::Role(Ref::new(role)), page);
                out.push_str(&format!("- **{title}**\n"));
                for hop in &hops[role] {
                    let to = stops::linked_markdown(Target::Role(hop.to), page);
                    let skills = stops::skills_markdown(&hop.skills, page);
                    let distance = stops::distance(hop);
                    out.push_str(&format!("  - to {to}, {distance}; it takes {skills}\n"));
                }
            }
        }
    }
}

fn drawing(layout: &Layout, page: &Page<'_>, out: &mut Html) {
    let size = format!(
        "{} {} {} {}",
        -MARGIN,
        -MARGIN,
        layout.width + 2.0 * MARGIN,
        layout.height + 2.0 * MARGIN
    );
    let attributes = [
        ("class", "hops-map-drawing"),
        ("viewBox", size.as_str()),
        ("aria-hidden", "true"),
        ("focusable", "false"),
    ];
    out.element("svg", &attributes, |h| {
        h.element("g", &[("class", "hops-map-hops")], |h| {
            for (hop, points) in page.guide.hops.all.iter().zip(&layout.edges) {
                let attributes = [
                    ("class", "hops-map-hop"),
                    ("d", &line(points)),
                    ("data-from", page.guide.hops.roles[hop.from].id.as_str()),
                    ("data-to", page.guide.hops.roles[hop.to].id.as_str()),
                ];
                h.element("path", &attributes, |_| {});
            }
        });
        for role in 0..layout.nodes.len() {
            node(role, layout, page, h);
        }
    });
}

/// A line from the foot of the first node to the head of the last, straight past the ranks between.
fn line(points: &[(f64, f64)]) -> String {
    let half = MEASURES.height / 2.0;
    let down = points[0].1 < points[points.len() - 1].1;
    // From the side of a rank at which the line leaves it, to the side at which it comes to the next.
    let (leave, come) = if down { (half, -half) } else { (-half, half) };
    let mut path = format!("M{} {}", points[0].0, points[0].1 + leave);
    for (index, pair) in points.windows(2).enumerate() {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        let (begin, end) = (y1 + leave, y2 + come);
        let is_last = index + 2 == points.len();
        let middle = (begin + end) / 2.0;
        // Writing into a text does not fail.
        let _ = match x1 == x2 {
            // Straight on: one stroke for as far as it goes.
            true if is_last => write!(path, "V{end}"),
            true => Ok(()),
            false if index == 0 => write!(path, "C{x1} {middle} {x2} {middle} {x2} {end}"),
            false => write!(path, "V{begin}C{x1} {middle} {x2} {middle} {x2} {end}"),
        };
    }
    path
}

/// A role: its title in a frame, a link if the roles have a home.
fn node(role: usize, layout: &Layout, page: &Page<'_>, out: &mut Html) {
    let place = layout.nodes[role];
    let way = page.ways.to(Target::Role(Ref::new(role)), page.guide);
    let role = &page.guide.hops.roles[Ref::new(role)];
    let class = format!("hops-map-role hops-map-{}", role.kind.name());
    let attributes = [("class", class.as_str()), ("data-role", role.id.as_str())];
    let inside = |h: &mut Html| {
        let (x, y) = (
            place.x - MEASURES.width / 2.0,
            place.y - MEASURES.height / 2.0,
        );
        let round = match role.kind {
            RoleKind::Goal => MEASURES.height / 2.0,
            _ => 5.0,
        };
        let number = |n: f64| n.to_string();
        let frame = [
            ("x", number(x)),
            ("y", number(y)),
            ("width", number(MEASURES.width)),
            ("height", number(MEASURES.height)),
            ("rx", number(round)),
        ];
        let frame: Vec<_> = frame.iter().map(|(k, v)| (*k, v.as_str())).collect();
        h.element("rect", &frame, |_| {});
        let lines = lines(&role.title);
        let first = place.y + 4.5 - 7.5 * (lines.len() - 1) as f64;
        for (index, line) in lines.iter().enumerate() {
            let (x, y) = (number(place.x), number(first + 15.0 * index as f64));
            h.text_element("text", &[("x", &x), ("y", &y)], line);
        }
    };
    out.element("g", &attributes, |h| match way {
        Some(way) => {
            let link = [("href", way.as_str()), ("tabindex", "-1")];
            h.element("a", &link, inside);
        }
        None => inside(h),
    });
}

/// A title in lines: two, if one is too long; cut at the end, if two are.
fn lines(title: &str) -> Vec<String> {
    let length = |text: &str| text.chars().count();
    if length(title) <= FULL_LINE {
        return vec![title.to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in title.split(' ') {
        let count = lines.len();
        let last = &mut lines[count - 1];
        if last.is_empty() {
            last.push_str(word);
        } else if length(last) + 1 + length(word) <= FULL_LINE || count == 2 {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    for line in &mut lines {
        if length(line) > LONGEST_LINE {
            *line = line.chars().take(LONGEST_LINE - 1).collect::<String>() + "…";
        }
    }
    lines
}

/// The ranks as an ordered list: what leads where.
fn list(layout: &Layout, page: &Page<'_>, out: &mut Html) {
    let hops = hops_from(page.guide);
    let attributes = [
        ("class", "hops-map-ranks"),
        ("aria-label", "The map, row by row"),
    ];
    out.element("ol", &attributes, |h| {
        for rank in ranks(layout) {
            h.element("li", &[], |h| {
                h.element("ul", &[], |h| {
                    for role in rank {
                        h.element("li", &[], |h| list_role(role, &hops[role], page, h));
                    }
                });
            });
        }
    });
}

fn list_role(role: usize, hops: &[&Hop], page: &Page<'_>, out: &mut Html) {
    let reference = Ref::new(role);
    let role = &page.guide.hops.roles[Ref::new(role)];
    let class = match role.kind {
        RoleKind::Goal => "hops-map-item hops-map-end",
        _ => "hops-map-item",
    };
    let attributes = [("class", class), ("data-role", role.id.as_str())];
    out.element("div", &attributes, |h| {
        h.element("b", &[], |h| stops::role(reference, page, h));
        if role.kind == RoleKind::Goal {
            h.text(" (a goal)");
        }
        if hops.is_empty() {
            return;
        }
        h.element("span", &[("class", "hops-aside")], |h| {
            for (index, hop) in hops.iter().enumerate() {
                h.text(if index == 0 { "to " } else { ", " });
                let title = &page.guide.hops.roles[hop.to].title;
                h.text(&format!("{title} ({})", hop.distance));
            }
        });
    });
}

const COLUMNS: [&str; 4] = ["From", "To", "Distance", "It takes"];

fn as_table(page: &Page<'_>, out: &mut Html) {
    let hops = count(page.guide.hops.all.len(), "hop");
    out.element("details", &[("class", "hops-map-table")], |h| {
        h.text_element("summary", &[], &format!("All {hops} as a table"));
        let rows = |rows: &mut table::Rows<'_>| {
            for hop in &page.guide.hops.all {
                rows.row(&[], |row| {
                    row.header(|h| stops::role(hop.from, page, h));
                    row.cell(|h| stops::role(hop.to, page, h));
                    row.cell(|h| h.text(&hop.distance.to_string()));
                    row.cell(|h| stops::skills(&hop.skills, page, h));
                });
            }
        };
        let caption = "Hops and what they take";
        table::html(h, "hops-hops", caption, &COLUMNS, |table| table.body(rows));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_two_lines_at_most() {
        assert_eq!(lines("Student"), ["Student"]);
        assert_eq!(
            lines("Site reliability engineer"),
            ["Site reliability", "engineer"]
        );
        let long = lines("A title of very many words that go on and on");
        assert_eq!(long, ["A title of very", "many words that go o…"]);
    }

    #[test]
    fn a_line_runs_from_foot_to_head_and_straight_past_a_rank() {
        let points = [(10.0, 20.0), (30.0, 112.0), (30.0, 204.0)];
        assert_eq!(line(&points), "M10 41C10 66 30 66 30 91V183");
        let points = [(10.0, 20.0), (10.0, 112.0), (30.0, 204.0)];
        assert_eq!(line(&points), "M10 41V133C10 158 30 158 30 183");
    }
}
