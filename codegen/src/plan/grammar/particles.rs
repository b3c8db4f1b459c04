//! The content models of a grammar.

use super::{Facts, ParticleFact, TermFact};
use crate::model::{Particle, Term, TypeId};

impl Facts<'_, '_, '_> {
    /// The number of the content model that adds up of those of a type and its bases; `None` if they are all empty.
    pub(super) fn content_model(&mut self, parts: &[(TypeId, &Particle)]) -> Option<usize> {
        let parts: Vec<usize> = parts
            .iter()
            .filter(|(_, particle)| !is_void(particle))
            .map(|(ty, particle)| self.own_model(*ty, particle))
            .collect();
        match parts.as_slice() {
            [] => None,
            [only] => Some(*only),
            _ => Some(self.push(ParticleFact {
                min: 1,
                max: Some(1),
                term: TermFact::Sequence(parts),
            })),
        }
    }

    /// The number of the content model that a type has of its own.
    fn own_model(&mut self, ty: TypeId, particle: &Particle) -> usize {
        if let Some(known) = self.particles.get(&ty) {
            return *known;
        }
        let number = self.particle(particle);
        self.particles.insert(ty, number);
        number
    }

    /// Recurses no deeper than content models nest, which was checked.
    fn particle(&mut self, particle: &Particle) -> usize {
        let term = match &particle.term {
            Term::Element(element) => TermFact::Element(
                self.elements
                    .get(&element.element)
                    .copied()
                    .unwrap_or_default(),
            ),
            Term::Sequence(parts) => TermFact::Sequence(self.parts(parts)),
            Term::Choice(parts) => TermFact::Choice(self.parts(parts)),
            Term::All(parts) => TermFact::All(self.parts(parts)),
            Term::Any(wildcard) => {
                let admitted = self.wildcard(&wildcard.namespaces);
                TermFact::Any(admitted, wildcard.process)
            }
        };
        self.push(ParticleFact {
            min: particle.occurs.min,
            max: particle.occurs.max,
            term,
        })
    }

    fn parts(&mut self, parts: &[Particle]) -> Vec<usize> {
        parts.iter().map(|part| self.particle(part)).collect()
    }

    fn push(&mut self, fact: ParticleFact) -> usize {
        self.grammar.particles.push(fact);
        self.grammar.particles.len() - 1
    }
}

/// Whether a content model makes its type an empty one.
///
/// Source: XML Schema Part 1, 3.4.2, the explicit content of a complex type.
fn is_void(particle: &Particle) -> bool {
    match &particle.term {
        Term::Sequence(parts) | Term::All(parts) => parts.is_empty(),
        Term::Choice(parts) => parts.is_empty() && particle.occurs.min == 0,
        Term::Element(_) | Term::Any(_) => false,
    }
}
