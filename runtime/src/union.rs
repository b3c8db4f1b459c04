//! Unions: a value of one of several simple types, told apart by its text.

use std::fmt;

use crate::enumeration::collapse;
use crate::leaf::LeafKind;
use crate::record::{Ref, Sequence, Slot, State};

/// What becomes of the texts that none of the members of a union takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherTexts {
    /// They are values of a member that takes every text.
    Member,
    /// They are outside the type, and kept.
    Kept,
}

/// A generated union.
///
/// A text goes to the first member that would write it back as it is; where none would, to the first that can read it at all. So what
/// is read is always written back, or is the same value: `05` of a union of numbers and texts is a text, and of numbers alone is 5.
/// What no member can read is kept as text.
///
/// Source: XML Schema Part 2, 2.5.1.3 (the members in their order), 4.3.6 (white space around a value of a union means nothing).
pub trait Union: Clone + PartialEq + Default + fmt::Debug + 'static {
    /// The number of members, without the one that takes every text.
    const MEMBERS: usize;

    /// What becomes of texts that none of those members takes.
    const OTHER_TEXTS: OtherTexts;

    /// Makes this a default value of the member with that number.
    fn select(&mut self, member: usize);

    /// Makes this a text that is a value of no other member.
    fn set_text(&mut self, text: &str);

    /// The value of a member; the text otherwise.
    fn selected(&self) -> Result<&dyn Slot, &str>;

    /// The value of a member, to read into.
    fn selected_mut(&mut self) -> Option<&mut dyn Slot>;
}

/// Appends the text of a union.
pub fn write<U: Union>(value: &U, out: &mut String) {
    match value.selected() {
        Ok(slot) => write_slot(slot, out),
        Err(text) => out.push_str(text),
    }
}

/// What a union is in JSON: a number where its member is one.
#[must_use]
pub fn kind<U: Union>(value: &U) -> LeafKind {
    match value.selected().map(Slot::state) {
        Ok(State::Value(Ref::I32(_))) => LeafKind::Number,
        Ok(State::Value(Ref::I64(_))) => LeafKind::Integer64,
        Ok(State::Value(Ref::F64(number))) if number.is_finite() => LeafKind::Number,
        Ok(State::Value(Ref::Leaf(leaf))) => leaf.kind(),
        _ => LeafKind::Text,
    }
}

/// Whether the value is one of the type, and not only kept.
#[must_use]
pub fn is_known<U: Union>(value: &U) -> bool {
    U::OTHER_TEXTS == OtherTexts::Member || value.selected().is_ok()
}

/// Reads a union.
#[must_use]
pub fn read<U: Union>(text: &str) -> U {
    let collapsed = collapse(text);
    let mut inexact = None;
    for member in 0..U::MEMBERS {
        let mut value = U::default();
        value.select(member);
        if !value
            .selected_mut()
            .is_some_and(|slot| takes(slot, &collapsed))
        {
            continue;
        }
        let mut written = String::new();
        write(&value, &mut written);
        if written == collapsed {
            return value;
        }
        inexact.get_or_insert(value);
    }
    match inexact {
        Some(value) if U::OTHER_TEXTS == OtherTexts::Kept => value,
        _ => {
            let mut value = U::default();
            value.set_text(text);
            value
        }
    }
}

/// Reads a text into a member; whether it is one of its values.
fn takes(slot: &mut dyn Slot, text: &str) -> bool {
    crate::xml::read_text(slot.open(), text).is_ok() && is_known_value(slot)
}

/// Whether a value is one that its type knows: an enumeration keeps others too.
fn is_known_value(slot: &dyn Slot) -> bool {
    match slot.state() {
        State::Value(Ref::Leaf(leaf)) => leaf.is_known(),
        State::Value(Ref::Sequence(items)) => slots(items).all(is_known_value),
        _ => true,
    }
}

fn slots(items: &dyn Sequence) -> impl Iterator<Item = &dyn Slot> {
    (0..items.len()).filter_map(|index| items.item(index))
}

