//! Imports without a document of their own: another entry of the same run may have what they mean.

use std::sync::Arc;

use super::{Entry, LoadedSchema};
use crate::schema::ExternalKind;

/// Gives every entry the schemas of the namespaces that it imports and does not have, where another entry has them.
///
/// A schema may import a namespace without saying where its document is; whoever has the document names it beside the other.
pub(crate) fn lend(entries: &mut [Entry]) {
    for borrower in 0..entries.len() {
        // What is lent may itself import more.
        while let Some(lent) = find_missing(entries, borrower) {
            entries[borrower].schemas.extend(lent);
        }
    }
}

/// All schemas of the first namespace that an entry imports and does not have, from the first other entry that has them.
fn find_missing(entries: &[Entry], borrower: usize) -> Option<Vec<LoadedSchema>> {
    imported(&entries[borrower])
        .filter(|namespace| !entries[borrower].declares(*namespace))
        .find_map(|namespace| {
            let lender = entries.iter().find(|entry| entry.declares(namespace))?;
            let schemas = lender
                .schemas
                .iter()
                .filter(|schema| schema.target.as_ref() == namespace);
            Some(schemas.cloned().collect())
        })
}

fn imported(entry: &Entry) -> impl Iterator<Item = Option<&Arc<str>>> {
    let externals = entry
        .schemas
        .iter()
        .flat_map(|loaded| &loaded.schema().externals);
    let imports = externals.filter(|external| external.kind == ExternalKind::Import);
    imports.map(|external| external.namespace.as_ref())
}

impl Entry {
    fn declares(&self, namespace: Option<&Arc<str>>) -> bool {
        self.schemas
            .iter()
            .any(|loaded| loaded.target.as_ref() == namespace)
    }
}
