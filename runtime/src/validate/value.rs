//! Values of the built-in types: read as strictly as the specification says, compared, and told apart.
//!
//! Source: XML Schema Part 2, 3.2 and 3.3.

use std::cmp::Ordering;

use super::builtin::Builtin;
use super::duration;
use super::grammar::WhiteSpace;
use crate::value::text::{collapse, replace};
use crate::value::{
    Base64Binary, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth,
    HexBinary, Integer, Time, Zone, continues_name, is_ncname, starts_name,
};

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Characters, and what is compared by them.
    Text(String),
    Boolean(bool),
    Decimal(Decimal),
    /// `float` as the double that is the same.
    Float(f64),
    Double(f64),
    Duration(Duration),
    /// A date or time, or a part of one, filled up to both; with its primitive type.
    Moment(Builtin, DateTime),
    Hexadecimal(Vec<u8>),
    Base64(Vec<u8>),
    /// `anyURI`.
    Reference(String),
    /// `QName` or `NOTATION`: namespace, local name.
    Name(String, String),
    List(Vec<Self>),
}

/// What finds the namespace of a prefix; `None` if it is not declared. The empty prefix is always declared.
pub(super) type Prefixes<'p> = &'p dyn Fn(&str) -> Option<String>;

impl Value {
    /// Reads a value of a built-in type that is no list, its white space already normalised.
    ///
    /// `None` if the text is outside the lexical space.
    pub(super) fn read(builtin: Builtin, text: &str, prefixes: Prefixes<'_>) -> Option<Self> {
        if is_number(builtin) {
            return read_integer(builtin, text).map(Self::Decimal);
        }
        Some(match builtin {
            Builtin::BOOLEAN => Self::Boolean(crate::value::parse(text).ok()?),
            Builtin::DECIMAL => Self::Decimal(Decimal::parse(text).ok()?),
            Builtin::FLOAT => Self::Float(f64::from(read_float(text, f32::INFINITY, f32::NAN)?)),
            Builtin::DOUBLE => Self::Double(read_float(text, f64::INFINITY, f64::NAN)?),
            Builtin::DURATION => Self::Duration(Duration::parse(text).ok()?),
            Builtin::HEX_BINARY => Self::Hexadecimal(HexBinary::parse(text).ok()?.0),
            Builtin::BASE64_BINARY => Self::Base64(read_base64(text)?),
            Builtin::ANY_URI => Self::Reference(is_reference(text).then(|| text.to_owned())?),
            Builtin::Q_NAME | Builtin::NOTATION => read_name(text, prefixes)?,
            _ => match read_moment(builtin, text) {
                Some(moment) => Self::Moment(builtin, moment?),
                None => Self::Text(is_text_of(builtin, text).then(|| text.to_owned())?),
            },
        })
    }

    /// How two values are ordered; `None` where that depends on what is not known, or they have no order.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(left), Self::Decimal(right)) => Some(left.cmp(right)),
            (Self::Float(left), Self::Float(right)) | (Self::Double(left), Self::Double(right)) => {
                // NaN is equal to itself, and above and below nothing.
                match left.is_nan() && right.is_nan() {
                    true => Some(Ordering::Equal),
                    false => left.partial_cmp(right),
                }
            }
            (Self::Duration(left), Self::Duration(right)) => duration::compare(left, right),
            (Self::Moment(_, left), Self::Moment(_, right)) => left.compare(*right),
            _ => None,
        }
    }

    /// How long it is, in what `length` counts: characters, bytes or items.
    pub(super) fn length(&self) -> Option<u64> {
        let count = match self {
            Self::Text(text) | Self::Reference(text) => text.chars().count(),
            Self::Hexadecimal(bytes) | Self::Base64(bytes) => bytes.len(),
            Self::List(items) => items.len(),
            _ => return None,
        };
        u64::try_from(count).ok()
    }

    /// A text that is the same for the same values, and for those alone.
    pub(super) fn identity(&self) -> String {
        match self {
            Self::Text(text) => format!("s{text}"),
            Self::Boolean(value) => format!("b{value}"),
            Self::Decimal(decimal) => format!("n{}", decimal.normalized()),
            // Both zeros are the same.
            Self::Float(number) => format!("f{:x}", (number + 0.0).to_bits()),
            Self::Double(number) => format!("g{:x}", (number + 0.0).to_bits()),
            Self::Duration(value) => format!("p{}", duration::identity(value)),
            Self::Moment(builtin, moment) => {
                let moment = moment.to_utc().unwrap_or(*moment).to_string();
                format!("t{}:{}", builtin.name(), without_zeros(&moment))
            }
            Self::Hexadecimal(bytes) => format!("h{bytes:x?}"),
            Self::Base64(bytes) => format!("c{bytes:x?}"),
            Self::Reference(text) => format!("u{text}"),
            Self::Name(namespace, local) => format!("q{{{namespace}}}{local}"),
            Self::List(items) => {
                let items = items.iter().map(|item| {
                    let item = item.identity();
                    format!("{}:{item}", item.len())
                });
                format!("l{}", items.collect::<String>())
            }
        }
    }
}

