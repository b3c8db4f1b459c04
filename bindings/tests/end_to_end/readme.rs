//! The README shows the examples as they are compiled.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn the_readme_has_the_examples_word_for_word() {
    let readme = read("README.md");
    for example in ["examples/first_call.rs", "examples/upload_conversions.rs"] {
        let text = read(example);
        let (_, code) = text.split_once("\n\n").unwrap();
        assert!(readme.contains(code), "{example} is not in the README");
    }
}

#[test]
fn the_first_call_takes_at_most_15_lines() {
    let text = read("examples/first_call.rs");
    let (_, code) = text.split_once("\n\n").unwrap();
    assert!(code.lines().count() <= 15, "{} lines", code.lines().count());
}
