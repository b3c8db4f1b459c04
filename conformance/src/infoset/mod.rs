//! The information in documents, and whether two documents have the same.
//!
//! Compared are elements and attributes by their names with namespaces, in their order; values by their types, so that `1.0` and
//! `1` are the same double and not the same string; `xsi:nil` and `xsi:type`; and the text of mixed and unknown content as it is.
//! An attribute with a default may be written or left out. Not compared: comments, processing instructions, prefixes, white space
//! between the elements of a type without text, `xsi:schemaLocation`.

mod calendar;
mod compare;
mod content;
mod document;
mod fit;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use compare::compare;
pub(crate) use document::{decode, payload, without_doctype};
pub(crate) use fit::misfit;

use castile_codegen::model::{ElementId, Model, Part, PartContent, QName, TypeId, ValueConstraint};
use roxmltree::Node;

/// The namespace of `xsi:nil` and `xsi:type`.
pub(crate) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What is known of an element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Typing<'m> {
    /// Its declaration.
    Element(ElementId),
    /// Its type, and nothing else.
    Type(TypeId),
    /// It is the element around the parts of a message in style `rpc`.
    Parts(&'m [Part]),
    /// Nothing.
    Unknown,
}

/// What the schema says of the root of a document; `None` if it declares no such element, and the
/// root names no type.
pub(crate) fn root_typing<'m>(model: &'m Model, root: Node<'_, '_>) -> Option<Typing<'m>> {
    let name = name(root);
    global_element(model, &name)
        .map(Typing::Element)
        .or_else(|| rpc_wrapper(model, &name))
        .or_else(|| named_type(model, root).map(Typing::Type))
}

/// The type that `xsi:type` names: without a declaration, an element is of that type.
fn named_type(model: &Model, node: Node<'_, '_>) -> Option<TypeId> {
    let name = resolve(node, node.attribute((XSI, "type"))?.trim_ascii())?;
    model
        .documents()
        .find_map(|(document, _)| model.type_named(document, &name))
}

/// The global element of that name, in the first document that has it.
fn global_element(model: &Model, name: &QName) -> Option<ElementId> {
    model
        .documents()
        .find_map(|(document, _)| model.element_named(document, name))
}

fn rpc_wrapper<'m>(model: &'m Model, name: &QName) -> Option<Typing<'m>> {
    let operations = model
        .bindings()
        .flat_map(|(_, binding)| &binding.operations);
    let mut messages =
        operations.flat_map(|operation| std::iter::once(&operation.input).chain(&operation.output));
    messages
        .find(|message| message.wrapper.as_ref() == Some(name))
        .map(|message| Typing::Parts(&message.parts))
}

impl Typing<'_> {
    /// The declared type.
    pub(crate) fn ty(self, model: &Model) -> Option<TypeId> {
        match self {
            Self::Element(element) => Some(model[element].ty),
            Self::Type(ty) => Some(ty),
            Self::Parts(_) | Self::Unknown => None,
        }
    }

    /// The value that is meant where the element is empty.
    pub(crate) fn value(self, model: &Model) -> Option<&str> {
        match self {
            Self::Element(element) => meant(&model[element].value),
            _ => None,
        }
    }

    /// What is known of a child of an element of style `rpc`.
    fn part(parts: &[Part], name: &QName) -> Self {
        let part = parts
            .iter()
            .find(|part| name.namespace.is_none() && *name.local == *part.name);
        match part.map(|part| part.content) {
            Some(PartContent::Element(element)) => Self::Element(element),
            Some(PartContent::Type(ty)) => Self::Type(ty),
            None => Self::Unknown,
        }
    }
}

/// The value of `default` or `fixed`.
fn meant(constraint: &ValueConstraint) -> Option<&str> {
    match constraint {
        ValueConstraint::Default(value) | ValueConstraint::Fixed(value) => Some(value),
        ValueConstraint::None => None,
    }
}

/// The name of an element.
pub(crate) fn name(node: Node<'_, '_>) -> QName {
    let tag = node.tag_name();
    QName::new(
        tag.namespace().filter(|namespace| !namespace.is_empty()),
        tag.name(),
    )
}

/// The name that a text means where it stands.
fn resolve(node: Node<'_, '_>, text: &str) -> Option<QName> {
    match text.split_once(':') {
        Some((prefix, local)) => {
            let namespace = node.lookup_namespace_uri(Some(prefix))?;
            Some(QName::new(Some(namespace), local))
        }
        None => {
            let namespace = node.lookup_namespace_uri(None);
            Some(QName::new(
                namespace.filter(|namespace| !namespace.is_empty()),
                text,
            ))
        }
    }
}
