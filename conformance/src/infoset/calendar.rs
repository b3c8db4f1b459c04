//! Dates, times and durations in one form for each value.

use castile_codegen::model::Builtin;

/// A date or time with no zeros at the end of its fraction, `Z` for an offset of zero, and midnight as the start of a day.
///
/// Values with different offsets stay different, even where they are the same moment.
pub(super) fn canonical_date(text: &str) -> String {
    let (rest, zone) = split_zone(text);
    let (rest, fraction) = match rest.split_once('.') {
        Some((rest, fraction)) => (rest, fraction.trim_end_matches('0')),
        None => (rest, ""),
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let rest = start_of_day(rest).unwrap_or_else(|| rest.to_owned());
    format!("{rest}{point}{fraction}{zone}")
}

/// The offset at the end of a text, `Z` if it is zero.
fn split_zone(text: &str) -> (&str, &str) {
    if let Some(rest) = text.strip_suffix('Z') {
        return (rest, "Z");
    }
    let start = text.len().saturating_sub(6);
    match text.get(start..) {
        Some("+00:00" | "-00:00") => (&text[..start], "Z"),
        Some(zone) if is_offset(zone) => text.split_at(start),
        _ => (text, ""),
    }
}

fn is_offset(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    matches!(bytes.first(), Some(b'+' | b'-'))
        && bytes.get(3) == Some(&b':')
        && [1, 2, 4, 5].into_iter().all(is_digit)
}

/// The next day, where the hour is 24.
fn start_of_day(text: &str) -> Option<String> {
    if text == "24:00:00" {
        return Some("00:00:00".to_owned());
    }
    let date = text.strip_suffix("T24:00:00")?;
    let mut parts = date.rsplitn(3, '-');
    let day: u32 = parts.next()?.parse().ok()?;
    let month: u32 = parts.next()?.parse().ok()?;
    let year: i64 = parts.next()?.parse().ok()?;
    let (year, month, day) = match (month, day) {
        (12, 31) => (if year == -1 { 1 } else { year + 1 }, 1, 1),
        _ if day == days(year, month) => (year, month + 1, 1),
        _ => (year, month, day + 1),
    };
    let sign = if year < 0 { "-" } else { "" };
    Some(format!(
        "{sign}{:04}-{month:02}-{day:02}T00:00:00",
        year.abs()
    ))
}

fn days(year: i64, month: u32) -> u32 {
    let year = if year < 0 { year + 1 } else { year };
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A duration as months and seconds; `None` if it is none.
pub(super) fn canonical_duration(text: &str) -> Option<String> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (date, time) = match rest.strip_prefix('P')?.split_once('T') {
        Some((date, time)) => (date, time),
        None => (rest.strip_prefix('P')?, ""),
    };
    let (mut months, mut seconds, mut fraction) = (0_i128, 0_i128, "");
    for (number, unit) in numbers(date) {
        let number: i128 = number.parse().ok()?;
        match unit {
            'Y' => months += number * 12,
            'M' => months += number,
            'D' => seconds += number * 86_400,
            _ => return None,
        }
    }
    for (number, unit) in numbers(time) {
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let whole: i128 = whole.parse().ok()?;
        match unit {
            'H' => seconds += whole * 3600,
            'M' => seconds += whole * 60,
            'S' => {
                seconds += whole;
                fraction = part.trim_end_matches('0');
            }
            _ => return None,
        }
    }
    let is_zero = months == 0 && seconds == 0 && fraction.is_empty();
    let sign = if sign < 0 && !is_zero { "-" } else { "" };
    Some(format!("{sign}P{months}M{seconds}.{fraction}S"))
}

/// Numbers with the letters behind them.
fn numbers(text: &str) -> impl Iterator<Item = (&str, char)> {
    text.split_inclusive(|character: char| character.is_ascii_alphabetic())
        .filter_map(|piece| {
            let unit = piece.chars().last()?;
            Some((&piece[..piece.len() - unit.len_utf8()], unit))
        })
}

/// Whether a text has the digits and separators of a date, a time, both, or a part of a date, whatever comes behind.
pub(super) fn has_form(primitive: Builtin, text: &str) -> bool {
    let rest = match primitive {
        Builtin::Time => return after_parts(text, &[2, 2, 2], ':').is_some(),
        _ => text.strip_prefix('-').unwrap_or(text),
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &rest[digits..];
    let after = |parts: &[usize]| {
        rest.strip_prefix('-')
            .and_then(|rest| after_parts(rest, parts, '-'))
    };
    let is_zone = |rest: &str| {
        let offset = rest.strip_prefix(['+', '-']);
        matches!(rest, "" | "Z")
            || offset.and_then(|offset| after_parts(offset, &[2, 2], ':')) == Some("")
    };
    digits >= 4
        && match primitive {
            Builtin::GYear => is_zone(rest),
            Builtin::GYearMonth => after(&[2]).is_some_and(is_zone),
            Builtin::Date => after(&[2, 2]).is_some_and(is_zone),
            _ => after(&[2, 2]).is_some_and(|rest| rest.starts_with('T')),
        }
}

/// What comes behind parts of so many digits each, with separators between them.
fn after_parts<'t>(text: &'t str, parts: &[usize], separator: char) -> Option<&'t str> {
    let mut rest = text;
    for (at, digits) in parts.iter().enumerate() {
        if at > 0 {
            rest = rest.strip_prefix(separator)?;
        }
        let (part, after) = rest.split_at_checked(*digits)?;
        if !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_each_moment_and_offset() {
        assert_eq!(
            canonical_date("2000-01-01T00:00:00.500+00:00"),
            "2000-01-01T00:00:00.5Z"
        );
        assert_eq!(
            canonical_date("1999-12-31T24:00:00-05:00"),
            "2000-01-01T00:00:00-05:00"
        );
        assert_eq!(canonical_date("--12-25"), "--12-25");
        assert_eq!(canonical_date("2000-10"), "2000-10");
    }

    #[test]
    fn one_form_for_each_duration() {
        assert_eq!(
            canonical_duration("P1Y2MT1H0.50S"),
            canonical_duration("P14MT60M0.5S")
        );
        assert_ne!(canonical_duration("P1M"), canonical_duration("P30D"));
    }

    #[test]
    fn only_dates_have_the_form_of_dates() {
        let cases = [
            (
                Builtin::Date,
                "2000-01-31Z",
                "1 2000-01 2000-01-31T00:00:00",
            ),
            (Builtin::DateTime, "-0001-01-01T00:00:00", "-1E4 2000-01-01"),
            (Builtin::Time, "12:00:00+01:00", "12 2000-01-01"),
            (Builtin::GYear, "2000-05:00", "1 2000-05-01 1e300"),
            (Builtin::GYearMonth, "2000-01", "2000 2000-01-01T"),
        ];
        for (builtin, right, wrong) in cases {
            assert!(has_form(builtin, right), "{right}");
            for text in wrong.split(' ') {
                assert!(!has_form(builtin, text), "{text}");
            }
        }
    }
}
