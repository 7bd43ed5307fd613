//! What the data means: files in `data/`, read once, checked whole.
//!
//! Enter at [`Guide::read`]. What it returns holds no id that leads nowhere: references are [`Ref`]s, positions in the
//! guide's own lists. [`Known`] is the part that can be had from faulty data, too, so that chapters can be checked
//! against names in the same run.

use std::collections::BTreeMap;

pub use crate::features::advert::{AdvertQuestion, Adverts, AskedSkill, JobKind, RedFlag};
pub use crate::features::employer::EmployerQuestion;
pub use crate::features::figure::Figure;
pub use crate::features::hops::{Evidence, FARTHEST, Hop, Role, RoleKind};
pub use crate::features::incidents::{
    Act, Condition, Due, Effect, Ending, Event, Look, MOST_EVENTS, Scenario, Variant, Verdict,
    Words,
};
pub use crate::features::questions::{Question, QuestionKind, level as question_level};
pub use crate::features::realities::{Expectation, GoodPart, Realities};
pub use crate::features::realities_check::{
    Answer, HonestQuestion, Outcome, RealitiesCheck, Statement, Truth, Weight,
};
pub use crate::features::resources::{Original, Resource, Status};
pub use crate::features::skills::{Area, LEVELS as SKILL_LEVELS, Skill};
pub use crate::features::trace::{Path, Step};
pub use crate::features::vocabulary::{Cost, Level, Term, Topic, Type, Vocabulary};

use crate::base::data::{DataFile, utf8};
use crate::base::diagnostic::{Diagnostics, Source};
use crate::base::document::Document;
use crate::base::fields::Fields;
use crate::base::names::{Names, Read, Ref};
use crate::base::nearest::nearest;
use crate::base::paths::within;
use crate::features::{
    advert, employer, figure, hops, incidents, questions, realities, realities_check, resources,
    skills, trace, vocabulary,
};

/// All that the data says, checked.
pub struct Guide {
    pub vocabulary: Vocabulary,
    pub resources: Vec<Resource>,
    /// The resources easiest first, then by title: the order of tables.
    pub by_level: Vec<Ref<Resource>>,
    pub areas: Vec<Area>,
    pub skills: Vec<Skill>,
    pub realities: Realities,
    pub figures: Vec<Figure>,
    pub roles: Vec<Role>,
    /// In the order of the data.
    pub hops: Vec<Hop>,
    pub evidence: Vec<Evidence>,
    pub paths: Vec<Path>,
    /// What to ask an employer, in the order of the data.
    pub employer: Vec<EmployerQuestion>,
    pub realities_check: RealitiesCheck,
    pub question_kinds: Vec<QuestionKind>,
    /// In the order of the data.
    pub questions: Vec<Question>,
    /// By id.
    pub scenarios: Vec<Scenario>,
    pub adverts: Adverts,
}

/// The names that exist, by kind. Arguments of widgets and `hops:` links are resolved against these.
pub struct Known {
    pub topics: Names<Topic>,
    pub types: Names<Type>,
    pub levels: Names<Level>,
    pub costs: Names<Cost>,
    pub resources: Names<Resource>,
    pub areas: Names<Area>,
    pub skills: Names<Skill>,
    pub figures: Names<Figure>,
    pub expectations: Names<Expectation>,
    pub roles: Names<Role>,
    pub evidence: Names<Evidence>,
    pub paths: Names<Path>,
    pub employer: Names<EmployerQuestion>,
    pub statements: Names<Statement>,
    pub honest_questions: Names<HonestQuestion>,
    pub question_kinds: Names<QuestionKind>,
    pub questions: Names<Question>,
    pub scenarios: Names<Scenario>,
    pub job_kinds: Names<JobKind>,
    pub flags: Names<RedFlag>,
}

const VOCABULARY: &str = "vocabulary.toml";
const RESOURCES: &str = "resources.toml";
const SKILLS: &str = "skills.toml";
const REALITIES: &str = "realities.toml";
const FIGURES: &str = "figures.toml";
const HOPS: &str = "hops.toml";
const PATHS: &str = "paths.toml";
const EMPLOYER: &str = "employer.toml";
const REALITIES_CHECK: &str = "realities-check.toml";
const QUESTIONS: &str = "questions.toml";
const ADVERTS: &str = "adverts.toml";
/// A folder: one file for each.
const SCENARIOS: &str = "scenarios";
const FILES: [&str; 11] = [
    VOCABULARY,
    RESOURCES,
    SKILLS,
    REALITIES,
    FIGURES,
    HOPS,
    PATHS,
    EMPLOYER,
    REALITIES_CHECK,
    QUESTIONS,
    ADVERTS,
];

