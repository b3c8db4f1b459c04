//! `xs:dateTime`.

mod text;

use std::cmp::Ordering;
use std::time::SystemTime;

use super::calendar::{DAY, check_date, date_from_days, days_from_date};
use super::date::refused_date;
use super::fraction::Fraction;
use super::instant::Instant;
use super::lexical::atomic;
use super::time::{check_time, refused_time, seconds_of_day};
use super::zone::Suffix;
use super::{Date, Lexical, Time, Zone};

/// An `xs:dateTime` as its text says it: the zone, or that there is none, and all digits of the fraction are kept.
///
/// Form: `2026-01-31T23:59:59.1234567Z`. The year may be negative or have more than four digits; the fraction has up to
/// 38 digits. There is no year 0, and `-0001` is the year before `0001`.
///
/// Two values are equal if their texts are: `10:00:00Z` is not `11:00:00+01:00`, and `.5` is not `.50`. To ask which of
/// two is the earlier, use `<` and `>`, or [`compare`](Self::compare) where the same instant may be spelled in two ways.
/// A value with a zone and one without are in order only if they are more than 14 hours apart.
///
/// The default is `0001-01-01T00:00:00`, the one of .NET.
///
/// ```
/// use castile::value::DateTime;
///
/// let time = DateTime::utc(2026, 1, 31, 23, 59, 59)?;
/// assert_eq!(time.to_string(), "2026-01-31T23:59:59Z");
/// assert!(time < "2026-02-01T00:00:00+00:00".parse()?);
/// # Ok::<(), castile::value::Lexical>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    year: i32,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    suffix: Suffix,
    fraction: Fraction,
}

const NAME: &str = "dateTime";

