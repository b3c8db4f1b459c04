//! Encoded messages: the types that their elements name.

use super::content::{Part, PartKind};
use super::modules::ModuleBuilder;
use super::row::EncodedType;
use super::shape::Shape;
use crate::model::{Message, Model, PartContent, TypeId};

/// The namespace of SOAP 1.1's encoding, in whose messages arrays are of its type `Array`.
const SOAP_ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";

impl ModuleBuilder<'_, '_> {
    /// The types of a struct's fields; none if it stands in no encoded message.
    pub(super) fn encoded_fields(&mut self, ty: TypeId) -> Vec<EncodedType> {
        let shapes = self.context.shapes;
        if !self.context.reach.is_encoded(ty) {
            return Vec::new();
        }
        let parts = shapes.get(ty).parts().unwrap_or_default();
        parts.iter().map(|part| self.encoded_part(part)).collect()
    }

    /// The types of the parts of an encoded body.
    pub(super) fn encoded_parts(&mut self, message: &Message) -> Vec<EncodedType> {
        let model = self.context.shapes.model;
        let types = message.parts.iter().map(|part| match part.content {
            PartContent::Element(element) => model[element].ty,
            PartContent::Type(ty) => ty,
        });
        types.map(|ty| self.encoded_type(ty)).collect()
    }

    fn encoded_part(&mut self, part: &Part<'_>) -> EncodedType {
        match &part.kind {
            PartKind::Element(used) => {
                let ty = self.context.shapes.model[used.element].ty;
                self.encoded_type(ty)
            }
            _ => EncodedType::default(),
        }
    }

    /// A type as `xsi:type` names it; for an anonymous simple type the one that it restricts.
    fn encoded_type(&mut self, ty: TypeId) -> EncodedType {
        let shapes = self.context.shapes;
        let model = shapes.model;
        let items = match shapes.get(ty) {
            Shape::Array(item, _) => item.ty(model).map(|item| self.encoded_type(item)),
            Shape::Any => return EncodedType::default(),
            _ => None,
        };
        let items = items.map(Box::new);
        if model.soap_array(ty).is_some() && items.is_some() {
            return EncodedType {
                name: "Array".to_owned(),
                namespace: self.namespace_of(Some(SOAP_ENCODING)),
                items,
            };
        }
        let mut named = ty;
        while let (None, Some(simple)) = (&model[named].name, model.simple(named)) {
            named = simple.base;
        }
        match &model[named].name {
            Some(name) => EncodedType {
                name: name.local.to_string(),
                namespace: self.namespace(name),
                items,
            },
            None => EncodedType {
                items,
                ..EncodedType::default()
            },
        }
    }
}

/// The array of several dimensions that is among these types, by its name; reading and writing know none.
pub(super) fn multidimensional(
    model: &Model,
    mut types: impl Iterator<Item = TypeId>,
) -> Option<String> {
    let found = types.find(|ty| {
        let array = model.soap_array(*ty);
        array.is_some_and(|array| array.is_multidimensional)
    })?;
    let name = model[found].name.as_ref();
    Some(name.map_or_else(|| "an array".to_owned(), |name| format!("`{}`", name.local)))
}