impl Known {
    fn new(folder: &str) -> Known {
        let file = |name| within(folder, name);
        Known {
            topics: Names::new("topic", file(VOCABULARY)),
            types: Names::new("type", file(VOCABULARY)),
            levels: Names::new("level", file(VOCABULARY)),
            costs: Names::new("cost", file(VOCABULARY)),
            resources: Names::new("resource", file(RESOURCES)),
            areas: Names::new("area", file(SKILLS)),
            skills: Names::new("skill", file(SKILLS)).with_parts(),
            figures: Names::new("figure", file(FIGURES)),
            expectations: Names::new("expectation", file(REALITIES)),
            roles: Names::new("role", file(HOPS)),
            evidence: Names::new("source", file(HOPS)),
            paths: Names::new("path", file(PATHS)),
            employer: Names::new("question", file(EMPLOYER)),
            statements: Names::new("statement", file(REALITIES_CHECK)),
            honest_questions: Names::new("question", file(REALITIES_CHECK)),
            question_kinds: Names::new("kind of question", file(QUESTIONS)),
            questions: Names::new("question", file(QUESTIONS)),
            scenarios: Names::new("scenario", file(SCENARIOS)),
            job_kinds: Names::new("kind", file(ADVERTS)),
            flags: Names::new("flag", file(ADVERTS)),
        }
    }

    /// Notes what became of `file`, which declares names.
    fn note(&mut self, file: &str, read: Read) {
        match file {
            VOCABULARY => {
                self.topics.read = read;
                self.types.read = read;
                self.levels.read = read;
                self.costs.read = read;
            }
            RESOURCES => self.resources.read = read,
            SKILLS => {
                self.areas.read = read;
                self.skills.read = read;
            }
            REALITIES => self.expectations.read = read,
            FIGURES => self.figures.read = read,
            HOPS => {
                self.roles.read = read;
                self.evidence.read = read;
            }
            PATHS => self.paths.read = read,
            EMPLOYER => self.employer.read = read,
            REALITIES_CHECK => {
                self.statements.read = read;
                self.honest_questions.read = read;
            }
            QUESTIONS => {
                self.question_kinds.read = read;
                self.questions.read = read;
            }
            // One that is faulty makes all names uncertain.
            _ if scenario_of(file).is_some() && self.scenarios.read != Read::Faulty => {
                self.scenarios.read = read;
            }
            ADVERTS => {
                self.job_kinds.read = read;
                self.flags.read = read;
            }
            _ => {}
        }
    }
}

impl Guide {
    /// Reads `files`, which stand in `folder` (a path from the book's root). The guide is `None` if there was any
    /// mistake in them.
    pub fn read(
        folder: &str,
        files: &[DataFile],
        diagnostics: &Diagnostics,
    ) -> (Known, Option<Guide>) {
        let errors_before = diagnostics.count();
        let mut known = Known::new(folder);
        let sources = Sources::read(folder, files, &mut known, diagnostics);
        let documents: BTreeMap<&str, Document<'_>> = sources
            .tables
            .iter()
            .map(|(name, source)| (*name, Document::whole_file(source)))
            .collect();
        let tables: BTreeMap<&str, _> = documents
            .iter()
            .filter_map(|(name, document)| {
                let table = document.parse(diagnostics);
                let read = table.as_ref().map_or(Read::Faulty, |_| Read::Whole);
                known.note(name, read);
                Some((*name, (document, table?)))
            })
            .collect();
        // Each reader takes its file's top table, if the file is there and could be parsed.
        let top = |name: &str, what| {
            let (document, table) = tables.get(name)?;
            Some(Fields::of_document(document, table, what, diagnostics))
        };
        let vocabulary =
            vocabulary::read(top(VOCABULARY, "the vocabulary"), &mut known).unwrap_or_default();
        let resources = resources::read(top(RESOURCES, "the list of resources"), &mut known);
        let (areas, skills) =
            skills::read(top(SKILLS, "the list of skills"), &mut known, &resources);
        let realities = realities::read(top(REALITIES, "the file"), &mut known).unwrap_or_default();
        let figures = figure::read(
            top(FIGURES, "the list of figures"),
            &mut known,
            &sources.drawings,
            diagnostics,
        );
        let hops = hops::read(top(HOPS, "the list of hops"), &mut known);
        let paths = trace::read(top(PATHS, "the list of paths"), &mut known);
        let employer = employer::read(top(EMPLOYER, "the list of questions"), &mut known);
        let realities_check =
            realities_check::read(top(REALITIES_CHECK, "the file"), &mut known, &realities)
                .unwrap_or_default();
        let (question_kinds, questions) = questions::read(
            top(QUESTIONS, "the list of questions"),
            &mut known,
            &resources,
        );
        let scenarios = incidents::read(&sources.scenarios, &mut known, diagnostics);
        let adverts = advert::read(top(ADVERTS, "the file"), &mut known).unwrap_or_default();
        let clean = diagnostics.count() == errors_before;
        let resources: Vec<Resource> = resources.into_iter().flatten().collect();
        let guide = clean.then(|| Guide {
            vocabulary,
            by_level: resources::by_level(&resources),
            resources,
            areas: areas.into_iter().flatten().collect(),
            skills: skills.into_iter().flatten().collect(),
            realities,
            figures: figures.into_iter().flatten().collect(),
            roles: hops.roles.into_iter().flatten().collect(),
            hops: hops.hops.into_iter().flatten().collect(),
            evidence: hops.evidence.into_iter().flatten().collect(),
            paths: paths.into_iter().flatten().collect(),
            employer: employer.into_iter().flatten().collect(),
            realities_check,
            question_kinds: question_kinds.into_iter().flatten().collect(),
            questions: questions.into_iter().flatten().collect(),
            scenarios: scenarios.into_iter().flatten().collect(),
            adverts,
        });
        (known, guide)
    }

