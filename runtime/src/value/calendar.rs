//! The Gregorian calendar, extended to all years, and its dates as numbers of days.

use super::ascii::Ascii;
use super::lexical::Reason;

/// Seconds in a day.
pub(super) const DAY: i64 = 86_400;

/// The year counted with a year 0: in XML Schema 1.0 the year before year 1 is year -1.
pub(super) const fn counted(year: i32) -> i32 {
    if year < 0 { year + 1 } else { year }
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days the month has.
#[inline]
pub(super) const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(counted(year)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Checks the parts of a date.
#[inline]
pub(super) fn check_date(year: i32, month: u8, day: u8) -> Result<(), Reason> {
    if year == 0 {
        Err(Some("there is no year 0"))
    } else if !(1..=12).contains(&month) {
        Err(Some("there is no such month"))
    } else if day == 0 || day > days_in_month(year, month) {
        Err(Some("there is no such day in the month"))
    } else {
        Ok(())
    }
}

/// The days from 1970-01-01 to the date.
///
/// The year is taken to begin in March, so that the leap day is its last, and 400 of them are an era of 146,097 days.
pub(super) fn days_from_date(year: i32, month: u8, day: u8) -> i64 {
    let month = i64::from(month);
    let year = i64::from(counted(year)) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The year, month and day so many days after 1970-01-01; none if the year is beyond an `i32`.
pub(super) fn date_from_days(days: i64) -> Option<(i32, u8, u8)> {
    let days = days.checked_add(719_468)?;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let year = if year <= 0 { year - 1 } else { year };
    Some((i32::try_from(year).ok()?, month as u8, day as u8))
}

/// Reads two digits.
#[inline]
pub(super) fn two(tens: u8, ones: u8) -> Result<u8, Reason> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    if tens > 9 || ones > 9 {
        Err(None)
    } else {
        Ok(tens * 10 + ones)
    }
}

/// Reads the year at the start of `bytes` and gives back what follows.
///
/// Form: four digits, or more without zeros at the start; a minus sign before them.
#[inline]
pub(super) fn read_year(bytes: &[u8]) -> Result<(i32, &[u8]), Reason> {
    if let [a, b, c, d, rest @ ..] = bytes
        && !matches!(rest, [b'0'..=b'9', ..])
        && *a != b'-'
    {
        let year = i32::from(two(*a, *b)?) * 100 + i32::from(two(*c, *d)?);
        return Ok((year, rest));
    }
    read_far_year(bytes)
}

#[cold]
fn read_far_year(bytes: &[u8]) -> Result<(i32, &[u8]), Reason> {
    let (sign, digits) = match bytes {
        [b'-', digits @ ..] => (-1, digits),
        digits => (1, digits),
    };
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (digits, rest) = digits.split_at(count);
    if count < 4 || (count > 4 && digits[0] == b'0') {
        return Err(None);
    }
    digits
        .iter()
        .try_fold(0_i32, |year, digit| {
            year.checked_mul(10)?.checked_add(i32::from(digit - b'0'))
        })
        .map(|year| (sign * year, rest))
        .ok_or(Some("the year is too large"))
}

/// Appends the year with at least four digits.
#[inline]
pub(super) fn write_year(year: i32, out: &mut Ascii) {
    if year < 0 {
        out.push(b'-');
    }
    match year.unsigned_abs() {
        digits @ ..10_000 => {
            out.two((digits / 100) as u8);
            out.two((digits % 100) as u8);
        }
        digits => out.number(u64::from(digits), digits.ilog10() as usize + 1),
    }
}
