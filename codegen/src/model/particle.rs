//! Content models: particles as a tree, references to groups already resolved.

use std::sync::Arc;

use super::{
    Annotation, AttributePresence, ElementId, Occurs, ProcessContents, QName, TypeId,
    ValueConstraint,
};
use crate::source::Place;

/// A part of a content model.
///
/// A particle with `maxOccurs="0"` is not in the tree. A reference to a group is here as the group's own sequence, choice or all
/// with the occurs of the reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    /// How often it may occur.
    pub occurs: Occurs,
    /// What occurs.
    pub term: Term,
    /// Where it is written; for a group, where it is referenced.
    pub place: Place,
}

/// What a particle consists of.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// An element, declared here or elsewhere.
    Element(ElementUse),
    /// All of them, in this order.
    Sequence(Vec<Particle>),
    /// One of them.
    Choice(Vec<Particle>),
    /// All of them, in any order; each is an element that occurs at most once.
    All(Vec<Particle>),
    /// Any element that the wildcard admits.
    Any(Wildcard),
}

/// The use of an element in a content model.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementUse {
    /// The declaration: local (then its name has the namespace that goes on the wire, or none) or global.
    pub element: ElementId,
    /// The annotation of the use; for a local element, the same as that of the declaration.
    pub annotation: Annotation,
}

/// Which elements or attributes a wildcard admits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard {
    /// From which namespaces.
    pub namespaces: NamespaceSet,
    /// How much is to be known about them.
    pub process: ProcessContents,
    /// Where it is written.
    pub place: Place,
}

/// A set of namespaces; `None` stands for names in no namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamespaceSet {
    /// `##any`.
    Any,
    /// `##other`: any namespace but this one, and not none.
    Other(Option<Arc<str>>),
    /// One of these, with `##targetNamespace` and `##local` already replaced.
    OneOf(Vec<Option<Arc<str>>>),
}

impl NamespaceSet {
    /// Whether a name in `namespace` is admitted.
    pub fn admits(&self, namespace: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::Other(target) => namespace.is_some() && namespace != target.as_deref(),
            Self::OneOf(list) => list.iter().any(|one| one.as_deref() == namespace),
        }
    }

    /// What either admits.
    ///
    /// A union that cannot be expressed, of all but one namespace and of none, is taken to admit all.
    ///
    /// Source: XML Schema Part 1, 3.10.6, "Attribute Wildcard Union".
    pub fn union(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::OneOf(own), Self::OneOf(others)) => {
                let more = others.iter().filter(|one| !own.contains(one));
                Self::OneOf(own.iter().chain(more).cloned().collect())
            }
            (Self::Other(own), Self::Other(other)) if own == other => Self::Other(own.clone()),
            (Self::Other(_), Self::Other(_)) => Self::Other(None),
            (Self::Other(target), Self::OneOf(list)) | (Self::OneOf(list), Self::Other(target)) => {
                let has_target = list.contains(target);
                let has_none = list.contains(&None);
                match (has_target, has_none) {
                    (_, true) => Self::Any,
                    (true, false) => Self::Other(None),
                    (false, false) => Self::Other(target.clone()),
                }
            }
        }
    }
}

/// The use of an attribute in a complex type; groups and references are resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeUse {
    /// The name as it is on the wire: local attributes mostly have no namespace.
    pub name: QName,
    /// Its simple type.
    pub ty: TypeId,
    /// Whether it must, may or must not be there.
    pub presence: AttributePresence,
    /// The value that is meant when it is absent.
    pub value: ValueConstraint,
    /// The annotation of the use, or else of the declaration.
    pub annotation: Annotation,
    /// Where it is declared or referenced.
    pub place: Place,
}
