//! `hops resources`: tables of what to learn from, chosen and grouped.

use super::filters;
use crate::asset;
use crate::base::asset::Asset;
use crate::base::fields::Fields;
use crate::base::html::Html;
use crate::base::markdown;
use crate::base::names::{Names, Ref};
use crate::base::table::{self, Row, Rows};
use crate::features::guide::{
    Cost, Guide, Known, Level, Original, Resource, Status, Term, Topic, Type, Vocabulary,
};
use crate::features::reference::{Kind, Target};
use crate::features::widget::{Argument, Page, View, Widget, count};

pub struct Resources;

impl Widget for Resources {
    fn name(&self) -> &'static str {
        "resources"
    }

    fn about(&self) -> &'static str {
        "A table of the resources in `data/resources.toml`: those that fit every argument given, easiest first. \
         Exactly one block in the book has `home = true`: it shows all of them, and links to a resource lead there."
    }

    fn arguments(&self) -> &'static [Argument] {
        type Text = &'static str;
        const fn argument(name: Text, takes: Text, about: Text) -> Argument {
            Argument { name, takes, about }
        }
        const {
            &[
                argument("topics", "list of topics", "Those on any of these topics."),
                argument("types", "list of types", "Those of any of these types."),
                argument("levels", "list of levels", "Those of any of these levels."),
                argument("costs", "list of costs", "Those at any of these costs."),
                argument("ids", "list of resources", "These, in this order."),
                argument(
                    "original",
                    "true or false",
                    "Those of the list the guide grew from, with what they were called there.",
                ),
                argument(
                    "group_by",
                    "`\"topic\"`, `\"type\"`, `\"level\"`, `\"cost\"` or `\"original\"`",
                    "A part of the table for each. A resource on several topics stands under its first.",
                ),
                argument(
                    "caption",
                    "text",
                    "The table's caption, instead of the one made from the arguments.",
                ),
                argument(
                    "filters",
                    "true or false",
                    "Readers can search, filter and sort this table.",
                ),
                argument(
                    "home",
                    "true or false",
                    "This block holds all resources, and their anchors. Readers can search, filter and sort it, and it comes \
                     back as they left it.",
                ),
            ]
        }
    }

    fn example(&self) -> &'static str {
        "topics = [\"a-topic\"]\nlevels = [\"beginner\"]\n"
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

    fn read(&self, fields: &mut Fields<'_>, known: &Known) -> Option<Box<dyn View>> {
        if known.resources.is_empty() {
            fields
                .error("there are no resources to show")
                .help(format!("write {}", known.resources.file));
        }
        let chosen = Chosen {
            topics: chosen(fields, "topics", &known.topics),
            types: chosen(fields, "types", &known.types),
            levels: chosen(fields, "levels", &known.levels),
            costs: chosen(fields, "costs", &known.costs),
            ids: chosen(fields, "ids", &known.resources),
            original: fields.flag("original"),
        };
        let group_by = group_by(fields);
        let caption = fields.optional_prose("caption");
        let (filters, home) = (fields.flag("filters"), fields.flag("home"));
        let choices = ["topics", "types", "levels", "costs", "ids", "original"];
        if let Some(choice) = choices.iter().find(|key| home && fields.has(key)) {
            fields
                .error(format!("a home shows all resources, so it takes no `{choice}`"))
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

fn chosen<T>(fields: &mut Fields<'_>, key: &'static str, names: &Names<T>) -> Vec<Ref<T>> {
    let list = fields.optional_list(key).unwrap_or_default();
    let found = names.resolve_all(&list, fields.source(), fields.diagnostics());
    found.unwrap_or_default()
}

fn group_by(fields: &mut Fields<'_>) -> Option<GroupBy> {
    let written = fields.optional_text("group_by")?;
    fields.choose(
        &written,
        &GroupBy::ALL,
        "resources cannot be grouped by this",
    )
}

/// What a resource must fit to be shown. An empty list asks for nothing.
#[derive(Default)]
struct Chosen {
    topics: Vec<Ref<Topic>>,
    types: Vec<Ref<Type>>,
    levels: Vec<Ref<Level>>,
    costs: Vec<Ref<Cost>>,
    ids: Vec<Ref<Resource>>,
    original: bool,
}

impl Chosen {
    fn fits(&self, resource: &Resource) -> bool {
        let topics = |topic| self.topics.contains(topic);
        (self.topics.is_empty() || resource.topics.iter().any(topics))
            && (self.types.is_empty() || self.types.contains(&resource.type_))
            && (self.levels.is_empty() || self.levels.contains(&resource.level))
            && (self.costs.is_empty() || self.costs.contains(&resource.cost))
            && (!self.original || resource.original.is_some())
    }

    /// The resources to show: as listed, or in the order of the original list, or easiest first.
    fn pick<'g>(&self, guide: &'g Guide) -> Vec<&'g Resource> {
        if !self.ids.is_empty() {
            let listed = self.ids.iter().map(|id| guide.resource(*id));
            return listed.filter(|resource| self.fits(resource)).collect();
        }
        let all = guide.by_level.iter().map(|id| guide.resource(*id));
        let mut picked: Vec<_> = all.filter(|resource| self.fits(resource)).collect();
        if self.original {
            picked.sort_by_key(|r| r.original.as_ref().map(|original| original.order));
        }
        picked
    }

    /// The choice in words: "Networking, Databases; Beginner".
    fn in_words(&self, words: &Vocabulary) -> String {
        fn titles<'v, T>(chosen: &[Ref<T>], terms: &'v [Term]) -> Vec<&'v str> {
            let title = |term: &Ref<T>| terms[term.index].title.as_str();
            chosen.iter().map(title).collect()
        }
        let parts = [
            titles(&self.topics, &words.topics),
            titles(&self.types, &words.types),
            titles(&self.levels, &words.levels),
            titles(&self.costs, &words.costs),
        ];
        let said = parts.iter().filter(|part| !part.is_empty());
        said.map(|part| part.join(", "))
            .collect::<Vec<_>>()
            .join("; ")
    }
}

