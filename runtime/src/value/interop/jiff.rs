//! Conversions with the crate `jiff`.

use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{Timestamp, ZonedDateTime, civil};

use super::civil::{
    NO_OFFSET, at_offset, check_unzoned, check_unzoned_date, counted, offset, uncounted,
};
use crate::value::conversion::OUT_OF_RANGE;
use crate::value::{ConversionError, Date, DateTime};

impl From<Timestamp> for DateTime {
    /// The time in UTC.
    fn from(time: Timestamp) -> Self {
        // Before 1970 both parts of a timestamp are negative.
        let (second, nanosecond) = (time.as_second(), time.subsec_nanosecond());
        let second = second - i64::from(nanosecond < 0);
        Self::from_unix(second, nanosecond.rem_euclid(1_000_000_000).cast_unsigned())
            .expect("the years of a timestamp have four digits")
    }
}

impl TryFrom<DateTime> for Timestamp {
    type Error = ConversionError;

    /// The same instant. Fails if there is no zone, the fraction is finer than a nanosecond, or the year has five digits.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        let fail = || ConversionError::new(&value, "jiff::Timestamp", OUT_OF_RANGE);
        offset(value, "jiff::Timestamp")?;
        let (seconds, nanoseconds) = value.to_unix().ok_or_else(fail)?;
        Self::new(seconds, nanoseconds.cast_signed()).map_err(|_| fail())
    }
}

impl TryFrom<&ZonedDateTime> for DateTime {
    type Error = ConversionError;

    /// The same time and offset, without the name of the zone. Fails if the offset is not a whole number of minutes within
    /// 14 hours.
    fn try_from(time: &ZonedDateTime) -> Result<Self, ConversionError> {
        at_offset(time.datetime().into(), time.offset().seconds())
            .map_err(|_| ConversionError::new(time, "DateTime", NO_OFFSET))
    }
}

impl TryFrom<DateTime> for ZonedDateTime {
    type Error = ConversionError;

    /// The same time and offset. Fails as for a timestamp.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        let offset = offset(value, "jiff::ZonedDateTime")?;
        let offset = Offset::from_seconds(offset).expect("offsets are within 14 hours");
        Ok(Timestamp::try_from(value)?.to_zoned_datetime(TimeZone::fixed(offset)))
    }
}

impl From<civil::DateTime> for DateTime {
    /// The time without a zone.
    fn from(time: civil::DateTime) -> Self {
        let [month, day, hour, minute, second] = [
            time.month(),
            time.day(),
            time.hour(),
            time.minute(),
            time.second(),
        ]
        .map(i8::cast_unsigned);
        Self::unzoned(
            uncounted(time.year().into()),
            month,
            day,
            hour,
            minute,
            second,
        )
        .and_then(|whole| whole.with_nanosecond(time.subsec_nanosecond().cast_unsigned()))
        .expect("a civil time is checked")
    }
}

impl TryFrom<DateTime> for civil::DateTime {
    type Error = ConversionError;

    /// The same time. Fails if there is a zone, the fraction is finer than a nanosecond, or the year has five digits.
    fn try_from(value: DateTime) -> Result<Self, ConversionError> {
        const TARGET: &str = "jiff::civil::DateTime";
        check_unzoned(value, TARGET)?;
        let date = civil::Date::try_from(value.date())?;
        let [hour, minute, second] =
            [value.hour(), value.minute(), value.second()].map(u8::cast_signed);
        Ok(date.at(hour, minute, second, value.nanosecond().cast_signed()))
    }
}

impl From<civil::Date> for Date {
    /// The date without a zone.
    fn from(date: civil::Date) -> Self {
        let [month, day] = [date.month(), date.day()].map(i8::cast_unsigned);
        Self::new(uncounted(date.year().into()), month, day).expect("a civil date is checked")
    }
}

impl TryFrom<Date> for civil::Date {
    type Error = ConversionError;

    /// The same date. Fails if there is a zone, or the year has five digits.
    fn try_from(value: Date) -> Result<Self, ConversionError> {
        const TARGET: &str = "jiff::civil::Date";
        check_unzoned_date(value, TARGET)?;
        i16::try_from(counted(value.year()))
            .ok()
            .and_then(|year| {
                Self::new(year, value.month().cast_signed(), value.day().cast_signed()).ok()
            })
            .ok_or_else(|| ConversionError::new(&value, TARGET, OUT_OF_RANGE))
    }
}
