//! The types of a grammar.

use super::{ContentFact, FactName, Facts, Methods, TypeFact};
use crate::model::{
    Builtin, ComplexType, Derivation, EffectiveContent, Model, SimpleType, TypeId, TypeKind,
    Variety,
};

impl Facts<'_, '_, '_> {
    pub(super) fn add_type(&mut self, id: TypeId) {
        let ty = &self.model[id];
        let name = match &ty.name {
            Some(name) => self.name(name),
            None => FactName {
                local: String::new(),
                namespace: None,
            },
        };
        let fact = match &ty.kind {
            TypeKind::Simple(simple) => self.simple(id, name, simple),
            TypeKind::Complex(complex) => self.complex(id, name, complex),
            TypeKind::Builtin(_) => return,
        };
        self.grammar.types.push(fact);
    }

    fn simple(&mut self, id: TypeId, name: FactName, simple: &SimpleType) -> TypeFact {
        let is_declared_here = simple.base == Model::builtin(Builtin::AnySimpleType);
        let content = match &simple.variety {
            Variety::List(item) if is_declared_here => ContentFact::List(self.number(*item)),
            Variety::Union(members) if is_declared_here => {
                ContentFact::Union(members.iter().map(|member| self.number(*member)).collect())
            }
            _ => ContentFact::Simple,
        };
        TypeFact {
            name,
            base: self.number(simple.base),
            method: Methods {
                restriction: true,
                extension: false,
            },
            content,
            facets: self.facets(id, simple),
            is_mixed: false,
            is_abstract: false,
            blocked: Methods::default(),
            attributes: Vec::new(),
            any_attribute: Vec::new(),
        }
    }

    fn complex(&mut self, id: TypeId, name: FactName, complex: &ComplexType) -> TypeFact {
        let content = match self.model.content(id) {
            EffectiveContent::Empty => ContentFact::Empty,
            EffectiveContent::Simple(text) => ContentFact::Text(self.number(text)),
            EffectiveContent::Any => ContentFact::Any,
            EffectiveContent::Elements(parts) => match self.content_model(&parts) {
                Some(number) => ContentFact::Elements(number),
                None => ContentFact::Empty,
            },
        };
        let is_extension = complex.derivation == Derivation::Extension;
        TypeFact {
            name,
            base: self.number(complex.base),
            method: Methods {
                extension: is_extension,
                restriction: !is_extension,
            },
            content,
            facets: Vec::new(),
            is_mixed: complex.is_mixed,
            is_abstract: complex.is_abstract,
            blocked: Methods::of(complex.block),
            attributes: self.attributes_of(id),
            any_attribute: self.any_attribute_of(id),
        }
    }
}
