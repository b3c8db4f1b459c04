//! The forms that generated code is written in: one line for each field, value, subtype or alternative.

use std::any::Any;

use crate::record::{Selected, Slot, Subtypes, Type};
use crate::registry::TypeEntry;
use crate::table::{Row, Table};
use crate::view;

/// The field of a base type behind a row that all its subtypes share; `None` for a type that the schema did not know.
#[must_use]
#[inline]
pub fn field<S: Subtypes, T: Any>(value: &S, row: usize) -> Option<&T> {
    slot_of(view::subtypes(value), row)?.downcast_ref()
}

fn slot_of(value: &dyn Subtypes, row: usize) -> Option<&dyn Any> {
    match value.selected() {
        Selected::Known(_, record) => Some(record.slot(row)),
        Selected::Unknown(_) => None,
    }
}

/// A type of a generated module under its name.
#[must_use]
pub const fn entry<T: Slot + Default>(
    name: &'static str,
    namespace: &'static str,
    root: Row,
) -> TypeEntry {
    TypeEntry {
        name,
        namespace,
        root,
        new: || Box::new(T::default()),
    }
}

/// A group in the content of a type, which has rows but no element of its own.
pub trait Group {
    /// The rows.
    const GROUP: &'static Table;
}

impl<T: Type> Group for T {
    const GROUP: &'static Table = <T as Type>::TABLE;
}

/// A struct: its table, the slot behind each row, and what is derived from them.
///
/// `Debug` and `PartialEq` walk over the slots instead of being derived: derived, they were a tenth of the time in which the compiler
/// checked the types of the six Microsoft Advertising services.
///
/// The table is generic, as [`Type`](crate::record::Type) says.
///
/// Form: `Type[: JSON class], name, namespace[, root row][, @mixed][, @any_order][, @hidden]; row number => field: row; ...`, `_` for the last row.
/// A type that stands in encoded messages has behind each row the type that its element names: `field: row, type;`.
#[doc(hidden)]
#[macro_export]
macro_rules! __table {
    ($type:ident $(: $json:expr)?, $name:expr, $namespace:expr $(, $root:expr)? $(, @$flag:ident)*;) => {
        impl<_L> $crate::codegen::Type<_L> for $type {
            const TABLE: &'static $crate::codegen::Table =
                &$crate::codegen::Table::of_struct(stringify!($type), $name, $namespace, &[])$(.root($root))?$(.$flag())*$(.json($json))?;
        }

        $crate::codegen::shown!($type);
        $crate::codegen::record!($type);
    };
    ($type:ident $(: $json:expr)?, $name:expr, $namespace:expr $(, $root:expr)? $(, @$flag:ident)* $(, @[$($encoded:expr),+])?; $($number:tt => $field:ident: $row:expr;)+) => {
        impl<_L> $crate::codegen::Type<_L> for $type {
            const TABLE: &'static $crate::codegen::Table =
                &$crate::codegen::Table::of_struct(stringify!($type $($field)+), $name, $namespace, &[$($row),+])$(.root($root))?$(.$flag())*$(.encoded(&[$($encoded),+]))?$(.json($json))?;
            #[inline]
            fn row_slot(&self, row: usize) -> &dyn $crate::codegen::Slot {
                match row {
                    $($number => &self.$field,)+
                }
            }
            #[inline]
            fn row_slot_mut(&mut self, row: usize) -> &mut dyn $crate::codegen::Slot {
                match row {
                    $($number => &mut self.$field,)+
                }
            }
        }

        // As `shown` and `record` have it; a macro in a macro takes the compiler's time for each type.
        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::show(self, f)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal(self, other)
            }
        }

        impl $crate::codegen::Value for $type {
            type Kind = $crate::codegen::AsRecord;
        }

        $crate::codegen::json_value!($type);
    };
    ($type:ident $(: $json:expr)?, $name:expr, $namespace:expr $(, $root:expr)? $(, @$flag:ident)*; $($number:tt => $field:ident: $row:expr, $encoded:expr;)+) => {
        $crate::codegen::table! {
            $type $(: $json)?, $name, $namespace $(, $root)? $(, @$flag)*, @[$($encoded),+];
            $($number => $field: $row;)+
        }
    };
}

/// The `Debug` and `PartialEq` of a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($type:ident) => {
        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::show(self, f)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codegen::equal(self, other)
            }
        }
    };
}

/// An enumeration: the text of each value.
///
/// Form: `Type, variant for unknown texts[, white space]; number => variant = text; ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __values {
    ($type:ident, $unknown:ident $(, $white_space:ident)?; $($number:literal => $variant:ident = $text:literal;)+) => {
        impl $crate::codegen::Enumeration for $type {
            $(const WHITE_SPACE: $crate::codegen::enumeration::WhiteSpace =
                $crate::codegen::enumeration::WhiteSpace::$white_space;)?
            const VALUES: &'static [(&'static str, Self)] = &[$(($text, Self::$variant)),+];

            #[inline]
            fn position(&self) -> ::std::result::Result<usize, &str> {
                ::std::result::Result::Ok(match self {
                    $(Self::$variant => $number,)+
                    Self::$unknown(text) => return ::std::result::Result::Err(text),
                })
            }
            #[inline]
            fn unknown(text: &str) -> Self {
                Self::$unknown(::std::borrow::ToOwned::to_owned(text))
            }
        }

        $crate::codegen::enumeration_leaf!($type);
    };
}

