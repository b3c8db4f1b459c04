//! Documents written with the newest types are read with the oldest, which lose nothing of what they know.
//!
//! Compiled by `tests/history.rs` into a crate of its own, beside the types of the dated sets.

#[path = "../support/mod.rs"]
mod support;

use castile::codegen::{Slot, TypeEntry};
use castile::xml::{ErrorKind, ReadOptions};
use support::fill::Filler;
use support::known_types::{Module, Root, write};
use support::report::Report;
use support::tree::{self, Tree};
use support::walk;

/// How many filled instances of each type are written: each has other subtypes.
const INSTANCES: usize = 4;

/// The types of a set of schemas, by service.
pub type Set = Vec<(&'static str, &'static [TypeEntry])>;

/// Writes with the newest and reads with the oldest.
pub fn run(oldest: &Set, newest: &Set) {
    let mut report = Report::default();
    let old = modules(oldest);
    for new in modules(newest) {
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

fn modules(sets: &Set) -> Vec<Module> {
    sets.iter().map(|(name, types)| Module::new(name, types)).collect()
}

fn check(entry: &TypeEntry, old: &Module, report: &mut Report) {
    let same = |known: &&TypeEntry| {
        known.name == entry.name && known.namespace == entry.namespace && known.root.tag == entry.root.tag
    };
    let Some(known) = old.types.iter().find(same) else {
        return;
    };
    let mut instances = vec![(entry.name.to_owned(), (entry.new)())];
    for number in 0..INSTANCES {
        let case = format!("{}, filled {number}", entry.name);
        instances.push((case, Filler::new(number * 37).make(entry)));
    }
    for (case, value) in instances {
        let outcome = survives(entry, known, &*value);
        if let Ok(Some(note)) = &outcome {
            report.note(old.name, &case, *note);
        }
        report.count(old.name, &case, outcome.map(|_| ()));
    }
}

/// What is said of a document with a nil where the old type must have a value.
const NEW_NIL: &str = "a required member has become nillable: its nil is refused, and the rest is read";

/// That the old type reads what it knows of the new one's document, and writes it back.
fn survives(new: &TypeEntry, old: &TypeEntry, value: &dyn Slot) -> Result<Option<&'static str>, String> {
    let document = write(value, &new.root)?;
    let mut allowed = Tree::parse(&document)?;
    walk::leave_out_forbidden_nils(&mut allowed, old);
    if tree::difference(&Tree::parse(&document)?, &allowed, &[]).is_none() {
        return comes_back(&document, old).map(|()| None);
    }
    match Root::read(old, &document, &ReadOptions::default()) {
        Err(error) if error.kind() == ErrorKind::Nil => {}
        Err(error) => return Err(format!("not read: {error}")),
        Ok(_) => return Err("a nil is read that the type does not allow".to_owned()),
    }
    comes_back(&allowed.to_xml(), old).map(|()| Some(NEW_NIL))
}

fn comes_back(document: &str, old: &TypeEntry) -> Result<(), String> {
    let mut expected = Tree::parse(document)?;
    walk::keep_what_is_known(&mut expected, old);
    walk::put_in_schema_order(&mut expected, old);
    let read = Root::read(old, document, &ReadOptions::default())
        .map_err(|error| format!("not read: {error}\n    {document}"))?;
    let written = read.write(old)?;
    let qnames = walk::qname_elements(&read, &old.root);
    match tree::difference(&expected, &Tree::parse(&written)?, &qnames) {
        None => Ok(()),
        Some(difference) => Err(format!("{difference}\n    {document}")),
    }
}
