//! Effective content: what a type has of its own and from its bases together.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{
    AttributePresence, AttributeUse, Builtin, ComplexType, Content, Derivation, EnumerationValue,
    Model, Particle, QName, TypeId, TypeKind, Variety, WhiteSpace, Wildcard,
};

/// What a type contains, its bases included.
#[derive(Clone, Debug, PartialEq)]
pub enum EffectiveContent<'a> {
    /// No elements and no text.
    Empty,
    /// Text of this simple type.
    Simple(TypeId),
    /// `xs:anyType`: any elements, attributes and text.
    Any,
    /// Elements: each type's own content model with the type that declares it, the most basic first.
    Elements(Vec<(TypeId, &'a Particle)>),
}

impl Model {
    /// The types from the most basic to `ty` whose parts add up to `ty`: `ty` and what it extends, up to the first restriction.
    pub fn extension_chain(&self, ty: TypeId) -> Vec<TypeId> {
        let mut chain = vec![ty];
        let mut current = ty;
        while let Some(ComplexType {
            derivation: Derivation::Extension,
            base,
            ..
        }) = self.complex(current)
        {
            chain.push(*base);
            current = *base;
        }
        chain.reverse();
        chain
    }

    /// The effective content of a type: with extensions, base first, then own; with a restriction, own alone.
    ///
    /// The content of a simple type is itself.
    pub fn content(&self, ty: TypeId) -> EffectiveContent<'_> {
        let mut particles = Vec::new();
        for part in self.extension_chain(ty) {
            match &self[part].kind {
                TypeKind::Builtin(Builtin::AnyType) => {}
                TypeKind::Builtin(_) | TypeKind::Simple(_) if part == ty => {
                    return EffectiveContent::Simple(ty);
                }
                TypeKind::Builtin(_) | TypeKind::Simple(_) => {}
                TypeKind::Complex(complex) => match &complex.content {
                    Content::Empty => {}
                    Content::Simple(text) if part == ty => return EffectiveContent::Simple(*text),
                    Content::Simple(_) => {}
                    Content::Elements(particle) => particles.push((part, particle)),
                },
            }
        }
        let extends_any = self.base(self.extension_chain(ty)[0]).is_none();
        if particles.is_empty() && extends_any {
            EffectiveContent::Any
        } else if particles.is_empty() {
            EffectiveContent::Empty
        } else {
            EffectiveContent::Elements(particles)
        }
    }

    /// The effective attributes of a type with the types that declare them, the most basic first.
    ///
    /// A restriction's attribute takes the place of its base's; prohibited ones are left out.
    pub fn attributes(&self, ty: TypeId) -> Vec<(TypeId, &AttributeUse)> {
        let mut bases = vec![];
        let mut current = Some(ty);
        while let Some(id) = current {
            bases.push(id);
            current = self.base(id);
        }
        let mut found: Vec<(TypeId, &AttributeUse)> = Vec::new();
        let mut places: HashMap<&QName, usize> = HashMap::new();
        for id in bases.into_iter().rev() {
            for own in self
                .complex(id)
                .map_or(&[][..], |complex| &complex.attributes)
            {
                match places.entry(&own.name) {
                    Entry::Occupied(place) => found[*place.get()] = (id, own),
                    Entry::Vacant(place) => {
                        place.insert(found.len());
                        found.push((id, own));
                    }
                }
            }
        }
        found.retain(|(_, attribute)| attribute.presence != AttributePresence::Prohibited);
        found
    }

    /// The effective attribute wildcard: its own, and with an extension what those of its bases admit beside.
    ///
    /// Source: XML Schema Part 1, 3.4.2, "complete wildcard".
    pub fn any_attribute(&self, ty: TypeId) -> Option<Cow<'_, Wildcard>> {
        let chain = self.extension_chain(ty).into_iter().rev();
        let mut wildcards = chain.filter_map(|id| self.complex(id)?.any_attribute.as_ref());
        let nearest = Cow::Borrowed(wildcards.next()?);
        Some(wildcards.fold(nearest, |own, base| {
            let namespaces = own.namespaces.union(&base.namespaces);
            match namespaces == own.namespaces {
                true => own,
                false => Cow::Owned(Wildcard {
                    namespaces,
                    ..own.into_owned()
                }),
            }
        }))
    }

    /// What a simple type does with white space: its own facet or that of the nearest base that has one.
    pub fn white_space(&self, ty: TypeId) -> WhiteSpace {
        let mut current = ty;
        while let Some(simple) = self.simple(current) {
            if let Some(white_space) = simple.facets.white_space {
                return white_space;
            }
            current = simple.base;
        }
        match &self[current].kind {
            TypeKind::Builtin(builtin) => super::value::white_space(*builtin),
            TypeKind::Simple(_) | TypeKind::Complex(_) => WhiteSpace::Collapse,
        }
    }

    /// The named types that are derived from this one, directly or not, by extension or restriction, in the order of ids.
    ///
    /// Anonymous types are not among them: `xsi:type` cannot name them. Those of built-in types are of all entry documents.
    pub fn subtypes(&self, ty: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut open = vec![ty];
        while let Some(id) = open.pop() {
            let children = self.derived.get(&id).map_or(&[][..], Vec::as_slice);
            open.extend_from_slice(children);
            found.extend(
                children
                    .iter()
                    .copied()
                    .filter(|child| self[*child].name.is_some()),
            );
        }
        found.sort_unstable();
        found
    }

    /// The values a simple type allows: its own enumeration or that of the nearest base that has one; empty if there is none.
    pub fn enumeration(&self, ty: TypeId) -> &[EnumerationValue] {
        let mut current = ty;
        while let Some(simple) = self.simple(current) {
            if !simple.enumeration.is_empty() {
                return &simple.enumeration;
            }
            current = simple.base;
        }
        &[]
    }

    /// The variety of a simple type, built-in ones included; `None` for complex types and `xs:anyType`.
    pub fn variety(&self, ty: TypeId) -> Option<Variety> {
        match &self[ty].kind {
            TypeKind::Complex(_) | TypeKind::Builtin(Builtin::AnyType) => None,
            TypeKind::Simple(simple) => Some(simple.variety.clone()),
            TypeKind::Builtin(builtin) => Some(match builtin.list_item() {
                Some(item) => Variety::List(Self::builtin(item)),
                None => Variety::Atomic(*builtin),
            }),
        }
    }

    /// For a list of an enumeration, which is how a flags enumeration is written: the type of its items.
    pub fn flags(&self, ty: TypeId) -> Option<TypeId> {
        match &self.simple(ty)?.variety {
            Variety::List(item) if !self.enumeration(*item).is_empty() => Some(*item),
            _ => None,
        }
    }
}
