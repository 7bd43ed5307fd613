//! `hops resources`: tables of what to learn from, chosen and grouped.

use super::{Argument, Page, View, Widget, count};
use crate::fields::Fields;
use crate::guide::{
    Cost, Guide, Known, Level, Original, Resource, Status, Term, Topic, Type, Vocabulary,
};
use crate::html::Html;
use crate::markdown;
use crate::names::{Names, Ref};
use crate::reference::{Kind, Target};
use crate::table::{self, Row};

pub struct Resources;

impl Widget for Resources {
    fn name(&self) -> &'static str {
        "resources"
    }

    fn about(&self) -> &'static str {
        "Tables of the resources in `data/resources.toml`: those that fit every argument given, easiest first. \
         Exactly one block in the book has `home = true`: it shows all of them, and links to a resource lead there."
    }

    fn arguments(&self) -> &'static [Argument] {
        const fn argument(
            name: &'static str,
            takes: &'static str,
            about: &'static str,
        ) -> Argument {
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
                    "One table for each. A resource on several topics stands under its first.",
                ),
                argument(
                    "caption",
                    "text",
                    "The table's caption, instead of the one made from the arguments.",
                ),
                argument(
                    "home",
                    "true or false",
                    "This block holds all resources, and their anchors.",
                ),
            ]
        }
    }

    fn example(&self) -> &'static str {
        "topics = [\"a-topic\"]\nlevels = [\"beginner\"]\n"
    }

    fn homes(&self) -> &'static [Kind] {
        &[Kind::Resource]
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
        let home = fields.flag("home");
        let filters = ["topics", "types", "levels", "costs", "ids", "original"];
        if let Some(filter) = filters.iter().find(|key| home && fields.has(key)) {
            fields
                .error(format!("a home shows all resources, so it takes no `{filter}`"))
                .help("remove one of the two: links to resources that are not shown here would be dead");
        }
        Some(Box::new(Shown {
            chosen,
            group_by,
            caption,
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

/// A table to be.
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
    home: bool,
}

const COLUMNS: [&str; 6] = ["Resource", "Kind", "Level", "Cost", "Why", "Status"];

impl Shown {
    fn groups<'g>(&self, guide: &'g Guide) -> Vec<Group<'g>> {
        let picked = self.chosen.pick(guide);
        let words = &guide.vocabulary;
        let Some(group_by) = self.group_by else {
            let title = self.caption.clone().unwrap_or_else(|| {
                let words = self.chosen.in_words(words);
                let of_words = if words.is_empty() { "" } else { ": " };
                format!("Resources{of_words}{words}")
            });
            return vec![Group {
                place: 0,
                id: None,
                title,
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
        if let Some(caption) = &self.caption {
            for group in &mut groups {
                group.title = format!("{caption}: {}", group.title);
            }
        }
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

    fn table(&self, group: &Group<'_>, page: &Page<'_>, out: &mut Html) {
        let number = count(group.resources.len(), "resource");
        let caption = format!("{} ({number})", group.title);
        table::html(
            out,
            "resources",
            group.id.as_deref(),
            &caption,
            &COLUMNS,
            |rows| {
                for resource in &group.resources {
                    let id = crate::reference::anchor(Kind::Resource, &resource.id);
                    rows.row(self.home.then_some(&id), |row| {
                        self.cells(resource, page, row);
                    });
                }
            },
        );
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
            for group in groups {
                self.table(&group, page, h);
            }
        });
    }

    fn markdown(&self, page: &Page<'_>, out: &mut String) {
        for group in self.groups(page.guide) {
            out.push_str(&format!("\n**{}**\n\n", markdown::escape(&group.title)));
            for resource in group.resources {
                self.item(resource, page, out);
            }
        }
    }
}
