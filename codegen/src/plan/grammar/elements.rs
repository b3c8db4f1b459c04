//! The elements of a grammar.

use super::{ElementFact, Facts, Methods};
use crate::model::{Derivation, Derivations, ElementId, Model, TypeId, TypeKind};

impl Facts<'_, '_, '_> {
    pub(super) fn add_elements(&mut self, elements: &[ElementId]) {
        for id in elements {
            let element = &self.model[*id];
            let identities = element.identities.iter();
            let fact = ElementFact {
                name: self.name(&element.name),
                ty: self.number(element.ty),
                is_global: element.is_global,
                is_nillable: element.is_nillable,
                is_abstract: element.is_abstract,
                value: element.value.clone(),
                blocked: Methods::of(element.block),
                substitutes: self.substitutes(*id),
                identities: identities
                    .filter_map(|identity| self.identities.get(&identity.name).copied())
                    .collect(),
            };
            self.grammar.elements.push(fact);
        }
    }

    /// The elements that may stand for another, those left out that it blocks.
    ///
    /// Source: XML Schema Part 1, 3.3.6, "Substitution Group OK".
    fn substitutes(&self, head: ElementId) -> Vec<usize> {
        let element = &self.model[head];
        if element.block.substitution {
            return Vec::new();
        }
        let members = element.substitutes.iter();
        members
            .filter(|member| {
                !is_blocked(
                    self.model,
                    element.block,
                    element.ty,
                    self.model[**member].ty,
                )
            })
            .filter_map(|member| self.elements.get(member).copied())
            .collect()
    }
}

impl Methods {
    pub(super) fn of(derivations: Derivations) -> Self {
        Self {
            extension: derivations.extension,
            restriction: derivations.restriction,
        }
    }
}

/// Whether a type is derived from that of a head by a method that the head, its type or a type between them blocks.
fn is_blocked(model: &Model, block: Derivations, head: TypeId, member: TypeId) -> bool {
    let mut blocked = Methods::of(block);
    let mut used = Methods::default();
    let mut current = member;
    while current != head {
        match &model[current].kind {
            TypeKind::Complex(complex) if complex.derivation == Derivation::Extension => {
                used.extension = true;
            }
            _ => used.restriction = true,
        }
        let Some(base) = model.base(current) else {
            break;
        };
        if let Some(complex) = model.complex(base) {
            let more = Methods::of(complex.block);
            blocked.extension |= more.extension;
            blocked.restriction |= more.restriction;
        }
        current = base;
    }
    blocked.extension && used.extension || blocked.restriction && used.restriction
}
