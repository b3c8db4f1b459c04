//! Whether two records are equal: one walk over the slots for all generated types, instead of a comparison for each type.

use std::any::Any;

use crate::leaf::Leaf;
use crate::record::{Alternatives, Record, Ref, Selected, Sequence, Slot, State, Subtypes};
use crate::view;

/// Whether two structs are equal in every slot, as a derived `PartialEq` would say.
#[inline]
#[must_use]
pub fn equal<T: Record>(left: &T, right: &T) -> bool {
    equal_records(view::record(left), view::record(right))
}

fn equal_records(left: &dyn Record, right: &dyn Record) -> bool {
    let (left_any, right_any): (&dyn Any, &dyn Any) = (left, right);
    left_any.type_id() == right_any.type_id()
        && (0..left.table().rows.len()).all(|row| equal_slots(left.slot(row), right.slot(row)))
}

fn equal_slots(left: &dyn Slot, right: &dyn Slot) -> bool {
    match (left.state(), right.state()) {
        (State::Value(left), State::Value(right)) => equal_values(left, right),
        (State::Unset, State::Unset)
        | (State::Absent, State::Absent)
        | (State::Nil, State::Nil) => true,
        _ => false,
    }
}

fn equal_values(left: Ref<'_>, right: Ref<'_>) -> bool {
    match (left, right) {
        (Ref::Str(left), Ref::Str(right)) => left == right,
        (Ref::I64(left), Ref::I64(right)) => left == right,
        (Ref::I32(left), Ref::I32(right)) => left == right,
        (Ref::Bool(left), Ref::Bool(right)) => left == right,
        // As for `f64` itself: NaN is not equal to NaN.
        (Ref::F64(left), Ref::F64(right)) => left == right,
        (Ref::DateTime(left), Ref::DateTime(right)) => left == right,
        (Ref::QName(left), Ref::QName(right)) => left == right,
        (Ref::Leaf(left), Ref::Leaf(right)) => left.equals(right),
        (Ref::Sequence(left), Ref::Sequence(right)) => equal_items(left, right),
        (Ref::Record(left), Ref::Record(right)) => equal_records(left, right),
        (Ref::Subtypes(left), Ref::Subtypes(right)) => equal_subtypes(left, right),
        (Ref::Choice(left), Ref::Choice(right)) => equal_choices(left, right),
        (Ref::Any(left), Ref::Any(right)) => left == right,
        (Ref::AnyAttributes(left), Ref::AnyAttributes(right)) => left == right,
        _ => false,
    }
}

fn equal_items(left: &dyn Sequence, right: &dyn Sequence) -> bool {
    left.len() == right.len()
        && (0..left.len()).all(|index| match (left.item(index), right.item(index)) {
            (Some(left), Some(right)) => equal_slots(left, right),
            _ => false,
        })
}

fn equal_subtypes(left: &dyn Subtypes, right: &dyn Subtypes) -> bool {
    match (left.selected(), right.selected()) {
        (Selected::Known(_, left), Selected::Known(_, right)) => equal_records(left, right),
        (Selected::Unknown(left), Selected::Unknown(right)) => left == right,
        _ => false,
    }
}

fn equal_choices(left: &dyn Alternatives, right: &dyn Alternatives) -> bool {
    match (left.selected(), right.selected()) {
        (Some((left_index, left)), Some((right_index, right))) => {
            left_index == right_index && equal_slots(left, right)
        }
        (None, None) => left.unknown() == right.unknown(),
        _ => false,
    }
}

/// Whether two simple values of one type have the same text: what holds for every [`Leaf`] that does not know better.
pub(crate) fn same_text<L: Leaf + ?Sized>(left: &L, right: &dyn Leaf) -> bool {
    let (mut left_text, mut right_text) = (String::new(), String::new());
    left.write(&mut left_text);
    right.write(&mut right_text);
    left_text == right_text
}
