//! Conversions with the standard library.

use ::std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::value::conversion::{NO_ZONE, OUT_OF_RANGE, TOO_FINE};
use crate::value::{ConversionError, DateTime};

impl TryFrom<SystemTime> for DateTime {
    type Error = ConversionError;

    /// The time in UTC. Fails if the year is beyond an `i32`.
    fn try_from(time: SystemTime) -> Result<Self, ConversionError> {
        let since = match time.duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs())
                .ok()
                .map(|seconds| (seconds, since.subsec_nanos())),
            Err(before) => seconds_before(before.duration()),
        };
        since
            .and_then(|(seconds, nanoseconds)| Self::from_unix(seconds, nanoseconds).ok())
            .ok_or_else(|| {
                ConversionError::new(&format_args!("{time:?}"), "DateTime", OUT_OF_RANGE)
            })
    }
}

/// The seconds, negative, and the nanoseconds after them that make up a time so long before 1970.
fn seconds_before(duration: Duration) -> Option<(i64, u32)> {
    let whole = i64::try_from(duration.as_secs()).ok()?;
    match duration.subsec_nanos() {
        0 => Some((-whole, 0)),
        nanoseconds => Some((-whole - 1, 1_000_000_000 - nanoseconds)),
    }
}

impl TryFrom<DateTime> for SystemTime {
    type Error = ConversionError;

    /// The same instant. Fails if there is no zone, the fraction is finer than a nanosecond, or the system has no such time.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        let fail = |reason| ConversionError::new(&value, "SystemTime", reason);
        if !value.is_whole_nanoseconds() {
            return Err(fail(TOO_FINE));
        }
        let (seconds, nanoseconds) = value.to_unix().ok_or_else(|| fail(NO_ZONE))?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let time = if seconds < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        time.and_then(|time| time.checked_add(Duration::from_nanos(nanoseconds.into())))
            .ok_or_else(|| fail(OUT_OF_RANGE))
    }
}
