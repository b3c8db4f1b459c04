//! Values of the built-in types: read from text, compared, told apart.
//!
//! Source: XML Schema Part 2, 3.2.

mod decimal;
mod duration;
mod lexical;
mod moment;

use std::cmp::Ordering;

use super::{Builtin, QName, WhiteSpace};
pub(crate) use decimal::Decimal;
use duration::Duration;
use moment::Moment;

/// A value. Equal values are the same however they are written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    /// Characters, and what is compared by them: `anyURI`, names, tokens.
    Text(String),
    /// `boolean`.
    Boolean(bool),
    /// `decimal` and the integers.
    Decimal(Decimal),
    /// `float` and `double`: the bits of the double.
    Float(u64),
    /// `duration`.
    Duration(Duration),
    /// `dateTime` and its parts.
    Moment(Moment),
    /// `hexBinary` and `base64Binary`.
    Bytes(Vec<u8>),
    /// `QName` and `NOTATION`.
    Name(QName),
    /// Values separated by white space.
    List(Vec<Value>),
}

impl Value {
    /// Reads a value of a built-in type that is no list, its white space already normalised; `name` is the qualified name that
    /// the text would be.
    ///
    /// `None` if the text is outside the lexical space. Bounds that the built-in types have are for the caller to check.
    pub(crate) fn read(builtin: Builtin, text: &str, name: Option<&QName>) -> Option<Self> {
        Some(match builtin.primitive() {
            Builtin::Boolean => Self::Boolean(lexical::read_boolean(text)?),
            Builtin::Decimal if builtin != Builtin::Decimal && text.contains('.') => return None,
            Builtin::Decimal => Self::Decimal(Decimal::read(text)?),
            Builtin::Float => Self::float(f64::from(lexical::read_float(text)?)),
            Builtin::Double => Self::float(lexical::read_double(text)?),
            Builtin::Duration => Self::Duration(Duration::read(text)?),
            Builtin::DateTime
            | Builtin::Time
            | Builtin::Date
            | Builtin::GYearMonth
            | Builtin::GYear
            | Builtin::GMonthDay
            | Builtin::GDay
            | Builtin::GMonth => Self::Moment(Moment::read(builtin.primitive(), text)?),
            Builtin::HexBinary => Self::Bytes(lexical::read_hex(text)?),
            Builtin::Base64Binary => Self::Bytes(lexical::read_base64(text)?),
            Builtin::QName | Builtin::Notation => Self::Name(name?.clone()),
            _ => {
                let is_right = lexical::is_text_of(builtin, text);
                is_right.then(|| Self::Text(text.to_owned()))?
            }
        })
    }

    /// A number, both zeros the same.
    fn float(number: f64) -> Self {
        Self::Float((number + 0.0).to_bits())
    }

    /// How two values of one type are ordered; `None` where that depends on what is not known, or they have no order.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(left), Self::Decimal(right)) => Some(left.cmp(right)),
            (Self::Float(left), Self::Float(right)) => {
                f64::from_bits(*left).partial_cmp(&f64::from_bits(*right))
            }
            (Self::Duration(left), Self::Duration(right)) => left.compare(right),
            (Self::Moment(left), Self::Moment(right)) => left.compare(right),
            _ => None,
        }
    }

    /// How long it is, in what `length` counts: characters, bytes or items.
    pub(crate) fn length(&self) -> Option<u64> {
        let count = match self {
            Self::Text(text) => text.chars().count(),
            Self::Bytes(bytes) => bytes.len(),
            Self::List(items) => items.len(),
            _ => return None,
        };
        u64::try_from(count).ok()
    }
}

