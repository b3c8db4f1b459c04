//! Documentation.

use proc_macro2::TokenStream;
use quote::quote;

/// Documentation lines as attributes, which print as `///`.
pub(super) fn emit_documentation(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}
