//! `xs:duration`.

use super::ascii::Ascii;
use super::conversion::{OUT_OF_RANGE, TOO_FINE};
use super::fraction::Fraction;
use super::lexical::{Reason, atomic};
use super::text::trim;
use super::{ConversionError, Lexical};

/// An `xs:duration` as its text says it: `P1DT2H3M4.005S`, `-PT1H30M`, `P1Y2M`.
///
/// Parts are kept as they were read, zero or too large ones too: `PT90S` stays so. Two values are equal if their texts are, but
/// for zeros at the start of a part. The seconds have up to 38 digits behind the point. The default is `PT0S`.
///
/// A [`std::time::Duration`] becomes one with days, hours, minutes and seconds, in the form that .NET writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    negative: bool,
    /// Years, months, days, hours, minutes, seconds.
    parts: [Option<u64>; 6],
    fraction: Fraction,
}

/// The letter of each part. The first three stand before the `T`.
const LETTERS: [u8; 6] = *b"YMDHMS";
const DATE_PARTS: usize = 3;
const SECONDS: usize = 5;

const DAY: u64 = 86_400;

impl Duration {
    /// Whether the duration has a minus sign.
    #[must_use]
    pub const fn is_negative(&self) -> bool {
        self.negative
    }

    /// The years; 0 if none are given.
    #[must_use]
    pub fn years(&self) -> u64 {
        self.parts[0].unwrap_or(0)
    }

    /// The months; 0 if none are given.
    #[must_use]
    pub fn months(&self) -> u64 {
        self.parts[1].unwrap_or(0)
    }

    /// The days; 0 if none are given.
    #[must_use]
    pub fn days(&self) -> u64 {
        self.parts[2].unwrap_or(0)
    }

    /// The hours; 0 if none are given.
    #[must_use]
    pub fn hours(&self) -> u64 {
        self.parts[3].unwrap_or(0)
    }

    /// The minutes; 0 if none are given.
    #[must_use]
    pub fn minutes(&self) -> u64 {
        self.parts[4].unwrap_or(0)
    }

    /// The whole seconds; 0 if none are given.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        self.parts[SECONDS].unwrap_or(0)
    }

    /// The fraction of the seconds in nanoseconds; digits beyond them are left out.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        self.fraction.nanos()
    }

    /// The duration with its sign turned.
    #[must_use]
    pub const fn negated(mut self) -> Self {
        self.negative = !self.negative;
        self
    }

    /// Reads an `xs:duration`.
    ///
    /// # Errors
    ///
    /// [`Lexical`] if the text is outside the lexical space, or a part is beyond a `u64`.
    ///
    /// Source: XML Schema Part 2, 3.2.6.
    pub fn parse(text: &str) -> Result<Self, Lexical> {
        Self::read(trim(text).as_bytes())
            .map_err(|reason| Lexical::because(text, "duration", reason))
    }

    fn read(bytes: &[u8]) -> Result<Self, Reason> {
        let (negative, rest) = match bytes {
            [b'-', b'P', rest @ ..] => (true, rest),
            [b'P', rest @ ..] => (false, rest),
            _ => return Err(None),
        };
        let mut duration = Self {
            negative,
            parts: [None; 6],
            fraction: Fraction::ZERO,
        };
        let rest = duration.read_parts(0..DATE_PARTS, rest)?;
        let rest = match rest {
            [b'T', rest @ ..] if !rest.is_empty() => {
                duration.read_parts(DATE_PARTS..LETTERS.len(), rest)?
            }
            rest => rest,
        };
        if rest.is_empty() && duration.parts.iter().any(Option::is_some) {
            Ok(duration)
        } else {
            Err(None)
        }
    }

    /// Reads those of the given parts that are there, and gives back what follows.
    fn read_parts<'a>(
        &mut self,
        which: std::ops::Range<usize>,
        mut bytes: &'a [u8],
    ) -> Result<&'a [u8], Reason> {
        for part in which {
            let count = bytes
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            let (digits, rest) = bytes.split_at(count);
            let (fraction, rest) = if part == SECONDS {
                Fraction::read(rest)?
            } else {
                (Fraction::ZERO, rest)
            };
            if count > 0 && rest.first() == Some(&LETTERS[part]) {
                self.parts[part] = Some(number(digits)?);
                self.fraction = fraction;
                bytes = &rest[1..];
            }
        }
        Ok(bytes)
    }

    /// Appends the text of the value.
    pub fn write(&self, out: &mut String) {
        out.push_str(if self.negative { "-P" } else { "P" });
        for (index, part) in self.parts.iter().enumerate() {
            if index == DATE_PARTS && self.parts[DATE_PARTS..].iter().any(Option::is_some) {
                out.push('T');
            }
            if let Some(number) = part {
                out.push_str(itoa::Buffer::new().format(*number));
                if index == SECONDS {
                    let mut fraction = Ascii::new();
                    self.fraction.write(&mut fraction);
                    fraction.append_to(out);
                }
                out.push(char::from(LETTERS[index]));
            }
        }
    }
}

atomic!(Duration, "duration");

fn number(digits: &[u8]) -> Result<u64, Reason> {
    digits
        .iter()
        .try_fold(0_u64, |number, digit| {
            number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
        .ok_or(Some("a part is too large"))
}

impl Default for Duration {
    fn default() -> Self {
        Self::from(std::time::Duration::ZERO)
    }
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        let whole = duration.as_secs();
        let fraction =
            Fraction::from_nanos(duration.subsec_nanos()).expect("they are less than a second");
        let some = |part: u64| (part > 0).then_some(part);
        let (hours, minutes, seconds) = (whole % DAY / 3_600, whole / 60 % 60, whole % 60);
        let has_seconds = seconds > 0 || duration.subsec_nanos() > 0 || whole == 0;
        let parts = [
            None,
            None,
            some(whole / DAY),
            some(hours),
            some(minutes),
            has_seconds.then_some(seconds),
        ];
        Self {
            negative: false,
            parts,
            fraction,
        }
    }
}

impl TryFrom<Duration> for std::time::Duration {
    type Error = ConversionError;

    /// Fails if the duration is negative, has years or months, which have no fixed length, or is finer than a
    /// nanosecond.
    fn try_from(duration: Duration) -> Result<Self, ConversionError> {
        let fail = |reason| ConversionError::new(&duration, "std::time::Duration", reason);
        if duration.years() > 0 || duration.months() > 0 {
            return Err(fail("years and months have no fixed length"));
        }
        if !duration.fraction.is_whole_nanos() {
            return Err(fail(TOO_FINE));
        }
        let [days, hours, minutes] =
            [duration.days(), duration.hours(), duration.minutes()].map(u128::from);
        let seconds = ((days * 24 + hours) * 60 + minutes) * 60 + u128::from(duration.seconds());
        let seconds = u64::try_from(seconds).map_err(|_| fail(OUT_OF_RANGE))?;
        let length = Self::new(seconds, duration.nanosecond());
        if duration.negative && !length.is_zero() {
            Err(fail("it is negative"))
        } else {
            Ok(length)
        }
    }
}
