//! What the README says of the weight of a page is what tests/browser/limits.mjs holds.

use super::{File, Finding};

const README: &str = "README.md";
const TEST: &str = "tests/browser/limits.mjs";

/// How a row of the README begins, and what its numbers are in the test, in turn.
const ROWS: [(&str, [(&str, f64); 2]); 3] = [
    (
        "| the first view, packed, and its requests |",
        [("MOST_BYTES", 1000.0), ("MOST_REQUESTS", 1.0)],
    ),
    (
        "| of that, JavaScript |",
        [("MOST_SCRIPT", 1000.0), ("MOST_WIDGET_SCRIPT", 1000.0)],
    ),
    (
        "| until a search shows its first results, with texts, packed; the next query |",
        [
            ("MOST_FIRST_SEARCH", 1000.0),
            ("MOST_SECOND_SEARCH", 1000.0),
        ],
    ),
];

pub fn find(files: &[File]) -> Vec<Finding> {
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        file.map(|file| file.text.as_str()).unwrap_or_default()
    };
    let (readme, test) = (text(README), text(TEST));
    let rows = ROWS.iter().flat_map(|(start, constants)| {
        let row = readme
            .lines()
            .enumerate()
            .find(|(_, line)| line.starts_with(start));
        let (at, row) = row.unwrap_or_default();
        let said = numbers(row.strip_prefix(start).unwrap_or_default());
        let compared = constants
            .iter()
            .enumerate()
            .filter_map(move |(index, constant)| {
                let held = constant_in(test, constant.0).map(|number| number / constant.1);
                differ(at + 1, constant.0, said.get(index).copied(), held)
            });
        compared.collect::<Vec<_>>()
    });
    rows.collect()
}

fn differ(line: usize, name: &str, said: Option<f64>, held: Option<f64>) -> Option<Finding> {
    let says = match (said, held) {
        (Some(said), Some(held)) if said == held => return None,
        (Some(said), Some(held)) => {
            format!("says {said}, and {TEST} holds {held} ({name}): write down what is held")
        }
        (None, _) => format!("says nothing of {name} of {TEST}: write it into the table"),
        (_, None) => format!("says a number that {TEST} does not hold: it has no {name}"),
    };
    Some(Finding {
        rule: "figures",
        key: name.to_owned(),
        place: format!("{README}:{line}"),
        amount: 1,
        says,
    })
}

fn numbers(text: &str) -> Vec<f64> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words.filter_map(|word| word.parse().ok()).collect()
}

/// `const NAME = 60_000;`
fn constant_in(script: &str, name: &str) -> Option<f64> {
    let start = format!("const {name} = ");
    let value = script.lines().find_map(|line| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        line.strip_prefix(&start)
    })?;
    let value = value.split(';').next()?;
    value.replace('_', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    const TABLE: &str = "# A\n\n| the first view, packed, and its requests | 60 kB at most, 8 |\n\
        | of that, JavaScript | 15 kB at most, and 13.6 kB more for the widgets of a page |\n\
        | until a search shows its first results, with texts, packed; the next query | 60 kB at most, 30 kB |\n";
    const CONSTANTS: &str = "const MOST_BYTES = 60_000;\nconst MOST_REQUESTS = 8;\nconst MOST_SCRIPT = 15_000;\n\
        const MOST_WIDGET_SCRIPT = 13_600;\nconst MOST_FIRST_SEARCH = 60_000;\nconst MOST_SECOND_SEARCH = 30_000;\n";

    fn told(readme: &str, test: &str) -> Vec<String> {
        let found = find(&[file(README, readme), file(TEST, test)]);
        found
            .iter()
            .map(|one| format!("{}: {}", one.place, one.says))
            .collect()
    }

    #[test]
    fn the_readme_says_what_the_test_holds() {
        assert_eq!(told(TABLE, CONSTANTS), [""; 0]);
        let ten = CONSTANTS.replace("REQUESTS = 8", "REQUESTS = 10");
        assert_eq!(
            told(TABLE, &ten),
            [
                "README.md:3: says 8, and tests/browser/limits.mjs holds 10 (MOST_REQUESTS): write down what is held"
            ]
        );
        let heavier = CONSTANTS.replace("13_600", "14_000");
        assert_eq!(told(TABLE, &heavier).len(), 1);
    }

    #[test]
    fn a_number_that_is_gone_is_missed() {
        assert_eq!(told("# A\n", CONSTANTS).len(), 6);
        assert_eq!(told(TABLE, "").len(), 6);
    }
}
