//! Rows.

use proc_macro2::TokenStream;
use quote::quote;

use super::namespace::emit_namespace;
use crate::plan::{Content, Occurs, Place, Presence, Row};

/// A row as an expression.
pub(super) fn emit_row(row: &Row) -> TokenStream {
    let start = emit_start(row);
    let occurs = match row.occurs {
        Occurs::Once => TokenStream::new(),
        Occurs::Many => quote!(.many()),
    };
    let content = match &row.content {
        Content::Plain => TokenStream::new(),
        Content::List => quote!(.list()),
        Content::Array(item) => {
            let item = emit_row(item);
            quote!(.array(&#item))
        }
    };
    quote!(#start #content #occurs)
}

fn emit_start(row: &Row) -> TokenStream {
    let constructor = match (row.place, row.presence) {
        (Place::Text, _) => return quote!(rt::text()),
        (Place::Attribute, Presence::Required | Presence::RequiredNillable) => {
            quote!(required_attribute)
        }
        (Place::Attribute, _) => quote!(optional_attribute),
        (Place::Element, Presence::Required) => quote!(required),
        (Place::Element, Presence::RequiredNillable) => quote!(required_nillable),
        (Place::Element, Presence::Optional) => quote!(optional),
        (Place::Element, Presence::OptionalNillable) => quote!(nillable),
        (Place::Element, Presence::OptionalNeverNil) => quote!(never_nil),
    };
    let name = &row.name;
    let namespace = emit_namespace(row.namespace.as_deref());
    quote!(rt::#constructor(#name, #namespace))
}
