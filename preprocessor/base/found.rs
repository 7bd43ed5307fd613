//! What readers find on a page by a search, besides its sections. Enter at [`AS`].

/// An element with this attribute and an id is found as what it says, `data-found-as="Skill"`, by its first words; without an id, the whole page is.
pub const AS: &str = "data-found-as";
