//! The HTTP header `Retry-After`.

use std::time::{Duration, SystemTime};

/// How long an answer asks to be left alone, by its HTTP headers.
///
/// Form: seconds, or a date. Source: RFC 9110, 10.2.3.
pub(crate) fn retry_after(headers: &[(String, String)]) -> Option<Duration> {
    let named = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("retry-after"));
    read(named?.1.trim(), SystemTime::now())
}

fn read(text: &str, now: SystemTime) -> Option<Duration> {
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    // A date that has passed asks for nothing more.
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::read;
    use std::time::{Duration, SystemTime};

    #[test]
    fn seconds_and_dates_are_read_and_nonsense_is_not() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, expected) in [
            ("120", Some(120)),
            ("0", Some(0)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("-1", None),
            ("soon", None),
        ] {
            assert_eq!(read(text, now), expected.map(Duration::from_secs), "{text}");
        }
    }
}
