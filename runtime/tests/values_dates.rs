//! Dates, times and durations keep what was read.

use std::fmt::Debug;
use std::time::{Duration as Length, SystemTime};

use castile::value::{
    Atomic, Date, DateTime, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, Lexical, Time,
    Zone, parse,
};
use proptest::prelude::*;

fn text<T: Atomic>(value: &T) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

#[track_caller]
fn keeps<T: Atomic + Debug>(texts: &[&str]) {
    for input in texts {
        assert_eq!(
            parse::<T>(input).map(|value| text(&value)).as_deref(),
            Ok(*input)
        );
    }
}

#[track_caller]
fn refuses<T: Atomic + Debug>(texts: &[&str]) {
    for input in texts {
        assert!(
            parse::<T>(input).is_err(),
            "{input:?} is read as {:?}",
            parse::<T>(input)
        );
    }
}

fn at(text: &str) -> DateTime {
    text.parse().expect(text)
}

/// Row 12: dates keep their zone, or that they have none.
#[test]
fn a_date_time_is_written_as_it_was_read() {
    keeps::<DateTime>(&[
        "2024-05-06T07:08:09Z",
        "2024-05-06T07:08:09",
        "2024-05-06T07:08:09-04:00",
        "2024-05-06T07:08:09+00:00",
        "2024-05-06T07:08:09-00:00",
        "2024-05-06T07:08:09+14:00",
        "2024-05-06T07:08:09.5Z",
        "2024-05-06T07:08:09.50Z",
        "2024-05-06T07:08:09.0",
        "2024-05-06T07:08:09.1234567Z",
        "2024-05-06T07:08:09.123456789Z",
        "2024-05-06T07:08:09.1234567890123456789+05:30",
        "2024-05-06T07:08:09.12345678901234567890Z",
        "2024-05-06T07:08:09.00000000000000000000000000000000000001",
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999",
        "2024-02-29T00:00:00",
        "2000-02-29T00:00:00",
        "-0001-02-29T00:00:00",
        "-0044-03-15T12:00:00Z",
        "10000-01-01T00:00:00",
        "2147483647-12-31T23:59:59Z",
        "-2147483647-01-01T00:00:00Z",
    ]);
    assert_eq!(
        at(" 2024-05-06T07:08:09Z\n").to_string(),
        "2024-05-06T07:08:09Z"
    );
}

