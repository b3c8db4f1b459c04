//! Conversions with the crate `time`.

use ::time::{Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::civil::{
    NO_OFFSET, at_offset, check_unzoned, check_unzoned_date, counted, offset, uncounted,
};
use crate::value::conversion::OUT_OF_RANGE;
use crate::value::{ConversionError, Date, DateTime};

impl TryFrom<OffsetDateTime> for DateTime {
    type Error = ConversionError;

    /// The same time and offset. Fails if the offset is not a whole number of minutes within 14 hours.
    fn try_from(time: OffsetDateTime) -> Result<Self, ConversionError> {
        at_offset(
            PrimitiveDateTime::new(time.date(), time.time()).into(),
            time.offset().whole_seconds(),
        )
        .map_err(|_| ConversionError::new(&time, "DateTime", NO_OFFSET))
    }
}

impl TryFrom<DateTime> for OffsetDateTime {
    type Error = ConversionError;

    /// The same time and offset. Fails if there is no zone, the fraction is finer than a nanosecond, or the year is out of range.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        const TARGET: &str = "time::OffsetDateTime";
        let offset = offset(value, TARGET)?;
        let offset = UtcOffset::from_whole_seconds(offset).expect("offsets are within 14 hours");
        Ok(primitive(value, TARGET)?.assume_offset(offset))
    }
}

impl From<PrimitiveDateTime> for DateTime {
    /// The time without a zone.
    fn from(time: PrimitiveDateTime) -> Self {
        let (hour, minute, second, nanosecond) = time.as_hms_nano();
        Self::unzoned(
            uncounted(time.year()),
            time.month().into(),
            time.day(),
            hour,
            minute,
            second,
        )
        .and_then(|whole| whole.with_nanosecond(nanosecond))
        .expect("a primitive time is checked")
    }
}

impl TryFrom<DateTime> for PrimitiveDateTime {
    type Error = ConversionError;

    /// The same time. Fails if there is a zone, the fraction is finer than a nanosecond, or the year is out of range.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        const TARGET: &str = "time::PrimitiveDateTime";
        check_unzoned(value, TARGET)?;
        primitive(value, TARGET)
    }
}

impl From<::time::Date> for Date {
    /// The date without a zone.
    fn from(date: ::time::Date) -> Self {
        Self::new(uncounted(date.year()), date.month().into(), date.day())
            .expect("a date of `time` is checked")
    }
}

impl TryFrom<Date> for ::time::Date {
    type Error = ConversionError;

    /// The same date. Fails if there is a zone, or the year is out of range.
    fn try_from(value: Date) -> Result<Self, ConversionError> {
        const TARGET: &str = "time::Date";
        check_unzoned_date(value, TARGET)?;
        date(value, TARGET)
    }
}

/// The time of the place, whatever the zone.
fn primitive(value: DateTime, target: &'static str) -> Result<PrimitiveDateTime, ConversionError> {
    let time = Time::from_hms_nano(
        value.hour(),
        value.minute(),
        value.second(),
        value.nanosecond(),
    )
    .expect("the parts of a time are checked");
    Ok(PrimitiveDateTime::new(date(value.date(), target)?, time))
}

fn date(value: Date, target: &'static str) -> Result<::time::Date, ConversionError> {
    let month = Month::try_from(value.month()).expect("months are checked");
    ::time::Date::from_calendar_date(counted(value.year()), month, value.day())
        .map_err(|_| ConversionError::new(&value, target, OUT_OF_RANGE))
}
