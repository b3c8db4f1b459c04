//! The parts of a complex type: attributes, then text, elements and groups of them, inherited ones first.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use super::counting::only_counting_tells;
use super::particles::{flatten, in_order, mixed};
use super::presence::{EmitDefault, Nillable, Presence};
use super::row::Occurs;
use crate::model::{
    Annotation, AttributePresence, AttributeUse, EffectiveContent, ElementId, Model, Particle,
    QName, Term, TypeId, ValueConstraint, Wildcard,
};

/// A part of a complex type or group.
#[derive(Clone, Debug)]
pub(super) struct Part<'m> {
    pub(super) kind: PartKind<'m>,
    pub(super) min_occurs: u32,
    pub(super) occurs: Occurs,
}

/// What a part is.
#[derive(Clone, Debug)]
pub(super) enum PartKind<'m> {
    Attribute(&'m AttributeUse),
    /// The text of the element itself, of this type; or a piece of text among elements.
    Text(TypeId),
    Element(ElementPart<'m>),
    Group(Rc<Group<'m>>),
    /// Elements that a wildcard admits.
    Any(&'m Wildcard),
    /// Attributes that a wildcard admits.
    AnyAttribute(Cow<'m, Wildcard>),
    /// `xsi:nil` of the element itself.
    Nil,
}

/// An element where it is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct ElementPart<'m> {
    pub(super) element: ElementId,
    /// The annotation of the use.
    pub(super) annotation: &'m Annotation,
}

/// Parts that occur together, or of which one occurs, without an element around them.
#[derive(Clone, Debug)]
pub(super) struct Group<'m> {
    pub(super) kind: GroupKind,
    pub(super) parts: Vec<Part<'m>>,
    /// Whether the parts of a sequence may stand in any order.
    pub(super) is_unordered: bool,
    /// What it is called in its type.
    pub(super) hint: String,
    /// The type that declares it.
    pub(super) owner: TypeId,
    /// What tells it from all others: the address of its declaration in the model.
    pub(super) key: usize,
}

/// How the parts of a group belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// All of them, in this order.
    Sequence,
    /// One of them.
    Choice,
}

impl<'m> Part<'m> {
    /// A part that is there once.
    pub(super) fn once(kind: PartKind<'m>) -> Self {
        Self {
            kind,
            min_occurs: 1,
            occurs: Occurs::Once,
        }
    }

    /// How many parts it is, those of a group included.
    pub(super) fn size(&self) -> usize {
        match &self.kind {
            PartKind::Group(group) => 1 + group.parts.iter().map(Self::size).sum::<usize>(),
            _ => 1,
        }
    }

    /// The schema type of the part; groups and wildcards have none.
    pub(super) fn ty(&self, model: &Model) -> Option<TypeId> {
        match &self.kind {
            PartKind::Attribute(attribute) => Some(attribute.ty),
            PartKind::Text(ty) => Some(*ty),
            PartKind::Element(element) => Some(model[element.element].ty),
            PartKind::Group(_) | PartKind::Any(_) | PartKind::AnyAttribute(_) | PartKind::Nil => {
                None
            }
        }
    }

    /// The schema types of the part and all that is in it.
    pub(super) fn types(&self, model: &Model) -> Vec<TypeId> {
        match &self.kind {
            PartKind::Group(group) => group
                .parts
                .iter()
                .flat_map(|part| part.types(model))
                .collect(),
            _ => self.ty(model).into_iter().collect(),
        }
    }

    /// The name on the wire; text, groups and wildcards have none.
    pub(super) fn name<'a>(&'a self, model: &'a Model) -> Option<&'a QName> {
        match &self.kind {
            PartKind::Attribute(attribute) => Some(&attribute.name),
            PartKind::Element(element) => Some(&model[element.element].name),
            _ => None,
        }
    }

    /// The name by which settings speak of the part: its local name, or what it is after a `$`.
    pub(super) fn setting_name(&self, model: &Model) -> String {
        match &self.kind {
            PartKind::Text(_) => "$text".to_owned(),
            PartKind::Group(group) => format!("${}", group.hint),
            PartKind::Any(_) => "$any".to_owned(),
            PartKind::AnyAttribute(_) => "$any_attributes".to_owned(),
            PartKind::Nil => "$nil".to_owned(),
            _ => self
                .name(model)
                .map(|name| name.local.to_string())
                .unwrap_or_default(),
        }
    }

    /// The annotation of the part's use.
    pub(super) fn annotation(&self) -> Option<&'m Annotation> {
        match &self.kind {
            PartKind::Attribute(attribute) => Some(&attribute.annotation),
            PartKind::Element(element) => Some(element.annotation),
            _ => None,
        }
    }

    /// The value that is meant by absence or emptiness.
    pub(super) fn value<'a>(&'a self, model: &'a Model) -> &'a ValueConstraint {
        match &self.kind {
            PartKind::Attribute(attribute) => &attribute.value,
            PartKind::Element(element) => &model[element.element].value,
            _ => &ValueConstraint::None,
        }
    }

    /// Takes in the occurrences of another part of the same elements.
    pub(super) fn add(&mut self, other: &Self) {
        self.min_occurs = self.min_occurs.saturating_add(other.min_occurs);
        self.occurs = Occurs::Many;
    }

    /// How the part may be missing; an item of a repeated part is never left out for being nil.
    pub(super) fn presence(&self, model: &Model) -> Presence {
        let (nillable, emit_default) = match &self.kind {
            PartKind::Element(element) => (
                Nillable::from_schema(model[element.element].is_nillable),
                EmitDefault::from_annotation(element.annotation.emit_default_value()),
            ),
            _ => (Nillable::No, EmitDefault::Yes),
        };
        match self.occurs {
            Occurs::Once => Presence::of(self.min_occurs, nillable, emit_default),
            Occurs::Many => Presence::of(self.min_occurs, nillable, EmitDefault::Yes),
        }
    }
}

