//! The same document as structs whose JSON serde derives.

use std::fmt;

use castile::value::DateTime;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time as what it is. A `String` in its place is what serde does where nobody says otherwise.
#[derive(Debug)]
pub struct Moment(DateTime);

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(MomentVisitor)
    }
}

struct MomentVisitor;

impl Visitor<'_> for MomentVisitor {
    type Value = Moment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Moment, E> {
        DateTime::parse(text).map(Moment).map_err(E::custom)
    }
}

/// `OfflineConversion`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OfflineConversion<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversion_currency_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversion_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversion_time: Option<T>,
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
pub struct Request<T> {
    pub offline_conversions: Vec<OfflineConversion<T>>,
}
