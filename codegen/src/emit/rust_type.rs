//! Types.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::RustType;

/// A type as it is written in a field.
pub(super) fn emit_type(ty: &RustType) -> TokenStream {
    match ty {
        RustType::Prelude(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Runtime(name) => {
            let name = ident(name);
            quote!(rt::#name)
        }
        RustType::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Path(path) => path.parse().expect("the settings checked the path"),
        RustType::Option(inner) => wrap(&quote!(Option), inner),
        RustType::Nillable(inner) => wrap(&quote!(rt::Nillable), inner),
        RustType::Vec(inner) => wrap(&quote!(Vec), inner),
        RustType::Boxed(inner) => wrap(&quote!(Box), inner),
    }
}

fn wrap(outer: &TokenStream, inner: &RustType) -> TokenStream {
    let inner = emit_type(inner);
    quote!(#outer<#inner>)
}
