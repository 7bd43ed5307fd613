//! `resources.toml`: what to learn from, one `[[resource]]` each.

use std::collections::HashSet;
use std::ops::Deref;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{
    Id, Name, NameList, OneOf, Prose, Texts, Url, id, one_of, prose, reference, references, texts,
    url,
};
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
use crate::base::nested::{Tables, tables};
use crate::base::numbers::{Amount, Date, Whole, amount, date, whole};
use crate::base::shelf::Shelf;
use crate::features::vocabulary::schema::{Cost, Level, Topic, Type, Vocabulary};

#[derive(Debug)]
pub struct Resource {
    pub id: String,
    pub title: String,
    pub url: String,
    pub author: String,
    pub type_: Ref<Type>,
    /// At least one; the first is the one it is listed under when grouped.
    pub topics: Vec<Ref<Topic>>,
    pub level: Ref<Level>,
    pub cost: Ref<Cost>,
    pub effort: Option<Effort>,
    pub licence: Option<String>,
    /// The reason it is worth somebody's time, and whose.
    pub why: String,
    pub status: Status,
    pub note: Option<String>,
    /// What to use instead: never empty when the status is [`Status::Gone`].
    pub replaced_by: Vec<Ref<Resource>>,
    /// Its place in the list the guide grew from, if it was there.
    pub original: Option<Original>,
    /// When somebody was last seen linking to this address, as `YYYY-MM-DD`.
    pub last_seen: String,
}

/// How long it takes, in hours, and who says so.
#[derive(Debug)]
pub struct Effort {
    pub min: f64,
    pub max: f64,
    pub source: String,
}

impl Effort {
    /// "30 minutes", "1 hour", "20 hours" or "20 to 30 hours".
    pub fn in_words(&self) -> String {
        let Effort { min, max, .. } = self;
        if *max < 1.0 {
            let minutes = |hours: f64| (hours * 60.0).round().max(1.0);
            let unit = if minutes(*max) == 1.0 {
                "minute"
            } else {
                "minutes"
            };
            return range(minutes(*min), minutes(*max), unit);
        }
        let unit = if *max == 1.0 { "hour" } else { "hours" };
        range(*min, *max, unit)
    }
}

fn range(min: f64, max: f64, unit: &str) -> String {
    if min == max {
        format!("{min} {unit}")
    } else {
        format!("{min} to {max} {unit}")
    }
}

/// An entry of the list the guide grew from, as it stood there.
#[derive(Debug)]
pub struct Original {
    /// From 1, unique.
    pub order: u32,
    pub category: String,
    /// Where it differs from today's.
    pub title: Option<String>,
    pub url: Option<String>,
}

/// What is known of an address today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Current,
    Moved,
    Ageing,
    Recheck,
    Gone,
}

impl Status {
    /// Each with its word in the data, best first.
    pub const ALL: [(&'static str, Status); 5] = [
        ("current", Status::Current),
        ("moved", Status::Moved),
        ("ageing", Status::Ageing),
        ("recheck", Status::Recheck),
        ("gone", Status::Gone),
    ];

    pub fn in_words(self) -> &'static str {
        match self {
            Status::Current => "Current",
            Status::Moved => "Moved",
            Status::Ageing => "Ageing",
            Status::Recheck => "To be rechecked",
            Status::Gone => "Gone",
        }
    }
}

/// All resources.
pub struct Resources {
    all: Shelf<Resource>,
    /// Easiest first, then by title: the order of tables.
    pub by_level: Vec<Ref<Resource>>,
}

impl Deref for Resources {
    type Target = Shelf<Resource>;

    fn deref(&self) -> &Shelf<Resource> {
        &self.all
    }
}

/// The resources easiest first, then by title without regard to case.
fn by_level(resources: &Shelf<Resource>) -> Vec<Ref<Resource>> {
    let order = resources.places().map(|(place, _)| place);
    let mut order: Vec<_> = order.collect();
    order.sort_by_cached_key(|place| {
        let resource = &resources[*place];
        (resource.level.index, resource.title.to_lowercase())
    });
    order
}

/// More hours than anything takes.
const MOST_HOURS: f64 = 10_000.0;

keys! {
    /// What to learn from.
    Top = "the list of resources";

    /// The resources. Tables show the easiest first, then by title.
    RESOURCE: Tables = tables("resource", &Entry::KEYS);
}

