//! Times in .NET's terms: 100-nanosecond ticks, and the kinds `Utc`, `Local` and `Unspecified`.

use castile::value::Zone;
use castile::{DateTime, Duration};

const TICKS_PER_SECOND: i128 = 10_000_000;
const DAY: i64 = 86_400;

/// Whether our time is the recorded one. The recording was made in New York: there .NET took every offset to local time.
pub(crate) fn check_date_time(time: &str, kind: &str, ours: DateTime) -> Result<(), String> {
    let recorded: DateTime = time.parse().map_err(|error| format!("{error}"))?;
    let recorded = ticks_as_utc(recorded)?;
    let found = match (kind, ours.zone()) {
        ("Unspecified", Zone::Unspecified) | ("Utc", Zone::Utc) => ticks_as_utc(ours)?,
        ("Local", Zone::Offset(_)) => {
            let (seconds, _) = ours.to_unix().ok_or("the time has no zone")?;
            ticks(ours)? + i128::from(new_york_offset(seconds)) * TICKS_PER_SECOND
        }
        (kind, zone) => return Err(format!("our zone is {zone:?}, .NET's kind is {kind}")),
    };
    if found == recorded {
        Ok(())
    } else {
        Err(format!("ours is {ours}, .NET's is {time}({kind})"))
    }
}

fn ticks_as_utc(time: DateTime) -> Result<i128, String> {
    ticks(
        time.with_zone(Zone::Utc)
            .map_err(|error| error.to_string())?,
    )
}

/// Ticks since 1970, the last one rounded as .NET does.
fn ticks(time: DateTime) -> Result<i128, String> {
    let (seconds, nanoseconds) = time.to_unix().ok_or("the time has no zone")?;
    Ok(i128::from(seconds) * TICKS_PER_SECOND + i128::from((nanoseconds + 50) / 100))
}

/// New York's distance from UTC in seconds, by the rule in force since 2007.
fn new_york_offset(unix: i64) -> i64 {
    let (year, start_of_year) = year_of(unix);
    let sunday = |month_start: i64, number: i64| {
        // 1970-01-01 was a Thursday.
        let to_sunday = (3 - month_start.div_euclid(DAY)).rem_euclid(7);
        month_start + (to_sunday + 7 * (number - 1)) * DAY
    };
    let leap = i64::from(is_leap(year));
    let march = start_of_year + (59 + leap) * DAY;
    let november = start_of_year + (304 + leap) * DAY;
    let summer = sunday(march, 2) + 7 * 3_600..sunday(november, 1) + 6 * 3_600;
    if summer.contains(&unix) {
        -4 * 3_600
    } else {
        -5 * 3_600
    }
}

fn year_of(unix: i64) -> (i64, i64) {
    let (mut year, mut start) = (1970, 0);
    loop {
        let length = (365 + i64::from(is_leap(year))) * DAY;
        if unix < start {
            year -= 1;
            start -= (365 + i64::from(is_leap(year))) * DAY;
        } else if unix >= start + length {
            year += 1;
            start += length;
        } else {
            return (year, start);
        }
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Whether our duration is the recorded time span, of the form `-1.02:03:04.0050000`.
pub(crate) fn check_duration(span: &str, ours: &str) -> Result<(), String> {
    let duration: Duration = ours.parse().map_err(|error| format!("{error}"))?;
    let [left, right] = [ticks_of_duration(&duration), ticks_of_span(span)?];
    if left == right {
        Ok(())
    } else {
        Err(format!(
            "ours is {ours} ({left} ticks), .NET's is {span} ({right} ticks)"
        ))
    }
}

/// .NET counts a year as 365 days and a month as 30.
fn ticks_of_duration(duration: &Duration) -> i128 {
    let days = i128::from(duration.years()) * 365
        + i128::from(duration.months()) * 30
        + i128::from(duration.days());
    let hours = days * 24 + i128::from(duration.hours());
    let seconds =
        (hours * 60 + i128::from(duration.minutes())) * 60 + i128::from(duration.seconds());
    let ticks = seconds * TICKS_PER_SECOND + i128::from((duration.nanosecond() + 50) / 100);
    if duration.is_negative() {
        -ticks
    } else {
        ticks
    }
}

fn ticks_of_span(span: &str) -> Result<i128, String> {
    let (sign, unsigned) = match span.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, span),
    };
    let mut parts = unsigned.split(':');
    let [Some(first), Some(minutes), Some(seconds), None] =
        [parts.next(), parts.next(), parts.next(), parts.next()]
    else {
        return Err(format!("{span:?} is no time span"));
    };
    let (days, hours) = first.split_once('.').unwrap_or(("0", first));
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let number = |text: &str| {
        text.parse::<i128>()
            .map_err(|error| format!("{span:?}: {error}"))
    };
    let fraction = number(&format!("{fraction:0<7}"))?;
    let hours = number(days)? * 24 + number(hours)?;
    let all = (hours * 60 + number(minutes)?) * 60 + number(seconds)?;
    Ok(sign * (all * TICKS_PER_SECOND + fraction))
}
