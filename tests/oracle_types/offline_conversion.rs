// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// `OfflineConversion`.
#[derive(Clone, Default)]
pub struct OfflineConversion {
    /// `ConversionCurrencyCode`: absent, nil or a value.
    pub conversion_currency_code: rt::Nillable<String>,
    /// `ConversionName`: absent, nil or a value.
    pub conversion_name: rt::Nillable<String>,
    /// `ConversionTime`: may be absent.
    pub conversion_time: Option<rt::DateTime>,
    /// `ConversionValue`: absent, nil or a value.
    pub conversion_value: rt::Nillable<f64>,
    /// `ExternalAttributionCredit`: absent, nil or a value.
    pub external_attribution_credit: rt::Nillable<f64>,
    /// `ExternalAttributionModel`: absent, nil or a value.
    pub external_attribution_model: rt::Nillable<String>,
    /// `HashedEmailAddress`: may be absent; nil is read as absent.
    pub hashed_email_address: Option<String>,
    /// `HashedPhoneNumber`: may be absent; nil is read as absent.
    pub hashed_phone_number: Option<String>,
    /// `MicrosoftClickId`: absent, nil or a value.
    pub microsoft_click_id: rt::Nillable<String>,
}

rt::table! {
    OfflineConversion, "OfflineConversion", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OfflineConversion>", CAMPAIGN_MANAGEMENT);
    0 => conversion_currency_code: rt::nillable("<ConversionCurrencyCode>", CAMPAIGN_MANAGEMENT);
    1 => conversion_name: rt::nillable("<ConversionName>", CAMPAIGN_MANAGEMENT);
    2 => conversion_time: rt::optional("<ConversionTime>", CAMPAIGN_MANAGEMENT);
    3 => conversion_value: rt::nillable("<ConversionValue>", CAMPAIGN_MANAGEMENT);
    4 => external_attribution_credit:
        rt::nillable("<ExternalAttributionCredit>", CAMPAIGN_MANAGEMENT);
    5 => external_attribution_model:
        rt::nillable("<ExternalAttributionModel>", CAMPAIGN_MANAGEMENT);
    6 => hashed_email_address: rt::never_nil("<HashedEmailAddress>", CAMPAIGN_MANAGEMENT);
    7 => hashed_phone_number: rt::never_nil("<HashedPhoneNumber>", CAMPAIGN_MANAGEMENT);
    _ => microsoft_click_id: rt::nillable("<MicrosoftClickId>", CAMPAIGN_MANAGEMENT);
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    OfflineConversion: "OfflineConversion", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OfflineConversion>", CAMPAIGN_MANAGEMENT);
}