    pub fn resource(&self, resource: Ref<Resource>) -> &Resource {
        &self.resources[resource.index]
    }

    pub fn skill(&self, skill: Ref<Skill>) -> &Skill {
        &self.skills[skill.index]
    }

    pub fn area(&self, area: Ref<Area>) -> &Area {
        &self.areas[area.index]
    }

    pub fn figure(&self, figure: Ref<Figure>) -> &Figure {
        &self.figures[figure.index]
    }

    pub fn role(&self, role: Ref<Role>) -> &Role {
        &self.roles[role.index]
    }

    pub fn evidence(&self, evidence: Ref<Evidence>) -> &Evidence {
        &self.evidence[evidence.index]
    }

    pub fn path(&self, path: Ref<Path>) -> &Path {
        &self.paths[path.index]
    }

    pub fn question_kind(&self, kind: Ref<QuestionKind>) -> &QuestionKind {
        &self.question_kinds[kind.index]
    }

    pub fn question(&self, question: Ref<Question>) -> &Question {
        &self.questions[question.index]
    }

    pub fn scenario(&self, scenario: Ref<Scenario>) -> &Scenario {
        &self.scenarios[scenario.index]
    }
}

/// Reports that `folder` holds no data, in a book that asks for some.
pub fn report_no_data(folder: &str, diagnostics: &Diagnostics) {
    diagnostics
        .file_error(
            if folder.is_empty() { "." } else { folder },
            "there is no data here",
        )
        .help(format!(
            "put at least one of {} there, or name the folder in book.toml: [preprocessor.hops] data = \"…\"",
            FILES.join(", ")
        ));
}

/// The files as text, sorted by what they are.
struct Sources<'f> {
    /// TOML files, by name.
    tables: BTreeMap<&'f str, Source>,
    /// Drawings, by the id of the figure they belong to.
    drawings: BTreeMap<&'f str, Source>,
    /// Scenarios, by id.
    scenarios: BTreeMap<&'f str, Source>,
}

impl<'f> Sources<'f> {
    fn read(
        folder: &str,
        files: &'f [DataFile],
        known: &mut Known,
        diagnostics: &Diagnostics,
    ) -> Sources<'f> {
        let mut sources = Sources {
            tables: BTreeMap::new(),
            drawings: BTreeMap::new(),
            scenarios: BTreeMap::new(),
        };
        for file in files {
            let path = within(folder, &file.path);
            let bytes = match &file.bytes {
                Ok(bytes) => bytes,
                Err(reason) => {
                    known.note(&file.path, Read::Faulty);
                    diagnostics
                        .file_error(path, format!("this cannot be read: {reason}"))
                        .help("mend or remove it");
                    continue;
                }
            };
            let drawing = file
                .path
                .strip_prefix("figures/")
                .and_then(|name| name.strip_suffix(".svg"));
            let scenario = scenario_of(&file.path);
            let is_table = FILES.contains(&file.path.as_str());
            if drawing.is_none() && scenario.is_none() && !is_table {
                report_stranger(&path, &file.path, diagnostics);
                continue;
            }
            let Some(text) = utf8(&path, bytes, diagnostics) else {
                known.note(&file.path, Read::Faulty);
                continue;
            };
            let source = Source::new(path, text);
            match (drawing, scenario) {
                (Some(id), _) => sources.drawings.insert(id, source),
                (_, Some(id)) => sources.scenarios.insert(id, source),
                _ => sources.tables.insert(&file.path, source),
            };
        }
        sources
    }
}

/// The id of the scenario that the file at `path` holds, if it lies where scenarios do.
fn scenario_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix(SCENARIOS)?.strip_prefix('/')?;
    name.strip_suffix(".toml").filter(|id| !id.contains('/'))
}

/// Reports a TOML file that nobody will read: most likely its name is misspelt. Other files are let be.
fn report_stranger(path: &str, name: &str, diagnostics: &Diagnostics) {
    if !name.ends_with(".toml") {
        return;
    }
    let help = match nearest(name, FILES.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the data files are {}, {SCENARIOS}/….toml",
            FILES.join(", ")
        ),
    };
    diagnostics
        .file_error(path, "nothing reads this data file")
        .help(help);
}
