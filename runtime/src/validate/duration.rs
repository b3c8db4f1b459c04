//! The order of durations, which have months and seconds and no fixed relation between the two.
//!
//! Source: XML Schema Part 2, 3.2.6.2.

use std::cmp::Ordering;

use crate::value::Duration;

/// The four months that durations are added to: as different as can be.
const STARTS: [(i128, i128); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];

/// The months and nanoseconds of a duration.
fn parts(value: &Duration) -> (i128, i128) {
    let months = i128::from(value.years()) * 12 + i128::from(value.months());
    let hours = i128::from(value.days()) * 24 + i128::from(value.hours());
    let seconds = (hours * 60 + i128::from(value.minutes())) * 60 + i128::from(value.seconds());
    let nanoseconds = seconds
        .saturating_mul(1_000_000_000)
        .saturating_add(i128::from(value.nanosecond()));
    match value.is_negative() {
        true => (-months, -nanoseconds),
        false => (months, nanoseconds),
    }
}

/// How two durations are ordered, if it is the same wherever they begin.
pub(super) fn compare(left: &Duration, right: &Duration) -> Option<Ordering> {
    let (left, right) = (parts(left), parts(right));
    let mut found = STARTS
        .iter()
        .map(|start| end_from(*start, left).cmp(&end_from(*start, right)));
    let first = found.next()?;
    found.all(|next| next == first).then_some(first)
}

/// A text that is the same for the same durations.
pub(super) fn identity(value: &Duration) -> String {
    let (months, nanoseconds) = parts(value);
    format!("{months}:{nanoseconds}")
}

/// The nanosecond at which a duration ends that begins with a month.
fn end_from((year, month): (i128, i128), (months, nanoseconds): (i128, i128)) -> i128 {
    let month = year * 12 + month - 1 + months;
    let days = days_before(month.div_euclid(12), month.rem_euclid(12));
    days.saturating_mul(86_400_000_000_000)
        .saturating_add(nanoseconds)
}

/// The days from the beginning of the year 0 to that of a month, which is counted from 0.
fn days_before(year: i128, month: i128) -> i128 {
    const BEFORE: [i128; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = year - 1;
    let leap_days = last.div_euclid(4) - last.div_euclid(100) + last.div_euclid(400) + 1;
    let this_year = usize::try_from(month).map_or(0, |month| BEFORE[month.min(11)]);
    year * 365 + leap_days + this_year + i128::from(is_leap && month > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_in_order_where_every_month_agrees() {
        let cases = [
            ("P1M", "P30D", None),
            ("P1M", "P32D", Some(Ordering::Less)),
            ("P1Y", "P12M", Some(Ordering::Equal)),
            ("-P1D", "PT0S", Some(Ordering::Less)),
            ("PT1.5S", "PT1.25S", Some(Ordering::Greater)),
            ("P365D", "P1Y", None),
        ];
        for (left, right, expected) in cases {
            let read = |text| Duration::parse(text).expect(text);
            assert_eq!(
                compare(&read(left), &read(right)),
                expected,
                "{left} {right}"
            );
        }
    }
}
