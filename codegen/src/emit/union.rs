//! Unions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::record::emit_derives;
use super::rust_type::emit_type;
use super::{Piece, Table, ident};
use crate::plan::{OtherTexts, Union};

/// The enum and the table of its members.
pub(super) fn emit_union(union: &Union) -> Vec<Piece> {
    vec![
        Piece::Items(emit_enum(union)),
        Piece::Table(emit_table(union)),
    ]
}

fn emit_enum(union: &Union) -> TokenStream {
    let documentation = emit_documentation(&union.documentation);
    let derives = emit_derives(&union.derives);
    let name = ident(&union.name);
    let members = union.members.iter().map(|member| {
        let documentation = emit_documentation(&member.documentation);
        let name = ident(&member.name);
        let ty = emit_type(&member.ty);
        quote!(#documentation #name(#ty))
    });
    let text_documentation = emit_documentation(&union.text_documentation);
    let text = ident(&union.text);
    quote! {
        #documentation
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#members,)*
            #text_documentation
            #text(String),
        }
    }
}

fn emit_table(union: &Union) -> Table {
    let name = ident(&union.name);
    let text = ident(&union.text);
    let other_texts = match union.other_texts {
        OtherTexts::Member => quote!(Member),
        OtherTexts::Kept => quote!(Kept),
    };
    let entries = union.members.iter().enumerate().map(|(index, member)| {
        let number = Literal::usize_unsuffixed(index);
        let name = ident(&member.name);
        let ty = emit_type(&member.ty);
        quote!(#number => #name(#ty))
    });
    Table {
        name: "union_leaf",
        head: Some(quote!(#name, #text, #other_texts)),
        entries: entries.collect(),
    }
}