#[test]
fn what_is_no_date_time_is_refused() {
    refuses::<DateTime>(&[
        "",
        "2024",
        "2024-05",
        "2024-05-06",
        "2024-05-06Z",
        "07:08:09",
        "2024-05-06T07:08Z",
        "2024-05-06 07:08:09",
        "2024-05-06t07:08:09",
        "2024-05-06T07:08:09z",
        "2024-05-06T07:08:09.Z",
        "2024-05-06T07:08:09,5Z",
        "2024-05-06T07:08:09 Z",
        "2024-05-06T07:08:09+0400",
        "2024-05-06T07:08:09+04",
        "2024-05-06T07:08:09+14:01",
        "2024-05-06T07:08:09+04:60",
        "2024-05-06T07:08:60Z",
        "2024-05-06T07:60:09Z",
        "2024-05-06T24:00:01Z",
        "2024-05-06T24:00:00.1Z",
        "2024-05-06T25:00:00Z",
        "2024-02-30T00:00:00",
        "2023-02-29T00:00:00",
        "1900-02-29T00:00:00",
        "2024-13-01T00:00:00",
        "2024-00-01T00:00:00",
        "2024-05-00T00:00:00",
        "0000-01-01T00:00:00",
        "-0000-01-01T00:00:00",
        "02024-05-06T07:08:09",
        "+2024-05-06T07:08:09",
        "224-05-06T07:08:09",
        "2147483648-01-01T00:00:00",
        "99999999999999999999-01-01T00:00:00",
        "2024-05-06T07:08:09.000000000000000000000000000000000000001",
        "2024-05-06T07:08:09Zx",
        "２024-05-06T07:08:09Z",
    ]);
    for (input, message) in [
        ("soon", r#""soon" is not an xs:dateTime"#),
        (
            "2024-02-30T00:00:00",
            r#""2024-02-30T00:00:00" is not an xs:dateTime: there is no such day in the month"#,
        ),
        (
            "0000-01-01T00:00:00",
            r#""0000-01-01T00:00:00" is not an xs:dateTime: there is no year 0"#,
        ),
        (
            "2024-05-06T07:08:60Z",
            r#""2024-05-06T07:08:60Z" is not an xs:dateTime: there is no such time of day"#,
        ),
    ] {
        assert_eq!(
            input.parse::<DateTime>().expect_err(input).to_string(),
            message
        );
    }
}

#[test]
fn twenty_four_hours_are_the_next_day() {
    for (input, written) in [
        ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00Z"),
        ("2024-02-29T24:00:00.00", "2024-03-01T00:00:00.00"),
        ("2024-12-31T24:00:00", "2025-01-01T00:00:00"),
        ("-0001-12-31T24:00:00", "0001-01-01T00:00:00"),
    ] {
        assert_eq!(at(input).to_string(), written);
    }
    refuses::<DateTime>(&["2147483647-12-31T24:00:00"]);
}

#[test]
fn date_times_know_their_parts() {
    let time = at("2024-05-06T07:08:09.125-04:30");
    assert_eq!((time.year(), time.month(), time.day()), (2024, 5, 6));
    assert_eq!(
        (time.hour(), time.minute(), time.second(), time.nanosecond()),
        (7, 8, 9, 125_000_000)
    );
    assert_eq!(
        (time.zone(), time.fraction_digits()),
        (Zone::Offset(-270), 3)
    );
    assert_eq!(time.date().to_string(), "2024-05-06-04:30");
    assert_eq!(time.time().to_string(), "07:08:09.125-04:30");
    assert_eq!(
        time.to_utc().map(|utc| utc.to_string()).as_deref(),
        Some("2024-05-06T11:38:09.125Z")
    );
    assert_eq!(DateTime::default().to_string(), "0001-01-01T00:00:00");
}

#[test]
fn date_times_are_made_of_checked_parts() -> Result<(), Lexical> {
    assert_eq!(
        DateTime::utc(2024, 5, 6, 7, 8, 9)?
            .with_nanosecond(120_000_000)?
            .to_string(),
        "2024-05-06T07:08:09.12Z"
    );
    assert_eq!(
        DateTime::unzoned(2024, 5, 6, 7, 8, 9)?
            .with_zone(Zone::Offset(-240))?
            .to_string(),
        "2024-05-06T07:08:09-04:00"
    );
    for (made, message) in [
        (
            DateTime::utc(2024, 13, 1, 0, 0, 0),
            r#""2024-13-01T00:00:00" is not an xs:dateTime: there is no such month"#,
        ),
        (
            DateTime::utc(2024, 1, 1, 24, 0, 0),
            r#""2024-01-01T24:00:00" is not an xs:dateTime: there is no such time of day"#,
        ),
        (
            DateTime::default().with_zone(Zone::Offset(841)),
            r#""0001-01-01T00:00:00" is not an xs:dateTime: the offset is more than 14 hours"#,
        ),
        (
            DateTime::default().with_nanosecond(1_000_000_000),
            r#""0001-01-01T00:00:00" is not an xs:dateTime: the fraction is a second or more"#,
        ),
        (
            DateTime::from_unix(i64::MAX, 0),
            r#""9223372036854775807" is not an xs:dateTime: the year is too large"#,
        ),
    ] {
        assert_eq!(made.expect_err(message).to_string(), message);
    }
    assert_eq!(
        DateTime::utc(i32::MIN, 255, 255, 255, 255, 255)
            .expect_err("too large")
            .to_string(),
        r#""-2147483648-255-255T255:255:255" is not an xs:dateTime: there is no such month"#
    );
    Ok(())
}

#[test]
fn unix_time_counts_from_1970_in_utc() {
    for (seconds, nanoseconds, written) in [
        (0, 0, "1970-01-01T00:00:00Z"),
        (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
        (951_782_400, 0, "2000-02-29T00:00:00Z"),
        (1_714_979_289, 5_000_000, "2024-05-06T07:08:09.005Z"),
        (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
        (-62_135_596_801, 0, "-0001-12-31T23:59:59Z"),
        (253_402_300_800, 0, "10000-01-01T00:00:00Z"),
    ] {
        let time = DateTime::from_unix(seconds, nanoseconds).expect(written);
        assert_eq!(time.to_string(), written);
        assert_eq!(time.to_unix(), Some((seconds, nanoseconds)));
    }
    assert_eq!(
        at("2024-05-06T07:08:09-04:00").to_unix(),
        Some((1_714_993_689, 0))
    );
    assert_eq!(at("2024-05-06T07:08:09").to_unix(), None);
}

#[test]
fn the_present_is_in_utc() {
    assert_eq!(DateTime::now_utc().zone(), Zone::Utc);
}

#[test]
fn date_times_are_in_order_where_they_can_be() {
    for (left, right, expected) in [
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:10Z", Some("<")),
        (
            "2024-05-06T07:08:09.1Z",
            "2024-05-06T07:08:09.09Z",
            Some(">"),
        ),
        (
            "2024-05-06T07:08:09.1Z",
            "2024-05-06T07:08:09.10000000000000000000000000001Z",
            Some("<"),
        ),
        (
            "2024-05-06T07:08:09.1Z",
            "2024-05-06T07:08:09.100Z",
            Some("="),
        ),
        (
            "2024-05-06T10:00:00Z",
            "2024-05-06T11:00:00+01:00",
            Some("="),
        ),
        (
            "2024-05-06T10:00:00Z",
            "2024-05-06T10:00:00-01:00",
            Some("<"),
        ),
        ("2024-05-06T10:00:00", "2024-05-06T11:00:00", Some("<")),
        ("2024-05-06T10:00:00", "2024-05-06T11:00:00Z", None),
        ("2024-05-06T10:00:00", "2024-05-07T00:00:00Z", None),
        ("2024-05-06T10:00:00", "2024-05-07T00:00:01Z", Some("<")),
        ("2024-05-06T10:00:00", "2024-05-05T19:59:59Z", Some(">")),
        ("-0002-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", Some("<")),
    ] {
        let (a, b) = (at(left), at(right));
        let sign = |order| ["<", "=", ">"][(order as i8 + 1) as usize];
        assert_eq!(a.compare(b).map(sign), expected, "{left} {right}");
        assert_eq!(
            b.compare(a),
            a.compare(b).map(std::cmp::Ordering::reverse),
            "{left} {right}"
        );
        match expected {
            Some("=") => assert!(a != b && (a < b) != (b < a), "{left} {right}"),
            order => assert_eq!(a.partial_cmp(&b).map(sign), order),
        }
    }
}

#[test]
fn dates_are_written_as_they_were_read() {
    keeps::<Date>(&[
        "2024-05-06",
        "2024-05-06Z",
        "2024-05-06+01:00",
        "-0001-02-29",
        "12024-05-06",
    ]);
    refuses::<Date>(&[
        "",
        "2024-05",
        "2024-02-30",
        "2024-05-06T00:00:00",
        "2024-5-6",
        "06.05.2024",
    ]);
    keeps::<Time>(&["07:08:09", "07:08:09.50Z", "00:00:00-14:00"]);
    refuses::<Time>(&[
        "",
        "7:08:09",
        "07:08",
        "24:00:01",
        "07:08:09.",
        "07:08:09+15:00",
    ]);
    assert_eq!(
        "24:00:00Z"
            .parse::<Time>()
            .map(|time| time.to_string())
            .as_deref(),
        Ok("00:00:00Z")
    );
    keeps::<GYear>(&["2024", "-0044", "12024Z", "2024+14:00", "2024-05:00"]);
    refuses::<GYear>(&["", "24", "0000", "2024-05", "02024"]);
    keeps::<GYearMonth>(&["2024-05", "-0044-03", "2024-05-05:00"]);
    refuses::<GYearMonth>(&["", "2024", "2024-13", "2024-5", "2024-05-06"]);
    keeps::<GMonth>(&["--05", "--12Z"]);
    refuses::<GMonth>(&["", "05", "--13", "--00", "--5", "--05--"]);
    keeps::<GMonthDay>(&["--02-29", "--12-31Z"]);
    refuses::<GMonthDay>(&["", "--02-30", "--04-31", "02-29", "--2-29"]);
    keeps::<GDay>(&["---31", "---01+01:00"]);
    refuses::<GDay>(&["", "---32", "---00", "--01", "---1"]);
}

#[test]
fn the_other_dates_are_in_order_too() -> Result<(), Lexical> {
    let (early, late): (Date, Date) = ("2024-05-06+01:00".parse()?, "2024-05-06Z".parse()?);
    assert!(early < late);
    assert_eq!("2024-05-06".parse::<Date>()?.partial_cmp(&late), None);
    assert!("07:00:00Z".parse::<Time>()? < "07:00:00-01:00".parse()?);
    assert_eq!(
        Date::new(2023, 2, 29)
            .expect_err("no leap year")
            .to_string(),
        r#""2023-02-29" is not an xs:date: there is no such day in the month"#
    );
    assert_eq!(
        Time::new(23, 59, 60)
            .expect_err("a leap second")
            .to_string(),
        r#""23:59:60" is not an xs:time: there is no such time of day"#
    );
    assert_eq!(
        GMonth::new(255).expect_err("no month").to_string(),
        r#""255" is not an xs:gMonth: there is no such month"#
    );
    assert_eq!(
        GMonthDay::new(2, 29)?.with_zone(Zone::Utc)?.to_string(),
        "--02-29Z"
    );
    assert_eq!(
        (
            GYearMonth::default().to_string(),
            GDay::default().to_string()
        ),
        ("0001-01".into(), "---01".into())
    );
    Ok(())
}

#[test]
fn durations_are_written_as_they_were_read() {
    keeps::<Duration>(&[
        "PT0S",
        "P0Y",
        "P1D",
        "PT1H",
        "PT0.0000001S",
        "-PT1H30M",
        "-PT1.5S",
        "PT1.50S",
        "P1DT2H3M4.005S",
        "P1Y2M3DT4H5M6.7S",
        "P1Y2M",
        "P2M",
        "PT2M",
        "P31D",
        "PT90S",
        "P10675199DT2H48M5.4775807S",
        "-P10675199DT2H48M5.4775808S",
        "P10675200D",
        "PT18446744073709551615S",
    ]);
    refuses::<Duration>(&[
        "",
        "P",
        "-P",
        "PT",
        "P1DT",
        "1D",
        "P1",
        "P1S",
        "PT1D",
        "PT1Y",
        "P1M1Y",
        "PT1M1H",
        "P1D1D",
        "PT1.S",
        "PT.5S",
        "PT1.5M",
        "P1.5D",
        "P-1D",
        "+P1D",
        "P1DT1",
        "P 1D",
        "1:02:03",
        "PT18446744073709551616S",
        "PT1S2",
        "PTT1S",
    ]);
}

#[test]
fn durations_convert_to_lengths_of_time() {
    for (length, written) in [
        (Length::ZERO, "PT0S"),
        (Length::from_nanos(100), "PT0.0000001S"),
        (Length::from_secs(86_400), "P1D"),
        (Length::from_secs(90), "PT1M30S"),
        (Length::new(93_784, 5_000_000), "P1DT2H3M4.005S"),
        (Length::from_secs(31 * 86_400), "P31D"),
    ] {
        let duration = Duration::from(length);
        assert_eq!(duration.to_string(), written);
        assert_eq!(Length::try_from(duration), Ok(length));
    }
    let length = |text: &str| Length::try_from(text.parse::<Duration>().expect(text));
    assert_eq!(length("PT36H"), Ok(Length::from_secs(129_600)));
    assert_eq!(length("-PT0S"), Ok(Length::ZERO));
    for (input, message) in [
        (
            "P1Y",
            "P1Y is no `std::time::Duration`: years and months have no fixed length",
        ),
        ("-PT1S", "-PT1S is no `std::time::Duration`: it is negative"),
        (
            "PT0.0000000001S",
            "PT0.0000000001S is no `std::time::Duration`: it is finer than a nanosecond",
        ),
        (
            "P18446744073709551615D",
            "P18446744073709551615D is no `std::time::Duration`: it is out of range",
        ),
    ] {
        assert_eq!(length(input).expect_err(input).to_string(), message);
    }
    assert_eq!(Duration::default().negated().to_string(), "-PT0S");
}

#[test]
fn instants_convert_to_the_clock_of_the_system() {
    for written in [
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.5Z",
        "2024-05-06T07:08:09.123456Z",
        "1601-01-02T00:00:00.25Z",
    ] {
        let time = SystemTime::try_from(at(written)).expect(written);
        assert_eq!(
            DateTime::try_from(time)
                .map(|time| time.to_string())
                .as_deref(),
            Ok(written)
        );
    }
    assert_eq!(
        SystemTime::try_from(at("2024-05-06T07:08:09"))
            .expect_err("no zone")
            .to_string(),
        "2024-05-06T07:08:09 is no `SystemTime`: it has no zone"
    );
    assert!(SystemTime::try_from(at("2024-05-06T07:08:09.0000000001Z")).is_err());
}

fn zone() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Z".to_owned()),
        ("[+-]", 0..14_u8, 0..60_u8)
            .prop_map(|(sign, hours, minutes)| format!("{sign}{hours:02}:{minutes:02}")),
    ]
}

fn date() -> impl Strategy<Value = String> {
    let year = prop_oneof![1..=9999_i32, -999_999..=-1_i32, 10_000..=999_999_i32];
    (year, 1..=12_u8, 1..=28_u8).prop_map(|(year, month, day)| {
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
    })
}

fn time() -> impl Strategy<Value = String> {
    (0..24_u8, 0..60_u8, 0..60_u8, "(\\.[0-9]{1,38})?").prop_map(
        |(hour, minute, second, fraction)| format!("{hour:02}:{minute:02}:{second:02}{fraction}"),
    )
}

proptest! {
    #[test]
    fn any_date_and_time_reads_back_the_same(date in date(), time in time(), zone in zone()) {
        let (day, clock, both) = (format!("{date}{zone}"), format!("{time}{zone}"), format!("{date}T{time}{zone}"));
        prop_assert_eq!(day.parse::<Date>().map(|value| value.to_string()), Ok(day));
        prop_assert_eq!(clock.parse::<Time>().map(|value| value.to_string()), Ok(clock));
        let value = at(&both);
        prop_assert_eq!(value.to_string(), both);
        if let Some(utc) = value.to_utc() {
            prop_assert_eq!(utc.compare(value), Some(std::cmp::Ordering::Equal));
        }
    }

    #[test]
    fn any_instant_counts_there_and_back(seconds in -200_000_000_000_i64..300_000_000_000, nanoseconds in 0..1_000_000_000_u32) {
        let value = DateTime::from_unix(seconds, nanoseconds).expect("the year is small");
        prop_assert_eq!(value.to_unix(), Some((seconds, nanoseconds)));
        prop_assert_eq!(at(&value.to_string()), value);
        let next = DateTime::from_unix(seconds + 1, nanoseconds).expect("the year is small");
        prop_assert!(value < next);
    }

    #[test]
    fn any_duration_reads_back_the_same(parts: [Option<u32>; 6], sign in "-?", fraction in "(\\.[0-9]{1,38})?") {
        let mut written = format!("{sign}P");
        for (index, (part, letter)) in parts.iter().zip("YMDHMS".chars()).enumerate() {
            if index == 3 && parts[3..].iter().any(Option::is_some) {
                written.push('T');
            }
            if let Some(part) = part {
                let fraction = if index == 5 { fraction.as_str() } else { "" };
                written.push_str(&format!("{part}{fraction}{letter}"));
            }
        }
        if parts.iter().any(Option::is_some) {
            prop_assert_eq!(written.parse::<Duration>().map(|value| value.to_string()), Ok(written));
        } else {
            prop_assert!(written.parse::<Duration>().is_err());
        }
    }

    #[test]
    fn any_length_of_time_converts_there_and_back(seconds: u64, nanoseconds in 0..1_000_000_000_u32) {
        let length = Length::new(seconds, nanoseconds);
        let duration = Duration::from(length);
        prop_assert_eq!(Length::try_from(duration), Ok(length));
        prop_assert_eq!(duration.to_string().parse::<Duration>(), Ok(duration));
    }

    #[test]
    fn no_text_makes_a_reader_panic(input in "\\PC{0,30}|[-+0-9.:TZPYDHMS ]{0,40}") {
        let _ = (parse::<DateTime>(&input), parse::<Date>(&input), parse::<Time>(&input), parse::<Duration>(&input));
        let _ = (parse::<GYear>(&input), parse::<GYearMonth>(&input), parse::<GMonth>(&input), parse::<GMonthDay>(&input));
        let _ = parse::<GDay>(&input);
    }
}
