//! `realities.toml`: what people expect (`[[expectation]]`), what they find, what to do about it; and what is good
//! about it (`[[good_part]]`).

use crate::base::fields::Fields;
use crate::features::guide::Known;

#[derive(Debug, Default)]
pub struct Realities {
    pub expectations: Vec<Expectation>,
    pub good_parts: Vec<GoodPart>,
}

#[derive(Debug, Default)]
pub struct Expectation {
    pub id: String,
    pub claim: String,
    /// At least one.
    pub realities: Vec<String>,
    pub advice: String,
}

#[derive(Debug, Default)]
pub struct GoodPart {
    pub id: String,
    pub title: String,
    pub text: String,
}

pub fn read(top: Option<Fields<'_>>, known: &mut Known) -> Option<Realities> {
    let mut top = top?;
    let mut id_of = |fields: &mut Fields<'_>| {
        let id = fields.text("id");
        if let Some(id) = &id {
            let (source, diagnostics) = (fields.source(), fields.diagnostics());
            known.expectations.declare(id, source, diagnostics);
        }
        id.map(|id| id.value.to_owned()).unwrap_or_default()
    };
    let mut realities = Realities::default();
    for mut fields in top.tables("expectation", "an expectation") {
        realities.expectations.push(Expectation {
            id: id_of(&mut fields),
            claim: fields.prose("claim").unwrap_or_default(),
            realities: fields.prose_list("realities").unwrap_or_default(),
            advice: fields.prose("do").unwrap_or_default(),
        });
        fields.finish();
    }
    for mut fields in top.tables("good_part", "a good part") {
        realities.good_parts.push(GoodPart {
            id: id_of(&mut fields),
            title: fields.prose("title").unwrap_or_default(),
            text: fields.prose("text").unwrap_or_default(),
        });
        fields.finish();
    }
    top.finish();
    Some(realities)
}