impl DateTime {
    /// The time in UTC.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if there is no such date or time.
    pub fn utc(
        year: i32,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Result<Self, Lexical> {
        let time = Self {
            suffix: Suffix::Utc,
            ..Self::unchecked(year, month, day, hour, minute, second)
        };
        time.checked()
    }

    /// The time of a place that is not said, without a zone.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if there is no such date or time.
    pub fn unzoned(
        year: i32,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
    ) -> Result<Self, Lexical> {
        Self::unchecked(year, month, day, hour, minute, second).checked()
    }

    const fn unchecked(year: i32, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Self {
        let fraction = Fraction::ZERO;
        Self {
            year,
            month,
            day,
            hour,
            minute,
            second,
            suffix: Suffix::None,
            fraction,
        }
    }

    fn checked(self) -> Result<Self, Lexical> {
        check_date(self.year, self.month, self.day)
            .and_then(|()| check_time(self.hour, self.minute, self.second))
            .map_err(|reason| {
                let date = refused_date(self.year, self.month, self.day);
                let time = refused_time(self.hour, self.minute, self.second);
                Lexical::because(&format!("{date}T{time}"), NAME, reason)
            })?;
        Ok(self)
    }

    /// The same date and time of day with another zone; the instant is another one.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the offset is more than 14 hours.
    pub fn with_zone(self, zone: Zone) -> Result<Self, Lexical> {
        let suffix =
            Suffix::of(zone).map_err(|reason| Lexical::because(&self.to_string(), NAME, reason))?;
        Ok(Self { suffix, ..self })
    }

    /// The same second with this fraction, without zeros at its end.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the nanoseconds are a second or more.
    pub fn with_nanosecond(self, nanosecond: u32) -> Result<Self, Lexical> {
        let fraction = Fraction::from_nanos(nanosecond)
            .map_err(|reason| Lexical::because(&self.to_string(), NAME, reason))?;
        Ok(Self { fraction, ..self })
    }

    /// The instant so many seconds and nanoseconds after 1970-01-01T00:00:00Z, in UTC.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the year is beyond an `i32`, or the nanoseconds are a second or more.
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Result<Self, Lexical> {
        match Self::from_seconds(seconds) {
            Some(time) => Self {
                suffix: Suffix::Utc,
                ..time
            }
            .with_nanosecond(nanoseconds),
            None => {
                Err(Lexical::new(&seconds.to_string(), NAME).with_reason("the year is too large"))
            }
        }
    }

    fn from_seconds(seconds: i64) -> Option<Self> {
        let (year, month, day) = date_from_days(seconds.div_euclid(DAY))?;
        let second = seconds.rem_euclid(DAY);
        let [hour, minute, second] =
            [second / 3_600, second / 60 % 60, second % 60].map(|part| part as u8);
        Some(Self::unchecked(year, month, day, hour, minute, second))
    }

    /// The seconds and nanoseconds since 1970-01-01T00:00:00Z; none if there is no zone.
    ///
    /// Digits beyond the nanosecond are left out.
    #[must_use]
    pub fn to_unix(self) -> Option<(i64, u32)> {
        self.suffix.seconds()?;
        let Instant {
            seconds, fraction, ..
        } = self.instant();
        Some((seconds, fraction.nanos()))
    }

    /// The present time in UTC.
    ///
    /// # Panics
    ///
    /// If the clock of the machine is beyond the year 2,147,483,647.
    #[must_use]
    pub fn now_utc() -> Self {
        SystemTime::now()
            .try_into()
            .expect("the clock is in the range of years")
    }

    /// The same instant in UTC; none if there is no zone, or the year is then too large.
    #[must_use]
    pub fn to_utc(self) -> Option<Self> {
        self.suffix.seconds()?;
        let time = Self::from_seconds(self.instant().seconds)?;
        Some(Self {
            suffix: Suffix::Utc,
            fraction: self.fraction,
            ..time
        })
    }

    /// The year; never 0.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    #[must_use]
    pub const fn second(self) -> u8 {
        self.second
    }

    /// The fraction of the second in nanoseconds; digits beyond them are left out.
    #[must_use]
    pub fn nanosecond(self) -> u32 {
        self.fraction.nanos()
    }

    /// How many digits the fraction of the second has, zeros at its end included.
    #[must_use]
    pub fn fraction_digits(self) -> u8 {
        self.fraction.digits()
    }

    /// Whether the fraction of the second is a whole number of nanoseconds.
    #[must_use]
    pub fn is_whole_nanoseconds(self) -> bool {
        self.fraction.is_whole_nanos()
    }

    /// The zone.
    #[must_use]
    pub fn zone(self) -> Zone {
        self.suffix.zone()
    }

    /// The date, with the zone.
    #[must_use]
    pub fn date(self) -> Date {
        Date {
            year: self.year,
            month: self.month,
            day: self.day,
            suffix: self.suffix,
        }
    }

    /// The time of day, with the zone.
    #[must_use]
    pub fn time(self) -> Time {
        let Self {
            hour,
            minute,
            second,
            suffix,
            fraction,
            ..
        } = self;
        Time {
            hour,
            minute,
            second,
            suffix,
            fraction,
        }
    }

    /// The order in time, in which two spellings of one instant are equal; none if one has a zone, the other has none, and
    /// they are within 14 hours.
    ///
    /// Source: XML Schema Part 2, 3.2.7.4.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        self.instant().compare(&other.instant())
    }

    fn instant(self) -> Instant {
        let days = days_from_date(self.year, self.month, self.day);
        let second = seconds_of_day(self.hour, self.minute, self.second);
        let seconds = days * DAY + second - self.suffix.seconds().unwrap_or(0);
        Instant {
            seconds,
            fraction: self.fraction,
            suffix: self.suffix,
        }
    }
}

atomic!(DateTime, "dateTime");

impl Default for DateTime {
    fn default() -> Self {
        Self::unchecked(1, 1, 1, 0, 0, 0)
    }
}

/// The order in time. Two spellings of one instant are in an order of their spelling, for only the same text is equal.
impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.instant().compare_with_spelling(&other.instant())
    }
}
