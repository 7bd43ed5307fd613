//! `realities.toml`: what people expect (`[[expectation]]`), what they find, what to do about it; and what is good
//! about it (`[[good_part]]`).

use crate::base::data::{Input, Place};
use crate::base::fields::Fields;
use crate::base::keys::keys;
use crate::base::kinds::{Id, Prose, ProseList, id, prose, prose_list};
use crate::base::located::Located;
use crate::base::nested::{Tables, tables};
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

keys! {
    /// What people expect of the job, what they find, and what is good about it.
    Top = "the file";

    /// What people expect.
    EXPECTATION: Tables = tables("expectation", &ExpectationEntry::KEYS);
    /// What is good about it.
    GOOD_PART: Tables = tables("good_part", &GoodPartEntry::KEYS);
}

keys! {
    /// Something that people expect.
    ExpectationEntry = "an expectation";

    /// No other expectation or good part has it.
    ID: Id = id("id").example(r#""smells-good""#);
    /// What people say.
    CLAIM: Prose = prose("claim").example(r#""It smells good all day.""#);
    /// What they find.
    REALITIES: ProseList = prose_list("realities").example(r#"["After a week you no longer smell it."]"#);
    /// What to do about it.
    DO: Prose = prose("do").example(r#""Ask to spend a morning there.""#);
}

keys! {
    /// Something good.
    GoodPartEntry = "a good part";

    /// No other expectation or good part has it.
    ID: Id = id("id").example(r#""done-by-noon""#);
    /// In a few words.
    TITLE: Prose = prose("title").example(r#""Done by noon""#);
    /// In a sentence or two.
    TEXT: Prose = prose("text").example(r#""The afternoon is yours.""#);
}

pub const PLACE: Place = Place::file("realities.toml", &Top::KEYS);

pub fn read(input: Input<'_>) -> Realities {
    let mut realities = Realities {
        expectations: input.shelf("expectation"),
        good_parts: Vec::new(),
    };
    let Some(mut top) = input.top else {
        return realities;
    };
    for mut fields in top.get(Top::EXPECTATION) {
        let (id, place) = fields.declare(ExpectationEntry::ID, &mut realities.expectations);
        realities.expectations.put(place, expectation(id, fields));
    }
    for mut fields in top.get(Top::GOOD_PART) {
        let (id, _) = fields.declare(GoodPartEntry::ID, &mut realities.expectations);
        realities.good_parts.extend(good_part(id, fields));
    }
    top.finish();
    realities
}

/// One with mistakes has its place all the same: others refer to it.
fn expectation(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<Expectation> {
    let claim = fields.get(ExpectationEntry::CLAIM);
    let realities = fields.get(ExpectationEntry::REALITIES);
    let advice = fields.get(ExpectationEntry::DO);
    fields.finish();
    Some(Expectation {
        id: id?.value.to_owned(),
        claim: claim.unwrap_or_default(),
        realities: realities.unwrap_or_default(),
        advice: advice.unwrap_or_default(),
    })
}

fn good_part(id: Option<Located<&str>>, mut fields: Fields<'_>) -> Option<GoodPart> {
    let title = fields.get(GoodPartEntry::TITLE);
    let text = fields.get(GoodPartEntry::TEXT);
    fields.finish();
    Some(GoodPart {
        id: id?.value.to_owned(),
        title: title?,
        text: text?,
    })
}
