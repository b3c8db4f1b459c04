//! Castile: types as its generator writes them.

use castile::codegen::{DateTime, Nillable, never_nil, nillable, optional, required, table};
use castile::xml::{from_str, to_string};

use crate::CM;

#[derive(Clone, Default)]
pub struct OfflineConversion {
    pub conversion_currency_code: Nillable<String>,
    pub conversion_name: Nillable<String>,
    pub conversion_time: Option<DateTime>,
    pub conversion_value: Nillable<f64>,
    pub external_attribution_credit: Nillable<f64>,
    pub external_attribution_model: Nillable<String>,
    pub hashed_email_address: Option<String>,
    pub hashed_phone_number: Option<String>,
    pub microsoft_click_id: Nillable<String>,
}

table! { OfflineConversion, "OfflineConversion", CM, required("<OfflineConversion>", CM);
    0 => conversion_currency_code: nillable("<ConversionCurrencyCode>", CM);
    1 => conversion_name: nillable("<ConversionName>", CM);
    2 => conversion_time: optional("<ConversionTime>", CM);
    3 => conversion_value: nillable("<ConversionValue>", CM);
    4 => external_attribution_credit: nillable("<ExternalAttributionCredit>", CM);
    5 => external_attribution_model: nillable("<ExternalAttributionModel>", CM);
    6 => hashed_email_address: never_nil("<HashedEmailAddress>", CM);
    7 => hashed_phone_number: never_nil("<HashedPhoneNumber>", CM);
    _ => microsoft_click_id: nillable("<MicrosoftClickId>", CM);
}

#[derive(Clone, Default)]
pub struct Request {
    pub offline_conversions: Nillable<Vec<Option<OfflineConversion>>>,
}

table! { Request, "", "", required("<ApplyOfflineConversionsRequest>", CM);
    _ => offline_conversions: nillable("<OfflineConversions>", CM)
        .array(&nillable("<OfflineConversion>", CM).many());
}

pub fn measure(text: &str, records: usize) {
    let value: Request = from_str(text).expect("a readable document");
    let written = to_string(&value).expect("a writable value");
    assert_eq!(from_str::<Request>(&written).ok().as_ref(), Some(&value));
    let read = crate::best(records, || from_str::<Request>(text));
    let write = crate::best(records, || to_string(&value));
    crate::report(
        "Castile",
        "castile",
        read,
        Some((write, written.as_bytes())),
    );
}
