//! The text of an `xs:dateTime`.

use super::super::Lexical;
use super::super::ascii::Ascii;
use super::super::calendar::{check_date, days_in_month};
use super::super::date::{read_date, write_date};
use super::super::digits::moment;
use super::super::lexical::Reason;
use super::super::text::trim;
use super::super::time::{read_fraction, read_time};
use super::super::zone::Suffix;
use super::{DateTime, NAME};

impl DateTime {
    /// Reads an `xs:dateTime`.
    ///
    /// `24:00:00` is taken and is the next day's midnight. Dates alone, which .NET reads too, are not.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is outside the lexical space, or says a date or time that does not exist.
    ///
    /// Source: XML Schema Part 2, 3.2.7.
    #[inline]
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        Self::read(trim(text).as_bytes()).map_err(|reason| Lexical::because(text, NAME, reason))
    }

    #[inline]
    fn read(bytes: &[u8]) -> Result<Self, Reason> {
        if let Some((start, rest)) = bytes.split_first_chunk()
            && let Some([century, year, month, day, hour, minute, second]) = moment(start)
        {
            let year = i32::from(century) * 100 + i32::from(year);
            check_date(year, month, day)?;
            let (fraction, rest) = read_fraction(hour, minute, second, rest)?;
            let suffix = Suffix::read(rest)?;
            return Self {
                suffix,
                fraction,
                ..Self::unchecked(year, month, day, hour, minute, second)
            }
            .in_its_day();
        }
        Self::read_long(bytes)
    }

    /// As [`read`](Self::read), of any form.
    #[inline(never)]
    fn read_long(bytes: &[u8]) -> Result<Self, Reason> {
        let (year, month, day, rest) = read_date(bytes)?;
        let [b'T', rest @ ..] = rest else {
            return Err(None);
        };
        let (hour, minute, second, fraction, rest) = read_time(rest)?;
        let suffix = Suffix::read(rest)?;
        Self {
            suffix,
            fraction,
            ..Self::unchecked(year, month, day, hour, minute, second)
        }
        .in_its_day()
    }

    /// The same time, where hour 24 is the next day's hour 0.
    #[inline]
    fn in_its_day(self) -> Result<Self, Reason> {
        if self.hour == 24 {
            self.at_next_midnight()
        } else {
            Ok(self)
        }
    }

    #[cold]
    fn at_next_midnight(self) -> Result<Self, Reason> {
        let (year, month, day) = if self.day < days_in_month(self.year, self.month) {
            (self.year, self.month, self.day + 1)
        } else if self.month < 12 {
            (self.year, self.month + 1, 1)
        } else {
            let year = if self.year == -1 {
                Some(1)
            } else {
                self.year.checked_add(1)
            };
            (year.ok_or(Some("the year is too large"))?, 1, 1)
        };
        Ok(Self {
            year,
            month,
            day,
            hour: 0,
            ..self
        })
    }

    /// Appends the text of the value.
    #[inline]
    pub fn write(&self, out: &mut String) {
        self.with_text(|text| out.push_str(text));
    }

    /// Calls `take` with the text of the value.
    #[inline]
    pub(crate) fn with_text<T>(&self, take: impl FnOnce(&str) -> T) -> T {
        let mut text = Ascii::new();
        write_date(self.year, self.month, self.day, &mut text);
        text.push(b'T');
        self.time().push(&mut text);
        take(text.as_str())
    }
}
