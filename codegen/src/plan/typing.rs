//! The Rust type and the row of a part.

use super::RustType;
use super::content::{GroupKind, Part, PartKind};
use super::item::FieldDefault;
use super::modules::ModuleBuilder;
use super::presence::Presence;
use super::row::{Content, Occurs, Place, Row, Wildcard};
use super::shape::Shape;
use crate::model::{
    self, Builtin, Derivation, ElementId, Model, NamespaceSet, QName, TypeId, ValueConstraint,
};

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
    fn content_of(&mut self, part: &Part<'_>, value: &Value) -> Content {
        match &part.kind {
            PartKind::Element(used) => self.content_or_default(used.element, &value.content),
            _ => value.content.clone(),
        }
    }

    /// What stands inside an element whose value is of that content: where the schema gives it a default, or forbids
    /// subtypes of its type, that is said.
    pub(super) fn content_or_default(&mut self, element: ElementId, content: &Content) -> Content {
        let shapes = self.context.shapes;
        let declared = &shapes.model[element];
        if let Shape::Subtypes(_, subtypes) = shapes.get(declared.ty) {
            let blocked = blocked_subtypes(shapes.model, element, subtypes);
            let names = blocked.map(|name| (name.local.to_string(), self.namespace(name)));
            let names: Vec<_> = names.collect();
            return match names.is_empty() {
                true => content.clone(),
                false => Content::But(names),
            };
        }
        match (&declared.value, content) {
            (ValueConstraint::Default(text) | ValueConstraint::Fixed(text), Content::Plain)
                if self.is_text(declared.ty)
                    && declared.ty != Model::builtin(Builtin::AnySimpleType) =>
            {
                Content::Default(text.clone())
            }
            (ValueConstraint::Default(text) | ValueConstraint::Fixed(text), Content::List)
                if self.is_text(declared.ty) =>
            {
                Content::DefaultList(text.clone())
            }
            (ValueConstraint::Default(_) | ValueConstraint::Fixed(_), Content::Plain)
                if self.is_name(declared.ty) =>
            {
                match &declared.value_name {
                    Some(name) => Content::Default(name.to_string()),
                    None => Content::Plain,
                }
            }
            _ => content.clone(),
        }
    }

    /// Whether the value of a part can be read from a text alone: names need the declarations around them.
    pub(super) fn is_readable(&self, part: &Part<'_>) -> bool {
        let ty = part.ty(self.context.shapes.model);
        ty.is_some_and(|ty| self.is_text(ty))
    }

    fn is_name(&self, ty: TypeId) -> bool {
        matches!(
            self.context.shapes.get(ty),
            Shape::Leaf(RustType::Runtime("QName"))
        )
    }

    fn is_text(&self, ty: TypeId) -> bool {
        match self.context.shapes.get(ty) {
            Shape::Leaf(leaf) => *leaf != RustType::Runtime("QName"),
            Shape::Enumeration(_) | Shape::Union(..) => true,
            Shape::List(item) => self.is_text(*item),
            _ => false,
        }
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
                // Its value is of any simple type, and of any with attributes that is derived from one: `xsi:type` tells which.
                let value = match ty == Model::builtin(Builtin::AnySimpleType) {
                    true => Value::tree(),
                    false => self.value(ty),
                };
                (Place::Element, value)
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

/// The subtypes that may not stand in for the type of an element: derived from it by a method that the element or its type blocks.
///
/// Source: XML Schema Part 1, 3.3.4, "Element Locally Valid (Element)", clause 4.3.
fn blocked_subtypes<'a>(
    model: &'a Model,
    element: ElementId,
    subtypes: &'a [TypeId],
) -> impl Iterator<Item = &'a QName> {
    let declared = &model[element];
    let of_type = model.complex(declared.ty).map(|complex| complex.block);
    let of_type = of_type.unwrap_or_default();
    let extension = declared.block.extension || of_type.extension;
    let restriction = declared.block.restriction || of_type.restriction;
    let is_blocked = move |ty: TypeId| match model.complex(ty).map(|complex| complex.derivation) {
        Some(Derivation::Extension) => extension,
        _ => restriction,
    };
    let blocked = subtypes.iter().filter(move |subtype| {
        let steps = std::iter::successors(Some(**subtype), |ty| model.base(*ty));
        let mut steps = steps.take_while(|ty| *ty != declared.ty);
        (extension || restriction) && steps.any(is_blocked)
    });
    blocked.filter_map(|subtype| model[*subtype].name.as_ref())
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
