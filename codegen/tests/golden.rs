//! What is generated, for one oddity each; compared always, written only under `BLESS=1`.
//!
//! A golden is a folder `golden/<name>` with an `input.xsd` or `input.wsdl`, the `expected.rs`, and a `castile.toml` where
//! settings are the point. `golden_documents.rs` compiles them.

use std::fs;
use std::path::{Path, PathBuf};

use castile_codegen::{Generator, Settings};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(folder).expect("there are goldens");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    cases.sort();
    cases
}

fn generate(case: &Path) -> String {
    let input = ["input.xsd", "input.wsdl"].map(|name| case.join(name));
    let input = input
        .into_iter()
        .find(|file| file.exists())
        .expect("a golden has an input");
    let config = case.join("castile.toml");
    let settings = if config.exists() {
        Settings::read(&config).expect("the settings are right")
    } else {
        Settings::default()
    };
    let output = Generator::new()
        .settings(settings)
        .document(input)
        .generate();
    let output = output.unwrap_or_else(|error| panic!("{error}"));
    let notes: Vec<String> = output
        .notes
        .iter()
        .map(|note| note.message.clone())
        .collect();
    assert!(notes.is_empty(), "{notes:?}");
    output.files[0].text.clone()
}

#[test]
fn every_golden_is_as_it_was() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut changed = Vec::new();
    for case in cases() {
        let expected = fs::read_to_string(case.join("expected.rs")).unwrap_or_default();
        let found = generate(&case);
        if found != expected {
            changed.push(case.clone());
            if bless {
                fs::write(case.join("expected.rs"), found).expect("the golden can be written");
            }
        }
    }
    assert!(
        changed.is_empty(),
        "changed: {changed:?}; look at the difference, and bless with BLESS=1"
    );
}

#[test]
fn every_golden_is_compiled_and_of_bearable_size() {
    let compiled = include_str!("golden_documents.rs");
    for case in cases() {
        let name = case
            .file_name()
            .expect("folders have names")
            .to_string_lossy()
            .into_owned();
        let lines =
            |file: &str| fs::read_to_string(case.join(file)).map_or(0, |text| text.lines().count());
        assert!(
            compiled.lines().any(|line| line.trim() == name),
            "{name} is not in golden_documents.rs"
        );
        assert!(lines("input.xsd").max(lines("input.wsdl")) <= 30, "{name}");
        assert!(
            lines("expected.rs") <= 80,
            "{name}: {}",
            lines("expected.rs")
        );
    }
}
