//! Bad input in pairs: each `front/name.xsd` or `.wsdl` beside `name.stderr`, all that the front end says about it.

use std::path::{Path, PathBuf};

use castile_codegen::diagnostic::Diagnostic;
use castile_codegen::model;

/// The input files, by name. What they import is in a folder below, so that it is no input itself.
fn inputs() -> Vec<PathBuf> {
    let entries = std::fs::read_dir("tests/front").expect("the folder is part of the crate");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let is_input = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extension == "xsd" || extension == "wsdl")
    };
    let mut inputs: Vec<_> = paths.filter(is_input).collect();
    inputs.sort();
    inputs
}

/// All that is said about a file, one remark after the other.
fn remarks(input: &Path) -> String {
    let diagnostics = match model::load(&[input.to_owned()], None) {
        Ok((_, remarks)) => remarks,
        Err(error) => error.into_diagnostics(),
    };
    let lines: Vec<_> = diagnostics.iter().map(Diagnostic::to_string).collect();
    lines.join("\n") + "\n"
}

/// Row 32: each error has its file, line and column, names what is wrong, and says what would be right.
#[test]
fn every_fault_is_described_as_recorded() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut different = Vec::new();
    for input in inputs() {
        let record = input.with_extension("stderr");
        let found = remarks(&input);
        if std::fs::read_to_string(&record).ok().as_ref() != Some(&found) {
            if bless {
                std::fs::write(&record, &found).expect("the record can be written");
            }
            different.push(format!("{}:\n{found}", input.display()));
        }
    }
    assert!(
        different.is_empty(),
        "differs from its record (BLESS=1 writes it anew):\n{}",
        different.join("\n")
    );
}

#[test]
fn every_input_is_small() {
    for input in inputs() {
        let text = std::fs::read(&input).expect("the input can be read");
        let lines = text.iter().filter(|byte| **byte == b'\n').count();
        assert!(lines <= 30, "{} has {lines} lines", input.display());
    }
}
