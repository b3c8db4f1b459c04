//! The same document as structs whose JSON serde derives.

use serde::{Deserialize, Serialize};

/// `OfflineConversion`. The time stays text, as it does where nobody says otherwise.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OfflineConversion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversion_currency_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversion_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversion_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversion_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_attribution_credit: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_attribution_model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashed_email_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hashed_phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub microsoft_click_id: Option<String>,
}

/// `ApplyOfflineConversionsRequest`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    pub offline_conversions: Vec<OfflineConversion>,
}
