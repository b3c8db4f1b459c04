//! Documents written with the newest types are read with the oldest, which lose nothing of what they know.
//!
//! Compiled by `tests/history.rs` into a crate of its own, beside the types of the dated sets.

#[path = "PROJECT/tests/support/mod.rs"]
mod support;

use castile::codegen::TypeEntry;
use castile::xml::ReadOptions;
use dated_sets::{newest, oldest};
use support::fill::Filler;
use support::known_types::{Module, Root, write};
use support::report::Report;
use support::tree::{self, Tree};
use support::walk;

/// How many filled instances of each type are written: each has other subtypes.
const INSTANCES: usize = 4;

fn main() {
    let mut report = Report::default();
    let old = oldest();
    for new in newest() {
        let Some(old) = old.iter().find(|module| module.name == new.name) else {
            report.note(new.name, "the service", "is newer than the oldest set");
            continue;
        };
        for entry in &new.types {
            check(entry, old, &mut report);
        }
    }
    report.finish();
}

fn check(entry: &TypeEntry, old: &Module, report: &mut Report) {
    let same = |known: &&TypeEntry| {
        known.name == entry.name && known.namespace == entry.namespace && known.root.name == entry.root.name
    };
    let Some(known) = old.types.iter().find(same) else {
        return;
    };
    report.count(old.name, entry.name, survives(entry, known, &*(entry.new)()));
    for number in 0..INSTANCES {
        let value = Filler::new(number * 37).make(entry);
        let case = format!("{}, filled {number}", entry.name);
        report.count(old.name, &case, survives(entry, known, &*value));
    }
}

fn survives(new: &TypeEntry, old: &TypeEntry, value: &dyn castile::codegen::Slot) -> Result<(), String> {
    let document = write(value, &new.root)?;
    let mut expected = Tree::parse(&document)?;
    walk::keep_what_is_known(&mut expected, old);
    walk::put_in_schema_order(&mut expected, old);
    let read = Root::read(old, &document, &ReadOptions::default())
        .map_err(|error| format!("not read: {error}\n    {document}"))?;
    let written = read.write(old)?;
    let qnames = walk::qname_elements(&read, &old.root);
    match tree::difference(&expected, &Tree::parse(&written)?, &qnames) {
        None => Ok(()),
        Some(difference) => Err(format!("{difference}\n    {document}")),
    }
}
