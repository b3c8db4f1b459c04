//! The members of `OfflineConversion` as the schema has them.

use castile::{DateTime, Nillable};

/// An offline conversion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfflineConversion {
    /// `ConversionCurrencyCode`.
    pub conversion_currency_code: Nillable<String>,
    /// `ConversionName`.
    pub conversion_name: Nillable<String>,
    /// `ConversionTime`.
    pub conversion_time: Option<DateTime>,
    /// `ConversionValue`.
    pub conversion_value: Nillable<f64>,
    /// `ExternalAttributionCredit`.
    pub external_attribution_credit: Nillable<f64>,
    /// `ExternalAttributionModel`.
    pub external_attribution_model: Nillable<String>,
    /// `HashedEmailAddress`.
    pub hashed_email_address: Option<String>,
    /// `HashedPhoneNumber`.
    pub hashed_phone_number: Option<String>,
    /// `MicrosoftClickId`.
    pub microsoft_click_id: Nillable<String>,
}
