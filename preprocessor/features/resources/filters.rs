//! The form over a table of resources, and what its rows carry for it. `preprocessor/features/resources/resources.js` brings it to life.
//!
//! Frozen, since readers keep links to views: the names of the fields, their values, and the keys of the columns.

use crate::base::html::Html;
use crate::base::names::Ref;
use crate::base::shelf::Shelf;
use crate::features::resources::schema::{Resource, Status};
use crate::features::vocabulary::schema::{Term, Vocabulary};

/// What readers say of a resource, as `theme/js/state.js` keeps it, and the word for having said nothing.
const MARKS: [(&str, &str); 5] = [
    ("none", "Not marked"),
    ("todo", "To do"),
    ("doing", "Doing"),
    ("done", "Done"),
    ("not-for-me", "Not for me"),
];

/// The form, with the words that occur in `resources`. `columns`: the key and the title of each. `listed`: the word for the order without sorting.
pub fn form(
    resources: &[&Resource],
    columns: &[(&str, &str)],
    listed: &str,
    words: &Vocabulary,
    out: &mut Html,
) {
    let attributes = [
        ("class", "hops-filters hops-scripted"),
        ("aria-label", "Find resources"),
        // A browser would fill in what stood there when the page was left, whatever the address says now.
        ("autocomplete", "off"),
    ];
    out.element("form", &attributes, |h| {
        h.element("div", &[("class", "hops-filters-line")], |h| {
            search(h);
            let timed = any(resources, |resource| resource.effort.is_some());
            let time = timed.then_some(("time", "Time it takes"));
            let sorts = [("", listed)].into_iter().chain(columns.iter().copied());
            select("Sort by", "sort", sorts.chain(time), h);
            h.element("label", &[("class", "hops-filters-choice")], |h| {
                h.void("input", &[("type", "checkbox"), ("name", "reverse")]);
                h.text(" ");
                h.text_element("span", &[], "Reversed");
            });
        });
        h.element("details", &[("class", "hops-filters-fold")], |h| {
            h.text_element("summary", &[], "Filters");
            h.element("fieldset", &[], |h| {
                h.text_element("legend", &[("class", "visually-hidden")], "Show only");
                for filter in filters(resources, words) {
                    let any = [("", "Any")].into_iter();
                    select(filter.title, filter.name, any.chain(filter.options), h);
                }
            });
        });
        h.element("div", &[("class", "hops-filters-end")], |h| {
            let number = crate::features::widget::count(resources.len(), "resource");
            h.element("div", &[("role", "status")], |h| {
                h.text_element("p", &[], &number);
            });
            h.text_element("button", &[("type", "reset")], "Clear all");
        });
    });
    // What paper says of the view that it shows; the script writes it.
    let attributes = [("class", "hops-view"), ("hidden", "")];
    out.element("p", &attributes, |_| {});
}

fn search(out: &mut Html) {
    let attributes = [
        ("type", "search"),
        ("name", "q"),
        ("maxlength", "100"),
        ("autocapitalize", "off"),
        ("spellcheck", "false"),
        ("enterkeyhint", "search"),
    ];
    out.element("label", &[("class", "hops-filters-search")], |h| {
        h.text_element("span", &[("class", "label")], "Search");
        h.void("input", &attributes);
    });
}

fn select<'a>(
    title: &str,
    name: &str,
    options: impl Iterator<Item = (&'a str, &'a str)>,
    out: &mut Html,
) {
    out.element("label", &[], |h| {
        h.text_element("span", &[("class", "label")], title);
        h.element("select", &[("name", name)], |h| {
            for (value, title) in options {
                h.text_element("option", &[("value", value)], title);
            }
        });
    });
}

struct Filter<'a> {
    name: &'static str,
    title: &'static str,
    /// Values and words.
    options: Vec<(&'a str, &'a str)>,
}

/// The terms that occur in `resources`, as options.
fn terms<'a, T>(
    terms: &'a Shelf<Term<T>>,
    resources: &[&Resource],
    has: impl Fn(&Resource, Ref<Term<T>>) -> bool,
) -> Vec<(&'a str, &'a str)> {
    let used = terms
        .places()
        .filter(|(place, _)| any(resources, |resource| has(resource, *place)));
    used.map(|(_, term)| (term.id.as_str(), term.title.as_str()))
        .collect()
}

/// The filters that would make a difference.
fn filters<'a>(resources: &[&Resource], words: &'a Vocabulary) -> Vec<Filter<'a>> {
    let split = |has: fn(&Resource) -> bool, value, title| {
        let splits = any(resources, has) && any(resources, |resource| !has(resource));
        Vec::from_iter(splits.then_some((value, title)))
    };
    let statuses = Status::ALL
        .iter()
        .filter(|(_, status)| any(resources, |resource| resource.status == *status));
    let mut filters = vec![
        Filter {
            name: "topic",
            title: "Topic",
            options: terms(&words.topics, resources, |r, topic| {
                r.topics.contains(&topic)
            }),
        },
        Filter {
            name: "type",
            title: "Kind",
            options: terms(&words.types, resources, |r, type_| r.type_ == type_),
        },
        Filter {
            name: "level",
            title: "Level",
            options: terms(&words.levels, resources, |r, level| r.level == level),
        },
        Filter {
            name: "cost",
            title: "Cost",
            options: terms(&words.costs, resources, |r, cost| r.cost == cost),
        },
        Filter {
            name: "status",
            title: "Status",
            options: statuses
                .map(|(key, status)| (*key, status.in_words()))
                .collect(),
        },
    ];
    // A word that fits everything helps nobody to choose.
    filters.retain(|filter| filter.options.len() > 1);
    filters.extend([
        Filter {
            name: "time",
            title: "Time it takes",
            options: split(|r| r.effort.is_some(), "stated", "Stated"),
        },
        Filter {
            name: "list",
            title: "List",
            options: split(|r| r.original.is_some(), "original", "The original list"),
        },
        Filter {
            name: "mark",
            title: "My mark",
            options: MARKS.to_vec(),
        },
    ]);
    filters.retain(|filter| !filter.options.is_empty());
    filters
}

fn any(resources: &[&Resource], has: impl Fn(&Resource) -> bool) -> bool {
    resources.iter().any(|resource| has(resource))
}

/// What a row carries for the form: an attribute for each filter but the search and the mark, which look at the rest of the row.
pub fn attributes(resource: &Resource, words: &Vocabulary) -> Vec<(&'static str, String)> {
    let topics = resource
        .topics
        .iter()
        .map(|topic| &*words.topics[*topic].id);
    let status = Status::ALL.iter().find(|(_, s)| *s == resource.status);
    let mut attributes = vec![
        ("data-topic", topics.collect::<Vec<_>>().join(" ")),
        ("data-type", words.types[resource.type_].id.clone()),
        ("data-level", words.levels[resource.level].id.clone()),
        ("data-cost", words.costs[resource.cost].id.clone()),
        (
            "data-status",
            status.map_or_else(String::new, |(key, _)| (*key).to_owned()),
        ),
    ];
    if let Some(effort) = &resource.effort {
        // At most: that is what somebody with an evening needs to know.
        attributes.push(("data-time", effort.max.to_string()));
    }
    if resource.original.is_some() {
        attributes.push(("data-list", "original".to_owned()));
    }
    attributes
}
