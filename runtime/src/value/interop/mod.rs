//! Conversions to and from the date, time and decimal types of the standard library and of other crates: lossless, or an error.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod civil;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
mod std;
#[cfg(feature = "time")]
mod time;
