//! Decimal numbers of any size.

use std::cmp::Ordering;

/// A decimal number without zeros that do not count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    is_negative: bool,
    /// The digits before the point, none for zero.
    integer: String,
    /// The digits behind it.
    fraction: String,
}

impl Decimal {
    /// Reads `+1.50` and the like.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (is_negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(integer) || !is_digits(fraction) || integer.len() + fraction.len() == 0 {
            return None;
        }
        let integer = integer.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let is_zero = integer.is_empty() && fraction.is_empty();
        Some(Self {
            is_negative: is_negative && !is_zero,
            integer,
            fraction,
        })
    }

    /// The number of digits that `totalDigits` counts.
    pub(crate) fn total_digits(&self) -> u64 {
        let fraction = self.fraction.len();
        let digits = match self.integer.is_empty() {
            true => fraction,
            false => self.integer.len() + fraction,
        };
        u64::try_from(digits.max(1)).unwrap_or(u64::MAX)
    }

    /// The number of digits behind the point.
    pub(crate) fn fraction_digits(&self) -> u64 {
        u64::try_from(self.fraction.len()).unwrap_or(u64::MAX)
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        let by_length = self.integer.len().cmp(&other.integer.len());
        by_length
            .then_with(|| self.integer.cmp(&other.integer))
            .then_with(|| self.fraction.cmp(&other.fraction))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_size(other),
            (true, true) => other.compare_size(self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
