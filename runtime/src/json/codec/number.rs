//! Numbers between their text and the few kinds that serde has.

use crate::value::Decimal;

/// A number's text as serde can carry it.
pub(super) enum Number<'a> {
    Signed(i64),
    Unsigned(u64),
    Double(f64),
    /// A string: no double is this number, or it is no number at all.
    Text(&'a str),
}

impl<'a> Number<'a> {
    /// The kind that carries the number of a text: an integer; a double if that is the very number, whatever zeros it is written
    /// with; or else a string, `NaN`, `Infinity` and `-Infinity` included.
    pub(super) fn of(text: &'a str) -> Self {
        // The one integer that only a double can tell from another: zero with a sign.
        if text == "-0" {
            return Self::Double(-0.0);
        }
        if let Ok(number) = text.parse() {
            return Self::Signed(number);
        }
        if let Ok(number) = text.parse() {
            return Self::Unsigned(number);
        }
        match text {
            "INF" => return Self::Text("Infinity"),
            "-INF" => return Self::Text("-Infinity"),
            _ => {}
        }
        match text.parse::<f64>() {
            Ok(double) if double.is_finite() && is_exactly(double, text) => Self::Double(double),
            _ => Self::Text(text),
        }
    }
}

/// Whether the shortest text of a double is the number of a text. A text with an exponent is that of a double already.
fn is_exactly(double: f64, text: &str) -> bool {
    match Decimal::parse(text) {
        Ok(decimal) => Decimal::try_from(double).is_ok_and(|shortest| shortest == decimal),
        Err(_) => true,
    }
}

/// The text of a double of JSON, without an exponent.
pub(super) fn plain(double: f64) -> String {
    double.to_string()
}

/// A double that JSON has no number for, by its name.
pub(super) fn special_name(double: f64) -> &'static str {
    if double.is_nan() {
        "NaN"
    } else if double > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}
