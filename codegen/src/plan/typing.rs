//! The Rust type and the row of a part.

use super::RustType;
use super::content::{GroupKind, Part, PartKind};
use super::item::FieldDefault;
use super::modules::ModuleBuilder;
use super::presence::Presence;
use super::row::{Content, Occurs, Place, Row, Wildcard};
use super::shape::Shape;
use crate::model::{self, NamespaceSet, QName, TypeId, ValueConstraint};

/// A value of a schema type.
pub(super) struct Value {
    pub(super) ty: RustType,
    pub(super) content: Content,
    size: Size,
}

/// Whether a value is large, and so in a box where it may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Struct,
    Small,
}

/// A part with its Rust type and row.
pub(super) struct Slot {
    pub(super) ty: RustType,
    pub(super) row: Row,
    pub(super) default: FieldDefault,
}

impl RustType {
    pub(super) fn boxed(self) -> Self {
        Self::Boxed(Box::new(self))
    }

    pub(super) fn option(self) -> Self {
        Self::Option(Box::new(self))
    }

    pub(super) fn nillable(self) -> Self {
        Self::Nillable(Box::new(self))
    }

    pub(super) fn vec(self) -> Self {
        Self::Vec(Box::new(self))
    }
}

impl ModuleBuilder<'_, '_> {
    /// The value of a schema type: what stands inside one element or attribute of that type.
    pub(super) fn value(&mut self, ty: TypeId) -> Value {
        let shapes = self.context.shapes;
        match shapes.get(ty) {
            Shape::Leaf(leaf) => Value::small(leaf.clone()),
            Shape::Any => Value::tree(),
            Shape::Replaced(path) => Value::small(RustType::Path(path.clone())),
            Shape::Enumeration(declared) | Shape::Union(declared, _) => {
                Value::small(self.local(*declared))
            }
            Shape::Subtypes(..) => Value::small(self.local(ty)),
            Shape::Record(_) => Value::structure(self.local(ty)),
            Shape::List(item) => {
                let item = self.value(*item).ty;
                Value {
                    ty: item.vec(),
                    content: Content::List,
                    size: Size::Small,
                }
            }
            Shape::Array(item, _) => {
                let item = self.slot(item, item.presence(shapes.model));
                let row = Box::new(item.row);
                Value {
                    ty: item.ty,
                    content: match shapes.model.soap_array(ty) {
                        Some(_) => Content::Items(row),
                        None => Content::Array(row),
                    },
                    size: Size::Small,
                }
            }
        }
    }

    /// The type and row of a part in that presence.
    pub(super) fn slot(&mut self, part: &Part<'_>, presence: Presence) -> Slot {
        let model = self.context.shapes.model;
        let (place, value) = self.part_value(part);
        let row = Row {
            place,
            name: part
                .name(model)
                .map(|name| name.local.to_string())
                .unwrap_or_default(),
            namespace: part.name(model).and_then(|name| self.namespace(name)),
            presence,
            occurs: part.occurs,
            content: self.content_of(part, &value),
            json_name: None,
        };
        let ty = match part.occurs {
            _ if place == Place::AnyAttribute => value.ty,
            Occurs::Once => value.in_state(presence),
            Occurs::Many => item_in_state(value.ty, presence).vec(),
        };
        let default = self.default_of(&ty);
        Slot { ty, row, default }
    }

    /// What stands inside a part: where the schema gives an element a default, that is known to its row.
    fn content_of(&self, part: &Part<'_>, value: &Value) -> Content {
        let model = self.context.shapes.model;
        match (part.value(model), &part.kind, &value.content) {
            (
                ValueConstraint::Default(text) | ValueConstraint::Fixed(text),
                PartKind::Element(_),
                Content::Plain,
            ) if self.is_readable(part) => Content::Default(text.clone()),
            _ => value.content.clone(),
        }
    }

    /// Whether the value of a part can be read from a text alone: names need the declarations around them.
    pub(super) fn is_readable(&self, part: &Part<'_>) -> bool {
        let shapes = self.context.shapes;
        let mut current = part.ty(shapes.model);
        while let Some(ty) = current {
            match shapes.get(ty) {
                Shape::Leaf(leaf) => return *leaf != RustType::Runtime("QName"),
                Shape::Enumeration(_) | Shape::Union(..) => return true,
                Shape::List(item) => current = Some(*item),
                _ => return false,
            }
        }
        false
    }

    /// The type and row of an alternative of a choice.
    pub(super) fn chosen_slot(&mut self, part: &Part<'_>) -> (RustType, Row) {
        let presence = part.presence(self.context.shapes.model);
        if part.occurs == Occurs::Many {
            let slot = self.slot(part, presence);
            return (slot.ty, slot.row);
        }
        let (_, value) = self.part_value(part);
        (value.chosen(presence), self.slot(part, presence).row)
    }