/// A text as a type with that white space takes it.
pub(super) fn normalise(text: &str, white_space: WhiteSpace) -> std::borrow::Cow<'_, str> {
    match white_space {
        WhiteSpace::Preserve => text.into(),
        WhiteSpace::Replace => replace(text),
        WhiteSpace::Collapse => collapse(text),
    }
}

/// What a built-in type does with white space.
pub(super) fn white_space(builtin: Builtin) -> WhiteSpace {
    match builtin {
        Builtin::ANY_TYPE | Builtin::ANY_SIMPLE_TYPE | Builtin::STRING => WhiteSpace::Preserve,
        Builtin::NORMALIZED_STRING => WhiteSpace::Replace,
        _ => WhiteSpace::Collapse,
    }
}

/// The type of the items of a list among the built-in types.
pub(super) fn list_item(builtin: Builtin) -> Option<Builtin> {
    match builtin {
        Builtin::NM_TOKENS => Some(Builtin::NM_TOKEN),
        Builtin::ID_REFS => Some(Builtin::ID_REF),
        Builtin::ENTITIES => Some(Builtin::ENTITY),
        _ => None,
    }
}

/// Whether it is one of the integers.
fn is_number(builtin: Builtin) -> bool {
    builtin >= Builtin::INTEGER
}

fn read_integer(builtin: Builtin, text: &str) -> Option<Decimal> {
    let number = Integer::parse(text).ok()?;
    if builtin == Builtin::NEGATIVE_INTEGER && !number.is_negative() {
        return None;
    }
    let (least, most) = bounds(builtin);
    let is_inside = least.is_none_or(|least| number >= Integer::from(least))
        && most.is_none_or(|most| number <= Integer::from(most));
    is_inside.then(|| Decimal::from(&number))
}

/// The least and the greatest value of an integer type.
fn bounds(builtin: Builtin) -> (Option<i64>, Option<u64>) {
    match builtin {
        Builtin::NON_POSITIVE_INTEGER => (None, Some(0)),
        Builtin::LONG => (Some(i64::MIN), Some(i64::MAX.unsigned_abs())),
        Builtin::INT => (Some(i32::MIN.into()), Some(i32::MAX.unsigned_abs().into())),
        Builtin::SHORT => (Some(i16::MIN.into()), Some(i16::MAX.unsigned_abs().into())),
        Builtin::BYTE => (Some(i8::MIN.into()), Some(i8::MAX.unsigned_abs().into())),
        Builtin::NON_NEGATIVE_INTEGER => (Some(0), None),
        Builtin::UNSIGNED_LONG => (Some(0), Some(u64::MAX)),
        Builtin::UNSIGNED_INT => (Some(0), Some(u32::MAX.into())),
        Builtin::UNSIGNED_SHORT => (Some(0), Some(u16::MAX.into())),
        Builtin::UNSIGNED_BYTE => (Some(0), Some(u8::MAX.into())),
        Builtin::POSITIVE_INTEGER => (Some(1), None),
        _ => (None, None),
    }
}

/// Reads what the specification takes, which is less than .NET and Rust do.
fn read_float<T: std::str::FromStr + std::ops::Neg<Output = T>>(
    text: &str,
    infinity: T,
    not_a_number: T,
) -> Option<T> {
    let is_part =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    match text {
        "INF" => Some(infinity),
        "-INF" => Some(-infinity),
        "NaN" => Some(not_a_number),
        _ if text.bytes().all(is_part) => text.parse().ok(),
        _ => None,
    }
}

