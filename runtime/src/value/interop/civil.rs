//! What the crates for dates have in common: a year 0, no more than nanoseconds, and types with and without an offset.

pub(super) use crate::value::calendar::counted;
use crate::value::conversion::{HAS_ZONE, NO_ZONE, TOO_FINE};
use crate::value::{ConversionError, Date, DateTime, Lexical, Zone};

/// The year as XML Schema 1.0 counts it, from the one counted with a year 0.
pub(super) const fn uncounted(year: i32) -> i32 {
    if year <= 0 { year - 1 } else { year }
}

/// Checks that the value has no zone and nothing finer than nanoseconds.
pub(super) fn check_unzoned(value: DateTime, target: &'static str) -> Result<(), ConversionError> {
    if value.zone() != Zone::Unspecified {
        return Err(ConversionError::new(&value, target, HAS_ZONE));
    }
    check_nanoseconds(value, target)
}

/// Checks that the date has no zone.
pub(super) fn check_unzoned_date(value: Date, target: &'static str) -> Result<(), ConversionError> {
    match value.zone() {
        Zone::Unspecified => Ok(()),
        _ => Err(ConversionError::new(&value, target, HAS_ZONE)),
    }
}

/// Checks that the value has nothing finer than nanoseconds, and gives its offset in seconds.
pub(super) fn offset(value: DateTime, target: &'static str) -> Result<i32, ConversionError> {
    check_nanoseconds(value, target)?;
    match value.zone() {
        Zone::Unspecified => Err(ConversionError::new(&value, target, NO_ZONE)),
        Zone::Utc => Ok(0),
        Zone::Offset(minutes) => Ok(i32::from(minutes) * 60),
    }
}

fn check_nanoseconds(value: DateTime, target: &'static str) -> Result<(), ConversionError> {
    if value.is_whole_nanoseconds() {
        Ok(())
    } else {
        Err(ConversionError::new(&value, target, TOO_FINE))
    }
}

/// The time of the place in a zone that is `offset` seconds ahead of UTC, which is `Z` where that is 0.
pub(super) fn at_offset(local: DateTime, offset: i32) -> Result<DateTime, Lexical> {
    let zone = match (offset, i16::try_from(offset / 60)) {
        (0, _) => Zone::Utc,
        (_, Ok(minutes)) if offset % 60 == 0 => Zone::Offset(minutes),
        // No offset is as large as this, so that the error is the one of all offsets.
        _ => Zone::Offset(i16::MAX),
    };
    local.with_zone(zone)
}

/// Why there may be no value of ours for one with an offset.
pub(super) const NO_OFFSET: &str = "its offset is not a whole number of minutes within 14 hours";
