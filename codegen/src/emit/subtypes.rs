//! Base types with subtypes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::record::emit_derives;
use super::rust_type::emit_type;
use super::{Piece, Table, ident};
use crate::plan::{Accessor, Subtypes};

/// The enum, the methods for the fields of the base, and the table of variants.
pub(super) fn emit_subtypes(subtypes: &Subtypes) -> Vec<Piece> {
    vec![
        Piece::Items(emit_enum(subtypes)),
        Piece::Table(emit_table(subtypes)),
    ]
}

fn emit_enum(subtypes: &Subtypes) -> TokenStream {
    let documentation = emit_documentation(&subtypes.documentation);
    let derives = emit_derives(&subtypes.derives);
    let name = ident(&subtypes.name);
    let variants = subtypes.variants.iter().map(|variant| {
        let documentation = emit_documentation(&variant.documentation);
        let name = ident(&variant.name);
        let record = ident(&variant.record);
        quote!(#documentation #name(Box<#record>))
    });
    let unknown = ident(&subtypes.unknown);
    let accessors = emit_accessors(subtypes);
    quote! {
        #documentation
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A type that the schema did not know.
            #unknown(Box<rt::UnknownType>),
        }

        #accessors
    }
}

fn emit_accessors(subtypes: &Subtypes) -> TokenStream {
    if subtypes.accessors.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&subtypes.name);
    let accessors = subtypes.accessors.iter().map(emit_accessor);
    quote!(impl #name { #(#accessors)* })
}

fn emit_accessor(accessor: &Accessor) -> TokenStream {
    let documentation = emit_documentation(&accessor.documentation);
    let name = ident(&accessor.name);
    let ty = emit_type(&accessor.ty);
    let row = Literal::usize_unsuffixed(accessor.row);
    quote! {
        #documentation
        #[inline]
        pub fn #name(&self) -> Option<&#ty> {
            rt::field(self, #row)
        }
    }
}

fn emit_table(subtypes: &Subtypes) -> Table {
    let name = ident(&subtypes.name);
    let unknown = ident(&subtypes.unknown);
    let entries = subtypes
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let number = Literal::usize_unsuffixed(index);
            let name = ident(&variant.name);
            let record = ident(&variant.record);
            quote!(#number => #name(#record))
        });
    Table {
        name: "variants",
        head: Some(quote!(#name, #unknown)),
        entries: entries.collect(),
    }
}
