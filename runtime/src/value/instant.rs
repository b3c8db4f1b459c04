//! The order of dates and times, of which some have a zone and some have none.

use std::cmp::Ordering;

use super::fraction::Fraction;
use super::zone::Suffix;

/// A point on the time line, or on one of a place that is not known.
pub(super) struct Instant {
    /// Seconds since 1970-01-01T00:00:00, in UTC where there is a zone.
    pub(super) seconds: i64,
    pub(super) fraction: Fraction,
    pub(super) suffix: Suffix,
}

/// How far a zone can be from UTC, in seconds.
const FARTHEST: i64 = 14 * 3_600;

impl Instant {
    /// The order in time, where there is one: a time without a zone is before or after another with one only if it is so in every zone.
    ///
    /// Source: XML Schema Part 2, 3.2.7.4.
    pub(super) fn compare(&self, other: &Self) -> Option<Ordering> {
        let [this, that] = [self, other].map(|i| (i.seconds, i.fraction.value()));
        match (self.suffix, other.suffix) {
            (Suffix::None, Suffix::None) => Some(this.cmp(&that)),
            (Suffix::None, _) => unzoned_against(this, that),
            (_, Suffix::None) => unzoned_against(that, this).map(Ordering::reverse),
            _ => Some(this.cmp(&that)),
        }
    }

    /// The order in time and then in spelling, so that only the same text is equal.
    pub(super) fn compare_with_spelling(&self, other: &Self) -> Option<Ordering> {
        let spelling = |i: &Self| (i.suffix, i.fraction.digits());
        self.compare(other)
            .map(|order| order.then_with(|| spelling(self).cmp(&spelling(other))))
    }
}

type Point = (i64, (u64, u64));

fn unzoned_against(unzoned: Point, zoned: Point) -> Option<Ordering> {
    let shifted = |seconds| (unzoned.0 + seconds, unzoned.1);
    if shifted(FARTHEST) < zoned {
        Some(Ordering::Less)
    } else if shifted(-FARTHEST) > zoned {
        Some(Ordering::Greater)
    } else {
        None
    }
}
