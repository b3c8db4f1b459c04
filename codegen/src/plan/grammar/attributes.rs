//! The attributes of a grammar.

use std::ptr;

use super::super::row::Wildcard;
use super::{AttributeFact, Facts};
use crate::model::{
    AttributePresence, AttributeUse, Derivation, DocumentId, EffectiveContent, NamespaceSet,
    ProcessContents, TypeId,
};

impl Facts<'_, '_, '_> {
    pub(super) fn add_global_attributes(&mut self, document: DocumentId) {
        for attribute in &self.model[document].attributes {
            let fact = self.fact(attribute);
            self.grammar.attributes.push(AttributeFact {
                is_global: true,
                is_required: false,
                ..fact
            });
        }
    }

    fn fact(&mut self, attribute: &AttributeUse) -> AttributeFact {
        AttributeFact {
            name: self.name(&attribute.name),
            ty: self.number(attribute.ty),
            is_global: false,
            is_required: attribute.presence == AttributePresence::Required,
            value: attribute.value.clone(),
        }
    }

    /// The numbers of all attributes of a type.
    pub(super) fn attributes_of(&mut self, ty: TypeId) -> Vec<usize> {
        let all = self.model.attributes(ty);
        all.into_iter()
            .map(|(_, attribute)| self.attribute(attribute))
            .collect()
    }

    fn attribute(&mut self, attribute: &AttributeUse) -> usize {
        if let Some(known) = self.attributes.get(&ptr::from_ref(attribute)) {
            return *known;
        }
        let number = self.grammar.attributes.len();
        let fact = self.fact(attribute);
        self.grammar.attributes.push(fact);
        self.attributes.insert(ptr::from_ref(attribute), number);
        number
    }

    /// What other attributes a type may have: what its own wildcard admits, and with an extension what that of its base admits.
    ///
    /// Source: XML Schema Part 1, 3.4.2, the attribute wildcard of a complex type.
    pub(super) fn any_attribute_of(&mut self, ty: TypeId) -> Vec<(Wildcard, ProcessContents)> {
        let mut found: Vec<(NamespaceSet, ProcessContents)> = Vec::new();
        let mut process = None;
        for id in self.model.extension_chain(ty).into_iter().rev() {
            let Some(complex) = self.model.complex(id) else {
                if id != ty && self.is_any(id) {
                    found.push((NamespaceSet::Any, process.unwrap_or(ProcessContents::Lax)));
                }
                continue;
            };
            if let Some(wildcard) = &complex.any_attribute {
                let process = *process.get_or_insert(wildcard.process);
                found.push((wildcard.namespaces.clone(), process));
            }
            if complex.derivation == Derivation::Restriction {
                break;
            }
        }
        found.dedup();
        found
            .into_iter()
            .map(|(namespaces, process)| (self.wildcard(&namespaces), process))
            .collect()
    }

    /// Whether a type is `xs:anyType`.
    fn is_any(&self, ty: TypeId) -> bool {
        self.model.base(ty).is_none() && self.model.content(ty) == EffectiveContent::Any
    }
}
