//! instant-xml: structs with namespaces by derive macros.

use instant_xml::{FromXml, ToXml, from_str, to_string};

use crate::CM;

#[derive(Debug, FromXml, PartialEq, ToXml)]
#[xml(ns(CM))]
struct OfflineConversion {
    #[xml(rename = "ConversionCurrencyCode")]
    conversion_currency_code: Option<String>,
    #[xml(rename = "ConversionName")]
    conversion_name: Option<String>,
    #[xml(rename = "ConversionTime")]
    conversion_time: Option<String>,
    #[xml(rename = "ConversionValue")]
    conversion_value: Option<f64>,
    #[xml(rename = "ExternalAttributionCredit")]
    external_attribution_credit: Option<f64>,
    #[xml(rename = "ExternalAttributionModel")]
    external_attribution_model: Option<String>,
    #[xml(rename = "HashedEmailAddress")]
    hashed_email_address: Option<String>,
    #[xml(rename = "HashedPhoneNumber")]
    hashed_phone_number: Option<String>,
    #[xml(rename = "MicrosoftClickId")]
    microsoft_click_id: Option<String>,
}

#[derive(Debug, FromXml, PartialEq, ToXml)]
#[xml(ns(CM))]
struct OfflineConversions {
    conversions: Vec<OfflineConversion>,
}

#[derive(Debug, FromXml, PartialEq, ToXml)]
#[xml(ns(CM))]
struct ApplyOfflineConversionsRequest {
    conversions: OfflineConversions,
}

type Request = ApplyOfflineConversionsRequest;

pub fn measure(text: &str, records: usize) {
    let value: Request = from_str(text).expect("a readable document");
    assert_eq!(value.conversions.conversions.len(), records);
    let written = to_string(&value).expect("a writable value");
    let read = crate::best(records, || from_str::<Request>(text));
    let write = crate::best(records, || to_string(&value));
    crate::report(
        "instant-xml",
        "instant-xml",
        read,
        Some((write, written.as_bytes())),
    );
}
