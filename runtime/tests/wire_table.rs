//! The tables of `docs/wire.md` name tests that are there.
#![allow(clippy::unwrap_used)]

use std::path::Path;

#[test]
fn every_test_that_the_documentation_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("../docs/wire.md")).unwrap();
    let rows = page
        .lines()
        .filter_map(|line| line.rsplit_once(" | `")?.1.strip_suffix("` |"));
    let named: Vec<(&str, &str)> = rows.filter_map(|row| row.split_once("`: `")).collect();
    assert!(named.len() > 20, "{named:?}");
    for (file, test) in named {
        // Tests of other crates are named with their folders.
        let path = match file.ends_with(".rs") {
            true => root.join("..").join(file),
            false => root.join(format!("tests/{file}.rs")),
        };
        let text = std::fs::read_to_string(path).unwrap();
        assert!(text.contains(&format!("fn {test}(")), "{file}: {test}");
    }
}
