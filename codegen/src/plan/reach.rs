//! What is kept: everything, or what some operations reach.

use std::collections::HashSet;

use super::shape::{Shape, Shapes};
use crate::model::{
    Binding, DocumentId, Message, Model, Operation, Part, PartContent, TypeId, Use,
};
use crate::settings::Settings;

/// The types that are kept, and those of them that must be structs because a message or document begins with them.
#[derive(Debug, Default)]
pub(super) struct Reach {
    types: HashSet<TypeId>,
    roots: HashSet<TypeId>,
    encoded: HashSet<TypeId>,
}

impl Reach {
    /// Follows the references from the operations that the settings name, or from all there is.
    pub(super) fn of(shapes: &Shapes<'_>, settings: &Settings) -> Self {
        let model = shapes.model;
        let mut reach = Self::default();
        let mut open: Vec<TypeId> = Vec::new();
        for (_, binding) in model.bindings() {
            for operation in kept_operations(binding, settings) {
                reach.roots.extend(body_types(model, operation));
                open.extend(header_types(model, operation));
            }
        }
        if settings.operations.is_empty() {
            open.extend(
                model
                    .types()
                    .filter(|(_, ty)| ty.name.is_some() && ty.document.is_some())
                    .map(|(id, _)| id),
            );
            for (id, document) in model.documents() {
                let elements = document.elements.iter().map(|element| model[*element].ty);
                if is_document_root(model, id) {
                    reach.roots.extend(elements.clone());
                }
                open.extend(elements);
            }
        }
        open.extend(&reach.roots);
        reach.types = closure(shapes, open);
        let operations = model
            .bindings()
            .flat_map(|(_, binding)| kept_operations(binding, settings));
        let encoded = operations.flat_map(|operation| encoded_types(model, operation));
        reach.encoded = closure(shapes, encoded.collect());
        reach
    }

    /// Whether the type stands in encoded messages.
    pub(super) fn is_encoded(&self, ty: TypeId) -> bool {
        self.encoded.contains(&ty)
    }

    /// Whether Rust is written for the type.
    pub(super) fn is_written(&self, shapes: &Shapes<'_>, ty: TypeId) -> bool {
        self.types.contains(&ty)
            && match shapes.get(ty) {
                Shape::Record(_) | Shape::Subtypes(..) => true,
                Shape::Enumeration(declared) | Shape::Union(declared, _) => *declared == ty,
                Shape::Array(..) => {
                    self.roots.contains(&ty) && shapes.model.soap_array(ty).is_none()
                }
                Shape::Leaf(_) | Shape::List(_) | Shape::Any | Shape::Replaced(_) => false,
            }
    }

    /// Whether the type is kept, written or not.
    pub(super) fn is_kept(&self, ty: TypeId) -> bool {
        self.types.contains(&ty)
    }
}

/// The operations of a binding that are kept.
pub(super) fn kept_operations<'m>(
    binding: &'m Binding,
    settings: &Settings,
) -> impl Iterator<Item = &'m Operation> {
    binding.operations.iter().filter(|operation| {
        settings.operations.is_empty()
            || settings
                .operations
                .iter()
                .any(|name| name.value == operation.name)
    })
}

/// Whether the global elements of a document are there to begin documents with.
///
/// Those of a data contract are not: its serialiser declares one for each type.
fn is_document_root(model: &Model, document: DocumentId) -> bool {
    !model[document].is_data_contract
}

fn messages(operation: &Operation) -> impl Iterator<Item = &Message> {
    [Some(&operation.input), operation.output.as_ref()]
        .into_iter()
        .flatten()
}

fn body_types<'a>(model: &'a Model, operation: &'a Operation) -> impl Iterator<Item = TypeId> + 'a {
    let bodies = messages(operation).flat_map(|message| &message.parts);
    let faults = operation.faults.iter().map(|fault| &fault.detail);
    bodies.chain(faults).map(|part| part_type(model, part))
}

fn header_types<'a>(
    model: &'a Model,
    operation: &'a Operation,
) -> impl Iterator<Item = TypeId> + 'a {
    messages(operation)
        .flat_map(|message| &message.headers)
        .map(|header| part_type(model, &header.part))
}

/// The type of what a part holds.
fn part_type(model: &Model, part: &Part) -> TypeId {
    match part.content {
        PartContent::Element(element) => model[element].ty,
        PartContent::Type(ty) => ty,
    }
}

/// The types of the encoded messages of an operation.
pub(super) fn encoded_types<'a>(
    model: &'a Model,
    operation: &'a Operation,
) -> impl Iterator<Item = TypeId> + 'a {
    let encoded = messages(operation).filter(|message| message.body_use != Use::Literal);
    let parts = encoded.flat_map(|message| &message.parts);
    parts.map(|part| part_type(model, part))
}

/// These types and all that they refer to.
pub(super) fn closure(shapes: &Shapes<'_>, mut open: Vec<TypeId>) -> HashSet<TypeId> {
    let mut found = HashSet::new();
    while let Some(ty) = open.pop() {
        if found.insert(ty) {
            open.extend(shapes.references(ty));
        }
    }
    found
}
