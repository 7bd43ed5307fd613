//! Which resources a table shows, in which order, and in which groups.

use crate::base::names::Ref;
use crate::base::shelf::Shelf;
use crate::features::guide::Guide;
use crate::features::resources::schema::Resource;
use crate::features::vocabulary::schema::{Cost, Level, Term, Topic, Type, Vocabulary};

/// What a resource must fit to be shown. An empty list asks for nothing.
#[derive(Default)]
pub struct Chosen {
    pub topics: Vec<Ref<Topic>>,
    pub types: Vec<Ref<Type>>,
    pub levels: Vec<Ref<Level>>,
    pub costs: Vec<Ref<Cost>>,
    pub ids: Vec<Ref<Resource>>,
    pub original: bool,
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
    pub fn pick<'g>(&self, guide: &'g Guide) -> Vec<&'g Resource> {
        if !self.ids.is_empty() {
            let listed = self.ids.iter().map(|id| &guide.resources[*id]);
            return listed.filter(|resource| self.fits(resource)).collect();
        }
        let all = guide
            .resources
            .by_level
            .iter()
            .map(|id| &guide.resources[*id]);
        let mut picked: Vec<_> = all.filter(|resource| self.fits(resource)).collect();
        if self.original {
            picked.sort_by_key(|r| r.original.as_ref().map(|original| original.order));
        }
        picked
    }

    /// The choice in words: "Networking, Databases; Beginner".
    pub fn in_words(&self, words: &Vocabulary) -> String {
        fn titles<'v, T>(chosen: &[Ref<Term<T>>], terms: &'v Shelf<Term<T>>) -> Vec<&'v str> {
            let title = |term: &Ref<Term<T>>| terms[*term].title.as_str();
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
pub enum GroupBy {
    Topic,
    Type,
    Level,
    Cost,
    Original,
}

impl GroupBy {
    /// As blocks write them.
    pub const ALL: [(&'static str, GroupBy); 5] = [
        ("topic", GroupBy::Topic),
        ("type", GroupBy::Type),
        ("level", GroupBy::Level),
        ("cost", GroupBy::Cost),
        ("original", GroupBy::Original),
    ];

    /// As part of a caption.
    pub fn in_words(self) -> &'static str {
        match self {
            GroupBy::Topic => ", by topic",
            GroupBy::Type => ", by kind",
            GroupBy::Level => ", by level",
            GroupBy::Cost => ", by cost",
            GroupBy::Original => ", by category of the original list",
        }
    }

    /// The group of a resource: its place among the groups and its title.
    pub fn group<'g>(self, resource: &'g Resource, words: &'g Vocabulary) -> (usize, &'g str) {
        fn of<T>(term: Ref<Term<T>>, terms: &Shelf<Term<T>>) -> (usize, &str) {
            (term.index, &terms[term].title)
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
pub fn group_id(group_by: GroupBy, resource: &Resource, words: &Vocabulary) -> String {
    match group_by {
        GroupBy::Topic => words.topics[resource.topics[0]].id.clone(),
        GroupBy::Type => words.types[resource.type_].id.clone(),
        GroupBy::Level => words.levels[resource.level].id.clone(),
        GroupBy::Cost => words.costs[resource.cost].id.clone(),
        GroupBy::Original => slug(group_by.group(resource, words).1),
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
