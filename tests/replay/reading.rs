//! The read cases: what the data contract serialiser made of an input, and what we make of it.

use castile::xml::{self, ErrorKind, ReadOptions};

use super::agreement::Agreement;
use super::numbers::Numbers;
use super::recorded;
use crate::support::known_types::{self, Module, Root};
use crate::support::report::Report;
use crate::support::tree::{self, Tree};
use crate::support::{folder, walk};
use castile::codegen::{Presence, Slot, TypeEntry};

/// A recorded read case.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) type_name: String,
    pub(crate) input: String,
    /// `ok: ` and a value, or `error: ` and what was thrown.
    pub(crate) result: String,
    pub(crate) entry: TypeEntry,
}

impl Case {
    /// What was thrown, if something was.
    pub(crate) fn error(&self) -> Option<&str> {
        self.result.strip_prefix("error: ")
    }

    /// The input as a tree.
    pub(crate) fn tree(&self) -> Result<Tree, String> {
        Tree::parse(&self.input)
    }

    /// The text of the only member, for the contracts that have one.
    pub(crate) fn only_text(&self) -> String {
        let tree = self.tree().ok();
        tree.and_then(|tree| Some(tree.elements().next()?.text()))
            .unwrap_or_default()
    }

    /// The same case with another input.
    pub(crate) fn with_input(&self, tree: &Tree) -> Self {
        Self {
            name: self.name.clone(),
            type_name: self.type_name.clone(),
            input: tree.to_xml(),
            result: self.result.clone(),
            entry: self.entry,
        }
    }

    /// What we read, in strict reading.
    pub(crate) fn strictly(&self) -> Result<Root, xml::Error> {
        Root::read(&self.entry, &self.input, &ReadOptions::strict())
    }
}

/// Replays the cases of a folder.
pub(crate) fn replay(modules: &[Module], differences: &[super::differences::Difference]) -> Report {
    let folder = folder::oracle();
    let numbers = Numbers::read(&folder.join("schemas"));
    let mut report = Report::default();
    for row in folder::table(&folder.join("INDEX-read.tsv")) {
        let [name, type_name, _what, result] = row.as_slice() else {
            report.count(
                "read cases",
                &row.join(" "),
                Err("is no line of four cells".to_owned()),
            );
            continue;
        };
        let input = folder::text(&folder.join("read").join(format!("{name}.in.xml")));
        let Some((_, entry)) = known_types::named(modules, type_name).next() else {
            report.count(
                "read cases",
                name,
                Err(format!("no type {type_name} was generated for the test")),
            );
            continue;
        };
        let case = Case {
            name: name.clone(),
            type_name: type_name.clone(),
            input,
            result: result.clone(),
            entry: *entry,
        };
        judge(&case, &numbers, differences, &mut report);
    }
    report
}

/// A case agrees, or one line of the table of differences says why not and what holds instead.
fn judge(
    case: &Case,
    numbers: &Numbers,
    differences: &[super::differences::Difference],
    report: &mut Report,
) {
    let ours = Root::read(&case.entry, &case.input, &ReadOptions::default());
    let Err(cause) = agrees(case, &case.input, numbers) else {
        report.count("read cases that agree", &case.name, Ok(()));
        return;
    };
    let known = differences
        .iter()
        .find(|difference| (difference.applies)(case));
    match known {
        Some(difference) => {
            let outcome = (difference.holds)(case, &ours, &|input| agrees(case, input, numbers));
            report.note(
                "read cases that differ as the table says",
                &case.name,
                difference.name,
            );
            report.count(
                "read cases that differ as the table says",
                &case.name,
                outcome,
            );
        }
        None => report.count("read cases that agree", &case.name, Err(cause)),
    }
}

/// Whether reading `input` gives what was recorded for the case.
fn agrees(case: &Case, input: &str, numbers: &Numbers) -> Result<(), String> {
    let ours = Root::read(&case.entry, input, &ReadOptions::default());
    match (case.result.strip_prefix("ok: "), ours) {
        (None, Err(_)) => Ok(()),
        (None, Ok(value)) => {
            let written = value.write(&case.entry).unwrap_or_else(|error| error);
            Err(format!(
                "we read {written}, and .NET refuses: {}",
                case.result
            ))
        }
        (Some(_), Err(error)) => Err(format!("we refuse: {error}; .NET reads: {}", case.result)),
        (Some(text), Ok(value)) => {
            let recorded = recorded::parse(text)?;
            let mut row = case.entry.root;
            row.presence = Presence::RequiredNillable;
            Agreement { numbers }.check(&recorded, value.state(), &row)
        }
    }
}

/// That we read the input, and write back all that the type knows of it, in the order of the schema.
pub(crate) fn keeps_all(case: &Case, ours: &Result<Root, xml::Error>) -> Result<(), String> {
    let value = ours
        .as_ref()
        .map_err(|error| format!("we refuse: {error}"))?;
    let written = value.write(&case.entry)?;
    let mut expected = case.tree()?;
    walk::keep_what_is_known(&mut expected, &case.entry);
    walk::put_in_schema_order(&mut expected, &case.entry);
    let written = Tree::parse(&written)?;
    match tree::difference(&expected, &written, &[]) {
        None => Ok(()),
        Some(difference) => Err(difference),
    }
}

/// That we refuse the input, for such a reason.
pub(crate) fn refused(ours: &Result<Root, xml::Error>, kinds: &[ErrorKind]) -> Result<(), String> {
    match ours {
        Ok(_) => Err("we read it".to_owned()),
        Err(error) if kinds.contains(&error.kind()) => Ok(()),
        Err(error) => Err(format!("we refuse it for another reason: {error}")),
    }
}
