//! Enumerations.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::record::emit_derives;
use super::{Piece, Table, ident};
use crate::plan::Enumeration;

/// The enum and the texts of its values.
pub(super) fn emit_enumeration(enumeration: &Enumeration) -> Vec<Piece> {
    vec![
        Piece::Items(emit_enum(enumeration)),
        Piece::Table(emit_table(enumeration)),
    ]
}

fn emit_enum(enumeration: &Enumeration) -> TokenStream {
    let documentation = emit_documentation(&enumeration.documentation);
    let derives = emit_derives(&enumeration.derives);
    let name = ident(&enumeration.name);
    let values = enumeration.values.iter().map(|value| {
        let documentation = emit_documentation(&value.documentation);
        let name = ident(&value.name);
        let default = value.is_default.then(|| quote!(#[default]));
        quote!(#documentation #default #name)
    });
    let unknown = ident(&enumeration.unknown);
    quote! {
        #documentation
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#values,)*
            /// A value that the schema did not know.
            #unknown(String),
        }
    }
}

fn emit_table(enumeration: &Enumeration) -> Table {
    let name = ident(&enumeration.name);
    let unknown = ident(&enumeration.unknown);
    let collapses = enumeration.collapses.then(|| quote!(, Collapse));
    let entries = enumeration.values.iter().enumerate().map(|(index, value)| {
        let number = Literal::usize_unsuffixed(index);
        let name = ident(&value.name);
        let text = &value.text;
        quote!(#number => #name = #text)
    });
    Table {
        name: "values",
        head: Some(quote!(#name, #unknown #collapses)),
        entries: entries.collect(),
    }
}
