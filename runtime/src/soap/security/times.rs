//! Times of messages.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Unmade;
use crate::value::DateTime;

/// The time in UTC, to the millisecond: more digits are not taken everywhere.
pub(super) fn write(time: SystemTime) -> Result<String, Unmade> {
    let unsayable = || Unmade::new("the time of the message cannot be said");
    let since = time.duration_since(UNIX_EPOCH).map_err(|_| unsayable())?;
    let seconds = i64::try_from(since.as_secs()).map_err(|_| unsayable())?;
    let time = DateTime::from_unix(seconds, since.subsec_millis() * 1_000_000);
    time.map(|time| time.to_string()).map_err(|_| unsayable())
}

/// The time that a text says; one without a zone is in UTC.
///
/// Source: Web Services Security: SOAP Message Security 1.1, 10.
pub(super) fn read(text: &str) -> Option<SystemTime> {
    let time = DateTime::parse(text).ok()?;
    let (seconds, nanoseconds) = match time.to_unix() {
        Some(instant) => instant,
        None => DateTime::parse(&format!("{}Z", text.trim()))
            .ok()?
            .to_unix()?,
    };
    let seconds = u64::try_from(seconds).ok()?;
    UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_it_was_written_in_any_zone_and_in_none() {
        let time = UNIX_EPOCH + Duration::from_millis(1_769_903_999_123);
        assert_eq!(write(time).unwrap(), "2026-01-31T23:59:59.123Z");
        for text in [
            "2026-01-31T23:59:59.123Z",
            "2026-02-01T01:59:59.123+02:00",
            " 2026-01-31T23:59:59.123 ",
        ] {
            assert_eq!(read(text), Some(time), "{text}");
        }
        for text in ["", "yesterday", "1969-12-31T23:59:59Z", "2026-01-31"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
