//! The Rust types of the built-in types.

use castile::codegen::{AnyElement, Slot};
use castile::{
    Base64Binary, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth,
    HexBinary, Integer, QName, Time,
};

macro_rules! builtins {
    ($($($name:literal)|+ => $type:ty;)*) => {
        /// Makes a value of a built-in type.
        pub(crate) fn required(name: &str) -> Option<fn() -> Box<dyn Slot>> {
            match name {
                $($($name)|+ => Some(|| Box::new(<$type>::default())),)*
                _ => None,
            }
        }

        /// Makes a value of a built-in type that may be nil.
        pub(crate) fn nillable(name: &str) -> Option<fn() -> Box<dyn Slot>> {
            match name {
                $($($name)|+ => Some(|| Box::new(Option::<$type>::default())),)*
                _ => None,
            }
        }
    };
}

builtins! {
    "anyType" => AnyElement;
    "anySimpleType" | "string" | "normalizedString" | "token" | "language" | "anyURI" | "NMTOKEN" | "Name" | "NCName" | "ID"
        | "IDREF" | "ENTITY" => String;
    "NMTOKENS" | "IDREFS" | "ENTITIES" => Vec<String>;
    "boolean" => bool;
    "decimal" => Decimal;
    "integer" | "nonPositiveInteger" | "negativeInteger" | "nonNegativeInteger" | "positiveInteger" => Integer;
    "long" => i64;
    "int" => i32;
    "short" => i16;
    "byte" => i8;
    "unsignedLong" => u64;
    "unsignedInt" => u32;
    "unsignedShort" => u16;
    "unsignedByte" => u8;
    "float" => f32;
    "double" => f64;
    "duration" => Duration;
    "dateTime" => DateTime;
    "time" => Time;
    "date" => Date;
    "gYearMonth" => GYearMonth;
    "gYear" => GYear;
    "gMonthDay" => GMonthDay;
    "gDay" => GDay;
    "gMonth" => GMonth;
    "hexBinary" => HexBinary;
    "base64Binary" => Base64Binary;
    "QName" | "NOTATION" => QName;
}
