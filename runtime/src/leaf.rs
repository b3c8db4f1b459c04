//! Simple values as text: what the engines need of a type that is neither a struct nor a sequence.

use std::any::Any;

use crate::equality::same_text;
use crate::record::{AsLeaf, Value};
use crate::value::{
    Base64Binary, Date, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, HexBinary,
    Integer, Lexical, Time,
};

/// What a simple value is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeafKind {
    /// A string.
    Text,
    /// A number that fits 53 bits, or a decimal: a bare number.
    Number,
    /// An integer of up to 64 bits.
    Integer64,
}

/// A simple value that is read from text and written as text.
///
/// Implement it, and [`Value`] with [`AsLeaf`] for its kind, to put a type of your own in the place of a schema's.
pub trait Leaf: Any + Send + Sync {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is outside the type's lexical space.
    fn read(&mut self, text: &str) -> Result<(), Lexical>;

    /// Appends the value's text, not escaped.
    fn write(&self, out: &mut String);

    /// Whether it is equal to another value of its type. Unless it is said otherwise: whether their texts are the same.
    fn equals(&self, other: &dyn Leaf) -> bool {
        same_text(self, other)
    }

    /// Whether its text is a value of the type, and not only kept.
    fn is_known(&self) -> bool {
        true
    }

    /// Whether a bare number in JSON may be a value of its type.
    fn takes_numbers(&self) -> bool {
        self.kind() == LeafKind::Number
    }

    /// What the value is in JSON.
    fn kind(&self) -> LeafKind {
        LeafKind::Text
    }
}

macro_rules! leaf {
    ($($type:ty, $kind:ident;)*) => {$(
        impl Leaf for $type {
            fn read(&mut self, text: &str) -> Result<(), Lexical> {
                *self = crate::value::parse(text)?;
                Ok(())
            }
            fn write(&self, out: &mut String) {
                crate::value::write(self, out);
            }
            fn equals(&self, other: &dyn Leaf) -> bool {
                let other: &dyn Any = other;
                other.downcast_ref::<Self>() == Some(self)
            }
            fn kind(&self) -> LeafKind {
                LeafKind::$kind
            }
        }

        impl Value for $type {
            type Kind = AsLeaf;
        }
    )*};
}

leaf! {
    i8, Number;
    i16, Number;
    u8, Number;
    u16, Number;
    u32, Number;
    u64, Integer64;
    f32, Number;
    Decimal, Number;
    Integer, Text;
    Base64Binary, Text;
    HexBinary, Text;
    Date, Text;
    Time, Text;
    Duration, Text;
    GYear, Text;
    GYearMonth, Text;
    GMonth, Text;
    GMonthDay, Text;
    GDay, Text;
}
