//! Parts of messages: the elements that they stand in.

use super::modules::ModuleBuilder;
use super::presence::{EmitDefault, Nillable, Presence};
use super::row::Row;
use super::typing::Value;
use crate::model::{Annotation, ElementId, Model, Part, PartContent, QName, TypeId};

/// The element that a part of a message stands in: its own, or for a part with a type one that is named after the part.
#[derive(Clone)]
pub(super) struct PartElement<'m> {
    pub(super) name: QName,
    pub(super) ty: TypeId,
    pub(super) annotation: &'m Annotation,
    is_nillable: bool,
    /// The declaration of its own element.
    declared: Option<ElementId>,
}

impl<'m> PartElement<'m> {
    pub(super) fn of(model: &'m Model, part: &'m Part) -> Self {
        match part.content {
            PartContent::Element(element) => {
                let declared = &model[element];
                Self {
                    name: declared.name.clone(),
                    ty: declared.ty,
                    annotation: &declared.annotation,
                    is_nillable: declared.is_nillable,
                    declared: Some(element),
                }
            }
            PartContent::Type(ty) => Self {
                name: QName {
                    namespace: part.namespace.clone(),
                    local: part.name.as_str().into(),
                },
                ty,
                annotation: &part.annotation,
                is_nillable: false,
                declared: None,
            },
        }
    }

    /// Its presence where it may stand so often at least.
    pub(super) fn presence(&self, min_occurs: u32) -> Presence {
        let nillable = Nillable::from_schema(self.is_nillable);
        Presence::of(min_occurs, nillable, EmitDefault::Yes)
    }
}

/// The same element: of one name and type.
impl PartialEq for PartElement<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, self.ty) == (&other.name, other.ty)
    }
}

impl ModuleBuilder<'_, '_> {
    /// The value and row of a part in that presence.
    pub(super) fn part_row(&mut self, part: &PartElement<'_>, presence: Presence) -> (Value, Row) {
        let value = self.value(part.ty);
        let content = match part.declared {
            Some(element) => self.content_or_default(element, &value.content),
            None => value.content.clone(),
        };
        let row = self.element_row(&part.name, presence, content);
        (value, row)
    }
}
