//! What generated code says of a schema: tables of facts, which refer to each other by number.

use std::sync::OnceLock;

use super::builtin::Builtin;
use super::builtin::xs;
use super::constraint::Identity;
use super::index::Index;
pub use crate::table::Wildcard;

/// What the documents of a schema must keep; generated where the setting `validation` asks for it.
///
/// Its tables are written by the generator, one fact a line: elements, attributes, types, particles and identity constraints, each
/// known by its place in its table.
#[derive(Debug)]
pub struct Grammar {
    pub(super) tables: Tables,
    index: OnceLock<Index>,
}

/// The tables of a [`Grammar`].
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// The elements, global ones first.
    pub elements: &'static [Element],
    /// The attributes, global ones first.
    pub attributes: &'static [Attribute],
    /// The types.
    pub types: &'static [Type],
    /// The parts of content models.
    pub particles: &'static [Particle],
    /// The identity constraints.
    pub identities: &'static [Identity],
}

impl Grammar {
    /// The grammar of these tables.
    #[must_use]
    pub const fn new(tables: Tables) -> Self {
        Self {
            tables,
            index: OnceLock::new(),
        }
    }

    /// What is found out of the tables once, when the first document is validated.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.tables))
    }
}

/// Which type is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// One of XML Schema.
    Builtin(Builtin),
    /// That of this number in the table of types.
    Own(u32),
}

pub use TypeRef::Own;

/// No end to how often a particle may occur.
pub const MANY: u32 = u32::MAX;

/// The bit of `extension` in a set of methods of derivation.
pub const EXTENSION: u8 = 1;
/// The bit of `restriction`.
pub const RESTRICTION: u8 = 2;