keys! {
    /// Something to learn from: a book, a course, a place to practise.
    Entry = "a resource";

    /// Links in chapters hang on it, and what readers kept: it never changes.
    ID: Id = id("id").example(r#""first-loaf""#);
    /// As the makers give it.
    TITLE: Prose = prose("title").example(r#""Your first loaf""#);
    /// Where it is.
    URL: Url = url("url").example(r#""https://bread.example/first""#);
    /// Who made it.
    AUTHOR: Prose = prose("author").example(r#""A. Baker""#);
    /// What kind of thing it is.
    TYPE: Name = reference("type", "a type").example(r#""book""#);
    /// What it is about. When grouped, it is listed under the first.
    TOPICS: NameList = references("topics", "topics").example(r#"["bread", "cake"]"#);
    /// For whom.
    LEVEL: Name = reference("level", "a level").example(r#""beginner""#);
    /// What it costs.
    COST: Name = reference("cost", "a cost").example(r#""free""#);
    /// How many hours it takes, at least. The three keys of hours belong together: what nobody states is left out.
    HOURS_MIN: Amount = amount("hours_min", MOST_HOURS).optional().example("2.5");
    /// How many at most.
    HOURS_MAX: Amount = amount("hours_max", MOST_HOURS).optional().example("3");
    /// Who says so.
    HOURS_SOURCE: Prose = prose("hours_source").optional().example(r#""its preface""#);
    /// The licence of the text.
    LICENCE: Prose = prose("licence").optional().example(r#""CC BY 4.0""#);
    /// The reason it is worth somebody's time, and whose.
    WHY: Prose = prose("why").example(r#""Whoever never baked, and wants bread tonight.""#);
    /// What is known of the address.
    STATUS: OneOf<Status> = one_of("status", &Status::ALL, "unknown status `{}`").example(r#""current""#);
    /// What to use instead; needed where the status is `"gone"`.
    REPLACED_BY: NameList = references("replaced_by", "resources").optional().example(r#"["sponge"]"#);
    /// What a reader should know before following the link.
    NOTE: Prose = prose("note").optional().example(r#""Earlier at https://oven.example/.""#);
    /// Its place in the list that the guide grew from. This and the next key belong together.
    ORIGINAL_ORDER: Whole = whole("original_order", 1..=10_000).optional().example("12");
    /// Under what it stood there.
    ORIGINAL_CATEGORY: Prose = prose("original_category").optional().example(r#""Loaves""#);
    /// Its title there, if it was another.
    ORIGINAL_TITLE: Prose = prose("original_title").optional().example(r#""Loaf one""#);
    /// Its address there, if it was another.
    ORIGINAL_URL: Url = url("original_url").optional().example(r#""http://bread.example/old""#);
    /// Where somebody links to the address, and when that was seen.
    EVIDENCE: Texts = texts("evidence").example(r#"["baker/list:README.md @ 2026-01-02"]"#);
    /// The newest of these dates.
    LAST_SEEN: Date = date("last_seen").example("2026-01-02");
}

pub const PLACE: Place = Place::file("resources.toml", &Top::KEYS);

pub fn read(mut input: Input<'_>, vocabulary: &Vocabulary) -> Resources {
    let mut all = input.shelf("resource");
    if let Some(top) = input.top.take() {
        read_all(top, vocabulary, &mut all);
    }
    let by_level = by_level(&all);
    Resources { all, by_level }
}

fn read_all(mut top: Fields<'_>, vocabulary: &Vocabulary, all: &mut Shelf<Resource>) {
    // All ids first: entries refer to each other.
    let tables = top.get(Top::RESOURCE).into_iter();
    let declared = tables.map(|mut fields| (fields.declare(Entry::ID, all), fields));
    let declared: Vec<_> = declared.collect();
    let mut orders = HashSet::new();
    for ((id, place), fields) in declared {
        let resource = entry(id, fields, vocabulary, all, &mut orders);
        all.put(place, resource);
    }
    top.finish();
}

fn entry(
    id: Option<Located<&str>>,
    mut fields: Fields<'_>,
    vocabulary: &Vocabulary,
    all: &Shelf<Resource>,
    orders: &mut HashSet<u32>,
) -> Option<Resource> {
    let before = fields.diagnostics().count();
    let f = &mut fields;
    let title = f.get(Entry::TITLE);
    let url = f.get(Entry::URL);
    let author = f.get(Entry::AUTHOR);
    let type_ = f.refer(Entry::TYPE, &vocabulary.types);
    let topics = f.refer_all(Entry::TOPICS, &vocabulary.topics);
    let level = f.refer(Entry::LEVEL, &vocabulary.levels);
    let cost = f.refer(Entry::COST, &vocabulary.costs);
    let effort = effort(f);
    let licence = f.get(Entry::LICENCE);
    let why = f.get(Entry::WHY);
    let (status, replaced_by) = standing(f, id.as_ref(), all);
    let note = f.get(Entry::NOTE);
    let original = original(f, orders);
    f.get(Entry::EVIDENCE);
    let last_seen = f.get(Entry::LAST_SEEN);
    let diagnostics = fields.diagnostics();
    fields.finish();
    let resource = Resource {
        id: id?.value.to_owned(),
        title: title?,
        url: url?,
        author: author?,
        type_: type_?,
        topics: topics?,
        level: level?,
        cost: cost?,
        effort,
        licence,
        why: why?,
        status: status?,
        note,
        replaced_by,
        original,
        last_seen: last_seen?,
    };
    (diagnostics.count() == before).then_some(resource)
}

fn effort(fields: &mut Fields<'_>) -> Option<Effort> {
    let min = fields.get(Entry::HOURS_MIN);
    let max = fields.get(Entry::HOURS_MAX);
    let source = fields.get(Entry::HOURS_SOURCE);
    let keys = [
        (Entry::HOURS_MIN.name, fields.has(Entry::HOURS_MIN)),
        (Entry::HOURS_MAX.name, fields.has(Entry::HOURS_MAX)),
        (Entry::HOURS_SOURCE.name, fields.has(Entry::HOURS_SOURCE)),
    ];
    if keys.iter().any(|(_, is_there)| *is_there) {
        for (key, _) in keys.iter().filter(|(_, is_there)| !is_there) {
            fields
                .error(Code("missing-key"), format!("an effort needs the key `{key}`"))
                .help("hours_min, hours_max and hours_source belong together: an effort nobody states is left out");
        }
    }
    let (min, max) = (min?, max?);
    if min.value > max.value {
        fields.error_at(
            Code("out-of-range"),
            &max.span,
            "`hours_max` is less than `hours_min`",
        );
    }
    Some(Effort {
        min: min.value,
        max: max.value,
        source: source?,
    })
}

/// The status, and what replaces what is gone.
fn standing(
    fields: &mut Fields<'_>,
    id: Option<&Located<&str>>,
    all: &Shelf<Resource>,
) -> (Option<Status>, Vec<Ref<Resource>>) {
    let status = fields.get(Entry::STATUS);
    let listed = fields.get(Entry::REPLACED_BY).unwrap_or_default();
    let name = id.map_or("this resource".into(), |id| format!("`{}`", crop(id.value)));
    if status == Some(Status::Gone) && !fields.has(Entry::REPLACED_BY) {
        fields
            .error(
                Code("gone-without-successor"),
                format!("{name} is gone, but nothing replaces it"),
            )
            .help("name what to use instead: replaced_by = [\"…\"]");
    }
    if let Some(own) = listed
        .iter()
        .find(|other| Some(other.value) == id.map(|id| id.value))
    {
        fields.error_at(
            Code("replaces-itself"),
            &own.span,
            "a resource cannot replace itself",
        );
    }
    let replaced_by = all.resolve_all(&listed, fields.source(), fields.diagnostics());
    (status, replaced_by.unwrap_or_default())
}

fn original(fields: &mut Fields<'_>, orders: &mut HashSet<u32>) -> Option<Original> {
    let order = fields.get(Entry::ORIGINAL_ORDER);
    let category = fields.get(Entry::ORIGINAL_CATEGORY);
    let title = fields.get(Entry::ORIGINAL_TITLE);
    let url = fields.get(Entry::ORIGINAL_URL);
    if order.is_some() != fields.has(Entry::ORIGINAL_CATEGORY) {
        fields
            .error(
                Code("missing-key"),
                "`original_order` and `original_category` belong together",
            )
            .help("give both for an entry of the original list, and neither for another");
    }
    let order = order?;
    if !orders.insert(order.value) {
        fields
            .error_at(
                Code("place-taken"),
                &order.span,
                format!("place {} of the original list is taken", order.value),
            )
            .help("each entry of the original list has a place of its own");
    }
    Some(Original {
        order: order.value,
        category: category?,
        title,
        url,
    })
}
