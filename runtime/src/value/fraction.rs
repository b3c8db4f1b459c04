//! The digits behind the point of a second.

use super::ascii::Ascii;
use super::digits::leading;
use super::lexical::Reason;

/// A fraction of a second with all the digits it was given, up to 38.
///
/// The fields are in the order of comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Fraction {
    /// The first 19 digits, as if there were 19.
    high: u64,
    /// The 19 digits after them, as if there were 19.
    low: u64,
    /// How many digits there are.
    digits: u8,
}

/// The digits that one word holds.
const WORD: usize = 19;

const POWERS: [u64; WORD + 1] = {
    let mut powers = [1; WORD + 1];
    let mut index = 1;
    while index <= WORD {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

impl Fraction {
    /// No fraction.
    pub(super) const ZERO: Self = Self {
        high: 0,
        low: 0,
        digits: 0,
    };

    /// The fraction of so many nanoseconds, without zeros at the end.
    pub(super) fn from_nanos(nanos: u32) -> Result<Self, Reason> {
        if nanos >= 1_000_000_000 {
            return Err(Some("the fraction is a second or more"));
        }
        let mut digits = if nanos == 0 { 0 } else { 9 };
        let mut rest = nanos;
        while digits > 0 && rest.is_multiple_of(10) {
            rest /= 10;
            digits -= 1;
        }
        Ok(Self {
            high: u64::from(nanos) * POWERS[WORD - 9],
            low: 0,
            digits,
        })
    }

    /// The first nine digits as nanoseconds.
    #[inline]
    pub(super) fn nanos(self) -> u32 {
        u32::try_from(self.high / POWERS[WORD - 9]).expect("nine digits are less than 2^32")
    }

    /// Whether nothing but zeros follows the first nine digits.
    pub(super) fn is_whole_nanos(self) -> bool {
        self.low == 0 && self.high.is_multiple_of(POWERS[WORD - 9])
    }

    /// How many digits there are.
    pub(super) fn digits(self) -> u8 {
        self.digits
    }

    /// The value alone, to compare.
    pub(super) fn value(self) -> (u64, u64) {
        (self.high, self.low)
    }

    /// Reads the point and the digits at the start of `bytes`, if there is a point, and gives back what follows.
    #[inline]
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, &[u8]), Reason> {
        let [b'.', bytes @ ..] = bytes else {
            return Ok((Self::ZERO, bytes));
        };
        let (eight, count @ 1..8) = leading(bytes) else {
            return Self::read_long(bytes);
        };
        let fraction = Self {
            high: eight * POWERS[WORD - 8],
            low: 0,
            digits: count as u8,
        };
        Ok((fraction, &bytes[count..]))
    }

    /// As [`read`](Self::read), behind the point.
    #[inline(never)]
    fn read_long(bytes: &[u8]) -> Result<(Self, &[u8]), Reason> {
        let count = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (digits, rest) = bytes.split_at(count);
        let (high, low) = digits.split_at(count.min(WORD));
        match count {
            0 => Err(None),
            1..=38 => Ok((
                Self {
                    high: word(high),
                    low: word(low),
                    digits: count as u8,
                },
                rest,
            )),
            _ => Err(Some("more than 38 digits behind the point")),
        }
    }

    /// Appends the point and the digits, if there are any.
    #[inline]
    pub(super) fn write(self, out: &mut Ascii) {
        let digits = usize::from(self.digits);
        if digits > 0 && digits <= 9 {
            // All nine digits by constants and one table take less than as many divisions as there are digits.
            out.push(b'.');
            out.first_of_nine(self.nanos(), digits);
        } else if digits > 0 {
            out.push(b'.');
            let first = digits.min(WORD);
            out.number(self.high / POWERS[WORD - first], first);
            let second = digits - first;
            out.number(self.low / POWERS[WORD - second], second);
        }
    }
}

/// The value of up to 19 digits, as if zeros followed them.
#[inline]
fn word(digits: &[u8]) -> u64 {
    let value = digits
        .iter()
        .fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
    value * POWERS[WORD - digits.len()]
}
