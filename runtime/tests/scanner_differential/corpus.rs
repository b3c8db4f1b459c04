//! Real documents: those of the corpus beside the project, where it is present.

use std::fs;
use std::path::{Path, PathBuf};

use castile::xml::{ErrorKind, decode};

use crate::verdict::{agree, quick_xml, roxmltree, scanner};

/// `SHARED`, or the folder beside the project.
fn corpus() -> PathBuf {
    match std::env::var_os("SHARED") {
        Some(shared) => PathBuf::from(shared).join("corpus"),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
    }
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            documents(&path, found);
        } else if matches!(extension, Some("wsdl" | "xml" | "xsd")) {
            found.push(path);
        }
    }
}

/// How the readers differ on a document, if they do.
fn difference(path: &Path) -> Option<String> {
    let bytes = fs::read(path).expect("a readable file");
    let text = match decode(&bytes, None) {
        Ok(text) => text,
        Err(error) => return Some(format!("not decoded: {error}")),
    };
    let (own, quick, rox) = (scanner(&text), quick_xml(&text), roxmltree(&text));
    if own == Err(ErrorKind::DocumentType) {
        let refused = quick == own && rox == own;
        return (!refused).then(|| "only the scanner sees a document type declaration".to_owned());
    }
    if own.is_ok() && own != quick {
        return Some("quick-xml differs".to_owned());
    }
    (!agree(&own, &rox)).then(|| format!("the scanner {:?}, roxmltree {:?}", own.err(), rox.err()))
}

#[test]
fn every_document_of_the_corpus_is_read_alike() {
    let mut paths = Vec::new();
    documents(&corpus(), &mut paths);
    let differences: Vec<String> = paths
        .iter()
        .filter_map(|path| Some(format!("{}: {}", path.display(), difference(path)?)))
        .collect();
    assert_eq!(differences, Vec::<String>::new());
}
