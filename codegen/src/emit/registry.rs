//! The list of a module's types.

use quote::quote;

use super::namespace::emit_namespace;
use super::row::emit_row;
use super::rust_type::emit_type;
use super::{Piece, Table};
use crate::plan::Entry;

/// The function that lists the types.
pub(super) fn emit_registry(entries: &[Entry]) -> Vec<Piece> {
    let entries = entries.iter().map(|entry| {
        let ty = emit_type(&entry.ty);
        let name = &entry.schema_name;
        let namespace = emit_namespace(entry.namespace.as_deref());
        let root = emit_row(&entry.root);
        quote!(#ty: #name, #namespace, #root)
    });
    vec![Piece::Table(Table {
        name: "registry",
        head: None,
        entries: entries.collect(),
    })]
}
