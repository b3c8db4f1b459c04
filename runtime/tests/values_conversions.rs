//! Values convert to the types of other crates and back, or say what would be lost.
#![cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time"
))]

use std::fmt::Display;

use castile::value::ConversionError;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use castile::value::{Date, DateTime};

/// Converts each text to `There` and back; an error shows its message.
#[track_caller]
fn converts<Value, There>(table: &[(&str, &str)])
where
    Value: std::str::FromStr<Err: std::fmt::Debug> + Display,
    There: TryFrom<Value, Error = ConversionError> + TryInto<Value, Error: Display>,
{
    for (input, expected) in table {
        let value: Value = input.parse().expect(input);
        let outcome = match There::try_from(value) {
            Ok(there) => match there.try_into() {
                Ok(back) => back.to_string(),
                Err(error) => error.to_string(),
            },
            Err(error) => error.to_string(),
        };
        assert_eq!(outcome, *expected, "{input}");
    }
}

#[cfg(feature = "jiff")]
#[test]
fn jiff_has_the_same_times() {
    converts::<DateTime, jiff::Timestamp>(&[
        ("2024-05-06T07:08:09.5Z", "2024-05-06T07:08:09.5Z"),
        ("1969-12-31T23:59:59.75Z", "1969-12-31T23:59:59.75Z"),
        ("-0044-03-15T12:00:00Z", "-0044-03-15T12:00:00Z"),
        ("2024-05-06T07:08:09-04:00", "2024-05-06T11:08:09Z"),
        (
            "2024-05-06T07:08:09",
            "2024-05-06T07:08:09 is no `jiff::Timestamp`: it has no zone",
        ),
        (
            "10000-05-06T07:08:09Z",
            "10000-05-06T07:08:09Z is no `jiff::Timestamp`: it is out of range",
        ),
        (
            "2024-05-06T07:08:09.0000000001Z",
            "2024-05-06T07:08:09.0000000001Z is no `jiff::Timestamp`: it is finer than a nanosecond",
        ),
    ]);
    converts::<DateTime, jiff::civil::DateTime>(&[
        ("2024-05-06T07:08:09.5", "2024-05-06T07:08:09.5"),
        ("-0001-02-29T00:00:00", "-0001-02-29T00:00:00"),
        (
            "9999-12-31T23:59:59.999999999",
            "9999-12-31T23:59:59.999999999",
        ),
        (
            "2024-05-06T07:08:09Z",
            "2024-05-06T07:08:09Z is no `jiff::civil::DateTime`: it has a zone",
        ),
    ]);
    converts::<Date, jiff::civil::Date>(&[
        ("2024-02-29", "2024-02-29"),
        ("-0001-02-29", "-0001-02-29"),
        (
            "2024-02-29Z",
            "2024-02-29Z is no `jiff::civil::Date`: it has a zone",
        ),
        (
            "12024-02-29",
            "12024-02-29 is no `jiff::civil::Date`: it is out of range",
        ),
    ]);
    for input in ["2024-05-06T07:08:09.5+05:30", "2024-05-06T07:08:09Z"] {
        let value: DateTime = input.parse().expect(input);
        let zoned = jiff::ZonedDateTime::try_from(value).expect(input);
        assert_eq!(DateTime::try_from(&zoned), Ok(value));
    }
}

#[cfg(feature = "time")]
#[test]
fn time_has_the_same_times() {
    converts::<DateTime, time::OffsetDateTime>(&[
        ("2024-05-06T07:08:09.5Z", "2024-05-06T07:08:09.5Z"),
        ("2024-05-06T07:08:09-04:30", "2024-05-06T07:08:09-04:30"),
        ("-0001-02-29T00:00:00Z", "-0001-02-29T00:00:00Z"),
        (
            "2024-05-06T07:08:09",
            "2024-05-06T07:08:09 is no `time::OffsetDateTime`: it has no zone",
        ),
        (
            "2024-05-06T07:08:09.0000000001Z",
            "2024-05-06T07:08:09.0000000001Z is no `time::OffsetDateTime`: it is finer than a nanosecond",
        ),
    ]);
    converts::<DateTime, time::PrimitiveDateTime>(&[
        ("2024-05-06T07:08:09.5", "2024-05-06T07:08:09.5"),
        (
            "2024-05-06T07:08:09Z",
            "2024-05-06T07:08:09Z is no `time::PrimitiveDateTime`: it has a zone",
        ),
    ]);
    converts::<Date, time::Date>(&[
        ("2024-02-29", "2024-02-29"),
        (
            "2024-02-29Z",
            "2024-02-29Z is no `time::Date`: it has a zone",
        ),
    ]);
    let odd = time::OffsetDateTime::UNIX_EPOCH
        .to_offset(time::UtcOffset::from_hms(0, 0, 1).expect("a second"));
    assert!(DateTime::try_from(odd).is_err());
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_has_the_same_times() {
    converts::<DateTime, chrono::DateTime<chrono::FixedOffset>>(&[
        ("2024-05-06T07:08:09.5Z", "2024-05-06T07:08:09.5Z"),
        ("2024-05-06T07:08:09-04:30", "2024-05-06T07:08:09-04:30"),
        ("-0001-02-29T00:00:00Z", "-0001-02-29T00:00:00Z"),
        ("12024-02-29T00:00:00Z", "12024-02-29T00:00:00Z"),
        (
            "2024-05-06T07:08:09",
            "2024-05-06T07:08:09 is no `chrono::DateTime`: it has no zone",
        ),
        (
            "999999-05-06T07:08:09Z",
            "999999-05-06T07:08:09Z is no `chrono::DateTime`: it is out of range",
        ),
    ]);
    converts::<DateTime, chrono::DateTime<chrono::Utc>>(&[(
        "2024-05-06T07:08:09-04:30",
        "2024-05-06T11:38:09Z",
    )]);
    converts::<DateTime, chrono::NaiveDateTime>(&[
        ("2024-05-06T07:08:09.5", "2024-05-06T07:08:09.5"),
        (
            "2024-05-06T07:08:09Z",
            "2024-05-06T07:08:09Z is no `chrono::NaiveDateTime`: it has a zone",
        ),
    ]);
    converts::<Date, chrono::NaiveDate>(&[
        ("2024-02-29", "2024-02-29"),
        (
            "2024-02-29Z",
            "2024-02-29Z is no `chrono::NaiveDate`: it has a zone",
        ),
    ]);
    let leap = chrono::NaiveDate::from_ymd_opt(2016, 12, 31)
        .and_then(|day| day.and_hms_milli_opt(23, 59, 59, 1_500))
        .expect("chrono has leap seconds");
    assert_eq!(
        DateTime::try_from(leap)
            .expect_err("a leap second")
            .to_string(),
        "2016-12-31 23:59:60.500 is no `DateTime`: it is a leap second"
    );
}

#[cfg(feature = "rust_decimal")]
#[test]
fn rust_decimal_keeps_the_scale() {
    converts::<castile::value::Decimal, rust_decimal::Decimal>(&[
        ("19.90", "19.90"),
        (
            "-79228162514264337593543950335",
            "-79228162514264337593543950335",
        ),
        (
            "79228162514264337593543950336",
            "79228162514264337593543950336 is no `rust_decimal::Decimal`: it is out of range",
        ),
        (
            "0.00000000000000000000000000001",
            "0.00000000000000000000000000001 is no `rust_decimal::Decimal`: it is out of range",
        ),
    ]);
}
