//! The components of a schema as the file states them.

use std::sync::Arc;

use super::{
    Annotation, AttributePresence, Derivation, Derivations, EnumerationValue, FacetKind, Facets,
    Form, Identity, Occurs, ProcessContents, QName, Reference, ValueConstraint,
};
use crate::source::Place;

/// `xs:schema`.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) target_namespace: Option<Arc<str>>,
    pub(crate) annotation: Annotation,
    pub(crate) externals: Vec<External>,
    pub(crate) items: Vec<Global>,
}

/// `xs:include`, `xs:import` or `xs:redefine`.
#[derive(Debug)]
pub(crate) struct External {
    pub(crate) kind: ExternalKind,
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) location: Option<String>,
    /// The components that `xs:redefine` gives a new meaning.
    pub(crate) items: Vec<Global>,
    pub(crate) place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExternalKind {
    Include,
    Import,
    Redefine,
}

/// A component at the top of a schema, or of a redefinition.
#[derive(Debug)]
pub(crate) struct Global {
    pub(crate) item: Item,
    /// The same for components that say the same.
    pub(crate) fingerprint: u64,
}

/// What kinds of components stand at the top of a schema.
#[derive(Debug)]
pub(crate) enum Item {
    Simple(SimpleType),
    Complex(ComplexType),
    Element(Element),
    Attribute(Attribute),
    Group(Group),
    AttributeGroup(AttributeGroup),
    Notation(Notation),
}

/// `xs:notation`.
#[derive(Debug)]
pub(crate) struct Notation {
    pub(crate) name: Arc<str>,
    pub(crate) place: Place,
}

/// `xs:element`: a declaration, or a reference to one.
#[derive(Debug)]
pub(crate) struct Element {
    /// Empty for a reference.
    pub(crate) name: Arc<str>,
    pub(crate) reference: Option<Reference>,
    pub(crate) form: Form,
    pub(crate) ty: TypeUse,
    pub(crate) is_nillable: bool,
    pub(crate) is_abstract: bool,
    pub(crate) value: ValueConstraint,
    /// The qualified name that the text of `value` would be, by the prefixes where it is written; `None` if it is none.
    pub(crate) value_name: Option<QName>,
    pub(crate) substitution_group: Option<Reference>,
    pub(crate) block: Derivations,
    pub(crate) finals: Derivations,
    pub(crate) identities: Vec<Identity>,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

/// The type of an element, attribute, list item or restriction.
#[derive(Debug)]
pub(crate) enum TypeUse {
    /// Nothing is said.
    Missing,
    /// A type of that name.
    Named(Reference),
    /// A simple type on the spot.
    Simple(Box<SimpleType>),
    /// A complex type on the spot.
    Complex(Box<ComplexType>),
}

/// The type of the items of a SOAP-encoded array.
///
/// Form: `xs:string[]`; `xs:string[][]` is an array of arrays, `xs:string[,]` one of two dimensions.
#[derive(Debug)]
pub(crate) struct ArrayType {
    pub(crate) item: Reference,
    /// How many arrays are in each other: 1 is an array of items.
    pub(crate) depth: usize,
    /// Whether any of them has several dimensions.
    pub(crate) is_multidimensional: bool,
}

/// `xs:attribute`: a declaration, or a reference to one.
#[derive(Debug)]
pub(crate) struct Attribute {
    /// Empty for a reference.
    pub(crate) name: Arc<str>,
    pub(crate) reference: Option<Reference>,
    pub(crate) form: Form,
    pub(crate) ty: TypeUse,
    pub(crate) presence: AttributePresence,
    pub(crate) value: ValueConstraint,
    /// `wsdl:arrayType`, on the attribute of a SOAP-encoded array.
    pub(crate) array_type: Option<Box<ArrayType>>,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

/// `xs:group` at the top of a schema.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) name: Arc<str>,
    /// `None` where the file has none, which was reported.
    pub(crate) particle: Option<Particle>,
    pub(crate) place: Place,
}

/// `xs:attributeGroup` at the top of a schema.
#[derive(Debug)]
pub(crate) struct AttributeGroup {
    pub(crate) name: Arc<str>,
    pub(crate) attributes: Attributes,
    pub(crate) place: Place,
}

/// The attributes of a type or group.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) items: Vec<AttributeItem>,
    pub(crate) any: Option<Wildcard>,
}

#[derive(Debug)]
pub(crate) enum AttributeItem {
    Attribute(Attribute),
    Group(Reference),
}

/// A part of a content model.
#[derive(Debug)]
pub(crate) struct Particle {
    pub(crate) occurs: Occurs,
    pub(crate) term: Term,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum Term {
    Element(Box<Element>),
    Group(Reference),
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
    All(Vec<Particle>),
    Any(Wildcard),
}

/// `xs:any` or `xs:anyAttribute`.
#[derive(Debug)]
pub(crate) struct Wildcard {
    pub(crate) namespaces: WildcardNamespaces,
    pub(crate) process: ProcessContents,
    pub(crate) place: Place,
}

/// `namespace` of a wildcard; what the target namespace is can depend on who includes the schema.
#[derive(Debug)]
pub(crate) enum WildcardNamespaces {
    Any,
    Other,
    List(Vec<WildcardNamespace>),
}

#[derive(Debug)]
pub(crate) enum WildcardNamespace {
    Target,
    Local,
    Uri(Arc<str>),
}

/// `xs:simpleType`.
#[derive(Debug)]
pub(crate) struct SimpleType {
    /// `None` for an anonymous type.
    pub(crate) name: Option<Arc<str>>,
    pub(crate) body: SimpleBody,
    pub(crate) finals: Derivations,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum SimpleBody {
    Restriction(Box<SimpleRestriction>),
    List(TypeUse),
    Union(Vec<TypeUse>),
}

/// `xs:restriction` of a simple type, or the simple part of one of simple content.
#[derive(Debug)]
pub(crate) struct SimpleRestriction {
    pub(crate) base: TypeUse,
    pub(crate) enumeration: Vec<EnumerationValue>,
    pub(crate) facets: Facets,
    /// The facets but enumeration as they are written, for whoever checks them.
    pub(crate) written: Vec<WrittenFacet>,
    pub(crate) place: Place,
}

/// A facet but enumeration as it is written.
#[derive(Debug)]
pub(crate) struct WrittenFacet {
    pub(crate) kind: FacetKind,
    pub(crate) value: String,
    pub(crate) is_fixed: bool,
    pub(crate) place: Place,
}

/// `xs:complexType`.
#[derive(Debug)]
pub(crate) struct ComplexType {
    /// `None` for an anonymous type.
    pub(crate) name: Option<Arc<str>>,
    pub(crate) body: ComplexBody,
    pub(crate) attributes: Attributes,
    pub(crate) is_mixed: bool,
    pub(crate) is_abstract: bool,
    pub(crate) block: Derivations,
    pub(crate) finals: Derivations,
    pub(crate) annotation: Annotation,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum ComplexBody {
    /// Neither `xs:simpleContent` nor `xs:complexContent`.
    Plain(Option<Particle>),
    /// `xs:complexContent`.
    Complex {
        derivation: Derivation,
        base: Reference,
        particle: Option<Particle>,
    },
    /// `xs:simpleContent` with an extension.
    SimpleExtension { base: Reference },
    /// `xs:simpleContent` with a restriction; the base of the restriction is the type on the spot, if any.
    SimpleRestriction {
        base: Reference,
        restriction: Box<SimpleRestriction>,
    },
}
