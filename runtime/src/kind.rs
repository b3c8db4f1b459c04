//! What the engines see a value as: said once for each kind, so that a generated type only names its own.

use std::fmt;

use crate::leaf::Leaf;
use crate::record::{Alternatives, Record, Selected, Subtypes};
use crate::show::{show_double, show_items, show_leaf, show_record};
use crate::slot::{Sequence, Slot};
use crate::value::{AnyAttributes, AnyElement, DateTime, QName};

/// A value to look at: the closed set of kinds that the engines know.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Ref<'a> {
    /// Text.
    Str(&'a str),
    /// `xs:long`.
    I64(i64),
    /// `xs:int`.
    I32(i32),
    /// `xs:boolean`.
    Bool(bool),
    /// `xs:double`.
    F64(f64),
    /// `xs:dateTime`.
    DateTime(&'a DateTime),
    /// `xs:QName`.
    QName(&'a QName),
    /// Any other simple value.
    Leaf(&'a dyn Leaf),
    /// Several values.
    Sequence(&'a dyn Sequence),
    /// A struct.
    Record(&'a dyn Record),
    /// A base type with subtypes.
    Subtypes(&'a dyn Subtypes),
    /// A choice between elements.
    Choice(&'a dyn Alternatives),
    /// `xs:anyType` and wildcards: a tree as it is.
    Any(&'a AnyElement),
    /// The attributes that a wildcard admits.
    AnyAttributes(&'a AnyAttributes),
}

impl<'a> Ref<'a> {
    /// The struct that the value is, or that the subtype is that it holds; none for a subtype that the schema does not know.
    pub(crate) fn record(self) -> Option<&'a dyn Record> {
        match self {
            Ref::Record(record) => Some(record),
            Ref::Subtypes(subtypes) => match subtypes.selected() {
                Selected::Known(_, record) => Some(record),
                Selected::Unknown(_) => None,
            },
            _ => None,
        }
    }
}

/// A value to read into: the same kinds as [`Ref`].
#[non_exhaustive]
pub enum Val<'a> {
    /// Text.
    Str(&'a mut String),
    /// `xs:long`.
    I64(&'a mut i64),
    /// `xs:int`.
    I32(&'a mut i32),
    /// `xs:boolean`.
    Bool(&'a mut bool),
    /// `xs:double`.
    F64(&'a mut f64),
    /// `xs:dateTime`.
    DateTime(&'a mut DateTime),
    /// `xs:QName`.
    QName(&'a mut QName),
    /// Any other simple value.
    Leaf(&'a mut dyn Leaf),
    /// Several values.
    Sequence(&'a mut dyn Sequence),
    /// A struct.
    Record(&'a mut dyn Record),
    /// A base type with subtypes.
    Subtypes(&'a mut dyn Subtypes),
    /// A choice between elements.
    Choice(&'a mut dyn Alternatives),
    /// `xs:anyType` and wildcards: a tree as it is.
    Any(&'a mut AnyElement),
    /// The attributes that a wildcard admits.
    AnyAttributes(&'a mut AnyAttributes),
}

/// A type that can stand in a slot.
pub trait Value: Default + 'static {
    /// What the engines see it as.
    type Kind: Kind<Self>;

    /// The value to look at.
    #[inline]
    fn get(&self) -> Ref<'_> {
        Self::Kind::get(self)
    }

    /// The value to read into.
    #[inline]
    fn val(&mut self) -> Val<'_> {
        Self::Kind::val(self)
    }
}

/// A kind of values: how the engines look at one of type `T`, and read into it.
pub trait Kind<T> {
    /// The value to look at.
    fn get(value: &T) -> Ref<'_>;

    /// The value to read into.
    fn val(value: &mut T) -> Val<'_>;
}

macro_rules! kinds {
    ($($(#[$documentation:meta])* $visibility:vis $kind:ident: $bound:ident, $variant:ident;)*) => {$(
        $(#[$documentation])*
        #[derive(Clone, Copy, Debug)]
        $visibility struct $kind;

        impl<T: $bound> Kind<T> for $kind {
            #[inline]
            fn get(value: &T) -> Ref<'_> {
                Ref::$variant(value)
            }
            #[inline]
            fn val(value: &mut T) -> Val<'_> {
                Val::$variant(value)
            }
        }
    )*};
}

kinds! {
    /// A struct.
    pub AsRecord: Record, Record;
    /// A simple value that is read from text and written as text.
    pub AsLeaf: Leaf, Leaf;
    /// A base type with subtypes.
    pub AsSubtypes: Subtypes, Subtypes;
    /// A choice between elements.
    pub AsChoice: Alternatives, Choice;
    /// The items of a `Vec`.
    pub AsSequence: Sequence, Sequence;
}

impl<T: Value> Value for Box<T> {
    type Kind = Boxed;
}

impl<T: Slot + Default> Value for Vec<T> {
    type Kind = AsSequence;
}

/// What the box holds.
#[derive(Clone, Copy, Debug)]
pub struct Boxed;

impl<T: Value> Kind<Box<T>> for Boxed {
    #[inline]
    fn get(value: &Box<T>) -> Ref<'_> {
        T::get(value)
    }
    #[inline]
    fn val(value: &mut Box<T>) -> Val<'_> {
        T::val(value)
    }
}

/// A value that the engines know by its type.
#[derive(Clone, Copy, Debug)]
pub struct Known;

macro_rules! known {
    ($($type:ty, $kind:ident, $this:ident => $look:expr;)*) => {$(
        impl Value for $type {
            type Kind = Known;
        }

        impl Kind<$type> for Known {
            #[inline]
            fn get($this: &$type) -> Ref<'_> {
                Ref::$kind($look)
            }
            #[inline]
            fn val(value: &mut $type) -> Val<'_> {
                Val::$kind(value)
            }
        }
    )*};
}

known! {
    String, Str, this => this.as_str();
    i64, I64, this => *this;
    i32, I32, this => *this;
    bool, Bool, this => *this;
    f64, F64, this => *this;
    DateTime, DateTime, this => this;
    QName, QName, this => this;
    AnyElement, Any, this => this;
    AnyAttributes, AnyAttributes, this => this;
}

impl fmt::Debug for Ref<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Str(value) => value.fmt(f),
            Self::I64(value) => value.fmt(f),
            Self::I32(value) => value.fmt(f),
            Self::Bool(value) => value.fmt(f),
            Self::F64(value) => show_double(*value, f),
            Self::DateTime(value) => fmt::Display::fmt(value, f),
            Self::QName(value) => value.fmt(f),
            Self::Leaf(value) => show_leaf(*value, f),
            Self::Sequence(items) => show_items(*items, f),
            Self::Record(record) => show_record(*record, f),
            Self::Subtypes(subtypes) => subtypes.fmt(f),
            Self::Choice(choice) => choice.fmt(f),
            Self::Any(element) => element.fmt(f),
            Self::AnyAttributes(attributes) => attributes.fmt(f),
        }
    }
}

impl fmt::Debug for Val<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Str(_) => "Str",
            Self::I64(_) => "I64",
            Self::I32(_) => "I32",
            Self::Bool(_) => "Bool",
            Self::F64(_) => "F64",
            Self::DateTime(_) => "DateTime",
            Self::QName(_) => "QName",
            Self::Leaf(_) => "Leaf",
            Self::Sequence(_) => "Sequence",
            Self::Record(_) => "Record",
            Self::Subtypes(_) => "Subtypes",
            Self::Choice(_) => "Choice",
            Self::Any(_) => "Any",
            Self::AnyAttributes(_) => "AnyAttributes",
        })
    }
}
