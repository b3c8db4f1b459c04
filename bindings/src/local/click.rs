//! Clicks of the local service.
//!
//! The time of a real click cannot be read from its id; Microsoft looks it up. The local service has no clicks to look
//! up, so it takes the time from ids of a form of its own, and knows nothing of any other click:
//!
//! ```text
//! 10ca1c11c 000000000000001 00014400
//! └ prefix  └ any hex       └ minutes from the click to the start of the local service, in decimal
//! ```
//!
//! That is 32 digits without spaces, as a real MSCLKID has. A conversion with such an id is held against the click time
//! and the goal's window; one with any other id is taken as made within the window.

use castile::DateTime;

/// What ids begin with that carry their click time.
pub const PREFIX: &str = "10ca1c11c";

const LENGTH: usize = 32;
const MINUTES_DIGITS: usize = 8;
/// Longer than any id that Microsoft gives out.
const LONGEST: usize = 100;

/// An id of a click so many minutes before the start of the local service; `number` tells clicks apart.
///
/// ```
/// assert_eq!(msads::local::click::id(1, 14_400), "10ca1c11c00000000000000100014400");
/// ```
pub fn id(number: u32, minutes_before_start: u32) -> String {
    let minutes = minutes_before_start.min(99_999_999);
    format!("{PREFIX}{number:015x}{minutes:08}")
}

/// Whether a text can be a click id at all: visible ASCII characters, 100 at most. The documentation lays down no form.
pub(super) fn is_id(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The time of a click whose id carries one, for a service that started at `started`.
pub(super) fn time(id: &str, started: DateTime) -> Option<DateTime> {
    if id.len() != LENGTH || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let (prefix, rest) = id.split_at(PREFIX.len());
    let minutes: i64 = rest[rest.len() - MINUTES_DIGITS..].parse().ok()?;
    let (seconds, _) = started.to_unix()?;
    let seconds = seconds - 60 * minutes;
    prefix
        .eq_ignore_ascii_case(PREFIX)
        .then(|| DateTime::from_unix(seconds, 0).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::{id, is_id, time};
    use castile::DateTime;

    #[test]
    fn an_id_carries_its_click_time() {
        let started = DateTime::utc(2026, 6, 30, 12, 0, 0).unwrap();
        assert_eq!(
            time(&id(7, 90), started),
            DateTime::utc(2026, 6, 30, 10, 30, 0).ok()
        );
        assert_eq!(
            time(&id(7, 90).to_uppercase(), started),
            DateTime::utc(2026, 6, 30, 10, 30, 0).ok()
        );
        for other in [
            "",
            "c1",
            "f0ca1c11c00000000000000100014400",
            "10ca1c11c0000000000000010001440f",
        ] {
            assert_eq!(time(other, started), None, "{other}");
        }
    }

    #[test]
    fn an_id_is_visible_ascii() {
        assert!(is_id("c1") && is_id(&id(1, 1)));
        assert!(!is_id("c 1") && !is_id("\u{e9}") && !is_id(&"c".repeat(101)));
    }
}