#[derive(Clone, Copy, PartialEq)]
enum GroupBy {
    Topic,
    Type,
    Level,
    Cost,
    Original,
}

impl GroupBy {
    const ALL: [(&'static str, GroupBy); 5] = [
        ("topic", GroupBy::Topic),
        ("type", GroupBy::Type),
        ("level", GroupBy::Level),
        ("cost", GroupBy::Cost),
        ("original", GroupBy::Original),
    ];

    /// As part of a caption.
    fn in_words(self) -> &'static str {
        match self {
            GroupBy::Topic => ", by topic",
            GroupBy::Type => ", by kind",
            GroupBy::Level => ", by level",
            GroupBy::Cost => ", by cost",
            GroupBy::Original => ", by category of the original list",
        }
    }

    /// The group of a resource: its place among the groups and its title.
    fn group<'g>(self, resource: &'g Resource, words: &'g Vocabulary) -> (usize, &'g str) {
        fn of<T>(term: Ref<T>, terms: &[Term]) -> (usize, &str) {
            (term.index, &terms[term.index].title)
        }
        match self {
            GroupBy::Topic => of(resource.topics[0], &words.topics),
            GroupBy::Type => of(resource.type_, &words.types),
            GroupBy::Level => of(resource.level, &words.levels),
            GroupBy::Cost => of(resource.cost, &words.costs),
            GroupBy::Original => match &resource.original {
                Some(original) => (original.order as usize, &original.category),
                None => (usize::MAX, "Not in the original list"),
            },
        }
    }
}

/// The id of a resource's group: of the data where it has one.
fn group_id(group_by: GroupBy, resource: &Resource, words: &Vocabulary) -> String {
    match group_by {
        GroupBy::Topic => words.topic(resource.topics[0]).id.clone(),
        GroupBy::Type => words.type_(resource.type_).id.clone(),
        GroupBy::Level => words.level(resource.level).id.clone(),
        GroupBy::Cost => words.cost(resource.cost).id.clone(),
        GroupBy::Original => slug(group_by.group(resource, words).1),
    }
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
        row.cell(|h| h.text(&words.type_(resource.type_).title));
        row.cell(|h| h.text(&words.level(resource.level).title));
        row.cell(|h| {
            h.text(&words.cost(resource.cost).title);
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
                        let instead = page.guide.resource(*other);
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
        let kind = escape(&words.type_(resource.type_).title);
        let level = escape(&words.level(resource.level).title);
        let cost = escape(&words.cost(resource.cost).title);
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
                let other = page.guide.resource(*other);
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

/// `title` as part of an id.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
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

    fn problem(&self, guide: &Guide) -> Option<(String, String)> {
        self.chosen.pick(guide).is_empty().then(|| {
            let message = "no resource fits all of these arguments".to_owned();
            (
                message,
                "loosen one of them, or remove the block".to_owned(),
            )
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
