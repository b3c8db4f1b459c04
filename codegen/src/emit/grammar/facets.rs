//! The facets of simple types.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::ident;
use crate::emit::namespace::emit_namespace;
use crate::model::WhiteSpace;
use crate::plan::grammar::FacetFact;

/// The call of the method that sets facets, if there are any.
pub(super) fn emit_facets(facets: &[FacetFact]) -> TokenStream {
    match facets.is_empty() {
        true => TokenStream::new(),
        false => {
            let facets = facets.iter().map(emit_facet);
            quote!(.facets(&[#(#facets),*]))
        }
    }
}

fn emit_facet(facet: &FacetFact) -> TokenStream {
    match facet {
        FacetFact::Number(name, number) => {
            let name = ident(name);
            let number = Literal::u64_unsuffixed(*number);
            quote!(Facet::#name(#number))
        }
        FacetFact::Bound(name, bound) => {
            let name = ident(name);
            quote!(Facet::#name(#bound))
        }
        FacetFact::Pattern(pattern) => quote!(Facet::Pattern(#pattern)),
        FacetFact::Enumeration(values) => quote!(Facet::Enumeration(&[#(#values),*])),
        FacetFact::Names(names) => {
            let names = names.iter().map(|name| {
                let namespace = emit_namespace(name.namespace.as_deref());
                let local = &name.local;
                quote!((#local, #namespace))
            });
            quote!(Facet::Names(&[#(#names),*]))
        }
        FacetFact::WhiteSpace(white_space) => {
            let kept = match white_space {
                WhiteSpace::Preserve => quote!(Preserve),
                WhiteSpace::Replace => quote!(Replace),
                WhiteSpace::Collapse => quote!(Collapse),
            };
            quote!(Facet::WhiteSpace(WhiteSpace::#kept))
        }
    }
}