/// Appends the text of a simple value, or of the items of a list.
fn write_slot(slot: &dyn Slot, out: &mut String) {
    let State::Value(value) = slot.state() else {
        return;
    };
    match value {
        Ref::Str(text) => out.push_str(text),
        Ref::I64(number) => crate::value::write(&number, out),
        Ref::I32(number) => crate::value::write(&number, out),
        Ref::Bool(value) => crate::value::write(&value, out),
        Ref::F64(number) => crate::value::write(&number, out),
        Ref::DateTime(value) => crate::value::write(value, out),
        Ref::Leaf(leaf) => leaf.write(out),
        Ref::Sequence(items) => {
            for (index, item) in slots(items).enumerate() {
                if index > 0 {
                    out.push(' ');
                }
                write_slot(item, out);
            }
        }
        // No member of a union is any of these.
        Ref::QName(_)
        | Ref::Record(_)
        | Ref::Subtypes(_)
        | Ref::Choice(_)
        | Ref::Any(_)
        | Ref::AnyAttributes(_) => {}
    }
}

/// Shows a union by its text.
///
/// # Errors
///
/// Those of the formatter.
pub fn show<U: Union>(value: &U, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = String::new();
    write(value, &mut text);
    f.write_str(&text)
}

/// A union: the type of each member but the one that takes every text, which is a `String`.
///
/// Form: `Type, variant for other texts, what they are; number => variant(type); ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($type:ident, $text:ident, $other_texts:ident; $($number:literal => $variant:ident($value:ty);)+) => {
        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                let mut value = Self::$text(::std::string::String::new());
                $crate::codegen::Union::select(&mut value, 0);
                value
            }
        }

        impl $crate::codegen::Union for $type {
            const MEMBERS: usize = [$($number),+].len();
            const OTHER_TEXTS: $crate::codegen::union::OtherTexts =
                $crate::codegen::union::OtherTexts::$other_texts;

            #[inline]
            fn select(&mut self, member: usize) {
                *self = match member {
                    $($number => Self::$variant(::std::default::Default::default()),)+
                    _ => return,
                };
            }
            #[inline]
            fn set_text(&mut self, text: &str) {
                *self = Self::$text(::std::borrow::ToOwned::to_owned(text));
            }
            #[inline]
            fn selected(&self) -> ::std::result::Result<&dyn $crate::codegen::Slot, &str> {
                ::std::result::Result::Ok(match self {
                    $(Self::$variant(value) => value,)+
                    Self::$text(text) => return ::std::result::Result::Err(text),
                })
            }
            #[inline]
            fn selected_mut(&mut self) -> ::std::option::Option<&mut dyn $crate::codegen::Slot> {
                ::std::option::Option::Some(match self {
                    $(Self::$variant(value) => value,)+
                    Self::$text(_) => return ::std::option::Option::None,
                })
            }
        }

        impl $crate::codegen::Leaf for $type {
            #[inline]
            fn read(&mut self, text: &str) -> ::std::result::Result<(), $crate::codegen::Lexical> {
                *self = $crate::codegen::union::read(text);
                ::std::result::Result::Ok(())
            }
            #[inline]
            fn write(&self, out: &mut ::std::string::String) {
                $crate::codegen::union::write(self, out);
            }
            #[inline]
            fn kind(&self) -> $crate::codegen::LeafKind {
                $crate::codegen::union::kind(self)
            }
            #[inline]
            fn takes_numbers(&self) -> bool {
                true
            }
            #[inline]
            fn is_known(&self) -> bool {
                $crate::codegen::union::is_known(self)
            }
        }

        impl $crate::codegen::Value for $type {
            type Kind = $crate::codegen::AsLeaf;
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::union::show(self, f)
            }
        }

        $(
            impl ::std::convert::From<$value> for $type {
                #[inline]
                fn from(value: $value) -> Self {
                    Self::$variant(value)
                }
            }
        )+

        $crate::codegen::json_value!($type);
    };
}
