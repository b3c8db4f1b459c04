//! The write cases: documents that the serialiser wrote, read and written back, and built as values and written.

use castile::xml::{ErrorKind, ReadOptions, WriteOptions};

use super::built;
use crate::support::known_types::{self, Module, Root};
use crate::support::report::Report;
use crate::support::tree::{self, Tree};
use crate::support::{folder, walk};

/// The root of a whole message; those are replayed through the SOAP codec.
pub(crate) const ENVELOPE: &str = "Envelope";

/// A case of which reading and writing back does not give all: name, and why.
const NOT_ALL_COMES_BACK: &[(&str, &str)] = &[(
    "extdata_roundtrip",
    "the contract keeps unknown elements (IExtensibleDataObject); we pass over them, and keep the rest",
)];

/// Reads every recorded document and writes it back.
pub(crate) fn read_and_write_back(modules: &[Module]) -> Report {
    let mut report = Report::default();
    for (name, text) in documents() {
        if let Some((_, why)) = NOT_ALL_COMES_BACK.iter().find(|(case, _)| *case == name) {
            report.note("written documents read and written back", &name, *why);
        }
        if tree::refers_to_forbidden_character(&text) {
            let outcome = is_refused(modules, &text);
            report.count(
                "documents with characters that XML 1.0 does not have, refused in writing",
                &name,
                outcome,
            );
            continue;
        }
        let outcome = comes_back(modules, &name, &text);
        report.count("written documents read and written back", &name, outcome);
    }
    report
}

fn comes_back(modules: &[Module], name: &str, text: &str) -> Result<(), String> {
    let mut expected = Tree::parse(text)?;
    let entry = known_types::with_root(modules, &expected.name)
        .ok_or_else(|| format!("no type with the root {}", tree::clark(&expected.name)))?;
    let value =
        Root::read(&entry, text, &ReadOptions::default()).map_err(|error| error.to_string())?;
    let written = value.write(&entry)?;
    if NOT_ALL_COMES_BACK.iter().any(|(case, _)| *case == name) {
        walk::keep_what_is_known(&mut expected, &entry);
    }
    let qnames = walk::qname_elements(&value, &entry.root);
    let found = Tree::parse(&written)?;
    match tree::difference(&expected, &found, &qnames) {
        None => Ok(()),
        Some(difference) => Err(format!("{difference}\n    {written}")),
    }
}

/// .NET writes control characters as references that XML 1.0 does not allow; we never write an ill-formed document.
fn is_refused(modules: &[Module], text: &str) -> Result<(), String> {
    let root = Tree::parse(&tree::without_forbidden_characters(text))?.name;
    let entry = known_types::with_root(modules, &root)
        .ok_or_else(|| format!("no type {}", tree::clark(&root)))?;
    match Root::read(&entry, text, &ReadOptions::default()) {
        Err(error) if error.kind() == ErrorKind::Malformed => Ok(()),
        Err(error) => Err(format!("refused for another reason: {error}")),
        Ok(value) => {
            match castile::xml::write_element(&value, &entry.root, &WriteOptions::default()) {
                Err(error) if error.kind() == ErrorKind::ForbiddenCharacter => Ok(()),
                other => Err(format!("{other:?}")),
            }
        }
    }
}

/// Writes the values that were built by hand, each to be what was recorded.
pub(crate) fn build_and_write() -> Report {
    let mut report = Report::default();
    let built = built::values();
    for (name, text) in documents() {
        if NOT_ALL_COMES_BACK.iter().any(|(case, _)| *case == name) {
            report.note(
                "values built and written",
                &name,
                "what is unknown to a type is no part of its values",
            );
            continue;
        }
        let Some((_, build)) = built.iter().find(|(case, _)| *case == name) else {
            report.note(
                "values built and written",
                &name,
                "no value was built by hand for this case",
            );
            continue;
        };
        let outcome = build().and_then(|written| {
            let qnames = [(built::NAMESPACE.to_owned(), "Q".to_owned())];
            tree::compare(&text, &written, &qnames)
        });
        report.count("values built and written", &name, outcome);
    }
    report
}

/// The recorded documents but whole messages, by the name of the case.
fn documents() -> Vec<(String, String)> {
    let files = folder::files(&folder::oracle().join("write"), "xml");
    let documents = files
        .iter()
        .map(|file| (folder::stem(file), folder::text(file)));
    documents.filter(|(_, text)| !is_message(text)).collect()
}

fn is_message(text: &str) -> bool {
    Tree::parse(text).is_ok_and(|tree| tree.name.1 == ENVELOPE)
}

/// The cases that the serialiser refuses to write, by name, with what was thrown.
pub(crate) fn refusals() -> Vec<(String, String)> {
    let files = folder::files(&folder::oracle().join("write"), "txt");
    let cases = files.iter().map(|file| {
        let name = folder::stem(file);
        let name = name.strip_suffix(".error").unwrap_or(&name).to_owned();
        (name, folder::text(file))
    });
    cases.collect()
}
