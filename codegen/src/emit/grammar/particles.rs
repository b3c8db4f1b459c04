//! The parts of content models.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{emit_number, emit_numbers, emit_process};
use crate::emit::row::emit_wildcard;
use crate::plan::grammar::{ParticleFact, TermFact};

/// A particle as an expression.
pub(super) fn emit_particle(particle: &ParticleFact) -> TokenStream {
    let term = match &particle.term {
        TermFact::Element(element) => {
            let element = emit_number(*element);
            quote!(item(#element))
        }
        TermFact::Sequence(parts) => {
            let parts = emit_numbers(parts);
            quote!(sequence(#parts))
        }
        TermFact::Choice(parts) => {
            let parts = emit_numbers(parts);
            quote!(choice(#parts))
        }
        TermFact::All(parts) => {
            let parts = emit_numbers(parts);
            quote!(all(#parts))
        }
        TermFact::Any(wildcard, process) => {
            let wildcard = emit_wildcard(wildcard);
            let process = emit_process(*process);
            quote!(any(#wildcard, #process))
        }
    };
    let occurs = emit_occurs(particle.min, particle.max);
    quote!(#term #occurs)
}

fn emit_occurs(min: u32, max: Option<u32>) -> TokenStream {
    let least = Literal::u32_unsuffixed(min);
    match max {
        Some(1) if min == 1 => TokenStream::new(),
        Some(max) => {
            let most = Literal::u32_unsuffixed(max);
            quote!(.occurs(#least, #most))
        }
        None => quote!(.occurs(#least, MANY)),
    }
}
