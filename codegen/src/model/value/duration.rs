//! Durations.

use std::cmp::Ordering;

use super::Decimal;

/// A duration: months and seconds, which have no fixed relation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Duration {
    months: i128,
    seconds: i128,
    /// The digits of the fraction of a second, which has the sign of the rest.
    fraction: String,
    is_negative: bool,
}

/// The days of a number of months, least and most.
///
/// Source: XML Schema Part 2, 3.2.6.2: added to the dates of four months that are as different as can be.
const STARTS: [(i128, i128); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];

impl Duration {
    /// Reads `-P1Y2M3DT4H5M6.7S`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let text = text.strip_prefix('P')?;
        let (date, time) = match text.split_once('T') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (text, ""),
        };
        if date.is_empty() && time.is_empty() {
            return None;
        }
        let mut rest = date;
        let years = take(&mut rest, 'Y')?;
        let months = take(&mut rest, 'M')?;
        let days = take(&mut rest, 'D')?;
        if !rest.is_empty() {
            return None;
        }
        let mut rest = time;
        let hours = take(&mut rest, 'H')?;
        let minutes = take(&mut rest, 'M')?;
        let (seconds, fraction) = seconds(rest)?;
        let sign = if is_negative { -1 } else { 1 };
        Some(Self {
            months: sign * (years * 12 + months),
            seconds: sign * (((days * 24 + hours) * 60 + minutes) * 60 + seconds),
            fraction: fraction.to_owned(),
            is_negative: is_negative && !fraction.is_empty(),
        })
    }

    /// How two durations are ordered, if it is the same wherever they begin.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        let mut found = STARTS.iter().map(|start| {
            let left = (self.end_from(*start), self.fraction_value());
            let right = (other.end_from(*start), other.fraction_value());
            left.cmp(&right)
        });
        let first = found.next()?;
        found.all(|next| next == first).then_some(first)
    }

    fn fraction_value(&self) -> Option<Decimal> {
        let sign = if self.is_negative { "-" } else { "" };
        Decimal::read(&format!("{sign}0.{}", self.fraction))
    }

    /// The second at which it ends that begins with a month.
    fn end_from(&self, (year, month): (i128, i128)) -> i128 {
        let month = year * 12 + month - 1 + self.months;
        let days = super::moment::days_before(month.div_euclid(12), month.rem_euclid(12) + 1);
        days * 86_400 + self.seconds
    }
}

/// Takes a number and its unit from the front; 0 if it is not there, `None` if what is there is no number.
fn take(rest: &mut &str, unit: char) -> Option<i128> {
    let Some((number, after)) = rest.split_once(unit) else {
        return Some(0);
    };
    *rest = after;
    read_number(number)
}

/// A number of no more digits than can be added up.
fn read_number(text: &str) -> Option<i128> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse::<u64>().unwrap_or(u64::MAX).into())
}

/// The seconds and the digits of their fraction.
fn seconds(text: &str) -> Option<(i128, &str)> {
    if text.is_empty() {
        return Some((0, ""));
    }
    let number = text.strip_suffix('S')?;
    match number.split_once('.') {
        None => Some((read_number(number)?, "")),
        Some((whole, fraction)) => {
            read_number(fraction)?;
            Some((read_number(whole)?, fraction.trim_end_matches('0')))
        }
    }
}