/// A text as a type with that white space takes it.
pub(crate) fn normalise(text: &str, white_space: WhiteSpace) -> String {
    let is_space = |character: char| matches!(character, ' ' | '\t' | '\n' | '\r');
    match white_space {
        WhiteSpace::Preserve => text.to_owned(),
        WhiteSpace::Replace => text.replace(is_space, " "),
        WhiteSpace::Collapse => {
            let words = text.split(is_space).filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

/// What a built-in type does with white space.
pub(crate) fn white_space(builtin: Builtin) -> WhiteSpace {
    match builtin {
        Builtin::AnyType | Builtin::AnySimpleType | Builtin::String => WhiteSpace::Preserve,
        Builtin::NormalizedString => WhiteSpace::Replace,
        _ => WhiteSpace::Collapse,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lexical_spaces_end_where_the_specification_says() {
        let cases = [
            (Builtin::Boolean, "true 1 false 0", "TRUE yes"),
            (Builtin::Decimal, "1 +1.50 -.5 5.", "1e3 . +"),
            (
                Builtin::Double,
                "1 -1E4 1.5e-3 INF -INF NaN",
                "+INF inf 1e 0x1",
            ),
            (
                Builtin::Duration,
                "P1Y P1M -P1DT2H3.5S PT0S",
                "P 1Y PT P1S P1Y-1M P1H",
            ),
            (
                Builtin::DateTime,
                "2026-01-31T23:59:59 -0001-01-01T24:00:00Z 12026-01-01T00:00:00.5+14:00",
                "2026-02-29T00:00:00 2026-01-01 0000-01-01T00:00:00 2026-01-01T24:00:01 2026-01-01T00:00:00+14:01",
            ),
            (
                Builtin::Time,
                "00:00:00 23:59:59.999Z",
                "24:01:00 1:00:00 00:00",
            ),
            (Builtin::GMonth, "--01 --12Z", "--13 --01-- 01"),
            (Builtin::GMonthDay, "--02-29 --12-31", "--02-30 --1-1"),
            (Builtin::GDay, "---01 ---31+01:00", "---32 --01"),
            (
                Builtin::GYearMonth,
                "2026-01 -2026-12",
                "2026 26-01 2026-13",
            ),
            (Builtin::HexBinary, "00fF", "0 0g"),
            (
                Builtin::Base64Binary,
                "AAAA AA== AAA=",
                "A AA AAA A=== AB==",
            ),
            (
                Builtin::Language,
                "en en-GB x-klingon",
                "english-englishenglish 1 -",
            ),
            (Builtin::NmToken, "1a :a", "a,b"),
            (Builtin::NcName, "a _a", "1a a:b"),
            (Builtin::Name, "a:b :a", "1a"),
            (Builtin::Integer, "1 -0 +007", "1.0 1."),
        ];
        for (builtin, right, wrong) in cases {
            for (text, expected) in right.split(' ').map(|text| (text, true)) {
                assert_eq!(
                    Value::read(builtin, text, None).is_some(),
                    expected,
                    "{text}"
                );
            }
            for text in wrong.split(' ') {
                assert_eq!(Value::read(builtin, text, None), None, "{text}");
            }
        }
    }

    #[test]
    fn equal_values_are_equal_however_they_are_written() {
        let cases = [
            (Builtin::Decimal, "1.0", "+01"),
            (Builtin::Decimal, "-0", "0"),
            (Builtin::Double, "1E2", "100"),
            (
                Builtin::DateTime,
                "2026-01-01T00:00:00Z",
                "2025-12-31T19:00:00-05:00",
            ),
            (
                Builtin::DateTime,
                "2026-01-01T24:00:00",
                "2026-01-02T00:00:00.0",
            ),
            (Builtin::Duration, "P1Y", "P12M"),
            (Builtin::HexBinary, "0F", "0f"),
        ];
        for (builtin, left, right) in cases {
            let read = |text| Value::read(builtin, text, None);
            assert_eq!(read(left), read(right), "{left} {right}");
        }
    }

    #[test]
    fn values_are_ordered() {
        let cases = [
            (Builtin::Decimal, "-10", "9.99", Some(Ordering::Less)),
            (Builtin::Decimal, "10", "9.99", Some(Ordering::Greater)),
            (Builtin::Decimal, "-1.1", "-1.01", Some(Ordering::Less)),
            (Builtin::Double, "NaN", "1", None),
            (Builtin::Duration, "P1M", "P30D", None),
            (Builtin::Duration, "P1M", "P32D", Some(Ordering::Less)),
            (Builtin::Date, "2000-01-01Z", "2000-01-01", None),
            (
                Builtin::Date,
                "2000-01-01",
                "2000-01-03Z",
                Some(Ordering::Less),
            ),
            (Builtin::GDay, "---30", "---01", Some(Ordering::Greater)),
        ];
        for (builtin, left, right, expected) in cases {
            let read = |text| Value::read(builtin, text, None).expect(text);
            assert_eq!(read(left).compare(&read(right)), expected, "{left} {right}");
        }
    }
}