/// Reads base 64 whose last character has no bits too many.
fn read_base64(text: &str) -> Option<Vec<u8>> {
    let value = Base64Binary::parse(text).ok()?;
    let mut again = String::new();
    value.write(&mut again);
    let is_same = text.bytes().filter(|byte| *byte != b' ').eq(again.bytes());
    is_same.then_some(value.0)
}

/// Reads a date or time, or a part of one; the outer `None` if the type is none of those.
fn read_moment(builtin: Builtin, text: &str) -> Option<Option<DateTime>> {
    Some(match builtin {
        Builtin::DATE_TIME => DateTime::parse(text).ok(),
        Builtin::DATE => Date::parse(text)
            .ok()
            .and_then(|date| moment(date.year(), date.month(), date.day(), date.zone())),
        Builtin::TIME => {
            let is_time = Time::parse(text).is_ok();
            let moment = DateTime::parse(&format!("2000-01-01T{text}")).ok();
            // The midnight at the end of a day is that at its beginning.
            moment
                .filter(|_| is_time)
                .map(|moment| match moment.day() {
                    2 => text.replacen("24", "00", 1),
                    _ => text.to_owned(),
                })
                .and_then(|text| DateTime::parse(&format!("2000-01-01T{text}")).ok())
        }
        Builtin::G_YEAR => GYear::parse(text)
            .ok()
            .and_then(|part| moment(part.year(), 1, 1, part.zone())),
        Builtin::G_YEAR_MONTH => GYearMonth::parse(text)
            .ok()
            .and_then(|part| moment(part.year(), part.month(), 1, part.zone())),
        Builtin::G_MONTH => GMonth::parse(text)
            .ok()
            .and_then(|part| moment(2000, part.month(), 1, part.zone())),
        Builtin::G_MONTH_DAY => GMonthDay::parse(text)
            .ok()
            .and_then(|part| moment(2000, part.month(), part.day(), part.zone())),
        Builtin::G_DAY => GDay::parse(text)
            .ok()
            .and_then(|part| moment(2000, 1, part.day(), part.zone())),
        _ => return None,
    })
}

fn moment(year: i32, month: u8, day: u8, zone: Zone) -> Option<DateTime> {
    let midnight = DateTime::unzoned(year, month, day, 0, 0, 0).ok()?;
    midnight.with_zone(zone).ok()
}

/// The text of a moment without zeros at the end of its fraction.
fn without_zeros(text: &str) -> String {
    let Some((whole, rest)) = text.split_once('.') else {
        return text.to_owned();
    };
    let digits = rest.find(|character: char| !character.is_ascii_digit());
    let (fraction, zone) = rest.split_at(digits.unwrap_or(rest.len()));
    match fraction.trim_end_matches('0') {
        "" => format!("{whole}{zone}"),
        fraction => format!("{whole}.{fraction}{zone}"),
    }
}

fn read_name(text: &str, prefixes: Prefixes<'_>) -> Option<Value> {
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    let is_right = is_ncname(local) && (is_ncname(prefix) || local.len() == text.len());
    let namespace = prefixes(prefix).filter(|_| is_right)?;
    Some(Value::Name(namespace, local.to_owned()))
}

/// Whether a text is in the lexical space of a type of characters.
fn is_text_of(builtin: Builtin, text: &str) -> bool {
    match builtin {
        Builtin::LANGUAGE => is_language(text),
        Builtin::NM_TOKEN => !text.is_empty() && text.chars().all(continues_any_name),
        Builtin::NAME => {
            let starts = text.starts_with(|first| first == ':' || starts_name(first));
            starts && text.chars().all(continues_any_name)
        }
        Builtin::NC_NAME | Builtin::ID | Builtin::ID_REF | Builtin::ENTITY => is_ncname(text),
        _ => true,
    }
}

fn continues_any_name(character: char) -> bool {
    character == ':' || continues_name(character)
}

/// Parts of one to eight letters, digits after the first part too.
fn is_language(text: &str) -> bool {
    let is_sized = |part: &str| (1..=8).contains(&part.len());
    let mut parts = text.split('-');
    parts.next().is_some_and(|first| {
        is_sized(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts.all(|part| is_sized(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a text can be a reference once its odd characters are escaped: only what no escaping mends is wrong.
fn is_reference(text: &str) -> bool {
    let escapes_are_right = text.split('%').skip(1).all(|rest| {
        let digits = rest.get(..2);
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    escapes_are_right && text.matches('#').count() <= 1
}
