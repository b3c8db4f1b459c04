//! Dates and times, and the parts of dates.

use std::cmp::Ordering;

use crate::model::Builtin;

/// A moment: seconds since the beginning of the year 0, in UTC if it has a zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Moment {
    seconds: i128,
    /// The digits of the fraction of a second.
    fraction: String,
    has_zone: bool,
}

/// The seconds by which zones can differ from UTC.
const WIDEST_ZONE: i128 = 14 * 3600;

impl Moment {
    /// Reads a value of a primitive type of dates and times.
    pub(super) fn read(primitive: Builtin, text: &str) -> Option<Self> {
        let (text, zone) = split_zone(text)?;
        let (date, time) = match primitive {
            Builtin::DateTime => text.split_once('T')?,
            Builtin::Time => ("2000-01-01", text),
            _ => (text, "00:00:00"),
        };
        let (year, month, day) = match primitive {
            Builtin::GYear => (read_year(date)?, 1, 1),
            Builtin::GYearMonth => {
                let (year, month) = date.rsplit_once('-')?;
                (read_year(year)?, two_digits(month)?, 1)
            }
            Builtin::GMonth => (2000, two_digits(date.strip_prefix("--")?)?, 1),
            Builtin::GMonthDay => {
                let (month, day) = date.strip_prefix("--")?.split_once('-')?;
                (2000, two_digits(month)?, two_digits(day)?)
            }
            Builtin::GDay => (2000, 1, two_digits(date.strip_prefix("---")?)?),
            _ => {
                let (rest, day) = date.rsplit_once('-')?;
                let (year, month) = rest.rsplit_once('-')?;
                (read_year(year)?, two_digits(month)?, two_digits(day)?)
            }
        };
        if !(1..=12).contains(&month) || day < 1 || day > days_in(year, month) {
            return None;
        }
        let (seconds, fraction) = read_time(time)?;
        let days = days_before(year, month) + day - 1;
        Some(Self {
            seconds: days * 86_400 + seconds - zone.unwrap_or_default(),
            fraction: fraction.to_owned(),
            has_zone: zone.is_some(),
        })
    }

    /// How two moments are ordered, if their zones cannot change that.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        let order = self
            .seconds
            .cmp(&other.seconds)
            .then_with(|| self.fraction.cmp(&other.fraction));
        let distance = (self.seconds - other.seconds).abs();
        (self.has_zone == other.has_zone || distance > WIDEST_ZONE).then_some(order)
    }
}

/// The days from the beginning of the year 0 to that of a month, which is counted from 1.
pub(super) fn days_before(year: i128, month: i128) -> i128 {
    let before = year - 1;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let months: i128 = (1..month).map(|month| days_in(year, month)).sum();
    year * 365 + leap_days + months
}

fn days_in(year: i128, month: i128) -> i128 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The text before the zone, and the seconds by which the zone is ahead of UTC; `None` for a zone that does not exist.
fn split_zone(text: &str) -> Option<(&str, Option<i128>)> {
    if let Some(rest) = text.strip_suffix('Z') {
        return Some((rest, Some(0)));
    }
    let split = text
        .len()
        .checked_sub(6)
        .filter(|at| text.is_char_boundary(*at));
    let (rest, zone) = text.split_at(split.unwrap_or_default());
    let sign = match zone.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Some((text, None)),
    };
    let Some((hours, minutes)) = zone[1..].split_once(':') else {
        return Some((text, None));
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let seconds = (hours * 60 + minutes) * 60;
    (minutes < 60 && seconds <= WIDEST_ZONE).then_some((rest, Some(sign * seconds)))
}

fn two_digits(text: &str) -> Option<i128> {
    let is_right = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_right.then(|| text.parse().ok())?
}

/// A year of at least four digits, which is not 0.
fn read_year(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let is_right = digits.len() >= 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits.len() == 4 || !digits.starts_with('0'));
    let year = is_right.then(|| digits.parse::<u64>().unwrap_or(u64::MAX))?;
    (year > 0).then(|| sign * i128::from(year))
}

/// The seconds of a time of day and the digits of their fraction.
fn read_time(text: &str) -> Option<(i128, &str)> {
    let mut parts = text.splitn(3, ':');
    let (hours, minutes, rest) = (
        two_digits(parts.next()?)?,
        two_digits(parts.next()?)?,
        parts.next()?,
    );
    let (seconds, fraction) = match rest.split_once('.') {
        Some((seconds, fraction)) => (seconds, Some(fraction)),
        None => (rest, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return None;
    }
    let fraction = fraction.unwrap_or_default().trim_end_matches('0');
    let seconds = two_digits(seconds)?;
    let is_midnight = hours == 24 && minutes == 0 && seconds == 0 && fraction.is_empty();
    let is_right = (hours < 24 || is_midnight) && minutes < 60 && seconds < 60;
    is_right.then_some(((hours * 60 + minutes) * 60 + seconds, fraction))
}
