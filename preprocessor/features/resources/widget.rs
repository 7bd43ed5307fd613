//! `hops resources`: tables of what to learn from, chosen and grouped.

use crate::base::asset::{Asset, asset};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::found;
use crate::base::html::Html;
use crate::base::keys::{Keys, keys};
use crate::base::kinds::{NameList, OneOf, Prose, one_of, prose, references};
use crate::base::markdown;
use crate::base::numbers::{Flag, flag};
use crate::base::table::{self, Row, Rows};
use crate::features::guide::Guide;
use crate::features::reference::{Kind, Target};
use crate::features::resources::choice::{Chosen, GroupBy, group_id};
use crate::features::resources::filters;
use crate::features::resources::schema::{Original, Resource, Status};
use crate::features::vocabulary::schema::Vocabulary;
use crate::features::widget::{Page, View, Widget, count};

keys! {
    /// Which resources to show, and how.
    Arguments = "this block";

    /// Those on any of these topics.
    TOPICS: NameList = references("topics", "topics").optional().example(r#"["a-topic"]"#);
    /// Those of any of these types.
    TYPES: NameList = references("types", "types").optional().example(r#"["book"]"#);
    /// Those of any of these levels.
    LEVELS: NameList = references("levels", "levels").optional().example(r#"["beginner"]"#);
    /// Those at any of these costs.
    COSTS: NameList = references("costs", "costs").optional().example(r#"["free"]"#);
    /// These, in this order.
    IDS: NameList = references("ids", "resources").optional().example(r#"["a-resource"]"#);
    /// Those of the list the guide grew from, with what they were called there.
    ORIGINAL: Flag = flag("original").optional().example("true");
    /// A part of the table for each. A resource on several topics stands under its first.
    GROUP_BY: OneOf<GroupBy> =
        one_of("group_by", &GroupBy::ALL, "resources cannot be grouped by this").optional().example(r#""topic""#);
    /// The table's caption, instead of the one made from the arguments.
    CAPTION: Prose = prose("caption").optional().example(r#""To begin with""#);
    /// Readers can search, filter and sort this table.
    FILTERS: Flag = flag("filters").optional().example("true");
    /// This block holds all resources, and their anchors. Readers can search, filter and sort it, and it comes back as they left it.
    HOME: Flag = flag("home").optional().example("true");
}

pub struct Resources;

impl Widget for Resources {
    fn name(&self) -> &'static str {
        "resources"
    }

    fn reference(&self) -> &'static str {
        include_str!("reference.md")
    }

    fn arguments(&self) -> &'static Keys {
        &Arguments::KEYS
    }

    fn examples(&self) -> &'static str {
        include_str!("examples/resources.md")
    }

    fn element(&self) -> &'static str {
        "hops-resources"
    }

    fn assets(&self) -> &'static [Asset] {
        &[asset!("resources.css"), asset!("resources.js")]
    }

    fn homes(&self) -> &'static [Kind] {
        &[Kind::Resource]
    }

    fn kept(&self) -> &'static [Asset] {
        &[asset!("kept.js" as "resources-kept.js")]
    }

    fn read(&self, fields: &mut Fields<'_>, guide: &Guide) -> Option<Box<dyn View>> {
        if guide.resources.is_empty() {
            fields
                .error(Code("no-file"), "there are no resources to show")
                .help(format!("write {}", guide.resources.file));
        }
        let chosen = Chosen {
            topics: fields
                .refer_all(Arguments::TOPICS, &guide.vocabulary.topics)
                .unwrap_or_default(),
            types: fields
                .refer_all(Arguments::TYPES, &guide.vocabulary.types)
                .unwrap_or_default(),
            levels: fields
                .refer_all(Arguments::LEVELS, &guide.vocabulary.levels)
                .unwrap_or_default(),
            costs: fields
                .refer_all(Arguments::COSTS, &guide.vocabulary.costs)
                .unwrap_or_default(),
            ids: fields
                .refer_all(Arguments::IDS, &guide.resources)
                .unwrap_or_default(),
            original: fields.get(Arguments::ORIGINAL),
        };
        let group_by = fields.get(Arguments::GROUP_BY);
        let caption = fields.get(Arguments::CAPTION);
        let (filters, home) = (fields.get(Arguments::FILTERS), fields.get(Arguments::HOME));
        let choice = choice_of(fields).filter(|_| home);
        if let Some(choice) = choice {
            fields
                .error(Code("home-with-arguments"), format!("a home shows all resources, so it takes no `{choice}`"))
                .help("remove one of the two: links to resources that are not shown here would be dead");
        }
        Some(Box::new(Shown {
            chosen,
            group_by,
            caption,
            filters: filters || home,
            home,
        }))
    }
}

