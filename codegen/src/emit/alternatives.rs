//! Choices of elements.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::row::emit_row;
use super::rust_type::emit_type;
use super::{Piece, Table, ident};
use crate::plan::Alternatives;

/// The enum and the table of its elements.
pub(super) fn emit_alternatives(choice: &Alternatives) -> Vec<Piece> {
    vec![
        Piece::Items(emit_enum(choice)),
        Piece::Table(emit_table(choice)),
    ]
}

fn emit_enum(choice: &Alternatives) -> TokenStream {
    let documentation = emit_documentation(&choice.documentation);
    let name = ident(&choice.name);
    let variants = choice.alternatives.iter().map(|alternative| {
        let documentation = emit_documentation(&alternative.documentation);
        let name = ident(&alternative.name);
        let ty = emit_type(&alternative.ty);
        quote!(#documentation #name(#ty))
    });
    let unknown = ident(&choice.unknown);
    quote! {
        #documentation
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// An element that the schema did not know.
            #unknown(rt::AnyElement),
        }
    }
}

fn emit_table(choice: &Alternatives) -> Table {
    let name = ident(&choice.name);
    let unknown = ident(&choice.unknown);
    let entries = choice
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, alternative)| {
            let number = Literal::usize_unsuffixed(index);
            let name = ident(&alternative.name);
            let ty = emit_type(&alternative.ty);
            let row = emit_row(&alternative.row);
            quote!(#number => #name(#ty): #row)
        });
    Table {
        name: "alternatives",
        head: Some(quote!(#name, #unknown)),
        entries: entries.collect(),
    }
}
