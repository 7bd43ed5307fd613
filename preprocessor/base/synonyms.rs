//! What the author says of words that readers look for. A search finds by letters; this says what letters do not.

#[derive(Debug, Default)]
pub struct Synonyms {
    /// Groups of which one is found for the other: a word or a few.
    pub same: Vec<Vec<String>>,
    /// Groups of words of which none is found for the other, however alike they are.
    pub apart: Vec<Vec<String>>,
}
