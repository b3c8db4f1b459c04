//! The README and the page for production show the examples as they are compiled.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap()
}

#[test]
fn the_pages_have_the_examples_word_for_word() {
    for (page, example) in [
        ("README.md", "examples/first_call.rs"),
        ("README.md", "examples/upload_conversions.rs"),
        ("docs/production.md", "examples/production.rs"),
    ] {
        let text = read(example);
        let (_, code) = text.split_once("\n\n").unwrap();
        assert!(read(page).contains(code), "{example} is not in {page}");
    }
}

#[test]
fn the_first_call_takes_at_most_15_lines() {
    let text = read("examples/first_call.rs");
    let (_, code) = text.split_once("\n\n").unwrap();
    assert!(code.lines().count() <= 15, "{} lines", code.lines().count());
}
