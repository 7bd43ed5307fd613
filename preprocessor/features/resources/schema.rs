//! `resources.toml`: what to learn from, one `[[resource]]` each.

use std::collections::HashSet;
use std::ops::Deref;

use crate::base::data::{Input, Place};
use crate::base::diagnostic::Code;
use crate::base::fields::Fields;
use crate::base::located::{Located, crop};
use crate::base::names::Ref;
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

pub const PLACE: Place = Place::file("resources.toml", "the list of resources");

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
    let tables = top.tables("resource", "a resource").into_iter();
    let declared = tables.map(|mut fields| (fields.declare("id", all), fields));
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
    let title = f.prose("title");
    let url = f.text("url").and_then(|written| address(f, &written));
    let author = f.prose("author");
    let type_ = f.refer("type", &vocabulary.types);
    let topics = f.refer_all("topics", &vocabulary.topics);
    let level = f.refer("level", &vocabulary.levels);
    let cost = f.refer("cost", &vocabulary.costs);
    let effort = effort(f);
    let licence = f.optional_prose("licence");
    let why = f.prose("why");
    let (status, replaced_by) = standing(f, id.as_ref(), all);
    let note = f.optional_prose("note");
    let original = original(f, orders);
    f.list("evidence");
    let last_seen = f.date("last_seen");
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
    const KEYS: [&str; 3] = ["hours_min", "hours_max", "hours_source"];
    let min = fields.optional_amount(KEYS[0], 10_000.0);
    let max = fields.optional_amount(KEYS[1], 10_000.0);
    let source = fields.optional_prose(KEYS[2]);
    let present = KEYS.iter().filter(|key| fields.has(key)).count();
    if present > 0 && present < KEYS.len() {
        for key in KEYS.iter().filter(|key| !fields.has(key)) {
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
    let status = fields.text("status").and_then(|written| {
        let message = format!("unknown status `{}`", crop(written.value));
        fields.choose(&written, &Status::ALL, message)
    });
    let listed = fields.optional_list("replaced_by").unwrap_or_default();
    let name = id.map_or("this resource".into(), |id| format!("`{}`", crop(id.value)));
    if status == Some(Status::Gone) && !fields.has("replaced_by") {
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
    let order = fields.optional_number("original_order", 10_000);
    let category = fields.optional_prose("original_category");
    let title = fields.optional_prose("original_title");
    let url = fields
        .optional_text("original_url")
        .and_then(|written| address(fields, &written));
    if order.is_some() != fields.has("original_category") {
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

/// What is written, if it is an absolute http or https address.
pub fn address(fields: &Fields<'_>, written: &Located<&str>) -> Option<String> {
    let fault = |message: &str, help: &str| {
        fields
            .error_at(Code("wrong-address"), &written.span, message)
            .help(help);
        None
    };
    let text = written.value;
    if text.contains(char::is_whitespace) || text.contains('\\') {
        return fault(
            "an address holds no spaces and no backslashes",
            "copy it from the browser's address bar",
        );
    }
    match url::Url::parse(text) {
        Err(url::ParseError::RelativeUrlWithoutBase) => {
            fault("this address is relative", "begin it with https://")
        }
        Err(url::ParseError::EmptyHost) => fault(
            "this address names no host",
            "write it as https://host/path",
        ),
        Err(error) => fault(
            &format!("this is no address: {error}"),
            "write it as https://host/path",
        ),
        Ok(url) if !matches!(url.scheme(), "http" | "https") => fault(
            &format!("an address of the scheme `{}:` is not taken", url.scheme()),
            "only http:// and https:// are",
        ),
        Ok(url) if !has_host(&text[url.scheme().len()..]) => fault(
            "this address names no host",
            "write it as https://host/path",
        ),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => fault(
            "this address carries a user name or password",
            "remove what stands before the @",
        ),
        Ok(_) => Some(text.to_owned()),
    }
}

/// Whether what stands behind a scheme begins with `://` and a host.
fn has_host(rest: &str) -> bool {
    let host = rest.strip_prefix("://");
    host.is_some_and(|host| !host.starts_with('/'))
}
