//! `xs:date`.

use std::cmp::Ordering;

use super::ascii::{Ascii, digits};
use super::calendar::{DAY, check_date, days_from_date, read_year, two, write_year};
use super::fraction::Fraction;
use super::instant::Instant;
use super::lexical::{Reason, atomic};
use super::zone::Suffix;
use super::{Lexical, Zone};

/// An `xs:date`: a day, with the zone that its text says, if any.
///
/// Form: `2026-01-31`, `2026-01-31Z`, `2026-01-31+01:00`. Two values are equal if their texts are; `<` and `>` compare their
/// first instants as [`DateTime`](super::DateTime) does. The default is `0001-01-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) suffix: Suffix,
}

const NAME: &str = "date";

impl Date {
    /// The date, without a zone.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if there is no such date.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, Lexical> {
        check_date(year, month, day)
            .map_err(|reason| Lexical::because(&refused_date(year, month, day), NAME, reason))?;
        Ok(Self {
            year,
            month,
            day,
            suffix: Suffix::None,
        })
    }

    /// The same date with another zone.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the offset is more than 14 hours.
    pub fn with_zone(self, zone: Zone) -> Result<Self, Lexical> {
        let suffix =
            Suffix::of(zone).map_err(|reason| Lexical::because(&self.to_string(), NAME, reason))?;
        Ok(Self { suffix, ..self })
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

    /// The zone.
    #[must_use]
    pub fn zone(self) -> Zone {
        self.suffix.zone()
    }

    /// Reads an `xs:date`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is outside the lexical space, or there is no such date.
    ///
    /// Source: XML Schema Part 2, 3.2.9.
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        Self::read(super::text::trim(text).as_bytes())
            .map_err(|reason| Lexical::because(text, NAME, reason))
    }

    fn read(bytes: &[u8]) -> Result<Self, Reason> {
        let (year, month, day, rest) = read_date(bytes)?;
        Ok(Self {
            year,
            month,
            day,
            suffix: Suffix::read(rest)?,
        })
    }

    /// Appends the text of the value.
    pub fn write(&self, out: &mut String) {
        let mut text = Ascii::new();
        write_date(self.year, self.month, self.day, &mut text);
        self.suffix.write(&mut text);
        text.append_to(out);
    }

    fn instant(self) -> Instant {
        let days = days_from_date(self.year, self.month, self.day);
        let seconds = days * DAY - self.suffix.seconds().unwrap_or(0);
        Instant {
            seconds,
            fraction: Fraction::ZERO,
            suffix: self.suffix,
        }
    }
}

atomic!(Date, "date");

impl Default for Date {
    fn default() -> Self {
        Self {
            year: 1,
            month: 1,
            day: 1,
            suffix: Suffix::None,
        }
    }
}

/// The order of the first instants. Two spellings of one instant are in an order of their spelling.
impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.instant().compare_with_spelling(&other.instant())
    }
}

/// Reads the date at the start of `bytes` and gives back what follows.
#[inline]
pub(super) fn read_date(bytes: &[u8]) -> Result<(i32, u8, u8, &[u8]), Reason> {
    let (year, rest) = read_year(bytes)?;
    let [b'-', m, n, b'-', d, e, rest @ ..] = rest else {
        return Err(None);
    };
    let (month, day) = (two(*m, *n)?, two(*d, *e)?);
    check_date(year, month, day)?;
    Ok((year, month, day, rest))
}

#[inline]
pub(super) fn write_date(year: i32, month: u8, day: u8, out: &mut Ascii) {
    write_year(year, out);
    let ([m, n], [d, e]) = (digits(month), digits(day));
    out.all([b'-', m, n, b'-', d, e]);
}

/// The text of a date that does not exist, for its error.
pub(super) fn refused_date(year: i32, month: u8, day: u8) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
}
