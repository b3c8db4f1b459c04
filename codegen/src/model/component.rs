//! Types and elements: the components of the schemas.

use super::{
    Annotation, AttributeUse, Builtin, Derivation, Derivations, DocumentId, ElementId,
    EnumerationValue, Facets, Particle, Path, QName, TypeId, ValueConstraint, Wildcard,
};
use crate::source::Place;

/// A declaration of an element, global or local.
#[derive(Clone, Debug)]
pub struct Element {
    /// The entry document in whose set it is declared.
    pub document: DocumentId,
    /// The name as it is on the wire; local elements have no namespace where the form is unqualified.
    pub name: QName,
    /// Whether it stands at the top of a schema: may be a root, a message part, or be referenced.
    pub is_global: bool,
    /// Its type; for an element without a type, that of its substitution head or `xs:anyType`.
    pub ty: TypeId,
    /// Whether `xsi:nil` is allowed.
    pub is_nillable: bool,
    /// Whether only members of its substitution group may occur.
    pub is_abstract: bool,
    /// `default` or `fixed`.
    pub value: ValueConstraint,
    /// The qualified name that the text of `value` would be, by the prefixes where it is written; `None` if it is none.
    pub value_name: Option<QName>,
    /// The element it may stand for.
    pub substitution_head: Option<ElementId>,
    /// All elements that may stand for it, indirectly too, in the order of declaration; abstract ones included, itself not.
    pub substitutes: Vec<ElementId>,
    /// What holds for all within it.
    pub identities: Vec<Identity>,
    /// `block`: what must not replace it or its type.
    pub block: Derivations,
    /// `final`: what must not be derived for members of its substitution group.
    pub finals: Derivations,
    /// Documentation and the serialiser's notes.
    pub annotation: Annotation,
    /// Where it is declared.
    pub place: Place,
}

/// An identity constraint.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its name.
    pub name: QName,
    /// What it demands.
    pub demand: Demand,
    /// What it selects.
    pub selector: Vec<Path>,
    /// The fields of that.
    pub fields: Vec<Vec<Path>>,
    /// Where it is declared.
    pub place: Place,
}

/// What an identity constraint demands of what it selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// No two have the same fields.
    Unique,
    /// And none lacks one.
    Key,
    /// There is one of the key of that name with the same fields.
    Refer(QName),
}

/// A type: built in, simple or complex; named or anonymous.
#[derive(Clone, Debug)]
pub struct Type {
    /// The entry document in whose set it is declared; `None` for built-in types.
    pub document: Option<DocumentId>,
    /// The name; `None` for an anonymous type.
    pub name: Option<QName>,
    /// Where an anonymous type belongs; `None` for named and built-in types.
    pub owner: Option<Owner>,
    /// What kind of type.
    pub kind: TypeKind,
    /// Documentation and the serialiser's notes.
    pub annotation: Annotation,
    /// Where it is declared; `None` for built-in types.
    pub place: Option<Place>,
}

/// What an anonymous type was written in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// It is the type of this element.
    Element(ElementId),
    /// It is the type of the attribute of that name in this type.
    Attribute(TypeId, QName),
    /// It is the type of a global attribute, or one in an attribute group.
    GlobalAttribute(QName),
    /// It is what this simple type restricts or this complex type's simple content.
    Base(TypeId),
    /// It is what the type of this name was before `xs:redefine` gave it a new meaning.
    Redefined(QName),
    /// It is the item of this list type, or inside this array of arrays.
    Item(TypeId),
    /// It is the member of this union type with that number, counted from 0.
    Member(TypeId, usize),
}

/// Built in, simple or complex.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// Declared by XML Schema itself.
    Builtin(Builtin),
    /// Text.
    Simple(SimpleType),
    /// Elements, attributes, or text with attributes.
    Complex(ComplexType),
}

/// A simple type.
#[derive(Clone, Debug)]
pub struct SimpleType {
    /// The type it restricts; `xs:anySimpleType` for a list or union that is declared here.
    pub base: TypeId,
    /// Its variety; a restriction has that of its base.
    pub variety: Variety,
    /// The values it allows, in order; empty if it does not enumerate. Only its own: see `Model::enumeration`.
    pub enumeration: Vec<EnumerationValue>,
    /// Its own facets but enumeration; those of its base apply too.
    pub facets: Facets,
    /// `final`.
    pub finals: Derivations,
}

/// The variety of a simple type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variety {
    /// One value; the primitive or other built-in type nearest to it in its derivation.
    Atomic(Builtin),
    /// Values of this type, separated by white space.
    List(TypeId),
    /// A value of one of these types, tried in this order.
    Union(Vec<TypeId>),
}

/// A complex type.
#[derive(Clone, Debug)]
pub struct ComplexType {
    /// The type it is derived from: `xs:anyType` where nothing is said, a simple type for simple content on top of one.
    pub base: TypeId,
    /// How it is derived. A type that names no base is a restriction of `xs:anyType`.
    pub derivation: Derivation,
    /// Its own content: with an extension, what comes after that of the base.
    pub content: Content,
    /// Whether text may stand between its elements.
    pub is_mixed: bool,
    /// Its own attributes, those of groups included; see `Model::attributes` for all.
    pub attributes: Vec<AttributeUse>,
    /// Its own attribute wildcard, those of groups included.
    pub any_attribute: Option<Wildcard>,
    /// Whether only derived types may occur.
    pub is_abstract: bool,
    /// `block`.
    pub block: Derivations,
    /// `final`.
    pub finals: Derivations,
}

/// A type that stands for a SOAP-encoded array: its content is then a sequence of one repeated element `item`.
#[derive(Clone, Debug)]
pub struct SoapArray {
    /// The type of the items, which for an array of arrays is an array.
    pub item: TypeId,
    /// Whether it has several dimensions (`xs:string[,]`).
    pub is_multidimensional: bool,
}

/// The own content of a complex type.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// No elements and no text.
    Empty,
    /// Text of this simple type (for an extension, the type of the base's text).
    Simple(TypeId),
    /// Elements.
    Elements(Particle),
}
