//! Numbers in prose: `[](hops:count/skills)` becomes how many skills the data has, so that no number is left behind. Enter at
//! [`Count::read`].

use crate::base::chapter::Link;
use crate::base::diagnostic::{Code, Diagnostics, Source};
use crate::base::located::crop;
use crate::base::nearest::nearest;
use crate::features::guide::Guide;
use crate::features::resources::schema::{Resource, Status};

/// What stands before the name of what is counted, behind `hops:`.
pub const KIND: &str = "count";

const STATUS: &str = "status=";
const ORIGINAL: &str = "original";

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Resources,
    Skills,
    Areas,
    Questions,
    Incidents,
    Roles,
    Hops,
}

const ALL: [(&str, What); 7] = [
    ("resources", What::Resources),
    ("skills", What::Skills),
    ("areas", What::Areas),
    ("questions", What::Questions),
    ("incidents", What::Incidents),
    ("roles", What::Roles),
    ("hops", What::Hops),
];

/// A number that an author asks for.
#[derive(Debug)]
pub struct Count {
    what: What,
    /// Of resources: only those of this status, only those of the original list.
    status: Option<Status>,
    original: bool,
}

/// What is wrong, and what to do.
type Fault = (String, String);

impl Count {
    /// What `link` asks for; reported if that cannot be counted. `None` if it asks for no number.
    pub fn read(link: &Link, source: &Source, diagnostics: &Diagnostics) -> Option<Option<Count>> {
        let asked = link.target.value.strip_prefix(KIND)?.strip_prefix('/')?;
        let count = match link.empty_at {
            Some(_) => Count::of(asked),
            None => Err((
                "a count takes no text: the number is filled in".to_owned(),
                format!("write [](hops:{KIND}/{})", crop(asked)),
            )),
        };
        let told = count.map_err(|(message, help)| {
            let span = link.target.span.clone();
            diagnostics
                .error(Code("wrong-count"), source, span, message)
                .help(help);
        });
        Some(told.ok())
    }

    fn of(asked: &str) -> Result<Count, Fault> {
        let (name, conditions) = match asked.split_once('?') {
            Some((name, conditions)) => (name, conditions.split('&').collect()),
            None => (asked, Vec::new()),
        };
        let what = one_of(name, &ALL, "cannot be counted")?;
        let mut count = Count {
            what,
            status: None,
            original: false,
        };
        for condition in conditions {
            match condition.strip_prefix(STATUS) {
                Some(status) if what == What::Resources => {
                    count.status = Some(one_of(status, &Status::ALL, "is no status")?);
                }
                None if what == What::Resources && condition == ORIGINAL => count.original = true,
                _ => {
                    return Err((
                        format!("`{}` is no condition for {name}", crop(condition)),
                        format!(
                            "only resources can be chosen, as in `resources?{STATUS}current` and `resources?{ORIGINAL}&{STATUS}gone`"
                        ),
                    ));
                }
            }
        }
        Ok(count)
    }

    /// How many there are.
    pub fn number(&self, guide: &Guide) -> usize {
        let wanted = |resource: &&Resource| {
            let status = self.status.is_none_or(|status| resource.status == status);
            status && (!self.original || resource.original.is_some())
        };
        match self.what {
            What::Resources => guide.resources.iter().filter(wanted).count(),
            What::Skills => guide.skills.len(),
            What::Areas => guide.skills.areas.len(),
            What::Questions => guide.questions.len(),
            What::Incidents => guide.scenarios.len(),
            What::Roles => guide.hops.roles.len(),
            What::Hops => guide.hops.all.len(),
        }
    }
}

fn one_of<T: Copy>(written: &str, choices: &[(&str, T)], wrong: &str) -> Result<T, Fault> {
    if let Some((_, found)) = choices.iter().find(|(name, _)| *name == written) {
        return Ok(*found);
    }
    let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
    let help = match nearest(written, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of `{}`", names.join("`, `")),
    };
    Err((format!("`{}` {wrong}", crop(written)), help))
}
