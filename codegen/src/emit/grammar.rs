//! Grammars.

mod facets;
mod particles;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::namespace::emit_namespace;
use super::row::emit_wildcard;
use super::{Piece, Table, ident};
use crate::model::{ProcessContents, ValueConstraint};
use crate::plan::grammar::{
    AttributeFact, ContentFact, DemandFact, ElementFact, FactName, Grammar, IdentityFact, Methods,
    PathFact, TestFact, TypeFact, TypeNumber,
};
use crate::plan::{Validated, Wildcard};
use facets::emit_facets;
use particles::emit_particle;

/// The grammar, and which structs are which of its types.
pub(super) fn emit_grammar(grammar: &Grammar, validated: &[Validated]) -> Vec<Piece> {
    let mut entries = vec![quote!(elements)];
    entries.extend(numbered(grammar.elements.iter().map(emit_element)));
    entries.push(quote!(attributes));
    entries.extend(numbered(grammar.attributes.iter().map(emit_attribute)));
    entries.push(quote!(types));
    entries.extend(numbered(grammar.types.iter().map(emit_type)));
    entries.push(quote!(particles));
    entries.extend(numbered(grammar.particles.iter().map(emit_particle)));
    entries.push(quote!(identities));
    entries.extend(numbered(grammar.identities.iter().map(emit_identity)));
    let mut pieces = vec![Piece::Facts(Table {
        name: "grammar",
        head: None,
        entries,
    })];
    if !validated.is_empty() {
        let entries = validated.iter().map(|validated| {
            let name = ident(&validated.name);
            let number = Literal::usize_unsuffixed(validated.number);
            quote!(#name: #number)
        });
        pieces.push(Piece::Table(Table {
            name: "validated",
            head: None,
            entries: entries.collect(),
        }));
    }
    pieces
}

fn numbered(facts: impl Iterator<Item = TokenStream>) -> impl Iterator<Item = TokenStream> {
    facts.enumerate().map(|(number, fact)| {
        let number = Literal::usize_unsuffixed(number);
        quote!(#number => #fact)
    })
}

fn emit_number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

fn emit_numbers(numbers: &[usize]) -> TokenStream {
    let numbers = numbers.iter().map(|number| emit_number(*number));
    quote!(&[#(#numbers),*])
}

fn emit_type_number(ty: &TypeNumber) -> TokenStream {
    match ty {
        TypeNumber::Builtin(name) => {
            let name = ident(name);
            quote!(xs::#name)
        }
        TypeNumber::Own(number) => {
            let number = emit_number(*number);
            quote!(Own(#number))
        }
    }
}

fn emit_name(name: &FactName) -> TokenStream {
    let local = &name.local;
    let namespace = emit_namespace(name.namespace.as_deref());
    quote!(#local, #namespace)
}

fn emit_value(value: &ValueConstraint) -> TokenStream {
    match value {
        ValueConstraint::None => TokenStream::new(),
        ValueConstraint::Default(text) => quote!(.default(#text)),
        ValueConstraint::Fixed(text) => quote!(.fixed(#text)),
    }
}

fn emit_methods(methods: Methods) -> Option<TokenStream> {
    match (methods.extension, methods.restriction) {
        (false, false) => None,
        (true, false) => Some(quote!(EXTENSION)),
        (false, true) => Some(quote!(RESTRICTION)),
        (true, true) => Some(quote!(EXTENSION | RESTRICTION)),
    }
}

fn emit_blocked(methods: Methods) -> TokenStream {
    match emit_methods(methods) {
        Some(methods) => quote!(.blocks(#methods)),
        None => TokenStream::new(),
    }
}

/// Calls of methods without arguments, of those that hold.
fn emit_flags<const N: usize>(flags: [(bool, &str); N]) -> TokenStream {
    let flags = flags.iter().filter(|flag| flag.0).map(|flag| ident(flag.1));
    quote!(#(.#flags())*)
}

/// The call of a method with numbers, if there are any.
fn emit_list(method: &str, numbers: &[usize]) -> TokenStream {
    match numbers.is_empty() {
        true => TokenStream::new(),
        false => {
            let method = ident(method);
            let numbers = emit_numbers(numbers);
            quote!(.#method(#numbers))
        }
    }
}

fn emit_element(element: &ElementFact) -> TokenStream {
    let constructor = match element.is_global {
        true => quote!(element),
        false => quote!(local_element),
    };
    let name = emit_name(&element.name);
    let ty = emit_type_number(&element.ty);
    let flags = emit_flags([
        (element.is_nillable, "nillable"),
        (element.is_abstract, "stand_in_only"),
    ]);
    let value = emit_value(&element.value);
    let blocked = emit_blocked(element.blocked);
    let substitutes = emit_list("substitutes", &element.substitutes);
    let identities = emit_list("identities", &element.identities);
    quote!(#constructor(#name, #ty) #flags #value #blocked #substitutes #identities)
}

fn emit_attribute(attribute: &AttributeFact) -> TokenStream {
    let name = emit_name(&attribute.name);
    let ty = emit_type_number(&attribute.ty);
    let flags = emit_flags([
        (attribute.is_global, "global"),
        (attribute.is_required, "required"),
    ]);
    let value = emit_value(&attribute.value);
    quote!(attribute(#name, #ty) #flags #value)
}

fn emit_type(ty: &TypeFact) -> TokenStream {
    let name = emit_name(&ty.name);
    let base = emit_type_number(&ty.base);
    let start = match &ty.content {
        ContentFact::Simple => quote!(simple(#name, #base)),
        ContentFact::List(item) => {
            let item = emit_type_number(item);
            quote!(list(#name, #item))
        }
        ContentFact::Union(members) => {
            let members = members.iter().map(emit_type_number);
            quote!(union(#name, &[#(#members),*]))
        }
        _ => {
            let method = emit_methods(ty.method);
            quote!(complex(#name, #base, #method))
        }
    };
    let content = match &ty.content {
        ContentFact::Text(text) => {
            let text = emit_type_number(text);
            quote!(.text(#text))
        }
        ContentFact::Elements(particle) => {
            let particle = emit_number(*particle);
            quote!(.elements(#particle))
        }
        ContentFact::Any => quote!(.holds(Content::Any)),
        _ => TokenStream::new(),
    };
    let facets = emit_facets(&ty.facets);
    let flags = emit_flags([(ty.is_mixed, "mixed"), (ty.is_abstract, "stand_in_only")]);
    let blocked = emit_blocked(ty.blocked);
    let attributes = emit_list("attributes", &ty.attributes);
    let any_attribute = emit_any_attribute(&ty.any_attribute);
    quote!(#start #content #flags #blocked #attributes #any_attribute #facets)
}

fn emit_any_attribute(wildcards: &[(Wildcard, ProcessContents)]) -> TokenStream {
    if wildcards.is_empty() {
        return TokenStream::new();
    }
    let wildcards = wildcards.iter().map(|(wildcard, process)| {
        let wildcard = emit_wildcard(wildcard);
        let process = emit_process(*process);
        quote!((#wildcard, #process))
    });
    quote!(.any_attribute(&[#(#wildcards),*]))
}

fn emit_process(process: ProcessContents) -> TokenStream {
    match process {
        ProcessContents::Strict => quote!(Process::Strict),
        ProcessContents::Lax => quote!(Process::Lax),
        ProcessContents::Skip => quote!(Process::Skip),
    }
}

fn emit_identity(identity: &IdentityFact) -> TokenStream {
    let name = &identity.name;
    let demand = match identity.demand {
        DemandFact::Unique => quote!(Demand::Unique),
        DemandFact::Key => quote!(Demand::Key),
        DemandFact::Refer(key) => {
            let key = emit_number(key);
            quote!(Demand::Refer(#key))
        }
    };
    let selector = emit_paths(&identity.selector);
    let fields = identity.fields.iter().map(|field| emit_paths(field));
    quote!(identity(#name, #demand, #selector, &[#(#fields),*]))
}

fn emit_paths(paths: &[PathFact]) -> TokenStream {
    let paths = paths.iter().map(|path| {
        let constructor = match path.is_deep {
            true => quote!(Path::Deep),
            false => quote!(Path::Here),
        };
        let steps = path.steps.iter().map(emit_test);
        let attribute = match &path.attribute {
            Some(test) => {
                let test = emit_test(test);
                quote!(Some(#test))
            }
            None => quote!(None),
        };
        quote!(#constructor(&[#(#steps),*], #attribute))
    });
    quote!(&[#(#paths),*])
}

fn emit_test(test: &TestFact) -> TokenStream {
    match test {
        TestFact::Any => quote!(Test::Any),
        TestFact::Namespace(namespace) => {
            let namespace = emit_namespace(namespace.as_deref());
            quote!(Test::Namespace(#namespace))
        }
        TestFact::Name(name) => {
            let name = emit_name(name);
            quote!(Test::Name(#name))
        }
    }
}
