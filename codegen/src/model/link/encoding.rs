//! SOAP encoding: the types that it gives another meaning than XML Schema does.
//!
//! In a WSDL with encoded messages, what is derived from `soapenc:Array` is a sequence of items of the type that
//! `wsdl:arrayType` names, and `soapenc:string` and its like are the simple types of that name, which may be nil.
//!
//! Source: SOAP 1.1, 5; WSDL 1.1, 2.2.

use super::symbols::Scope;
use super::{Linker, number};
use crate::loader::Entry;
use crate::model::{
    Annotation, Builtin, ComplexType, Content, Derivation, Derivations, Element, ElementId,
    ElementUse, Model, Occurs, Owner, Particle, QName, SoapArray, Term, TypeId, TypeKind, Use,
    ValueConstraint,
};
use crate::schema::{
    self, ArrayType, AttributeItem, BindingMessage, BindingOperation, File, TypeUse,
};
use crate::source::Place;

/// The namespaces of the encodings of SOAP 1.1 and 1.2, which are their encoding styles too.
pub(super) const ENCODINGS: [&str; 2] = [
    "http://schemas.xmlsoap.org/soap/encoding/",
    "http://www.w3.org/2003/05/soap-encoding",
];

/// A type that is derived from the array of the encoding, and what is said of its items.
#[derive(Debug)]
pub(super) struct FoundArray {
    id: TypeId,
    /// `wsdl:arrayType`: the type, how many arrays are in each other, and whether one has several dimensions.
    named: Option<(TypeId, usize, bool)>,
    place: Place,
}

/// Whether a binding of the entry has an encoded body.
pub(super) fn uses_encoding(entry: &Entry) -> bool {
    let definitions = entry.definitions.iter().filter_map(|file| match &**file {
        File::Wsdl(definitions) => Some(definitions),
        File::Schema(_) => None,
    });
    let mut operations = definitions
        .flat_map(|definitions| &definitions.bindings)
        .flat_map(|binding| &binding.operations);
    operations.any(has_encoded_body)
}

fn has_encoded_body(operation: &BindingOperation) -> bool {
    let is_encoded = |message: &BindingMessage| {
        let body = message.body.as_ref();
        body.is_some_and(|body| matches!(body.body_use, Use::Encoded(_)))
    };
    operation
        .input
        .iter()
        .chain(&operation.output)
        .any(is_encoded)
}

/// Whether a name is one of the encoding's own.
fn is_encoding(name: &QName) -> bool {
    name.namespace
        .as_deref()
        .is_some_and(|namespace| ENCODINGS.contains(&namespace))
}

impl<'a> Linker<'a> {
    /// The built-in type that a type of the encoding stands for.
    pub(super) fn encoded_builtin(&self, name: &QName) -> Option<TypeId> {
        if !self.uses_encoding || !is_encoding(name) {
            return None;
        }
        let builtin = match &*name.local {
            "base64" => Some(Builtin::Base64Binary),
            "Struct" => Some(Builtin::AnyType),
            local => Builtin::named(local),
        };
        builtin.map(Model::builtin)
    }

    /// Whether an element has a simple type of the encoding, all of which may be nil.
    pub(super) fn is_encoded_simple(&self, ty: &TypeUse) -> bool {
        match ty {
            TypeUse::Named(reference) => self.encoded_builtin(&reference.name).is_some(),
            _ => false,
        }
    }

    /// Remembers a type that is an encoded array.
    pub(super) fn find_array(
        &mut self,
        id: TypeId,
        ty: &'a schema::ComplexType,
        base: TypeId,
        scope: Scope<'a>,
    ) {
        let is_array = |id: TypeId| {
            let name = self.model[id].name.as_ref();
            name.is_some_and(|name| is_encoding(name) && &*name.local == "Array")
        };
        if !self.uses_encoding || !(is_array(base) || is_array(id)) {
            return;
        }
        let mut items = ty.attributes.items.iter();
        let named = items.find_map(|item| match item {
            AttributeItem::Attribute(attribute) => attribute.array_type.as_deref(),
            AttributeItem::Group(_) => None,
        });
        let subject = format!("{} is an array of", self.type_title(id));
        let named = named.map(
            |ArrayType {
                 item,
                 depth,
                 is_multidimensional,
             }| {
                let item = self.resolve_type(item, scope, &subject);
                (item, *depth, *is_multidimensional)
            },
        );
        let place = ty.place.clone();
        self.arrays.push(FoundArray { id, named, place });
    }