/// The first argument that leaves resources out.
fn choice_of(fields: &Fields<'_>) -> Option<&'static str> {
    let (lists, flag) = (
        [
            Arguments::TOPICS,
            Arguments::TYPES,
            Arguments::LEVELS,
            Arguments::COSTS,
            Arguments::IDS,
        ],
        Arguments::ORIGINAL,
    );
    let list = lists.into_iter().find(|key| fields.has(*key));
    list.map(|key| key.name)
        .or_else(|| fields.has(flag).then_some(flag.name))
}

/// With more rows than this a table is laid out as readers come to its parts, or nothing else would be quick.
const LONG: usize = 400;

/// A part of the table, or all of it.
struct Group<'g> {
    /// Where it stands among the groups.
    place: usize,
    /// Its element id in the home, where readers are led to the groups.
    id: Option<String>,
    title: String,
    resources: Vec<&'g Resource>,
}

struct Shown {
    chosen: Chosen,
    group_by: Option<GroupBy>,
    caption: Option<String>,
    filters: bool,
    home: bool,
}

/// The key that a reader's view names a column by, and its title.
const COLUMNS: [(&str, &str); 6] = [
    ("title", "Resource"),
    ("type", "Kind"),
    ("level", "Level"),
    ("cost", "Cost"),
    ("why", "Why"),
    ("status", "Status"),
];

impl Shown {
    /// What the table is called.
    fn title(&self, words: &Vocabulary) -> String {
        if let Some(caption) = &self.caption {
            return caption.clone();
        }
        let all = if self.home {
            "All resources"
        } else {
            "Resources"
        };
        let chosen = self.chosen.in_words(words);
        let of = if chosen.is_empty() { "" } else { ": " };
        let by = self.group_by.map_or("", GroupBy::in_words);
        format!("{all}{of}{chosen}{by}")
    }

