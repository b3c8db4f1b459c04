//! The values that elements and attributes hold: states, numbers, dates, binary data, names, and elements of any kind.

mod any_element;
mod ascii;
mod binary;
mod calendar;
mod conversion;
mod date;
mod date_time;
mod decimal;
mod duration;
mod float;
mod fraction;
mod gregorian;
mod instant;
mod integer;
mod interop;
mod lexical;
mod nillable;
mod number;
mod qname;
pub mod text;
mod time;
mod zone;

pub use any_element::{AnyAttributes, AnyElement, AnyNode};
pub use binary::{Base64Binary, HexBinary};
pub use conversion::ConversionError;
pub use date::Date;
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use duration::Duration;
pub use gregorian::{GDay, GMonth, GMonthDay, GYear, GYearMonth};
pub use integer::Integer;
pub use lexical::{Atomic, Lexical, parse, write};
pub use nillable::Nillable;
pub use qname::QName;
pub use time::Time;
pub use zone::Zone;
