//! Rows as generated tables write them: one short name for each arm of the table of states.

use super::form::Group;
use crate::record::Slot;
use crate::table::{EncodedType, Presence, Row};

/// An element that is always there: [`Presence::Required`].
#[must_use]
pub const fn required(tag: &'static str, namespace: &'static str) -> Row {
    Row::element(tag, namespace, Presence::Required)
}

/// An element that is always there, nil when unset: [`Presence::RequiredNillable`].
#[must_use]
pub const fn required_nillable(tag: &'static str, namespace: &'static str) -> Row {
    Row::element(tag, namespace, Presence::RequiredNillable)
}

/// An element that is left out when unset: [`Presence::Optional`].
#[must_use]
pub const fn optional(tag: &'static str, namespace: &'static str) -> Row {
    Row::element(tag, namespace, Presence::Optional)
}

/// An element that is absent, nil or a value: [`Presence::OptionalNillable`].
#[must_use]
pub const fn nillable(tag: &'static str, namespace: &'static str) -> Row {
    Row::element(tag, namespace, Presence::OptionalNillable)
}

/// An element that is left out when unset, and never written as nil: [`Presence::OptionalNeverNil`].
#[must_use]
pub const fn never_nil(tag: &'static str, namespace: &'static str) -> Row {
    Row::element(tag, namespace, Presence::OptionalNeverNil)
}

/// An attribute that is always there.
#[must_use]
pub const fn required_attribute(name: &'static str, namespace: &'static str) -> Row {
    Row::attribute(name, namespace, Presence::Required)
}

/// An attribute that is left out when unset.
#[must_use]
pub const fn optional_attribute(name: &'static str, namespace: &'static str) -> Row {
    Row::attribute(name, namespace, Presence::Optional)
}

/// A group of rows: a struct for a sequence, an enum for a choice.
#[must_use]
pub const fn group<T: Group>(presence: Presence) -> Row {
    Row::group(T::GROUP, presence)
}

/// `xsi:nil` of the element itself.
#[must_use]
pub const fn nil() -> Row {
    Row::nil()
}

/// The text of the element itself.
#[must_use]
pub const fn text() -> Row {
    Row::text()
}

/// The type of a row in an encoded message.
#[must_use]
pub const fn encoded(name: &'static str, namespace: &'static str) -> EncodedType {
    EncodedType::new(name, namespace)
}

/// The value of a text that the schema gives as a default or as fixed.
///
/// The generator has checked the text; a value that it could not read would be the default of its type.
#[must_use]
pub fn meant<T: Slot + Default>(text: &str) -> T {
    let mut value = T::default();
    match crate::xml::read_text(value.open(), text) {
        Ok(()) => value,
        Err(_) => T::default(),
    }
}
