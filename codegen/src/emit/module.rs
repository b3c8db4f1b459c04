//! Modules: the text of one file.

use proc_macro2::TokenStream;
use quote::quote;

use super::alternatives::emit_alternatives;
use super::choice::emit_choice;
use super::client::emit_client;
use super::enumeration::emit_enumeration;
use super::grammar::emit_grammar;
use super::json::emit_json_style;
use super::layout::lay_out;
use super::namespace::emit_namespaces;
use super::operation::emit_operation;
use super::record::emit_record;
use super::registry::emit_registry;
use super::service::emit_service;
use super::subtypes::emit_subtypes;
use super::union::emit_union;
use super::{Piece, ident};
use crate::plan::{Item, Module, Shared};

const HEADING: &str =
    "// Written by castile-codegen. Change the schema or the settings instead.\n\n";

/// The text of a module's file.
pub fn emit_module(module: &Module) -> String {
    let head = lay_out(vec![Piece::Items(emit_head(module))]);
    let items = module.items.iter().map(|item| lay_out(emit_item(item)));
    let registry = module
        .registry
        .iter()
        .map(|entries| lay_out(emit_registry(entries)));
    let grammar = module
        .grammar
        .iter()
        .map(|grammar| lay_out(emit_grammar(grammar, &module.validated)));
    let parts: Vec<String> = [head]
        .into_iter()
        .chain(items)
        .chain(registry)
        .chain(grammar)
        .collect();
    HEADING.to_owned() + &parts.join("\n")
}

fn emit_head(module: &Module) -> TokenStream {
    let shared = module.shared_from.iter().map(|from| {
        let from = ident(from);
        let names = module.shared.iter().map(emit_shared);
        quote!(pub use super::#from::{#(#names),*};)
    });
    let namespaces = emit_namespaces(&module.namespaces);
    let json = module.json_style.as_ref().map(emit_json_style);
    quote! {
        #[allow(unused_imports)]
        use castile::codegen as rt;
        #(#shared)*
        #namespaces
        #json
    }
}

fn emit_shared(shared: &Shared) -> TokenStream {
    let name = ident(&shared.name);
    match &shared.alias {
        Some(alias) => {
            let alias = ident(alias);
            quote!(#name as #alias)
        }
        None => quote!(#name),
    }
}

fn emit_item(item: &Item) -> Vec<Piece> {
    match item {
        Item::Record(record) => emit_record(record),
        Item::Subtypes(subtypes) => emit_subtypes(subtypes),
        Item::Enumeration(enumeration) => emit_enumeration(enumeration),
        Item::Union(union) => emit_union(union),
        Item::Alternatives(choice) => emit_alternatives(choice),
        Item::Choice(choice) => emit_choice(choice),
        Item::Operation(operation) => emit_operation(operation),
        Item::Client(client) => emit_client(client),
        Item::Service(service) => emit_service(service),
    }
}
