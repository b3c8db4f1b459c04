//! Instances of the types of the real WSDL: as made, filled, and every value of every enumeration.

use std::fmt::Write;

use castile::codegen::{Presence, TypeEntry};
use castile::xml::ReadOptions;

use crate::support::known_types::{self, Module, Root};
use crate::support::report::Report;
use crate::support::tree::{self, Tree};
use crate::support::{folder, walk};

/// Replays `ALLTYPES.tsv`.
pub(crate) fn replay(modules: &[Module]) -> Report {
    let mut report = Report::default();
    for row in folder::table(&folder::oracle().join("ALLTYPES.tsv")) {
        let [name, kind, xml] = row.as_slice() else {
            report.count(
                "all types",
                &row.join(" "),
                Err("is no line of three cells".to_owned()),
            );
            continue;
        };
        let mut case = name.clone();
        if kind == "enum" {
            let _ = write!(
                case,
                " {}",
                Tree::parse(xml).map(|tree| tree.text()).unwrap_or_default()
            );
        }
        let read_back = format!("{kind} instances read and written back");
        match find(modules, name, xml) {
            Ok(entry) => {
                report.count(&read_back, &case, comes_back(&entry, xml));
                if kind == "default" {
                    report.count("defaults written", &case, is_default(&entry, xml));
                }
            }
            Err(cause) => report.count(&read_back, &case, Err(cause)),
        }
    }
    report
}

/// The type of that name whose documents have the root of this one.
fn find(modules: &[Module], name: &str, xml: &str) -> Result<TypeEntry, String> {
    let root = Tree::parse(xml)?.name;
    let mut fits = known_types::named(modules, name)
        .map(|(_, entry)| entry)
        .filter(|entry| entry.root.name() == root.1 && entry.root.namespace == root.0);
    fits.next().copied().ok_or_else(|| {
        format!(
            "no generated type {name} has the root {}",
            tree::clark(&root)
        )
    })
}

fn comes_back(entry: &TypeEntry, xml: &str) -> Result<(), String> {
    let value =
        Root::read(entry, xml, &ReadOptions::strict()).map_err(|error| error.to_string())?;
    let written = value.write(entry)?;
    tree::compare(xml, &written, &walk::qname_elements(&value, &entry.root))
}

/// The default is the recorded one, less the members of value types, which .NET cannot leave out: those that may be absent and
/// are never nil.
fn is_default(entry: &TypeEntry, xml: &str) -> Result<(), String> {
    let mut expected = Tree::parse(xml)?;
    walk::edit(&mut expected, entry, &mut |tree, rows| {
        tree.retain_elements(|child| {
            let row = walk::row_of(child, rows).map(|index| rows[index].presence);
            row != Some(Presence::Optional)
        });
    });
    let written = Root::new(entry).write(entry)?;
    match tree::difference(&expected, &Tree::parse(&written)?, &[]) {
        None => Ok(()),
        Some(difference) => Err(difference),
    }
}
