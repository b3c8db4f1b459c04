//! Conditional inclusion: what a schema says only to processors of another version.
//!
//! Source: XML Schema 1.1 Part 1, 4.2.2, which asks processors of version 1.0 to do the same.

use super::xml::{Node, trim};
use super::{FacetKind, XSD_NAMESPACE};
use crate::model::Builtin;

/// The namespace of the attributes that say for whom an element is.
const VERSIONING_NAMESPACE: &str = "http://www.w3.org/2007/XMLSchema-versioning";

/// Whether an element is there for a processor of XML Schema 1.0.
pub(super) fn is_included(node: &Node<'_>) -> bool {
    node.attributes()
        .filter(|attribute| attribute.namespace() == Some(VERSIONING_NAMESPACE))
        .all(|attribute| {
            let value = trim(attribute.value());
            let mut names = value.split_ascii_whitespace();
            match attribute.name() {
                "minVersion" => !is_later(value, "1.0"),
                "maxVersion" => is_later(value, "1.0"),
                "typeAvailable" => names.all(|name| has_type(*node, name)),
                "typeUnavailable" => !names.all(|name| has_type(*node, name)),
                "facetAvailable" => names.all(|name| has_facet(*node, name)),
                "facetUnavailable" => !names.all(|name| has_facet(*node, name)),
                _ => true,
            }
        })
}

/// Whether a version is later than another: both are decimal numbers of a few digits.
fn is_later(version: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().unwrap_or_default();
    number(version) > number(other)
}

/// The local name of a name in the namespace of XML Schema.
fn own_name<'a>(node: Node<'_>, name: &'a str) -> Option<&'a str> {
    let (prefix, local) = match name.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, name),
    };
    (node.lookup_namespace_uri(prefix) == Some(XSD_NAMESPACE)).then_some(local)
}

fn has_type(node: Node<'_>, name: &str) -> bool {
    own_name(node, name).is_some_and(|local| Builtin::named(local).is_some())
}

fn has_facet(node: Node<'_>, name: &str) -> bool {
    own_name(node, name)
        .is_some_and(|local| local == "enumeration" || FacetKind::named(local).is_some())
}
