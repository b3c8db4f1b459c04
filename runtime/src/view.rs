//! Where a type becomes what the engines see: every generic function of this crate that hands a value to an engine does it here, and
//! generic functions of bindings may.
//!
//! The compiler cuts a program into units by the modules that generic functions stand in, and compiles what is `#[inline]`, and all
//! that drops a value, in each unit that needs it. What a type's view needs (the functions of each of its fields' types) was compiled
//! up to five times when views were made in five modules; so they are made in one unit, and that is the unit of [`Vec`], see
//! `beside_vec`.

use crate::record::{Alternatives, Record, Slot, Subtypes};

/// A value as a slot.
#[inline]
pub fn slot<T: Slot>(value: &T) -> &dyn Slot {
    beside_vec(|| value as &dyn Slot)
}

/// A value as a slot, to read into.
#[inline]
pub fn slot_mut<T: Slot>(value: &mut T) -> &mut dyn Slot {
    beside_vec(|| value as &mut dyn Slot)
}

/// A struct as a record.
#[inline]
pub(crate) fn record<T: Record>(value: &T) -> &dyn Record {
    beside_vec(|| value as &dyn Record)
}

/// A base type as one of its subtypes.
#[inline]
pub(crate) fn subtypes<T: Subtypes>(value: &T) -> &dyn Subtypes {
    beside_vec(|| value as &dyn Subtypes)
}

/// A choice as one of its alternatives.
#[inline]
pub fn choice<T: Alternatives>(value: &T) -> &dyn Alternatives {
    beside_vec(|| value as &dyn Alternatives)
}

/// A choice as one of its alternatives, to read into.
#[inline]
pub(crate) fn choice_mut<T: Alternatives>(value: &mut T) -> &mut dyn Alternatives {
    beside_vec(|| value as &mut dyn Alternatives)
}

/// Makes something in the unit in which the compiler puts the methods of [`Vec`], whatever module asks for it.
///
/// Dropping a `Vec` is such a method, and not inlined: that unit has what drops the items of every `Vec` that a program uses. A view
/// has what drops every field, as each table of a trait object has it, and so do functions that take apart what they read. In one
/// unit, it is compiled once: that is an eighth of the compiler's work for an application that uses one operation.
#[inline]
pub(crate) fn beside_vec<T>(make: impl FnOnce() -> T) -> T {
    Vec::<T>::made_by(make)
}

/// What is made beside [`Vec`]: methods are put with their type, functions with their module.
trait MadeBy<T> {
    fn made_by(make: impl FnOnce() -> T) -> T;
}

impl<T> MadeBy<T> for Vec<T> {
    #[inline(never)]
    fn made_by(make: impl FnOnce() -> T) -> T {
        make()
    }
}