/// The types of nillable elements. Where such a type has attributes, its struct says itself that it is nil: a nil keeps them.
#[derive(Debug, Default)]
pub(super) struct NillableTypes(HashSet<TypeId>);

impl NillableTypes {
    /// Finds them.
    pub(super) fn of(model: &Model) -> Self {
        // In a data contract all global elements are nillable, and it means nothing; a member is nil with `Ref` where it is an object
        // that is elsewhere in the message.
        let nillable = model.elements().filter(|(_, element)| {
            let means_nothing = element.is_global && model[element.document].is_data_contract;
            element.is_nillable && !means_nothing
        });
        Self(nillable.map(|(_, element)| element.ty).collect())
    }

    /// Whether a value of this type may be nil: an element of it or of one of its bases is nillable.
    fn has(&self, model: &Model, ty: TypeId) -> bool {
        let mut chain = std::iter::successors(Some(ty), |ty| model.base(*ty));
        chain.any(|ty| self.0.contains(&ty))
    }
}

/// The parts of a complex type; `nillable` are the types of nillable elements.
pub(super) fn parts<'m>(model: &'m Model, nillable: &NillableTypes, ty: TypeId) -> Vec<Part<'m>> {
    let attributes = model
        .attributes(ty)
        .into_iter()
        .map(|(_, attribute)| attribute_part(attribute));
    let mut parts: Vec<Part<'m>> = attributes.collect();
    if let Some(wildcard) = model.any_attribute(ty) {
        parts.push(Part::once(PartKind::AnyAttribute(wildcard)));
    }
    if !parts.is_empty() && nillable.has(model, ty) {
        parts.push(Part::once(PartKind::Nil));
    }
    match model.content(ty) {
        EffectiveContent::Empty | EffectiveContent::Any if !is_mixed(model, ty) => {}
        EffectiveContent::Simple(text) => parts.push(Part::once(PartKind::Text(text))),
        EffectiveContent::Elements(particles) if !is_mixed(model, ty) => {
            let mut elements = Vec::new();
            for (owner, particle) in &particles {
                flatten(model, *owner, particle, &mut elements);
            }
            // Each particle by itself may be read by names, and what an extension adds not.
            if only_counting_tells(model, &elements) {
                elements = vec![in_order(model, ty, particles)];
            }
            parts.append(&mut elements);
        }
        EffectiveContent::Elements(particles) => parts.push(mixed(model, ty, particles)),
        _ => parts.push(mixed(model, ty, Vec::new())),
    }
    parts
}

/// Whether text may stand among the elements of a type.
pub(super) fn is_mixed(model: &Model, ty: TypeId) -> bool {
    let mut chain = model.extension_chain(ty).into_iter();
    chain.any(|base| model.complex(base).is_some_and(|complex| complex.is_mixed))
}

/// Whether the elements of a type may stand in any order.
pub(super) fn is_unordered(model: &Model, ty: TypeId) -> bool {
    match model.content(ty) {
        EffectiveContent::Elements(particles) if !is_mixed(model, ty) => {
            matches!(particles.as_slice(), [(_, particle)] if is_all(particle))
        }
        _ => false,
    }
}

/// Whether a particle is an `xs:all`, by itself or as all that there is in a group.
pub(super) fn is_all(particle: &Particle) -> bool {
    match &particle.term {
        Term::All(inner) => inner.len() > 1,
        Term::Sequence(inner) | Term::Choice(inner) => {
            matches!(inner.as_slice(), [only] if is_all(only))
        }
        Term::Element(_) | Term::Any(_) => false,
    }
}

fn attribute_part(attribute: &AttributeUse) -> Part<'_> {
    Part {
        kind: PartKind::Attribute(attribute),
        min_occurs: u32::from(attribute.presence == AttributePresence::Required),
        occurs: Occurs::Once,
    }
}
