//! `xs:integer` of any size.

use std::cmp::Ordering;

use super::conversion::OUT_OF_RANGE;
use super::lexical::{Reason, atomic};
use super::text::trim;
use super::{ConversionError, Lexical};

/// An `xs:integer` of any size, and the value of the types derived from it that have no bounds on both sides.
///
/// Form: `-12`; a plus sign and zeros at the start are taken and not written. The default is 0.
///
/// ```
/// use castile::value::Integer;
///
/// let large: Integer = "170141183460469231731687303715884105728".parse()?;
/// assert!(large > Integer::from(i128::MAX));
/// assert_eq!(i64::try_from(Integer::from(5_u8)), Ok(5));
/// # Ok::<(), castile::value::Lexical>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Integer(Size);

/// The one form of each number: large only if it does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Size {
    Small(i128),
    Large {
        negative: bool,
        /// The digits, without zeros at the start.
        digits: Box<str>,
    },
}

impl Integer {
    /// Zero.
    pub const ZERO: Self = Self(Size::Small(0));

    /// Whether the number is less than zero.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        match self.0 {
            Size::Small(number) => number < 0,
            Size::Large { negative, .. } => negative,
        }
    }

    /// Whether the number is zero.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        matches!(self.0, Size::Small(0))
    }

    /// Whether the number is greater than zero.
    #[must_use]
    pub const fn is_positive(&self) -> bool {
        !self.is_negative() && !self.is_zero()
    }

    /// Reads an `xs:integer`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is anything but digits behind an optional sign.
    ///
    /// Source: XML Schema Part 2, 3.3.13.
    #[inline]
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        let trimmed = trim(text);
        match trimmed.parse() {
            Ok(number) => Ok(Self(Size::Small(number))),
            Err(_) => Self::parse_large(trimmed)
                .map_err(|reason| Lexical::because(text, "integer", reason)),
        }
    }

    #[cold]
    fn parse_large(text: &str) -> Result<Self, Reason> {
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(None);
        }
        // The small numbers are read already, with zeros at the start too.
        Ok(Self(Size::Large {
            negative,
            digits: digits.trim_start_matches('0').into(),
        }))
    }

    /// Appends the text of the value.
    #[inline]
    pub fn write(&self, out: &mut String) {
        match &self.0 {
            Size::Small(number) => out.push_str(itoa::Buffer::new().format(*number)),
            Size::Large { negative, digits } => {
                out.push_str(if *negative { "-" } else { "" });
                out.push_str(digits);
            }
        }
    }
}

atomic!(Integer, "integer");

impl Default for Integer {
    fn default() -> Self {
        Self::ZERO
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Size {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Size {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(this), Self::Small(that)) => this.cmp(that),
            // A large number is beyond all small ones.
            (Self::Small(_), Self::Large { negative: true, .. })
            | (
                Self::Large {
                    negative: false, ..
                },
                Self::Small(_),
            ) => Ordering::Greater,
            (Self::Small(_), Self::Large { .. }) | (Self::Large { .. }, Self::Small(_)) => {
                Ordering::Less
            }
            (
                Self::Large { negative, digits },
                Self::Large {
                    negative: other_negative,
                    digits: other_digits,
                },
            ) => {
                let magnitude = digits
                    .len()
                    .cmp(&other_digits.len())
                    .then_with(|| digits.cmp(other_digits));
                let same_sign = if *negative {
                    magnitude.reverse()
                } else {
                    magnitude
                };
                other_negative.cmp(negative).then(same_sign)
            }
        }
    }
}

macro_rules! primitive_integers {
    ($($type:ident)*) => {$(
        impl From<$type> for Integer {
            #[inline]
            fn from(number: $type) -> Self {
                Self(Size::Small(number.into()))
            }
        }

        impl TryFrom<&Integer> for $type {
            type Error = ConversionError;

            /// Fails if the number is out of range.
            fn try_from(integer: &Integer) -> Result<Self, ConversionError> {
                match integer.0 {
                    Size::Small(number) => Self::try_from(number).ok(),
                    Size::Large { .. } => None,
                }
                .ok_or_else(|| ConversionError::new(integer, stringify!($type), OUT_OF_RANGE))
            }
        }

        impl TryFrom<Integer> for $type {
            type Error = ConversionError;

            /// Fails if the number is out of range.
            fn try_from(integer: Integer) -> Result<Self, ConversionError> {
                Self::try_from(&integer)
            }
        }
    )*};
}

primitive_integers! { i8 i16 i32 i64 i128 u8 u16 u32 u64 }