/// `default` or `fixed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// Neither.
    None,
    /// The value of an empty element or absent attribute.
    Default(&'static str),
    /// The only value there may be.
    Fixed(&'static str),
}

/// A declaration of an element.
#[derive(Clone, Copy, Debug)]
pub struct Element {
    pub(super) name: &'static str,
    pub(super) namespace: &'static str,
    pub(super) ty: TypeRef,
    pub(super) is_global: bool,
    pub(super) is_nillable: bool,
    pub(super) is_abstract: bool,
    pub(super) value: Constraint,
    pub(super) blocked: u8,
    pub(super) substitutes: &'static [u32],
    pub(super) identities: &'static [u32],
}

/// A global element.
#[must_use]
pub const fn element(name: &'static str, namespace: &'static str, ty: TypeRef) -> Element {
    Element {
        name,
        namespace,
        ty,
        is_global: true,
        is_nillable: false,
        is_abstract: false,
        value: Constraint::None,
        blocked: 0,
        substitutes: &[],
        identities: &[],
    }
}

/// An element that is declared in the content of a type.
#[must_use]
pub const fn local_element(name: &'static str, namespace: &'static str, ty: TypeRef) -> Element {
    let mut element = element(name, namespace, ty);
    element.is_global = false;
    element
}

/// Gives a description methods that change one of its fields.
macro_rules! changes {
    ($type:ty { $($(#[$doc:meta])* $method:ident($($argument:ident: $argument_type:ty)?) $field:ident = $value:expr;)* }) => {
        impl $type {$(
            $(#[$doc])*
            #[must_use]
            pub const fn $method(mut self $(, $argument: $argument_type)?) -> Self {
                self.$field = $value;
                self
            }
        )*}
    };
}

changes! { Element {
    /// `xsi:nil` is allowed.
    nillable() is_nillable = true;
    /// Only members of its substitution group may occur.
    stand_in_only() is_abstract = true;
    /// It has a default value.
    default(value: &'static str) value = Constraint::Default(value);
    /// It has a fixed value.
    fixed(value: &'static str) value = Constraint::Fixed(value);
    /// Types derived by these methods may not stand in for its own.
    blocks(methods: u8) blocked = methods;
    /// The elements that may stand for it.
    substitutes(elements: &'static [u32]) substitutes = elements;
    /// What holds for all within it.
    identities(identities: &'static [u32]) identities = identities;
} }

/// The use of an attribute.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    pub(super) name: &'static str,
    pub(super) namespace: &'static str,
    pub(super) ty: TypeRef,
    pub(super) is_global: bool,
    pub(super) is_required: bool,
    pub(super) value: Constraint,
}

/// An attribute that a type has.
#[must_use]
pub const fn attribute(name: &'static str, namespace: &'static str, ty: TypeRef) -> Attribute {
    Attribute {
        name,
        namespace,
        ty,
        is_global: false,
        is_required: false,
        value: Constraint::None,
    }
}

changes! { Attribute {
    /// It is declared at the top of a schema.
    global() is_global = true;
    /// It must be there.
    required() is_required = true;
    /// It has a default value.
    default(value: &'static str) value = Constraint::Default(value);
    /// It has a fixed value.
    fixed(value: &'static str) value = Constraint::Fixed(value);
} }

/// A type.
#[derive(Clone, Copy, Debug)]
pub struct Type {
    pub(super) name: &'static str,
    pub(super) namespace: &'static str,
    pub(super) base: TypeRef,
    pub(super) method: u8,
    pub(super) content: Content,
    pub(super) facets: &'static [Facet],
    pub(super) is_mixed: bool,
    pub(super) is_abstract: bool,
    pub(super) blocked: u8,
    pub(super) attributes: &'static [u32],
    pub(super) any_attribute: &'static [(Wildcard, Process)],
}

/// What a type holds.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// It is a simple type of the variety of its base.
    Simple,
    /// It is a list of values of that type.
    List(TypeRef),
    /// It is a union of these types.
    Union(&'static [TypeRef]),
    /// Neither elements nor text.
    Empty,
    /// Text of that type, and attributes.
    Text(TypeRef),
    /// Elements, by the number of the particle.
    Elements(u32),
    /// Any elements.
    Any,
}

/// A simple type that restricts another. The name is empty for an anonymous type.
#[must_use]
pub const fn simple(name: &'static str, namespace: &'static str, base: TypeRef) -> Type {
    complex(name, namespace, base, RESTRICTION).holds(Content::Simple)
}

/// A list.
#[must_use]
pub const fn list(name: &'static str, namespace: &'static str, item: TypeRef) -> Type {
    simple(name, namespace, xs::ANY_SIMPLE_TYPE).holds(Content::List(item))
}

/// A union.
#[must_use]
pub const fn union(
    name: &'static str,
    namespace: &'static str,
    members: &'static [TypeRef],
) -> Type {
    simple(name, namespace, xs::ANY_SIMPLE_TYPE).holds(Content::Union(members))
}

/// A complex type, empty as yet.
#[must_use]
pub const fn complex(
    name: &'static str,
    namespace: &'static str,
    base: TypeRef,
    method: u8,
) -> Type {
    Type {
        name,
        namespace,
        base,
        method,
        content: Content::Empty,
        facets: &[],
        is_mixed: false,
        is_abstract: false,
        blocked: 0,
        attributes: &[],
        any_attribute: &[],
    }
}

changes! { Type {
    /// It holds this.
    holds(content: Content) content = content;
    /// It holds these elements.
    elements(particle: u32) content = Content::Elements(particle);
    /// It holds text of this type.
    text(ty: TypeRef) content = Content::Text(ty);
    /// Its values keep these facets beside those of its base.
    facets(facets: &'static [Facet]) facets = facets;
    /// Text may stand between its elements.
    mixed() is_mixed = true;
    /// Only types derived from it may occur.
    stand_in_only() is_abstract = true;
    /// Types derived from it by these methods may not stand in for it.
    blocks(methods: u8) blocked = methods;
    /// All its attributes.
    attributes(attributes: &'static [u32]) attributes = attributes;
    /// What other attributes it may have: those that one of these admits.
    any_attribute(wildcards: &'static [(Wildcard, Process)]) any_attribute = wildcards;
} }

/// How much is to be known of what a wildcard admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// It is declared, and valid.
    Strict,
    /// It is valid where it is declared.
    Lax,
    /// Nothing.
    Skip,
}

/// What a restriction demands of values.
#[derive(Clone, Copy, Debug)]
pub enum Facet {
    /// `length`.
    Length(u64),
    /// `minLength`.
    MinLength(u64),
    /// `maxLength`.
    MaxLength(u64),
    /// `pattern`: all patterns of the restriction as one regular expression of the crate `regex`, anchored at both ends.
    Pattern(&'static str),
    /// `enumeration`.
    Enumeration(&'static [&'static str]),
    /// `enumeration` of qualified names: local name, namespace.
    Names(&'static [(&'static str, &'static str)]),
    /// `whiteSpace`.
    WhiteSpace(WhiteSpace),
    /// `maxInclusive`.
    MaxInclusive(&'static str),
    /// `maxExclusive`.
    MaxExclusive(&'static str),
    /// `minInclusive`.
    MinInclusive(&'static str),
    /// `minExclusive`.
    MinExclusive(&'static str),
    /// `totalDigits`.
    TotalDigits(u64),
    /// `fractionDigits`.
    FractionDigits(u64),
}

/// What becomes of white space before a value is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhiteSpace {
    /// Nothing.
    Preserve,
    /// Tabs and line ends become spaces.
    Replace,
    /// And runs of spaces one space, none outside.
    Collapse,
}

/// A part of a content model.
#[derive(Clone, Copy, Debug)]
pub struct Particle {
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) term: Term,
}

/// What a particle consists of; particles and elements by their numbers.
#[derive(Clone, Copy, Debug)]
pub enum Term {
    /// An element.
    Element(u32),
    /// All of them, in this order.
    Sequence(&'static [u32]),
    /// One of them.
    Choice(&'static [u32]),
    /// All of them, in any order.
    All(&'static [u32]),
    /// Any element that the wildcard admits.
    Any(Wildcard, Process),
}

/// An element, once.
#[must_use]
pub const fn item(element: u32) -> Particle {
    once(Term::Element(element))
}

/// A sequence, once.
#[must_use]
pub const fn sequence(particles: &'static [u32]) -> Particle {
    once(Term::Sequence(particles))
}

/// A choice, once.
#[must_use]
pub const fn choice(particles: &'static [u32]) -> Particle {
    once(Term::Choice(particles))
}

/// All of them in any order.
#[must_use]
pub const fn all(particles: &'static [u32]) -> Particle {
    once(Term::All(particles))
}

/// A wildcard, once.
#[must_use]
pub const fn any(wildcard: Wildcard, process: Process) -> Particle {
    once(Term::Any(wildcard, process))
}

const fn once(term: Term) -> Particle {
    Particle {
        min: 1,
        max: 1,
        term,
    }
}

impl Particle {
    /// The same, so many times.
    #[must_use]
    pub const fn occurs(mut self, min: u32, max: u32) -> Self {
        self.min = min;
        self.max = max;
        self
    }
}
