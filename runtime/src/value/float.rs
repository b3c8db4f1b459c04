//! `xs:double` and `xs:float` as .NET writes and reads them.

use super::text::trim;
use super::{Atomic, Lexical, digits};

/// Where .NET goes over to the exponent form: the number of digits before the point above which it does.
///
/// It is the number of digits that any value of the type needs to read back the same.
const DOUBLE_DIGITS: i32 = 17;
const FLOAT_DIGITS: i32 = 9;

/// The numbers that .NET and `zmij` both write without an exponent, of either type.
const PLAIN: std::ops::Range<f64> = 1e-4..1e9;

macro_rules! floats {
    ($($type:ty, $name:literal, $digits:ident, $short:path;)*) => {$(
        impl Atomic for $type {
            const NAME: &'static str = $name;

            /// Reads what .NET reads: also `+5`, `.5`, `5.`, and `Infinity` and `NaN` in any case and with any sign.
            #[inline]
            fn parse(text: &str) -> Result<Self, Lexical> {
                if let Some(value) = $short(text.as_bytes()) {
                    return Ok(value);
                }
                let trimmed = trim(text);
                if starts_like_a_number(trimmed) && let Ok(value) = trimmed.parse() {
                    return Ok(value);
                }
                match named(trimmed) {
                    Some(Named::Infinity) => Ok(<$type>::INFINITY),
                    Some(Named::MinusInfinity) => Ok(<$type>::NEG_INFINITY),
                    Some(Named::NotANumber) => Ok(<$type>::NAN),
                    None => Err(Lexical::new(text, $name)),
                }
            }

            #[inline]
            fn write(&self, out: &mut String) {
                if self.is_finite() {
                    let mut buffer = zmij::Buffer::new();
                    let shortest = buffer.format_finite(*self);
                    if *self == 0.0 || PLAIN.contains(&f64::from(self.abs())) {
                        out.push_str(shortest.strip_suffix(".0").unwrap_or(shortest));
                    } else {
                        rearrange(shortest, $digits, out);
                    }
                } else if self.is_nan() {
                    out.push_str("NaN");
                } else {
                    out.push_str(if *self > 0.0 { "INF" } else { "-INF" });
                }
            }
        }
    )*};
}

floats! {
    f64, "double", DOUBLE_DIGITS, digits::fraction;
    f32, "float", FLOAT_DIGITS, of_single;
}

/// Nothing: the nearest double of a text may be rounded to another single than the text itself.
#[inline]
const fn of_single(_text: &[u8]) -> Option<f32> {
    None
}

/// Whether the text starts with a digit or a point behind an optional sign, which keeps the standard library from
/// reading names for infinity that XML Schema does not have.
#[inline]
fn starts_like_a_number(text: &str) -> bool {
    let unsigned = match text.as_bytes() {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    matches!(unsigned, [b'0'..=b'9' | b'.', ..])
}

enum Named {
    Infinity,
    MinusInfinity,
    NotANumber,
}

/// The values that have names. `INF` has one spelling; the other two are .NET's own and go by any case.
#[cold]
fn named(text: &str) -> Option<Named> {
    match text {
        "INF" => return Some(Named::Infinity),
        "-INF" => return Some(Named::MinusInfinity),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if unsigned.eq_ignore_ascii_case("NaN") {
        Some(Named::NotANumber)
    } else if unsigned.eq_ignore_ascii_case("Infinity") {
        Some(if text.starts_with('-') {
            Named::MinusInfinity
        } else {
            Named::Infinity
        })
    } else {
        None
    }
}

/// Takes the digits and the exponent apart and writes them anew.
#[cold]
fn rearrange(shortest: &str, max_digits: i32, out: &mut String) {
    let unsigned = match shortest.strip_prefix('-') {
        Some(unsigned) => {
            out.push('-');
            unsigned
        }
        None => shortest,
    };
    let (mantissa, exponent) = unsigned.split_once('e').unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i32 = exponent.parse().expect("zmij writes a decimal exponent");
    let all = format!("{whole}{fraction}");
    let significant = all.trim_start_matches('0');
    let leading_zeros = (all.len() - significant.len()) as i32;
    // The value is 0.DIGITS times ten to the power of `point`.
    let point = whole.len() as i32 + exponent - leading_zeros;
    let digits = significant.trim_end_matches('0');
    if digits.is_empty() {
        out.push('0');
    } else if point > max_digits || point < -3 {
        write_scientific(digits, point - 1, out);
    } else {
        write_plain(digits, point, out);
    }
}

/// Writes `1.5E-05`: an exponent with its sign and at least two digits.
fn write_scientific(digits: &str, exponent: i32, out: &mut String) {
    out.push_str(&digits[..1]);
    if digits.len() > 1 {
        out.push('.');
        out.push_str(&digits[1..]);
    }
    out.push_str(if exponent < 0 { "E-" } else { "E+" });
    if exponent.abs() < 10 {
        out.push('0');
    }
    out.push_str(itoa::Buffer::new().format(exponent.abs()));
}

/// Writes the digits with the decimal point behind the first `point` of them.
fn write_plain(digits: &str, point: i32, out: &mut String) {
    let zeros = |count: i32| std::iter::repeat_n('0', count.max(0) as usize);
    if point <= 0 {
        out.push_str("0.");
        out.extend(zeros(-point));
        out.push_str(digits);
    } else if let Some((whole, fraction)) = digits
        .split_at_checked(point as usize)
        .filter(|(_, f)| !f.is_empty())
    {
        out.push_str(whole);
        out.push('.');
        out.push_str(fraction);
    } else {
        out.push_str(digits);
        out.extend(zeros(point - digits.len() as i32));
    }
}
