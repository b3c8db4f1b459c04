//! What reading and writing take, as ratios to what they are held against, in one run: `cargo bench -p castile --bench ratios`.

mod documents;
mod paired;
mod work;

use documents::DOCUMENTS;
use work::{Subject, WORK, Work};

/// A piece of work, what it is held against, and at most how many times as long it may take in the document w1.
const RATIOS: [(&str, &str, Option<f64>); 7] = [
    (
        "read_typed_by_scanner",
        "read_events_of_quick_xml",
        Some(0.55),
    ),
    ("read_typed_by_quick_xml", "read_events_of_quick_xml", None),
    ("write_typed", "write_literals_by_hand", Some(2.0)),
    // Derived structs with the same values, and such as leave times the texts that they are.
    (
        "read_json",
        "read_json_by_serde_derive_with_times",
        Some(1.0),
    ),
    ("read_json", "read_json_by_serde_derive", None),
    (
        "write_json",
        "write_json_by_serde_derive_with_times",
        Some(1.0),
    ),
    ("write_json", "write_json_by_serde_derive", None),
];

fn main() {
    if !paired::keeps_memory() {
        return;
    }
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    for document in &DOCUMENTS {
        let subject = Subject::new(document);
        for (name, against, target) in RATIOS {
            if !wanted.iter().all(|part| name.contains(part.as_str())) {
                continue;
            }
            let (work, measure) = (work(name), work(against));
            let pair = paired::pair(|| work(&subject), || measure(&subject));
            let line = format!("{} {name} / {against}", document.name);
            paired::print(&line, pair, target.filter(|_| document.name == "w1"));
        }
    }
}

fn work(name: &str) -> Work {
    let found = WORK.iter().find(|(known, _)| *known == name);
    found.expect("known work").1
}
