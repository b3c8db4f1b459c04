//! The contract with generated code: every path that `castile-codegen` writes is in here.
//!
//! Not meant to be used by hand; it changes with the generator.

mod form;
mod row;

pub use crate::enumeration::{self, Enumeration};
pub use crate::equality::equal;
pub use crate::json::{Integers64, JsonClass, JsonStyle, Lists};
pub use crate::leaf::{Leaf, LeafKind};
pub use crate::operation::{
    Actions, Body, Call, CallFuture, Caller, NoHeaders, Operation, Response, ResponseOf,
    SoapVersion,
};
pub use crate::record::{
    Alternatives, AsChoice, AsLeaf, AsRecord, AsSubtypes, Kind, Missing, Record, Ref, Selected,
    Sequence, Slot, State, Subtypes, Type, UnknownType, Val, Value,
};
pub use crate::registry::TypeEntry;
pub use crate::show::{show, show_choice, show_subtypes};
pub use crate::soap::{
    Dispatch, Exchange, Exchanged, Incoming, OperationEntry, Outcome, ServiceFault, not_implemented,
};
pub use crate::table::{Content, EncodedType, Occurs, Place, Presence, Row, Table, Wildcard};
pub use crate::union::{self, Union};
pub use crate::value::{
    AnyAttributes, AnyElement, Base64Binary, Date, DateTime, Decimal, Duration, GDay, GMonth,
    GMonthDay, GYear, GYearMonth, HexBinary, Integer, Lexical, Nillable, QName, Time,
};
pub use crate::xml::Repeated;

#[cfg(feature = "json")]
pub use serde_core as serde;

/// Gives a generated type its `Serialize` and `Deserialize`.
#[cfg(feature = "json")]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_value {
    ($type:ty) => {
        impl $crate::codegen::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                to: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::json::serialize(self, to)
            }
        }

        impl<'de> $crate::codegen::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                from: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::json::deserialize(from)
            }
        }
    };
}

/// Gives a generated type nothing: the feature `json` is off.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __json_value {
    ($type:ty) => {};
}

/// Makes a generated struct a value that the engines know.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($type:ty) => {
        impl $crate::codegen::Value for $type {
            type Kind = $crate::codegen::AsRecord;
        }

        $crate::codegen::json_value!($type);
    };
}

/// Makes a generated base type with subtypes a value that the engines know.
#[doc(hidden)]
#[macro_export]
macro_rules! __subtypes {
    ($type:ty) => {
        impl $crate::codegen::Value for $type {
            type Kind = $crate::codegen::AsSubtypes;
        }

        $crate::codegen::json_value!($type);
    };
}

/// Makes a generated choice a value that the engines know.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice {
    ($type:ty) => {
        impl $crate::codegen::Value for $type {
            type Kind = $crate::codegen::AsChoice;
        }

        $crate::codegen::json_value!($type);
    };
}

/// Makes a generated enumeration a value that the engines know, with the conversions that people expect of it.
///
/// `Eq` and `Hash` come with it, the hash being that of the text: derived, they were a hundredth of the memory in which the compiler checked
/// the types of the six Microsoft Advertising services.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($type:ty) => {
        impl $crate::codegen::Value for $type {
            type Kind = $crate::codegen::AsLeaf;
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::enumeration::show(self, f)
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::codegen::Enumeration::text(self))
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            #[inline]
            fn hash<_H: ::std::hash::Hasher>(&self, state: &mut _H) {
                ::std::hash::Hash::hash($crate::codegen::Enumeration::text(self), state);
            }
        }

        $crate::codegen::json_value!($type);
    };
}

/// The grammar of a module.
///
/// Form: the tables one after the other, each fact with its number.
#[cfg(feature = "validate")]
#[doc(hidden)]
#[macro_export]
macro_rules! __grammar {
    (
        elements; $($element_number:literal => $element:expr;)*
        attributes; $($attribute_number:literal => $attribute:expr;)*
        types; $($type_number:literal => $type:expr;)*
        particles; $($particle_number:literal => $particle:expr;)*
        identities; $($identity_number:literal => $identity:expr;)*
    ) => {
        /// What the documents of the schema must keep.
        pub static GRAMMAR: $crate::validate::Grammar = {
            #[allow(unused_imports)]
            use $crate::validate::*;
            Grammar::new(Tables {
                elements: &[$($element),*],
                attributes: &[$($attribute),*],
                types: &[$($type),*],
                particles: &[$($particle),*],
                identities: &[$($identity),*],
            })
        };
    };
}

/// What a module with a grammar says without the feature for it.
#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __grammar {
    ($($fact:tt)*) => {
        compile_error!("the setting `validation` takes the feature `validate` of `castile`");
    };
}

/// Which structs are which types of the grammar.
///
/// Form: `Struct: number; ...`.
#[cfg(feature = "validate")]
#[doc(hidden)]
#[macro_export]
macro_rules! __validated {
    ($($type:ident: $number:literal;)*) => {$(
        impl $crate::validate::Validate for $type {
            const TYPE: $crate::validate::TypeRef = $crate::validate::TypeRef::Own($number);

            fn grammar() -> &'static $crate::validate::Grammar {
                &GRAMMAR
            }
        }
    )*};
}

/// Nothing: that the feature is missing is said once.
#[cfg(not(feature = "validate"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __validated {
    ($($fact:tt)*) => {};
}

pub use form::{
    Group, alternatives, either, entry, field, meant, registry, server, shown, table, union_leaf,
    values, variants,
};
pub use row::{
    encoded, group, meant, never_nil, nil, nillable, optional, optional_attribute, required,
    required_attribute, required_nillable, text,
};

pub use crate::{
    __choice as choice, __enumeration as enumeration_leaf, __grammar as grammar,
    __json_value as json_value, __record as record, __subtypes as subtypes,
    __validated as validated,
};
