//! yaserde: structs by derive macros.

use yaserde::{YaDeserialize, YaSerialize};

#[derive(Debug, Default, YaDeserialize, YaSerialize)]
struct OfflineConversion {
    #[yaserde(rename = "ConversionCurrencyCode")]
    conversion_currency_code: Option<String>,
    #[yaserde(rename = "ConversionName")]
    conversion_name: Option<String>,
    #[yaserde(rename = "ConversionTime")]
    conversion_time: Option<String>,
    #[yaserde(rename = "ConversionValue")]
    conversion_value: Option<f64>,
    #[yaserde(rename = "ExternalAttributionCredit")]
    external_attribution_credit: Option<f64>,
    #[yaserde(rename = "ExternalAttributionModel")]
    external_attribution_model: Option<String>,
    #[yaserde(rename = "HashedEmailAddress")]
    hashed_email_address: Option<String>,
    #[yaserde(rename = "HashedPhoneNumber")]
    hashed_phone_number: Option<String>,
    #[yaserde(rename = "MicrosoftClickId")]
    microsoft_click_id: Option<String>,
}

#[derive(Debug, Default, YaDeserialize, YaSerialize)]
struct Conversions {
    #[yaserde(rename = "OfflineConversion")]
    offline_conversion: Vec<OfflineConversion>,
}

#[derive(Debug, Default, YaDeserialize, YaSerialize)]
#[yaserde(rename = "ApplyOfflineConversionsRequest")]
struct Request {
    #[yaserde(rename = "OfflineConversions")]
    offline_conversions: Conversions,
}

pub fn measure(text: &str, records: usize) {
    // Its structs have no namespaces here: it is spared to look at them.
    let plain = text.replace(&format!(" xmlns=\"{}\"", crate::CM), "");
    let value: Request = yaserde::de::from_str(&plain).expect("a readable document");
    assert_eq!(value.offline_conversions.offline_conversion.len(), records);
    let read = crate::best(records, || yaserde::de::from_str::<Request>(&plain));
    let write = crate::best(records, || yaserde::ser::to_string(&value));
    let written = yaserde::ser::to_string(&value).expect("a writable value");
    let written = written.replacen("Request>", &format!("Request xmlns=\"{}\">", crate::CM), 1);
    crate::report(
        "yaserde",
        "yaserde",
        read,
        Some((write, written.as_bytes())),
    );
}
