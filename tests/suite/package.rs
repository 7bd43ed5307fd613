//! What is published: the program and what is in it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::project::{files_under, root};

/// What cargo adds, or makes anew.
const CARGOS: [&str; 4] = [
    ".cargo_vcs_info.json",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
];

#[test]
fn the_package_holds_the_program_and_no_test_or_chapter() {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline"])
        .args(["--package", "mdbook-hops"])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let listed = String::from_utf8(output.stdout).expect("paths");
    let listed = listed.lines().map(|path| path.replace('\\', "/"));
    let packed: BTreeSet<String> = listed
        .filter(|path| !CARGOS.contains(&path.as_str()))
        .collect();

    let folders = ["preprocessor", "renderer", "theme"];
    let files = folders
        .iter()
        .flat_map(|folder| files_under(&root().join(folder)));
    let mut meant: BTreeSet<String> = files.map(|file| from_root(&file)).collect();
    let is_of_tests = |path: &str| {
        path.contains("/mistakes/") || path.contains("/samples/") || path.ends_with(".mjs")
    };
    meant.retain(|path| !is_of_tests(path));
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-TEXT", "README.md"] {
        meant.insert(name.to_owned());
    }
    assert_eq!(packed, meant);
}

fn from_root(file: &Path) -> String {
    let path = file.strip_prefix(root()).expect("inside");
    path.to_string_lossy().replace('\\', "/")
}
