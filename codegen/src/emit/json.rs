//! The form in JSON: the constants of a module, and what names them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{JsonClass, JsonStyle};
use crate::settings::Integers64;

/// The constants of a module.
pub(super) fn emit_json_style(style: &JsonStyle) -> TokenStream {
    let integers64 = match style.integers64 {
        Integers64::Number => TokenStream::new(),
        Integers64::Text => quote!(.with_integers64(rt::Integers64::Text)),
    };
    let lists = style
        .list_separator
        .iter()
        .map(|separator| quote!(.with_lists(rt::Lists::Joined(#separator))));
    let discriminator = style
        .discriminator
        .iter()
        .map(|key| quote!(.with_discriminator(#key)));
    quote! {
        const JSON_STYLE: &rt::JsonStyle =
            &rt::JsonStyle::new() #integers64 #(#lists)* #(#discriminator)*;
        const JSON_CLASS: rt::JsonClass = rt::JsonClass::new(JSON_STYLE);
    }
}

/// What stands behind the name of a table.
pub(super) fn emit_json(class: Option<&JsonClass>) -> TokenStream {
    let Some(class) = class else {
        return TokenStream::new();
    };
    let discriminator = class
        .discriminator
        .iter()
        .map(|value| quote!(.discriminator(#value)));
    let aliases = match class.aliases.as_slice() {
        [] => TokenStream::new(),
        aliases => quote!(.aliases(&[#(#aliases),*])),
    };
    quote!(: JSON_CLASS #(#discriminator)* #aliases)
}