/// The values that a schema gives to parts that say nothing.
///
/// Form: `Type; function: type = text; ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __meant {
    ($type:ident; $($name:ident: $value:ty = $text:literal;)+) => {
        impl $type {
            $(
                #[doc = concat!("What the schema means where nothing is said: `", $text, "`. It is sent only if it is set.")]
                #[must_use]
                pub fn $name() -> $value {
                    $crate::codegen::meant($text)
                }
            )+
        }
    };
}

/// A base type with subtypes: the struct of each, the base's own first.
///
/// Form: `Type, variant for unknown types; number => variant(struct); ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __variants {
    ($type:ident, $unknown:ident; 0 => $base:ident($base_record:ty); $($number:literal => $variant:ident($record:ty);)*) => {
        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self::$base(::std::default::Default::default())
            }
        }

        impl $crate::codegen::Subtypes for $type {
            #[inline]
            fn tables(&self) -> &'static [&'static $crate::codegen::Table] {
                &[
                    <$base_record as $crate::codegen::Type>::TABLE,
                    $(<$record as $crate::codegen::Type>::TABLE),*
                ]
            }
            #[inline]
            fn select(&mut self, variant: usize) {
                *self = match variant {
                    0 => Self::$base(::std::default::Default::default()),
                    $($number => Self::$variant(::std::default::Default::default()),)*
                    _ => return,
                };
            }
            #[inline]
            fn record_mut(&mut self) -> ::std::option::Option<&mut dyn $crate::codegen::Record> {
                match self {
                    Self::$base(value) => ::std::option::Option::Some(&mut **value),
                    $(Self::$variant(value) => ::std::option::Option::Some(&mut **value),)*
                    Self::$unknown(_) => ::std::option::Option::None,
                }
            }
            #[inline]
            fn selected(&self) -> $crate::codegen::Selected<'_> {
                match self {
                    Self::$base(value) => $crate::codegen::Selected::Known(0, &**value),
                    $(Self::$variant(value) => $crate::codegen::Selected::Known($number, &**value),)*
                    Self::$unknown(value) => $crate::codegen::Selected::Unknown(value),
                }
            }
            #[inline]
            fn set_unknown(&mut self, unknown: $crate::codegen::UnknownType) {
                *self = Self::$unknown(::std::boxed::Box::new(unknown));
            }
        }

        impl ::std::convert::From<$base_record> for $type {
            #[inline]
            fn from(value: $base_record) -> Self {
                Self::$base(::std::boxed::Box::new(value))
            }
        }

        $(
            impl ::std::convert::From<$record> for $type {
                #[inline]
                fn from(value: $record) -> Self {
                    Self::$variant(::std::boxed::Box::new(value))
                }
            }
        )*

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::show_subtypes(self, stringify!($base $($variant)* $unknown), f)
            }
        }

        $crate::codegen::subtypes!($type);
    };
}

/// A choice of elements: the row and type of each.
///
/// Form: `Type, variant for unknown elements; number => variant(type): row; ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __alternatives {
    ($type:ident, $unknown:ident;) => {
        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self::$unknown(::std::default::Default::default())
            }
        }

        impl $crate::codegen::Alternatives for $type {
            #[inline]
            fn rows(&self) -> &'static [$crate::codegen::Row] {
                &[]
            }
            #[inline]
            fn select(&mut self, _alternative: usize) {}
            #[inline]
            fn slot_mut(&mut self) -> ::std::option::Option<&mut dyn $crate::codegen::Slot> {
                ::std::option::Option::None
            }
            #[inline]
            fn selected(&self) -> ::std::option::Option<(usize, &dyn $crate::codegen::Slot)> {
                ::std::option::Option::None
            }
            #[inline]
            fn set_unknown(&mut self, element: $crate::codegen::AnyElement) {
                *self = Self::$unknown(element);
            }
            #[inline]
            fn unknown(&self) -> ::std::option::Option<&$crate::codegen::AnyElement> {
                let Self::$unknown(element) = self;
                ::std::option::Option::Some(element)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::show_choice(self, stringify!($unknown), f)
            }
        }
    };
    ($type:ident, $unknown:ident; $($number:literal => $variant:ident($value:ty): $row:expr;)+) => {
        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self::$unknown(::std::default::Default::default())
            }
        }

        impl $crate::codegen::Alternatives for $type {
            #[inline]
            fn rows(&self) -> &'static [$crate::codegen::Row] {
                const _ROWS: &[$crate::codegen::Row] = &[$($row),+];
                _ROWS
            }
            #[inline]
            fn select(&mut self, alternative: usize) {
                *self = match alternative {
                    $($number => Self::$variant(::std::default::Default::default()),)+
                    _ => return,
                };
            }
            #[inline]
            fn slot_mut(&mut self) -> ::std::option::Option<&mut dyn $crate::codegen::Slot> {
                match self {
                    $(Self::$variant(value) => ::std::option::Option::Some(value),)+
                    Self::$unknown(_) => ::std::option::Option::None,
                }
            }
            #[inline]
            fn selected(&self) -> ::std::option::Option<(usize, &dyn $crate::codegen::Slot)> {
                match self {
                    $(Self::$variant(value) => ::std::option::Option::Some(($number, value)),)+
                    Self::$unknown(_) => ::std::option::Option::None,
                }
            }
            #[inline]
            fn set_unknown(&mut self, element: $crate::codegen::AnyElement) {
                *self = Self::$unknown(element);
            }
            #[inline]
            fn unknown(&self) -> ::std::option::Option<&$crate::codegen::AnyElement> {
                match self {
                    Self::$unknown(element) => ::std::option::Option::Some(element),
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::show_choice(self, stringify!($($variant)+ $unknown), f)
            }
        }
    };
}

