//! `realities.toml`: what people expect (`[[expectation]]`), what they find, what to do about it; and what is good
//! about it (`[[good_part]]`).

use crate::base::data::{Input, Place};
use crate::base::fields::Fields;
use crate::base::located::Located;
use crate::base::shelf::Shelf;

pub struct Realities {
    /// The good parts have their names here, too, and no thing.
    pub expectations: Shelf<Expectation>,
    pub good_parts: Vec<GoodPart>,
}

#[derive(Debug)]
pub struct Expectation {
    pub id: String,
    pub claim: String,
    /// At least one.
    pub realities: Vec<String>,
    pub advice: String,
}

#[derive(Debug)]
pub struct GoodPart {
    pub id: String,
    pub title: String,
    pub text: String,
}

pub const PLACE: Place = Place::file("realities.toml", "the file");

pub fn read(input: Input<'_>) -> Realities {
    let mut realities = Realities {
        expectations: input.shelf("expectation"),
        good_parts: Vec::new(),
    };
    let Some(mut top) = input.top else {
        return realities;
    };
    for mut fields in top.tables("expectation", "an expectation") {
        let (id, place) = fields.declare("id", &mut realities.expectations);
        realities.expectations.put(place, expectation(id, fields));
    }
    for mut fields in top.tables("good_part", "a good part") {
        let (id, _) = fields.declare("id", &mut realities.expectations);
        realities.good_parts.extend(good_part(id, fields));
    }
    top.finish();
    realities
}

/// One with mistakes has its place all the same: others refer to it.
fn expectation(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<Expectation> {
    let claim = fields.prose("claim");
    let realities = fields.prose_list("realities");
    let advice = fields.prose("do");
    fields.finish();
    Some(Expectation {
        id: id?.value.to_owned(),
        claim: claim.unwrap_or_default(),
        realities: realities.unwrap_or_default(),
        advice: advice.unwrap_or_default(),
    })
}

fn good_part(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<GoodPart> {
    let title = fields.prose("title");
    let text = fields.prose("text");
    fields.finish();
    Some(GoodPart {
        id: id?.value.to_owned(),
        title: title?,
        text: text?,
    })
}
