//! Conversions with the crate `chrono`.

use ::chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, Timelike, Utc};

use super::civil::{
    NO_OFFSET, at_offset, check_unzoned, check_unzoned_date, counted, offset, uncounted,
};
use crate::value::conversion::{LEAP_SECOND, OUT_OF_RANGE};
use crate::value::{ConversionError, Date, DateTime};

impl TryFrom<::chrono::DateTime<Utc>> for DateTime {
    type Error = ConversionError;

    /// The same time. Fails for a leap second.
    fn try_from(time: ::chrono::DateTime<Utc>) -> Result<Self, ConversionError> {
        Self::try_from(time.fixed_offset())
    }
}

impl TryFrom<DateTime> for ::chrono::DateTime<Utc> {
    type Error = ConversionError;

    /// The same instant. Fails if there is no zone, the fraction is finer than a nanosecond, or the year is out of range.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        Ok(::chrono::DateTime::<FixedOffset>::try_from(value)?.to_utc())
    }
}

impl TryFrom<::chrono::DateTime<FixedOffset>> for DateTime {
    type Error = ConversionError;

    /// The same time and offset. Fails for a leap second, and if the offset is not a whole number of minutes within 14 hours.
    fn try_from(time: ::chrono::DateTime<FixedOffset>) -> Result<Self, ConversionError> {
        at_offset(
            time.naive_local().try_into()?,
            time.offset().local_minus_utc(),
        )
        .map_err(|_| ConversionError::new(&time, "DateTime", NO_OFFSET))
    }
}

impl TryFrom<DateTime> for ::chrono::DateTime<FixedOffset> {
    type Error = ConversionError;

    /// The same time and offset. Fails if there is no zone, the fraction is finer than a nanosecond, or the year is out of range.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        const TARGET: &str = "chrono::DateTime";
        let offset = offset(value, TARGET)?;
        let offset = FixedOffset::east_opt(offset).expect("offsets are within 14 hours");
        naive(value, TARGET)?
            .and_local_timezone(offset)
            .single()
            .ok_or_else(|| ConversionError::new(&value, TARGET, OUT_OF_RANGE))
    }
}

impl TryFrom<NaiveDateTime> for DateTime {
    type Error = ConversionError;

    /// The time without a zone. Fails for a leap second.
    fn try_from(time: NaiveDateTime) -> Result<Self, ConversionError> {
        let [month, day, hour, minute, second] = [
            time.month(),
            time.day(),
            time.hour(),
            time.minute(),
            time.second(),
        ]
        .map(|part| part as u8);
        Self::unzoned(uncounted(time.year()), month, day, hour, minute, second)
            .and_then(|whole| whole.with_nanosecond(time.nanosecond()))
            .map_err(|_| ConversionError::new(&time, "DateTime", LEAP_SECOND))
    }
}

impl TryFrom<DateTime> for NaiveDateTime {
    type Error = ConversionError;

    /// The same time. Fails if there is a zone, the fraction is finer than a nanosecond, or the year is out of range.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        const TARGET: &str = "chrono::NaiveDateTime";
        check_unzoned(value, TARGET)?;
        naive(value, TARGET)
    }
}

impl From<NaiveDate> for Date {
    /// The date without a zone.
    fn from(date: NaiveDate) -> Self {
        Self::new(uncounted(date.year()), date.month() as u8, date.day() as u8)
            .expect("a naive date is checked")
    }
}

impl TryFrom<Date> for NaiveDate {
    type Error = ConversionError;

    /// The same date. Fails if there is a zone, or the year is out of range.
    fn try_from(value: Date) -> Result<Self, ConversionError> {
        const TARGET: &str = "chrono::NaiveDate";
        check_unzoned_date(value, TARGET)?;
        naive_date(value).ok_or_else(|| ConversionError::new(&value, TARGET, OUT_OF_RANGE))
    }
}

/// The time of the place, whatever the zone.
fn naive(value: DateTime, target: &'static str) -> Result<NaiveDateTime, ConversionError> {
    let [hour, minute, second] = [value.hour(), value.minute(), value.second()].map(u32::from);
    naive_date(value.date())
        .and_then(|date| date.and_hms_nano_opt(hour, minute, second, value.nanosecond()))
        .ok_or_else(|| ConversionError::new(&value, target, OUT_OF_RANGE))
}

fn naive_date(value: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        counted(value.year()),
        value.month().into(),
        value.day().into(),
    )
}