    /// Makes the types that are encoded arrays sequences of their items.
    pub(super) fn link_arrays(&mut self) {
        for found in std::mem::take(&mut self.arrays) {
            let (item, depth, is_multidimensional) = found.named.unwrap_or_else(|| {
                let own = self.own_item(found.id);
                (own.unwrap_or(Model::builtin(Builtin::AnyType)), 1, false)
            });
            let mut item = item;
            for _ in 1..depth {
                let element = self.item_element(item, &found.place);
                let owner = Owner::Item(found.id);
                let annotation = Annotation::default();
                let inner = self.add_type(None, Some(owner), &annotation, &found.place);
                self.make_array(inner, element, &found.place, is_multidimensional);
                item = inner;
            }
            let element = self.item_element(item, &found.place);
            self.make_array(found.id, element, &found.place, is_multidimensional);
        }
        if self.uses_encoding {
            self.forget_encoding();
        }
    }

    /// Takes the encoding's own types and elements out of the document: built-in types stand in their places.
    fn forget_encoding(&mut self) {
        let model = &mut *self.model;
        let document = &mut model.documents[self.document.index()];
        for id in &document.types {
            let ty = &mut model.types[id.index()];
            if ty.name.as_ref().is_some_and(is_encoding) {
                ty.document = None;
            }
        }
        let types = &model.types;
        document
            .types
            .retain(|id| types[id.index()].document.is_some());
        let elements = &model.elements;
        document
            .elements
            .retain(|id| !is_encoding(&elements[id.index()].name));
    }

    /// The type of the one element that an array names itself.
    fn own_item(&self, id: TypeId) -> Option<TypeId> {
        let Content::Elements(particle) = &self.model.complex(id)?.content else {
            return None;
        };
        match &particle.term {
            Term::Sequence(parts) => match parts.as_slice() {
                [
                    Particle {
                        term: Term::Element(used),
                        ..
                    },
                ] => Some(self.model[used.element].ty),
                _ => None,
            },
            _ => None,
        }
    }

    /// A new local element `item`, which may be nil.
    fn item_element(&mut self, ty: TypeId, place: &Place) -> ElementId {
        let id = ElementId(number(self.model.elements.len()));
        self.model.elements.push(Element {
            document: self.document,
            name: QName::new(None, "item"),
            is_global: false,
            ty,
            is_nillable: true,
            is_abstract: false,
            value: ValueConstraint::None,
            value_name: None,
            substitution_head: None,
            substitutes: Vec::new(),
            identities: Vec::new(),
            block: Derivations::default(),
            finals: Derivations::default(),
            annotation: Annotation::default(),
            place: place.clone(),
        });
        id
    }

    fn make_array(
        &mut self,
        id: TypeId,
        element: ElementId,
        place: &Place,
        is_multidimensional: bool,
    ) {
        let item = Particle {
            occurs: Occurs { min: 0, max: None },
            term: Term::Element(ElementUse {
                element,
                annotation: Annotation::default(),
            }),
            place: place.clone(),
        };
        let content = Particle {
            occurs: Occurs::ONCE,
            term: Term::Sequence(vec![item]),
            place: place.clone(),
        };
        self.model.types[id.index()].kind = TypeKind::Complex(ComplexType {
            base: Model::builtin(Builtin::AnyType),
            derivation: Derivation::Restriction,
            content: Content::Elements(content),
            is_mixed: false,
            attributes: Vec::new(),
            any_attribute: None,
            is_abstract: false,
            block: Derivations::default(),
            finals: Derivations::default(),
        });
        let array = SoapArray {
            item: self.model[element].ty,
            is_multidimensional,
        };
        self.model.soap_arrays.insert(id, array);
    }
}
