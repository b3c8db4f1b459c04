//! Rows.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::namespace::emit_namespace;
use crate::plan::{Content, Occurs, Place, Presence, Row, Wildcard};

/// A row as an expression.
pub(super) fn emit_row(row: &Row) -> TokenStream {
    let start = emit_start(row);
    let occurs = match row.occurs {
        Occurs::Once => TokenStream::new(),
        Occurs::Many => quote!(.many()),
    };
    let content = match &row.content {
        Content::Plain => TokenStream::new(),
        Content::Default(text) => quote!(.or(#text)),
        Content::But(subtypes) => {
            let subtypes = subtypes.iter().map(|(name, namespace)| {
                let namespace = emit_namespace(namespace.as_deref());
                quote!((#name, #namespace))
            });
            quote!(.but(&[#(#subtypes),*]))
        }
        Content::List => quote!(.list()),
        Content::DefaultList(text) => quote!(.list().or(#text)),
        Content::Group(_) | Content::Wildcard(_) => TokenStream::new(),
        Content::Array(item) => {
            let item = emit_row(item);
            quote!(.array(&#item))
        }
        Content::Items(item) => {
            let item = emit_row(item);
            quote!(.items(&#item))
        }
    };
    let json = row.json_name.iter().map(|name| quote!(.json(#name)));
    quote!(#start #content #occurs #(#json)*)
}

fn emit_start(row: &Row) -> TokenStream {
    let constructor = match (row.place, row.presence) {
        (Place::Text | Place::Group | Place::Any | Place::AnyAttribute | Place::Nil, _) => {
            return emit_nameless(row);
        }
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
    let name = match row.place {
        Place::Element => format!("<{}>", row.name),
        _ => row.name.clone(),
    };
    let namespace = emit_namespace(row.namespace.as_deref());
    quote!(rt::#constructor(#name, #namespace))
}

/// A row that has no name of its own.
fn emit_nameless(row: &Row) -> TokenStream {
    let presence = emit_presence(row.presence);
    match (&row.content, row.place) {
        (_, Place::Nil) => quote!(rt::nil()),
        (Content::Group(name), _) => {
            let name = ident(name);
            quote!(rt::group::<#name>(#presence))
        }
        (Content::Wildcard(wildcard), Place::AnyAttribute) => {
            let wildcard = emit_wildcard(wildcard);
            quote!(rt::Row::any_attribute(#wildcard))
        }
        (Content::Wildcard(wildcard), _) => {
            let wildcard = emit_wildcard(wildcard);
            quote!(rt::Row::any(#wildcard, #presence))
        }
        _ => quote!(rt::text()),
    }
}

fn emit_presence(presence: Presence) -> TokenStream {
    let name = match presence {
        Presence::Required => quote!(Required),
        Presence::RequiredNillable => quote!(RequiredNillable),
        Presence::Optional => quote!(Optional),
        Presence::OptionalNillable => quote!(OptionalNillable),
        Presence::OptionalNeverNil => quote!(OptionalNeverNil),
    };
    quote!(rt::Presence::#name)
}

pub(super) fn emit_wildcard(wildcard: &Wildcard) -> TokenStream {
    match wildcard {
        Wildcard::Any => quote!(rt::Wildcard::Any),
        Wildcard::Other(namespace) => {
            let namespace = emit_namespace(namespace.as_deref());
            quote!(rt::Wildcard::Other(#namespace))
        }
        Wildcard::Of(namespaces) => {
            let namespaces = namespaces
                .iter()
                .map(|namespace| emit_namespace(namespace.as_deref()));
            quote!(rt::Wildcard::Of(&[#(#namespaces),*]))
        }
    }
}
