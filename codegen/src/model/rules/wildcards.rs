//! Which namespaces wildcards admit, compared.
//!
//! Source: XML Schema Part 1, 3.10.6.

use crate::model::{NamespaceSet, ProcessContents};

/// Whether some namespace is admitted by both.
pub(super) fn overlap(left: &NamespaceSet, right: &NamespaceSet) -> bool {
    match (left, right) {
        (NamespaceSet::OneOf(list), other) | (other, NamespaceSet::OneOf(list)) => {
            list.iter().any(|one| other.admits(one.as_deref()))
        }
        _ => true,
    }
}

/// Whether a wildcard can say what either admits.
pub(super) fn has_union(left: &NamespaceSet, right: &NamespaceSet) -> bool {
    match (left, right) {
        (NamespaceSet::Other(Some(target)), NamespaceSet::OneOf(list))
        | (NamespaceSet::OneOf(list), NamespaceSet::Other(Some(target))) => {
            !list.contains(&None) || list.contains(&Some(target.clone()))
        }
        _ => true,
    }
}

/// Whether all that the first admits is admitted by the second.
pub(super) fn is_subset(sub: &NamespaceSet, whole: &NamespaceSet) -> bool {
    match (sub, whole) {
        (_, NamespaceSet::Any) => true,
        (NamespaceSet::OneOf(list), whole) => list.iter().all(|one| whole.admits(one.as_deref())),
        (NamespaceSet::Other(sub), NamespaceSet::Other(whole)) => sub == whole,
        (NamespaceSet::Any | NamespaceSet::Other(_), _) => false,
    }
}

/// How much is demanded of what a wildcard admits; more is more.
pub(super) fn strength(process: ProcessContents) -> u8 {
    match process {
        ProcessContents::Skip => 0,
        ProcessContents::Lax => 1,
        ProcessContents::Strict => 2,
    }
}