/// A choice in the content of a type: the row and variant of each alternative.
///
/// Form: `Type[: JSON class], default variant; number => variant: row; ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __either {
    ($type:ident $(: $json:expr)?, $default:ident; $($number:literal => $variant:ident: $row:expr;)+) => {
        impl $crate::codegen::Group for $type {
            const GROUP: &'static $crate::codegen::Table =
                &$crate::codegen::Table::new("", "", &[$($row),+]).choice()$(.json($json))?;
        }

        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self::$default(::std::default::Default::default())
            }
        }

        impl $crate::codegen::Alternatives for $type {
            #[inline]
            fn rows(&self) -> &'static [$crate::codegen::Row] {
                <Self as $crate::codegen::Group>::GROUP.rows
            }
            #[inline]
            fn select(&mut self, alternative: usize) {
                *self = match alternative {
                    $($number => Self::$variant(::std::default::Default::default()),)+
                    _ => return,
                };
            }
            #[inline]
            fn slot_mut(&mut self) -> ::std::option::Option<&mut dyn $crate::codegen::Slot> {
                ::std::option::Option::Some(match self {
                    $(Self::$variant(value) => value,)+
                })
            }
            #[inline]
            fn selected(&self) -> ::std::option::Option<(usize, &dyn $crate::codegen::Slot)> {
                ::std::option::Option::Some(match self {
                    $(Self::$variant(value) => ($number, value),)+
                })
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codegen::show_choice(self, stringify!($($variant)+), f)
            }
        }

        $crate::codegen::choice!($type);
    };
}

/// The server of a service: the method that answers each operation.
///
/// Form: `Server, Service trait; number => method: operation; ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __server {
    ($server:ident, $service:ident; $($number:literal => $method:ident: $operation:ty;)*) => {
        // Named as no generated type is: an operation may be called `S`.
        impl<_S: $service> $crate::codegen::Dispatch for $server<_S> {
            #[inline]
            fn operations(&self) -> &'static [$crate::codegen::OperationEntry] {
                const { &[$($crate::codegen::OperationEntry::of::<$operation>()),*] }
            }
            #[inline]
            fn dispatch(
                &self,
                operation: usize,
                exchange: $crate::codegen::Exchange,
            ) -> $crate::codegen::CallFuture<'_, $crate::codegen::Exchanged> {
                match operation {
                    $($number => exchange.answer::<$operation, _>(|incoming| self.0.$method(incoming)),)*
                    _ => exchange.unknown(),
                }
            }
        }
    };
}

/// The types of a module by their names.
///
/// The entries are generic, and so is what returns them, so that they are evaluated where they are asked for and not with the module.
/// The compiler evaluates what is generic, too, to optimise it: so they ask for the size of a type that is not known before.
///
/// Form: `type: name, namespace, root row; ...`.
#[doc(hidden)]
#[macro_export]
macro_rules! __registry {
    ($($type:ty: $name:expr, $namespace:expr, $root:expr;)*) => {
        /// Every type of this module under its name in the schema.
        #[inline]
        #[must_use]
        pub fn types() -> &'static [$crate::codegen::TypeEntry] {
            // Named as nothing of a generated module is: its names stand in the entries.
            struct _Registry<_L>(::std::marker::PhantomData<_L>);
            impl<_L> _Registry<_L> {
                const ENTRIES: &'static [$crate::codegen::TypeEntry] = {
                    let _size = const { ::std::mem::size_of::<_L>() };
                    &[$($crate::codegen::entry::<$type>($name, $namespace, $root)),*]
                };

                #[inline(never)]
                fn entries() -> &'static [$crate::codegen::TypeEntry] {
                    Self::ENTRIES
                }
            }
            _Registry::<()>::entries()
        }
    };
}

pub use crate::{
    __alternatives as alternatives, __either as either, __meant as meant, __registry as registry,
    __server as server, __shown as shown, __table as table, __union as union_leaf,
    __values as values, __variants as variants,
};