    /// Where a part stands, and its value.
    fn part_value(&mut self, part: &Part<'_>) -> (Place, Value) {
        match &part.kind {
            PartKind::Attribute(attribute) => (Place::Attribute, self.value(attribute.ty)),
            PartKind::Text(ty) => (Place::Text, self.value(*ty)),
            PartKind::Element(element) => {
                let ty = self.context.shapes.model[element.element].ty;
                (Place::Element, self.value(ty))
            }
            PartKind::Group(group) => {
                let name = self.group(group);
                let ty = RustType::Local(name.clone());
                let size = match group.kind {
                    GroupKind::Sequence => Size::Struct,
                    GroupKind::Choice => Size::Small,
                };
                (
                    Place::Group,
                    Value {
                        ty,
                        content: Content::Group(name),
                        size,
                    },
                )
            }
            PartKind::Any(wildcard) => {
                let content = Content::Wildcard(self.wildcard(wildcard));
                (
                    Place::Any,
                    Value {
                        content,
                        ..Value::small(RustType::Runtime("AnyElement"))
                    },
                )
            }
            PartKind::Nil => (Place::Nil, Value::small(RustType::Prelude("bool"))),
            PartKind::AnyAttribute(wildcard) => {
                let content = Content::Wildcard(self.wildcard(wildcard));
                (
                    Place::AnyAttribute,
                    Value {
                        content,
                        ..Value::small(RustType::Runtime("AnyAttributes"))
                    },
                )
            }
        }
    }

    fn wildcard(&mut self, wildcard: &model::Wildcard) -> Wildcard {
        match &wildcard.namespaces {
            NamespaceSet::Any => Wildcard::Any,
            NamespaceSet::Other(target) => Wildcard::Other(self.namespace_of(target.as_deref())),
            NamespaceSet::OneOf(list) => Wildcard::Of(
                list.iter()
                    .map(|uri| self.namespace_of(uri.as_deref()))
                    .collect(),
            ),
        }
    }

    /// A row for an element that stands alone: in a body, at a root.
    pub(super) fn element_row(
        &mut self,
        name: &QName,
        presence: Presence,
        content: Content,
    ) -> Row {
        Row {
            place: Place::Element,
            name: name.local.to_string(),
            namespace: self.namespace(name),
            presence,
            occurs: Occurs::Once,
            content,
            json_name: None,
        }
    }

    fn default_of(&self, ty: &RustType) -> FieldDefault {
        match ty {
            RustType::Nillable(_) if !self.is_data_contract => FieldDefault::Absent,
            _ => FieldDefault::OfType,
        }
    }

    /// A type that is written in this module or the shared one.
    fn local(&self, ty: TypeId) -> RustType {
        let names = self
            .context
            .naming
            .get(self.document, ty)
            .expect("what a written type refers to is written");
        RustType::Local(names.name.clone())
    }
}

impl Value {
    /// A struct.
    pub(super) fn structure(ty: RustType) -> Self {
        Self {
            ty,
            content: Content::Plain,
            size: Size::Struct,
        }
    }

    /// A tree as it is.
    pub(super) fn tree() -> Self {
        Self::small(RustType::Runtime("AnyElement"))
    }

    fn small(ty: RustType) -> Self {
        Self {
            ty,
            content: Content::Plain,
            size: Size::Small,
        }
    }

    /// The value as what is chosen: there, and a struct in a box.
    pub(super) fn chosen(self, presence: Presence) -> RustType {
        match (self.size, presence) {
            (Size::Struct, Presence::Required) => self.ty.boxed(),
            _ => self.in_state(presence),
        }
    }

    /// The value in the state that a presence asks for.
    pub(super) fn in_state(self, presence: Presence) -> RustType {
        let boxed = match self.size {
            Size::Struct => self.ty.clone().boxed(),
            Size::Small => self.ty.clone(),
        };
        match presence {
            Presence::Required => self.ty,
            Presence::RequiredNillable | Presence::Optional | Presence::OptionalNeverNil => {
                boxed.option()
            }
            Presence::OptionalNillable => boxed.nillable(),
        }
    }
}

/// An item of a repeated part: nil keeps its place.
fn item_in_state(ty: RustType, presence: Presence) -> RustType {
    match presence {
        Presence::Required | Presence::Optional => ty,
        Presence::RequiredNillable | Presence::OptionalNillable | Presence::OptionalNeverNil => {
            ty.option()
        }
    }
}
