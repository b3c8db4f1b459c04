//! The forms of simple values that schemas are written with.
//!
//! Source: XML Schema Part 2, 3.2.17, 3.3.3 and 3.3.20.

/// Reads an `xs:nonNegativeInteger`; one beyond all counting is the largest.
pub(crate) fn read_count(text: &str) -> Option<u128> {
    let is_digits =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let zeros = text.strip_prefix('-').filter(|digits| is_digits(digits));
    if zeros.is_some_and(|digits| digits.bytes().all(|digit| digit == b'0')) {
        return Some(0);
    }
    let digits = text.strip_prefix('+').unwrap_or(text);
    is_digits(digits).then(|| digits.parse().unwrap_or(u128::MAX))
}

/// Whether a text is an `xs:language`: parts of one to eight letters, digits after the first part too.
pub(crate) fn is_language(text: &str) -> bool {
    let is_sized = |part: &str| (1..=8).contains(&part.len());
    let mut parts = text.split('-');
    parts.next().is_some_and(|first| {
        is_sized(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic())
    }) && parts.all(|part| is_sized(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a text can be an `xs:anyURI` once its odd characters are escaped: only what no escaping mends is wrong.
pub(crate) fn is_reference(text: &str) -> bool {
    let escapes_are_right = text.split('%').skip(1).all(|rest| {
        let digits = rest.get(..2);
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    escapes_are_right && text.matches('#').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_integers_that_are_not_negative() {
        let cases = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("+1", Some(1)),
            ("007", Some(7)),
            ("-1", None),
            ("", None),
            ("+", None),
            ("-", None),
            ("1.0", None),
            ("18446744073709551616", Some(18_446_744_073_709_551_616)),
        ];
        for (text, expected) in cases {
            assert_eq!(read_count(text), expected, "{text}");
        }
    }
}
