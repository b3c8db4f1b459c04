//! Real WSDLs and schemas, collected elsewhere: what must load loads, what is broken is refused with a place.
//!
//! The folder is `CORPUS_DIR`, or `../shared/corpus` beside the workspace; without it the test has nothing to do.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use castile_codegen::catalog::Catalog;
use castile_codegen::diagnostic::Diagnostic;
use castile_codegen::model;

/// No case may take longer.
const LIMIT: Duration = Duration::from_secs(10);

fn corpus() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    std::env::var_os("CORPUS_DIR").map_or_else(beside, PathBuf::from)
}

struct Case {
    id: String,
    entry: PathBuf,
    folder: PathBuf,
    expected: String,
}

fn cases(root: &Path) -> Vec<Case> {
    let Ok(manifest) = std::fs::read_to_string(root.join("manifest.tsv")) else {
        return Vec::new();
    };
    let mut lines = manifest.lines();
    let header: Vec<_> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|title| *title == name)
            .expect("the manifest has the column")
    };
    let (id, kind, entry, expected) = (
        column("id"),
        column("type"),
        column("entry"),
        column("expected"),
    );
    lines
        .map(|line| {
            let fields: Vec<_> = line.split('\t').collect();
            let folder = root.join(fields[kind]).join(fields[id]);
            let entry = folder.join(fields[entry]);
            Case {
                id: fields[id].to_owned(),
                entry,
                folder,
                expected: fields[expected].to_owned(),
            }
        })
        .collect()
}

/// Why a case is not as expected; `None` if it is.
fn failure(case: &Case) -> Option<String> {
    let start = Instant::now();
    let catalog = Catalog::read(&case.folder.join("catalog.tsv")).ok();
    let outcome = model::load(std::slice::from_ref(&case.entry), catalog.as_ref());
    if start.elapsed() > LIMIT {
        return Some(format!("took {:?}", start.elapsed()));
    }
    let first = |diagnostics: &[Diagnostic]| {
        diagnostics
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    match (case.expected.as_str(), outcome) {
        ("ok", Err(error)) => Some(first(error.diagnostics())),
        ("clear-error", Ok((_, remarks)))
            if remarks
                .iter()
                .all(|remark| remark.severity == castile_codegen::diagnostic::Severity::Note) =>
        {
            Some(format!("nothing was found wrong; {}", first(&remarks)))
        }
        _ => None,
    }
}

#[test]
fn real_files_load_or_are_refused_with_a_place() {
    let root = corpus();
    let mut report = String::new();
    let mut counts = std::collections::BTreeMap::<_, (usize, usize)>::new();
    for case in cases(&root) {
        let (passed, total) = counts.entry(case.expected.clone()).or_default();
        *total += 1;
        match failure(&case) {
            None => *passed += 1,
            Some(why) => writeln!(report, "{} ({}): {why}", case.id, case.expected)
                .expect("a string takes all"),
        }
    }
    print!("{}", report.replace(&format!("{}/", root.display()), ""));
    for (expected, (passed, total)) in &counts {
        println!("{expected}: {passed} of {total}");
    }
    assert!(report.is_empty());
}
