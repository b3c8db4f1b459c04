//! quick-xml: its events alone, and structs through serde.

use quick_xml::events::Event;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
struct OfflineConversion {
    #[serde(skip_serializing_if = "Option::is_none")]
    conversion_currency_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conversion_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conversion_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conversion_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_attribution_credit: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_attribution_model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hashed_email_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hashed_phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    microsoft_click_id: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Conversions {
    offline_conversion: Vec<OfflineConversion>,
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename = "ApplyOfflineConversionsRequest", rename_all = "PascalCase")]
struct Request {
    offline_conversions: Conversions,
}

pub fn measure(text: &str, records: usize) {
    let events = crate::best(records, || {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut starts = 0;
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(_) => starts += 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(starts, 2 + 6 * records);
    });
    crate::report("quick-xml, only events", "quick-xml", events, None);
    let value: Request = quick_xml::de::from_str(text).expect("a readable document");
    assert_eq!(value.offline_conversions.offline_conversion.len(), records);
    let read = crate::best(records, || quick_xml::de::from_str::<Request>(text));
    let write = crate::best(records, || quick_xml::se::to_string(&value));
    let written = quick_xml::se::to_string(&value).expect("a writable value");
    let written = written.replacen("Request>", &format!("Request xmlns=\"{}\">", crate::CM), 1);
    crate::report(
        "quick-xml with serde",
        "quick-xml",
        read,
        Some((write, written.as_bytes())),
    );
}
