//! What the engines see a value as: said once for each kind, so that a generated type only names its own.

use crate::leaf::Leaf;
use crate::record::{Alternatives, Record, Ref, Sequence, Subtypes, Val, Value};
use crate::value::{AnyAttributes, AnyElement, DateTime, QName};

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
