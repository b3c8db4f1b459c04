//! Linking wildcards: which namespaces they admit.

use super::symbols::Scope;
use crate::model::{NamespaceSet, Wildcard};
use crate::schema::{self, WildcardNamespace, WildcardNamespaces};

pub(super) fn link(wildcard: &schema::Wildcard, scope: Scope<'_>) -> Wildcard {
    let namespaces = match &wildcard.namespaces {
        WildcardNamespaces::Any => NamespaceSet::Any,
        WildcardNamespaces::Other => NamespaceSet::Other(scope.target.cloned()),
        WildcardNamespaces::List(names) => NamespaceSet::OneOf(
            names
                .iter()
                .map(|name| match name {
                    WildcardNamespace::Target => scope.target.cloned(),
                    WildcardNamespace::Local => None,
                    WildcardNamespace::Uri(uri) => Some(uri.clone()),
                })
                .collect(),
        ),
    };
    Wildcard {
        namespaces,
        process: wildcard.process,
        place: wildcard.place.clone(),
    }
}

/// Whether a wildcard can say what both wildcards admit.
pub(super) fn has_intersection(first: &Wildcard, second: &Wildcard) -> bool {
    match (&first.namespaces, &second.namespaces) {
        (NamespaceSet::Other(Some(one)), NamespaceSet::Other(Some(other))) => one == other,
        _ => true,
    }
}

/// What both wildcards admit, with the `processContents` of the first.
///
/// Source: XML Schema Part 1, 3.10.6, attribute wildcard intersection.
pub(super) fn intersect(first: Wildcard, second: &Wildcard) -> Wildcard {
    let namespaces = match (first.namespaces, &second.namespaces) {
        (NamespaceSet::Any, other) => other.clone(),
        (own, NamespaceSet::Any) => own,
        (NamespaceSet::OneOf(list), other) => NamespaceSet::OneOf(
            list.into_iter()
                .filter(|one| other.admits(one.as_deref()))
                .collect(),
        ),
        (own, NamespaceSet::OneOf(list)) => NamespaceSet::OneOf(
            list.iter()
                .filter(|one| own.admits(one.as_deref()))
                .cloned()
                .collect(),
        ),
        (NamespaceSet::Other(None), NamespaceSet::Other(target)) => {
            NamespaceSet::Other(target.clone())
        }
        // Two different negations cannot be expressed together (3.10.6, 5); each is more than both.
        (NamespaceSet::Other(target), NamespaceSet::Other(_)) => NamespaceSet::Other(target),
    };
    Wildcard {
        namespaces,
        ..first
    }
}
