//! The share of the W3C's XML Schema test suite: what is valid loads, and what is invalid is refused with a place.
//!
//! `W3C_TABLE` is the table of cases and `W3C_DIR` the folder of its files; without them the test has nothing to do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use castile_codegen::model;

/// What the suite calls valid, and a generator has to refuse: references to nothing, which only a validator can put off until
/// a document needs them. The suite calls other schemas with the same fault invalid.
const REFUSED: [&str; 2] = [
    "saxonData/Missing/missing001.xsd",
    "saxonData/Missing/missing002.xsd",
];

/// The schema documents of each case, with what is expected of them.
fn cases(table: &str) -> BTreeSet<(String, Vec<String>, String)> {
    let rows = table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|fields| !fields[5].is_empty())
        .map(|fields| {
            let schemas = fields[5]
                .split_ascii_whitespace()
                .map(str::to_owned)
                .collect();
            (fields[0].to_owned(), schemas, fields[6].to_owned())
        })
        .collect()
}

#[test]
fn valid_schemas_load_and_invalid_ones_are_refused() {
    let (Some(table), Some(folder)) = (std::env::var_os("W3C_TABLE"), std::env::var_os("W3C_DIR"))
    else {
        return;
    };
    let table = std::fs::read_to_string(table).expect("the table can be read");
    let mut counts = BTreeMap::<_, (usize, usize)>::new();
    let mut failures = 0;
    let (mut refused, mut invalid) = (0, 0);
    for (contributor, schemas, expected) in cases(&table) {
        let files: Vec<PathBuf> = schemas
            .iter()
            .map(|schema| Path::new(&folder).join(schema))
            .collect();
        let outcome = model::load(&files, None);
        let (passed, total) = counts.entry((contributor, expected.clone())).or_default();
        *total += 1;
        invalid += usize::from(expected == "invalid");
        match (expected.as_str(), outcome) {
            ("valid", Ok(_)) => *passed += 1,
            ("invalid", Err(error)) if error.diagnostics()[0].place.line > 0 => {
                *passed += 1;
                refused += 1;
            }
            ("valid", Err(_)) if REFUSED.contains(&schemas[0].as_str()) => {}
            ("valid", Err(error)) => {
                failures += 1;
                println!("valid, but: {}", error.diagnostics()[0]);
            }
            ("invalid", Ok(_)) => println!("invalid: {}", schemas.join(" ")),
            _ => {}
        }
    }
    for ((contributor, expected), (passed, total)) in &counts {
        println!("{contributor} {expected}: {passed} of {total}");
    }
    assert_eq!(failures, 0);
    assert!(refused * 100 >= invalid * 99, "{refused} of {invalid}");
}
