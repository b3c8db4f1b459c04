//! Wrappers around repeated elements, which become a `Vec`.

use std::collections::HashSet;

use super::content::{ElementPart, Part, PartKind};
use super::row::Occurs;
use crate::model::{Builtin, ComplexType, Content, Model, Particle, Term, TypeId};
use crate::settings::Settings;

/// The one element that a wrapper repeats.
pub(super) type ArrayItem<'m> = Part<'m>;

/// The item of a type that only wraps repeated elements; `None` if the type is anything else, or inside itself: no `Vec` is its own item.
///
/// In a data contract these are the types that its serialiser makes of collections: `ArrayOf...` and dictionaries. Elsewhere
/// every type of that form.
pub(super) fn item<'m>(model: &'m Model, settings: &Settings, ty: TypeId) -> Option<ArrayItem<'m>> {
    let found = wrapped(model, settings, ty)?;
    let mut passed = HashSet::new();
    let mut current = found.ty(model);
    while let Some(inner) = current.filter(|inner| passed.insert(*inner)) {
        if inner == ty {
            return None;
        }
        current = wrapped(model, settings, inner).and_then(|item| item.ty(model));
    }
    Some(found)
}

/// The one element that a type wraps.
fn wrapped<'m>(model: &'m Model, settings: &Settings, ty: TypeId) -> Option<ArrayItem<'m>> {
    let complex = model.complex(ty)?;
    let is_encoded = model.soap_array(ty).is_some();
    if !is_encoded
        && (!settings.collapse_arrays || !is_plain(model, complex) || !is_collection(model, ty))
    {
        return None;
    }
    let Content::Elements(particle) = &complex.content else {
        return None;
    };
    only_repeated(model, particle)
}

/// Whether a type stands alone and holds nothing but elements.
fn is_plain(model: &Model, complex: &ComplexType) -> bool {
    complex.base == Model::builtin(Builtin::AnyType)
        && complex.attributes.is_empty()
        && complex.any_attribute.is_none()
        && !complex.is_mixed
        && !complex.is_abstract
        && model.complex(complex.base).is_none()
}

fn is_collection(model: &Model, ty: TypeId) -> bool {
    let declared = &model[ty];
    let in_data_contract = declared
        .document
        .is_some_and(|document| model[document].is_data_contract);
    if !in_data_contract {
        return true;
    }
    let is_dictionary = declared
        .annotation
        .data_contract
        .as_ref()
        .is_some_and(|notes| notes.is_dictionary == Some(true));
    is_dictionary
        || declared
            .name
            .as_ref()
            .is_some_and(|name| name.local.starts_with("ArrayOf"))
}

/// The one element in a sequence, if it is repeated and all there is.
fn only_repeated<'m>(model: &Model, particle: &'m Particle) -> Option<Part<'m>> {
    let Term::Sequence(inner) = &particle.term else {
        return None;
    };
    let [item] = inner.as_slice() else {
        return None;
    };
    let Term::Element(element) = &item.term else {
        return None;
    };
    let is_exact = !particle.occurs.is_repeated()
        && !particle.occurs.is_optional()
        && item.occurs.is_repeated()
        && model[element.element].substitutes.is_empty();
    is_exact.then_some(Part {
        kind: PartKind::Element(ElementPart {
            element: element.element,
            annotation: &element.annotation,
        }),
        min_occurs: item.occurs.min,
        occurs: Occurs::Many,
    })
}
