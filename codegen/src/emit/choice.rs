//! Choices in the content of a type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::json::emit_json;
use super::row::emit_row;
use super::rust_type::emit_type;
use super::{Piece, Table, ident};
use crate::plan::Choice;

/// The enum and the table of what can be chosen.
pub(super) fn emit_choice(choice: &Choice) -> Vec<Piece> {
    vec![
        Piece::Items(emit_enum(choice)),
        Piece::Table(emit_table(choice)),
    ]
}

fn emit_enum(choice: &Choice) -> TokenStream {
    let documentation = emit_documentation(&choice.documentation);
    let name = ident(&choice.name);
    let variants = choice.alternatives.iter().map(|alternative| {
        let documentation = emit_documentation(&alternative.documentation);
        let name = ident(&alternative.name);
        let ty = emit_type(&alternative.ty);
        quote!(#documentation #name(#ty))
    });
    quote! {
        #documentation
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn emit_table(choice: &Choice) -> Table {
    let name = ident(&choice.name);
    let default = ident(&choice.default);
    let json = emit_json(choice.json.as_ref());
    let entries = choice
        .alternatives
        .iter()
        .enumerate()
        .map(|(index, alternative)| {
            let number = Literal::usize_unsuffixed(index);
            let name = ident(&alternative.name);
            let row = emit_row(&alternative.row);
            quote!(#number => #name: #row)
        });
    Table {
        name: "either",
        head: Some(quote!(#name #json, #default)),
        entries: entries.collect(),
    }
}
