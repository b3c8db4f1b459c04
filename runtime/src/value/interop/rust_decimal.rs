//! Conversions with the crate `rust_decimal`.

use crate::value::conversion::OUT_OF_RANGE;
use crate::value::{ConversionError, Decimal};

impl From<::rust_decimal::Decimal> for Decimal {
    /// The same number with the same scale.
    fn from(number: ::rust_decimal::Decimal) -> Self {
        Self::new(number.mantissa(), number.scale() as usize)
    }
}

impl TryFrom<&Decimal> for ::rust_decimal::Decimal {
    type Error = ConversionError;

    /// The same number with the same scale. Fails if it has more than 28 digits behind the point, or does not fit 96 bits.
    fn try_from(value: &Decimal) -> Result<Self, ConversionError> {
        let scale = u32::try_from(value.scale()).ok();
        value
            .mantissa()
            .zip(scale)
            .and_then(|(mantissa, scale)| Self::try_from_i128_with_scale(mantissa, scale).ok())
            .ok_or_else(|| ConversionError::new(value, "rust_decimal::Decimal", OUT_OF_RANGE))
    }
}

impl TryFrom<Decimal> for ::rust_decimal::Decimal {
    type Error = ConversionError;

    /// The same number with the same scale. Fails if it has more than 28 digits behind the point, or does not fit 96 bits.
    fn try_from(value: Decimal) -> Result<Self, ConversionError> {
        Self::try_from(&value)
    }
}
