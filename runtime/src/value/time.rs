//! `xs:time`.

use std::cmp::Ordering;

use super::ascii::{Ascii, digits};
use super::calendar::two;
use super::fraction::Fraction;
use super::instant::Instant;
use super::lexical::{Reason, atomic};
use super::zone::Suffix;
use super::{Lexical, Zone};

/// An `xs:time`: a time of any day, with the zone that its text says, if any.
///
/// Form: `23:59:59.1234567`, `23:59:59Z`, `23:59:59+01:00`. Two values are equal if their texts are; `<` and `>` compare them as
/// times of one day, as [`DateTime`](super::DateTime) does. The default is `00:00:00`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Time {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) suffix: Suffix,
    pub(super) fraction: Fraction,
}

const NAME: &str = "time";

impl Time {
    /// The time, without a zone.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if there is no such time.
    pub fn new(hour: u8, minute: u8, second: u8) -> Result<Self, Lexical> {
        check_time(hour, minute, second).map_err(|reason| {
            Lexical::because(&refused_time(hour, minute, second), NAME, reason)
        })?;
        Ok(Self {
            hour,
            minute,
            second,
            ..Self::default()
        })
    }

    /// The same time of day with another zone.
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

    /// Reads an `xs:time`.
    ///
    /// `24:00:00` is taken and is `00:00:00`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is outside the lexical space, or there is no such time.
    ///
    /// Source: XML Schema Part 2, 3.2.8.
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        Self::read(super::text::trim(text).as_bytes())
            .map_err(|reason| Lexical::because(text, NAME, reason))
    }

    fn read(bytes: &[u8]) -> Result<Self, Reason> {
        let (hour, minute, second, fraction, rest) = read_time(bytes)?;
        Ok(Self {
            hour: hour % 24,
            minute,
            second,
            suffix: Suffix::read(rest)?,
            fraction,
        })
    }

    /// Appends the text of the value.
    pub fn write(&self, out: &mut String) {
        let mut text = Ascii::new();
        self.push(&mut text);
        text.append_to(out);
    }

    #[inline]
    pub(super) fn push(&self, out: &mut Ascii) {
        let Self {
            hour,
            minute,
            second,
            ..
        } = *self;
        let ([h, i], [m, n], [s, t]) = (digits(hour), digits(minute), digits(second));
        out.all([h, i, b':', m, n, b':', s, t]);
        self.fraction.write(out);
        self.suffix.write(out);
    }

    fn instant(self) -> Instant {
        let second = seconds_of_day(self.hour, self.minute, self.second);
        let seconds = second - self.suffix.seconds().unwrap_or(0);
        Instant {
            seconds,
            fraction: self.fraction,
            suffix: self.suffix,
        }
    }
}

atomic!(Time, "time");

/// The order on one day. Two spellings of one instant are in an order of their spelling.
impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.instant().compare_with_spelling(&other.instant())
    }
}

/// The seconds from midnight.
pub(super) fn seconds_of_day(hour: u8, minute: u8, second: u8) -> i64 {
    i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second)
}

/// Checks the parts of a time of day.
#[inline]
pub(super) fn check_time(hour: u8, minute: u8, second: u8) -> Result<(), Reason> {
    if hour > 23 || minute > 59 || second > 59 {
        Err(Some("there is no such time of day"))
    } else {
        Ok(())
    }
}

/// Reads the time at the start of `bytes` and gives back what follows. The hour may be 24, if all that follows is zero.
#[inline]
pub(super) fn read_time(bytes: &[u8]) -> Result<(u8, u8, u8, Fraction, &[u8]), Reason> {
    let [h, i, b':', m, n, b':', s, t, rest @ ..] = bytes else {
        return Err(None);
    };
    let (hour, minute, second) = (two(*h, *i)?, two(*m, *n)?, two(*s, *t)?);
    let (fraction, rest) = read_fraction(hour, minute, second, rest)?;
    Ok((hour, minute, second, fraction, rest))
}

/// Reads the fraction behind the seconds, checks the whole, and gives back what follows.
#[inline]
pub(super) fn read_fraction(
    hour: u8,
    minute: u8,
    second: u8,
    bytes: &[u8],
) -> Result<(Fraction, &[u8]), Reason> {
    let (fraction, rest) = Fraction::read(bytes)?;
    let is_end = hour == 24 && minute == 0 && second == 0;
    if !(is_end && fraction.value() == Fraction::ZERO.value()) {
        check_time(hour, minute, second)?;
    }
    Ok((fraction, rest))
}

/// The text of a time that does not exist, for its error.
pub(super) fn refused_time(hour: u8, minute: u8, second: u8) -> String {
    format!("{hour:02}:{minute:02}:{second:02}")
}
