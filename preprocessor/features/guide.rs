//! What the data means: the data of all features, read once, checked whole.
//!
//! Enter at [`Guide::read`]. Of a feature this file knows where it stands and whom it refers to; the rest is its `schema.rs`. Things refer
//! to each other by [`Ref`](crate::base::names::Ref)s, which no mistake has: the names on the shelves are known from faulty data, too, so
//! that chapters can be checked against them in the same run, but only a guide that is [`whole`](Guide::whole) has the things.

use crate::base::data::{DataFile, Folder, Place, Sources, report_none};
use crate::base::diagnostic::Diagnostics;
use crate::features;

/// `field: Type = feature(what it refers to)`, in the order in which they are read. The feature's `schema.rs` has the type, `PLACE` and `read`.
macro_rules! guide {
    ($($field:ident: $type:ident = $feature:ident($($needs:expr),*);)*) => {
        /// All that the data says.
        pub struct Guide {
            $(pub $field: features::$feature::schema::$type,)*
            is_whole: bool,
        }

        /// Where it stands.
        const PLACES: &[Place] = &[$(features::$feature::schema::PLACE,)*];

        fn read_all(folder: &Folder<'_>) -> Guide {
            $(let $field = features::$feature::schema::read(
                folder.at(&features::$feature::schema::PLACE),
                $(&$needs,)*
            );)*
            Guide { $($field,)* is_whole: false }
        }
    };
}

guide! {
    vocabulary: Vocabulary = vocabulary();
    resources: Resources = resources(vocabulary);
    skills: Skills = skills(resources);
    realities: Realities = realities();
    figures: Figures = figure();
    hops: Hops = hops(skills);
    paths: Paths = trace(hops.roles);
    employer: EmployerQuestions = employer();
    realities_check: RealitiesCheck = realities_check(realities.expectations, hops.roles);
    questions: Questions = questions(skills, resources);
    scenarios: Scenarios = incidents(skills, resources);
    adverts: Adverts = advert(skills);
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

/// Reports that `folder` holds no data, in a book that asks for some.
pub fn report_no_data(folder: &str, diagnostics: &Diagnostics) {
    report_none(folder, PLACES, diagnostics);
}
