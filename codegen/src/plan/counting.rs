//! Sequences in which only counting tells which part an element is of: `b{3}, a?, b`.

use super::content::{Group, GroupKind, Part, PartKind};
use super::row::Occurs;
use crate::model::{Model, NamespaceSet, QName};

/// Whether a part that repeats may be followed by one that begins as it does, with nothing between them that has to be there.
///
/// By its name alone, an element of the second would be read as one more of the first. The schema allows that only where the first has
/// an exact number of occurrences.
pub(super) fn only_counting_tells(model: &Model, parts: &[Part<'_>]) -> bool {
    let repeated = parts.iter().enumerate();
    repeated
        .filter(|(_, part)| part.occurs == Occurs::Many)
        .any(|(index, part)| {
            let own = beginnings(model, part);
            for later in &parts[index + 1..] {
                let others = beginnings(model, later);
                if own
                    .iter()
                    .any(|own| others.iter().any(|other| own.meets(other)))
                {
                    return true;
                }
                if !is_emptiable(later) {
                    return false;
                }
            }
            false
        })
}

/// What a part may begin with.
enum Beginning<'m> {
    Element(&'m QName),
    Any(&'m NamespaceSet),
}

impl Beginning<'_> {
    /// Whether an element can be of both.
    fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Element(name), Self::Element(other)) => name == other,
            (Self::Element(name), Self::Any(namespaces))
            | (Self::Any(namespaces), Self::Element(name)) => {
                namespaces.admits(name.namespace.as_deref())
            }
            (Self::Any(NamespaceSet::OneOf(list)), Self::Any(namespaces))
            | (Self::Any(namespaces), Self::Any(NamespaceSet::OneOf(list))) => {
                list.iter().any(|one| namespaces.admits(one.as_deref()))
            }
            (Self::Any(_), Self::Any(_)) => true,
        }
    }
}

fn beginnings<'m>(model: &'m Model, part: &Part<'m>) -> Vec<Beginning<'m>> {
    match &part.kind {
        PartKind::Element(element) => vec![Beginning::Element(&model[element.element].name)],
        PartKind::Any(wildcard) => vec![Beginning::Any(&wildcard.namespaces)],
        PartKind::Group(group) => {
            let all = group.parts.iter();
            let behind_needed = match group.kind {
                GroupKind::Choice => None,
                GroupKind::Sequence if group.is_unordered => None,
                GroupKind::Sequence => all.clone().position(|part| !is_emptiable(part)),
            };
            let first = all.take(behind_needed.map_or(usize::MAX, |needed| needed + 1));
            first.flat_map(|part| beginnings(model, part)).collect()
        }
        PartKind::Attribute(_) | PartKind::Text(_) | PartKind::AnyAttribute(_) | PartKind::Nil => {
            Vec::new()
        }
    }
}

/// Whether there may be nothing of a part.
fn is_emptiable(part: &Part<'_>) -> bool {
    let is_empty = |group: &Group<'_>| match group.kind {
        GroupKind::Sequence => group.parts.iter().all(is_emptiable),
        GroupKind::Choice => group.parts.iter().any(is_emptiable),
    };
    part.min_occurs == 0 || matches!(&part.kind, PartKind::Group(group) if is_empty(group))
}
