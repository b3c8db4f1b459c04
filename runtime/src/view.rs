//! Where a type becomes what the engines see: every generic function of this crate that hands a value to an engine does it here, and
//! generic functions of bindings may.
//!
//! The compiler cuts a program into units by the modules that generic functions stand in, and what a type's view needs (the functions
//! of each of its fields' types) is compiled in each unit that makes one. So views are made in one module, by functions that are not
//! inlined: an application that uses one operation is compiled in half the time and is a tenth smaller.

use crate::record::{Alternatives, Record, Slot, Subtypes};

/// A value as a slot.
#[inline(never)]
pub fn slot<T: Slot>(value: &T) -> &dyn Slot {
    value
}

/// A value as a slot, to read into.
#[inline(never)]
pub fn slot_mut<T: Slot>(value: &mut T) -> &mut dyn Slot {
    value
}

/// A struct as a record.
#[inline(never)]
pub(crate) fn record<T: Record>(value: &T) -> &dyn Record {
    value
}

/// A base type as one of its subtypes.
#[inline(never)]
pub(crate) fn subtypes<T: Subtypes>(value: &T) -> &dyn Subtypes {
    value
}

/// A choice as one of its alternatives.
#[inline(never)]
pub fn choice<T: Alternatives>(value: &T) -> &dyn Alternatives {
    value
}

/// A choice as one of its alternatives, to read into.
#[inline(never)]
pub(crate) fn choice_mut<T: Alternatives>(value: &mut T) -> &mut dyn Alternatives {
    value
}
