//! Namespaces: constants, and what names them.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::NamespaceConstant;

/// The constants of a module.
pub(super) fn emit_namespaces(namespaces: &[NamespaceConstant]) -> TokenStream {
    let constants = namespaces.iter().map(|constant| {
        let name = ident(&constant.name);
        let uri = &constant.uri;
        quote!(const #name: &str = #uri;)
    });
    quote!(#(#constants)*)
}

/// A namespace as an expression.
pub(super) fn emit_namespace(constant: Option<&str>) -> TokenStream {
    match constant {
        Some(name) => {
            let name = ident(name);
            quote!(#name)
        }
        None => quote!(""),
    }
}
