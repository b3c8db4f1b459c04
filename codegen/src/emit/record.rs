//! Structs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::documentation::emit_documentation;
use super::json::emit_json;
use super::namespace::emit_namespace;
use super::row::emit_row;
use super::rust_type::emit_type;
use super::{Piece, Table, ident};
use crate::plan::{EncodedType, Field, FieldDefault, Record};

/// The struct and its table.
pub(super) fn emit_record(record: &Record) -> Vec<Piece> {
    let structure = Piece::Items(emit_struct(record));
    let table = Piece::Table(emit_table(record));
    [structure, table]
        .into_iter()
        .chain(emit_meant(record))
        .collect()
}

/// A list of derives, as an attribute.
pub(super) fn emit_derives(derives: &[String]) -> TokenStream {
    let paths = derives
        .iter()
        .map(|path| -> TokenStream { path.parse().expect("the settings checked the path") });
    quote!(#[derive(#(#paths),*)])
}

fn emit_struct(record: &Record) -> TokenStream {
    let documentation = emit_documentation(&record.documentation);
    let derives = emit_derives(&record.derives);
    let name = ident(&record.name);
    let fields = record.fields.iter().map(|field| {
        let documentation = emit_documentation(&field.documentation);
        let name = ident(&field.name);
        let ty = emit_type(&field.ty);
        quote!(#documentation pub #name: #ty)
    });
    let default = if record.has_own_default {
        emit_default(record)
    } else {
        TokenStream::new()
    };
    quote! {
        #documentation
        #derives
        pub struct #name { #(#fields),* }
        #default
    }
}

fn emit_default(record: &Record) -> TokenStream {
    let name = ident(&record.name);
    let fields = record.fields.iter().map(|field| {
        let name = ident(&field.name);
        match field.default {
            FieldDefault::OfType => quote!(#name: Default::default()),
            FieldDefault::Absent => quote!(#name: rt::Nillable::Absent),
        }
    });
    quote! {
        impl Default for #name {
            #[inline]
            fn default() -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// The functions that make the values which are meant by absence, where there are any.
fn emit_meant(record: &Record) -> Option<Piece> {
    let meant = record
        .fields
        .iter()
        .filter_map(|field| field.meant.as_ref());
    let entries: Vec<TokenStream> = meant
        .map(|meant| {
            let name = ident(&meant.name);
            let ty = emit_type(&meant.ty);
            let text = &meant.text;
            quote!(#name: #ty = #text)
        })
        .collect();
    let name = ident(&record.name);
    (!entries.is_empty()).then(|| {
        Piece::Table(Table {
            name: "meant",
            head: Some(quote!(#name)),
            entries,
        })
    })
}

fn emit_table(record: &Record) -> Table {
    let name = ident(&record.name);
    let schema_name = &record.schema_name;
    let namespace = emit_namespace(record.namespace.as_deref());
    let json = emit_json(record.json.as_ref());
    let root = record.root.iter().map(emit_row);
    let mixed = record.is_mixed.then(|| quote!(, @mixed));
    let unordered = record.is_unordered.then(|| quote!(, @any_order));
    let hidden = record.hides_values.then(|| quote!(, @hidden));
    let last = record.fields.len().saturating_sub(1);
    Table {
        name: "table",
        head: Some(
            quote!(#name #json, #schema_name, #namespace #(, #root)* #mixed #unordered #hidden),
        ),
        entries: record
            .fields
            .iter()
            .enumerate()
            .map(|(index, field)| emit_entry(index, last, field, record.encoded.get(index)))
            .collect(),
    }
}

/// The type of a field in an encoded message.
fn emit_encoded(ty: &EncodedType) -> TokenStream {
    let name = &ty.name;
    let namespace = emit_namespace(ty.namespace.as_deref());
    let items = ty.items.as_deref().map(|items| {
        let items = emit_encoded(items);
        quote!(.of(&#items))
    });
    quote!(rt::encoded(#name, #namespace)#items)
}

/// A line of the table; the last takes every row that is not there.
fn emit_entry(
    index: usize,
    last: usize,
    field: &Field,
    encoded: Option<&EncodedType>,
) -> TokenStream {
    let number = if index == last {
        quote!(_)
    } else {
        let number = Literal::usize_unsuffixed(index);
        quote!(#number)
    };
    let name = ident(&field.name);
    let row = emit_row(&field.row);
    let encoded = encoded.into_iter().map(emit_encoded);
    quote!(#number => #name: #row #(, #encoded)*)
}