    /// The groups; a table without groups is one.
    fn groups<'g>(&self, guide: &'g Guide) -> Vec<Group<'g>> {
        let picked = self.chosen.pick(guide);
        let words = &guide.vocabulary;
        let Some(group_by) = self.group_by else {
            return vec![Group {
                place: 0,
                id: None,
                title: self.title(words),
                resources: picked,
            }];
        };
        // Groups of one title are one group, at the place of its first resource.
        let mut groups: Vec<Group<'g>> = Vec::new();
        for resource in picked {
            let (place, title) = group_by.group(resource, words);
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => {
                    group.place = place.min(group.place);
                    group.resources.push(resource);
                }
                None => groups.push(Group {
                    place,
                    id: self
                        .home
                        .then(|| format!("hops-group-{}", group_id(group_by, resource, words))),
                    title: title.to_owned(),
                    resources: vec![resource],
                }),
            }
        }
        groups.sort_by_key(|group| group.place);
        groups
    }

    /// The way to the groups of a long list.
    fn contents(&self, groups: &[Group<'_>], out: &mut Html) {
        out.element("ul", &[("class", "hops-groups")], |h| {
            for group in groups {
                let Some(id) = &group.id else { continue };
                h.element("li", &[], |h| {
                    h.link(&format!("#{id}"), &group.title);
                    h.text(&format!(" ({})", group.resources.len()));
                });
            }
        });
    }

    fn table(&self, groups: &[Group<'_>], page: &Page<'_>, out: &mut Html) {
        let all = groups.iter().map(|group| group.resources.len()).sum();
        let number = count(all, "resource");
        let caption = format!("{} ({number})", self.title(&page.guide.vocabulary));
        let columns = COLUMNS.map(|(_, title)| title);
        let class = if all > LONG {
            "hops-resources hops-long"
        } else {
            "hops-resources"
        };
        table::html(out, class, &caption, &columns, |table| {
            for group in groups {
                let Group { id, title, .. } = group;
                let resources = group.resources.as_slice();
                let write = |rows: &mut Rows<'_>| self.rows(resources, page, rows);
                if self.group_by.is_some() {
                    table.group(id.as_deref(), title, resources.len(), write);
                } else {
                    table.body(write);
                }
            }
        });
    }

    fn rows(&self, resources: &[&Resource], page: &Page<'_>, rows: &mut Rows<'_>) {
        for resource in resources {
            let mut attributes = Vec::new();
            if self.home {
                let id = crate::features::reference::anchor(Kind::Resource, &resource.id);
                attributes.push(("id", id));
                attributes.push((found::AS, Kind::Resource.word().to_owned()));
            }
            if self.filters {
                attributes.extend(filters::attributes(resource, &page.guide.vocabulary));
            }
            let attributes = attributes.iter().map(|(name, value)| (*name, &**value));
            rows.row(&attributes.collect::<Vec<_>>(), |row| {
                self.cells(resource, page, row);
            });
        }
    }

    fn cells(&self, resource: &Resource, page: &Page<'_>, row: &mut Row<'_>) {
        let words = &page.guide.vocabulary;
        row.header(|h| {
            // What is gone is not worth a click.
            if resource.status == Status::Gone {
                h.text(&resource.title);
            } else {
                h.link(&resource.url, &resource.title);
            }
            aside(h, &format!("by {}", resource.author));
            if let Some(then) = self.then(resource) {
                aside(h, &then);
            }
            mark(h, resource);
        });
        row.cell(|h| h.text(&words.types[resource.type_].title));
        row.cell(|h| h.text(&words.levels[resource.level].title));
        row.cell(|h| {
            h.text(&words.costs[resource.cost].title);
            if let Some(licence) = &resource.licence {
                aside(h, &format!("Licence: {licence}"));
            }
        });
        row.cell(|h| {
            h.text(&resource.why);
            if let Some(effort) = &resource.effort {
                aside(
                    h,
                    &format!("Takes {}; source: {}.", effort.in_words(), effort.source),
                );
            }
            if let Some(note) = &resource.note {
                aside(h, note);
            }
            if !resource.replaced_by.is_empty() {
                h.text(" ");
                h.element("span", &[("class", "hops-aside")], |h| {
                    h.text("Instead: ");
                    for (index, other) in resource.replaced_by.iter().enumerate() {
                        h.text(if index == 0 { "" } else { ", " });
                        let instead = &page.guide.resources[*other];
                        let way = page.ways.to(Target::Resource(*other), page.guide);
                        h.link(way.as_ref().unwrap_or(&instead.url), &instead.title);
                    }
                });
            }
        });
        row.cell(|h| {
            h.text(&standing(resource));
            h.text(" ");
            // An element of its own, so that it is not broken at its hyphens.
            h.text_element("time", &[], &resource.last_seen);
        });
    }

    /// What it was called in the original list, where that is the matter and differs; where it was, if it is gone.
    fn then(&self, resource: &Resource) -> Option<String> {
        if resource.status == Status::Gone {
            return Some(format!("its address was {}", resource.url));
        }
        let original = self
            .chosen
            .original
            .then_some(resource.original.as_ref()?)?;
        match original {
            Original {
                title: Some(title),
                url: Some(url),
                ..
            } => Some(format!("in the original list: “{title}”, {url}")),
            Original {
                title: Some(title), ..
            } => Some(format!("in the original list: “{title}”")),
            Original { url: Some(url), .. } => Some(format!("in the original list: {url}")),
            _ => None,
        }
    }

    fn item(&self, resource: &Resource, page: &Page<'_>, out: &mut String) {
        let words = &page.guide.vocabulary;
        let escape = markdown::escape;
        let title = if resource.status == Status::Gone {
            escape(&resource.title)
        } else {
            markdown::link(&resource.url, &resource.title)
        };
        out.push_str(&format!("- {title}, by {}", escape(&resource.author)));
        if let Some(then) = self.then(resource) {
            out.push_str(&format!(" ({})", escape(&then)));
        }
        let kind = escape(&words.types[resource.type_].title);
        let level = escape(&words.levels[resource.level].title);
        let cost = escape(&words.costs[resource.cost].title);
        out.push_str(&format!(". {kind}; {level}; {cost}"));
        if let Some(licence) = &resource.licence {
            out.push_str(&format!("; licence: {}", escape(licence)));
        }
        out.push_str(&format!(". {}", escape(&resource.why)));
        if let Some(effort) = &resource.effort {
            let source = escape(&effort.source);
            out.push_str(&format!(" Takes {}; source: {source}.", effort.in_words()));
        }
        if let Some(note) = &resource.note {
            out.push_str(&format!(" {}", escape(note)));
        }
        if !resource.replaced_by.is_empty() {
            let links = resource.replaced_by.iter().map(|other| {
                let other = &page.guide.resources[*other];
                markdown::link(&other.url, &other.title)
            });
            out.push_str(&format!(
                " Instead: {}.",
                links.collect::<Vec<_>>().join(", ")
            ));
        }
        let last_seen = &resource.last_seen;
        out.push_str(&format!(" {} {last_seen}.\n", standing(resource)));
    }
}

/// A smaller remark on a line of its own, and a word of its own where there are no styles.
fn aside(out: &mut Html, text: &str) {
    out.raw(" <span class=\"hops-aside\">");
    out.text(text);
    out.raw("</span>");
}

/// The place where readers say what a resource is to them; `theme/js/own.js` does the work.
fn mark(out: &mut Html, resource: &Resource) {
    out.raw(" ");
    let host = format!("resource/{}", resource.id);
    let attributes = [("class", "hops-own hops-scripted"), ("data-own", &*host)];
    out.element("div", &attributes, |h| {
        h.raw("<button type=\"button\">Mark</button>");
    });
}

/// The status, to be followed by the date.
fn standing(resource: &Resource) -> String {
    let seen = match resource.status {
        Status::Gone => "its address last seen",
        _ => "last seen",
    };
    format!("{}, {seen}", resource.status.in_words())
}

impl View for Shown {
    fn is_home(&self) -> bool {
        self.home
    }

    fn problem(&self, guide: &Guide) -> Option<(Code, String, String)> {
        self.chosen.pick(guide).is_empty().then(|| {
            let message = "no resource fits all of these arguments".to_owned();
            let help = "loosen one of them, or remove the block".to_owned();
            (Code("nothing-fits"), message, help)
        })
    }

    fn html(&self, page: &Page<'_>, out: &mut Html) {
        out.element("hops-resources", &[], |h| {
            let groups = self.groups(page.guide);
            if groups.iter().any(|group| group.id.is_some()) {
                self.contents(&groups, h);
            }
            if self.filters {
                let all = groups.iter().flat_map(|group| &group.resources);
                let all = all.copied().collect::<Vec<_>>();
                let listed = if self.group_by.is_some() {
                    "Group"
                } else {
                    "As listed"
                };
                filters::form(&all, &COLUMNS, listed, &page.guide.vocabulary, h);
            }
            self.table(&groups, page, h);
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        for group in self.groups(page.guide) {
            let title = match (&self.caption, self.group_by) {
                (Some(caption), Some(_)) => format!("{caption}: {}", group.title),
                _ => group.title,
            };
            out.push_str(&format!("\n**{}**\n\n", markdown::escape(&title)));
            for resource in group.resources {
                self.item(resource, page, out);
            }
        }
    }
}
