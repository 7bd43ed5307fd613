//! "Did you mean": of the names there are, the nearest one to a name that is not there.

/// The name of `names` that `wrong` was most likely meant to be.
pub fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let length = wrong.chars().count();
    if length > 100 {
        return None;
    }
    // As rustc does: a third of the letters may differ.
    let allowed = length.max(3) / 3;
    names
        .filter(|name| name.len().abs_diff(wrong.len()) <= allowed)
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_forgives_a_slip_but_does_not_guess() {
        let names = ["networking", "databases", "security"];
        let near = |wrong| nearest(wrong, names.into_iter());
        assert_eq!(near("netwrking"), Some("networking"));
        assert_eq!(near("databsaes"), Some("databases"));
        assert_eq!(near("gardening"), None);
        assert_eq!(near(""), None);
    }
}
