//! Prints a plan as Rust: one file for each concept, no decisions, no errors.

mod alternatives;
mod choice;
mod client;
mod documentation;
mod enumeration;
mod grammar;
mod json;
mod layout;
mod module;
mod namespace;
mod operation;
mod record;
mod registry;
mod row;
mod rust_type;
mod service;
mod subtypes;
mod union;

pub use module::emit_module;

use proc_macro2::{Ident, Span, TokenStream};

/// A part of a file that is laid out in one way.
enum Piece {
    /// Items, laid out as Rust is.
    Items(TokenStream),
    /// The call of a macro of the runtime, with one line for each entry.
    Table(Table),
    /// The same with lines that are broken wherever they are too wide.
    Facts(Table),
}

/// The call of a macro: `rt::name! { head; entry; entry; }`.
struct Table {
    name: &'static str,
    head: Option<TokenStream>,
    entries: Vec<TokenStream>,
}

/// An identifier, raw if it is written so.
fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
