//! Booleans and the integers of fixed size as text.

use std::num::IntErrorKind;

use super::digits::signed;
use super::text::trim;
use super::{Atomic, Lexical};

impl Atomic for bool {
    const NAME: &'static str = "boolean";

    #[inline]
    fn parse(text: &str) -> Result<Self, Lexical> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => match trim(text) {
                trimmed if trimmed.len() < text.len() => Self::parse(trimmed),
                _ => Err(Lexical::new(text, Self::NAME)),
            },
        }
    }

    #[inline]
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! integers {
    ($($type:ty, $name:literal;)*) => {$(
        impl Atomic for $type {
            const NAME: &'static str = $name;

            #[inline]
            fn parse(text: &str) -> Result<Self, Lexical> {
                match signed(text.as_bytes()).map(Self::try_from) {
                    Some(Ok(number)) => Ok(number),
                    _ => text.parse().or_else(|_| reread(text, $name)),
                }
            }

            #[inline]
            fn write(&self, out: &mut String) {
                out.push_str(itoa::Buffer::new().format(*self));
            }
        }

        impl Reread for $type {
            const ZERO: Self = 0;
        }
    )*};
}

integers! {
    i8, "byte";
    i16, "short";
    i32, "int";
    i64, "long";
    u8, "unsignedByte";
    u16, "unsignedShort";
    u32, "unsignedInt";
    u64, "unsignedLong";
}

trait Reread: std::str::FromStr<Err = std::num::ParseIntError> {
    const ZERO: Self;
}

/// Reads what the standard library refuses though the schema allows it: white space, and `-0` without a sign bit.
#[cold]
fn reread<T: Reread>(text: &str, name: &'static str) -> Result<T, Lexical> {
    let trimmed = trim(text);
    let minus_zero = trimmed
        .strip_prefix('-')
        .is_some_and(|zeros| !zeros.is_empty() && zeros.bytes().all(|b| b == b'0'));
    if minus_zero {
        return Ok(T::ZERO);
    }
    trimmed.parse::<T>().map_err(|error| {
        let lexical = Lexical::new(text, name);
        let negative = trimmed
            .strip_prefix('-')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
        match error.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => {
                lexical.with_reason("out of range")
            }
            // The unsigned types have no overflow for a minus sign.
            IntErrorKind::InvalidDigit if negative => lexical.with_reason("out of range"),
            _ => lexical,
        }
    })
}
