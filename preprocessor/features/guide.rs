//! What the data means: the data of all features, read once, checked whole.
//!
//! Enter at [`Guide::read`]. Of a feature this file knows where it stands and whom it refers to; the rest is its `schema.rs`. Things refer
//! to each other by [`Ref`](crate::base::names::Ref)s, which no mistake has: the names on the shelves are known from faulty data, too, so
//! that chapters can be checked against them in the same run, but only a guide that is [`whole`](Guide::whole) has the things.

use crate::base::data::{DataFile, Folder, Place, Sources, report_none};
use crate::base::diagnostic::Diagnostics;
use crate::base::keys::Keys;

/// `field: Type = reader(what it refers to)`, in the order in which they are read. The reader is a module with that type, its `PLACE` in the
/// data folder, and `read`.
macro_rules! guide {
    ($($field:ident: $type:ident = $($feature:ident)::+($($needs:expr),*);)*) => {
        /// All that the data says.
        pub struct Guide {
            $(pub $field: $($feature)::+::$type,)*
            is_whole: bool,
        }

        /// Where it stands.
        const PLACES: &[Place] = &[$($($feature)::+::PLACE,)*];

        fn read_all(folder: &Folder<'_>) -> Guide {
            $(let $field = $($feature)::+::read(
                folder.at(&$($feature)::+::PLACE),
                $(&$needs,)*
            );)*
            Guide { $($field,)* is_whole: false }
        }
    };
}

guide! {
    vocabulary: Vocabulary = crate::features::vocabulary::schema();
    resources: Resources = crate::features::resources::schema(vocabulary);
    skills: Skills = crate::features::skills::schema(resources);
    realities: Realities = crate::features::realities::schema();
    figures: Figures = crate::features::figure::schema();
    hops: Hops = crate::features::hops::schema(skills);
    paths: Paths = crate::features::trace::schema(hops.roles);
    employer: EmployerQuestions = crate::features::employer::schema();
    realities_check: RealitiesCheck = crate::features::realities_check::schema(realities.expectations, hops.roles);
    questions: Questions = crate::features::questions::schema(skills, resources);
    scenarios: Scenarios = crate::features::incidents::schema(skills, resources);
    adverts: Adverts = crate::features::advert::schema(skills);
    synonyms: Synonyms = crate::features::synonyms::schema();
}

impl Guide {
    /// Reads `files`, which stand in `folder`, a path from the book's root.
    pub fn read(folder: &str, files: &[DataFile], diagnostics: &Diagnostics) -> Guide {
        let before = diagnostics.count();
        let sources = Sources::read(folder, files, PLACES, diagnostics);
        let documents = sources.documents(PLACES);
        let mut guide = read_all(&Folder::parse(&sources, &documents, diagnostics));
        guide.is_whole = diagnostics.count() == before;
        guide
    }

    /// The guide, if there was no mistake in the data.
    pub fn whole(&self) -> Option<&Guide> {
        self.is_whole.then_some(self)
    }
}

/// The data files, as authors know them, and the keys of each.
pub fn documents() -> Vec<(String, &'static Keys)> {
    PLACES.iter().flat_map(Place::documents).collect()
}

/// Reports that `folder` holds no data, in a book that asks for some.
pub fn report_no_data(folder: &str, diagnostics: &Diagnostics) {
    report_none(folder, PLACES, diagnostics);
}
