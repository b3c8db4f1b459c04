//! Real documents: those of the corpus beside the project, where it is present, and those of the W3C's suite in it.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use castile::xml::{ErrorKind, decode};

use crate::comparison::difference;
use crate::verdict::scanner;

/// `SHARED`, or the folder beside the project.
fn corpus() -> PathBuf {
    match std::env::var_os("SHARED") {
        Some(shared) => PathBuf::from(shared).join("corpus"),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
    }
}

/// What of a corpus is not XML, or not to be read alone: the lists beside it.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    !matches!(extension, Some("md" | "tsv" | "xz") | None)
}

fn paths(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            paths(&path, found);
        } else if is_document(&path) {
            found.push(path);
        }
    }
}

/// What became of documents.
#[derive(Debug, Default)]
struct Outcome {
    /// Read alike.
    alike: usize,
    /// Refused by all.
    refused: Vec<String>,
    /// With a document type declaration, and refused by all.
    declaring: usize,
    /// In an encoding that is not supported.
    undecoded: Vec<String>,
    /// What should not be.
    differences: Vec<String>,
}

impl Outcome {
    fn take(&mut self, name: &str, bytes: &[u8]) {
        let Ok(text) = decode(bytes, None) else {
            self.undecoded.push(name.to_owned());
            return;
        };
        if let Some(difference) = difference(&text) {
            let short: String = difference.chars().take(500).collect();
            self.differences.push(format!("{name}: {short}"));
            return;
        }
        match scanner(&text) {
            Ok(_) => self.alike += 1,
            Err(ErrorKind::DocumentType) => self.declaring += 1,
            Err(_) => self.refused.push(name.to_owned()),
        }
    }

    /// Says what was found, and fails if something differs.
    fn check(self) {
        println!("{self:#?}");
        assert_eq!(self.differences, Vec::<String>::new());
    }
}

#[test]
fn every_document_of_the_corpus_is_read_alike() {
    let mut found = Vec::new();
    paths(&corpus(), &mut found);
    let mut outcome = Outcome::default();
    for path in &found {
        let bytes = fs::read(path).expect("a readable file");
        outcome.take(&path.display().to_string(), &bytes);
    }
    outcome.check();
}

#[test]
fn every_document_of_the_w3c_suite_is_read_alike() {
    let Ok(packed) = File::open(corpus().join("w3c-xsts/xsts-files.tar.xz")) else {
        return;
    };
    let unpacked = liblzma::read::XzDecoder::new(BufReader::new(packed));
    let mut archive = tar::Archive::new(unpacked);
    let mut outcome = Outcome::default();
    for entry in archive.entries().expect("an archive") {
        let mut entry = entry.expect("an entry");
        let path = entry.path().expect("a path").into_owned();
        if entry.header().entry_type().is_file() && is_document(&path) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("a file");
            outcome.take(&path.display().to_string(), &bytes);
        }
    }
    outcome.check();
}
