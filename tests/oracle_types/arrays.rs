// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const SYSTEM: &str = "http://schemas.datacontract.org/2004/07/System";
const SYSTEM_COLLECTIONS_GENERIC: &str = "http://schemas.datacontract.org/2004/07/System.Collections.Generic";

/// `Arrays`.
#[derive(Clone, Default)]
pub struct Arrays {
    /// `Bytes`: absent, nil or a value.
    pub bytes: rt::Nillable<rt::Base64Binary>,
    /// `Dict`: absent, nil or a value.
    pub dict: rt::Nillable<Vec<KeyValueOfstringstring>>,
    /// `En`: absent, nil or a value.
    pub en: rt::Nillable<Vec<Color>>,
    /// `KV`: absent, nil or a value.
    pub kv: rt::Nillable<Vec<KeyValuePairOfstringstring>>,
    /// `L`: absent, nil or a value.
    pub l: rt::Nillable<Vec<i64>>,
    /// `N`: absent, nil or a value.
    pub n: rt::Nillable<Vec<Option<i64>>>,
    /// `O`: absent, nil or a value.
    pub o: rt::Nillable<Vec<Option<OfflineConversion>>>,
    /// `S`: absent, nil or a value.
    pub s: rt::Nillable<Vec<Option<String>>>,
    /// `SS`: absent, nil or a value.
    pub ss: rt::Nillable<Vec<Option<Vec<Option<String>>>>>,
}

rt::table! {
    Arrays, "Arrays", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Arrays>", CAMPAIGN_MANAGEMENT);
    0 => bytes: rt::nillable("<Bytes>", CAMPAIGN_MANAGEMENT);
    1 => dict:
        rt::nillable("<Dict>", CAMPAIGN_MANAGEMENT)
        .array(&rt::optional("<KeyValueOfstringstring>", ARRAYS).many());
    2 => en:
        rt::nillable("<En>", CAMPAIGN_MANAGEMENT)
        .array(&rt::optional("<Color>", CAMPAIGN_MANAGEMENT).many());
    3 => kv:
        rt::nillable("<KV>", CAMPAIGN_MANAGEMENT)
        .array(&rt::optional("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC).many());
    4 => l: rt::nillable("<L>", CAMPAIGN_MANAGEMENT).array(&rt::optional("<long>", ARRAYS).many());
    5 => n: rt::nillable("<N>", CAMPAIGN_MANAGEMENT).array(&rt::nillable("<long>", SYSTEM).many());
    6 => o:
        rt::nillable("<O>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<OfflineConversion>", CAMPAIGN_MANAGEMENT).many());
    7 => s:
        rt::nillable("<S>", CAMPAIGN_MANAGEMENT).array(&rt::nillable("<string>", ARRAYS).many());
    _ => ss:
        rt::nillable("<SS>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<ArrayOfstring>", ARRAYS).array(&rt::nillable("<string>", ARRAYS).many()).many());
}

/// `Color`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Color {
    /// `Red`.
    #[default]
    Red,
    /// `Light-Green`.
    LightGreen,
    /// `Blue`, number 7.
    Blue,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    Color, Unknown;
    0 => Red = "Red";
    1 => LightGreen = "Light-Green";
    2 => Blue = "Blue";
}

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

/// `KeyValuePairOfstringstring`.
#[derive(Clone, Default)]
pub struct KeyValuePairOfstringstring {
    /// `key`: nil or a value.
    pub key: Option<String>,
    /// `value`: nil or a value.
    pub value: Option<String>,
}

rt::table! {
    KeyValuePairOfstringstring, "KeyValuePairOfstringstring", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC);
    0 => key: rt::required_nillable("<key>", SYSTEM_COLLECTIONS_GENERIC);
    _ => value: rt::required_nillable("<value>", SYSTEM_COLLECTIONS_GENERIC);
}

/// `KeyValueOfstringstring` in `ArrayOfKeyValueOfstringstring`.
#[derive(Clone, Default)]
pub struct KeyValueOfstringstring {
    /// `Key`: nil or a value.
    pub key: Option<String>,
    /// `Value`: nil or a value.
    pub value: Option<String>,
}

rt::table! {
    KeyValueOfstringstring, "", "";
    0 => key: rt::required_nillable("<Key>", ARRAYS);
    _ => value: rt::required_nillable("<Value>", ARRAYS);
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    Arrays: "Arrays", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Arrays>", CAMPAIGN_MANAGEMENT);
    Vec<Color>: "ArrayOfColor", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ArrayOfColor>", CAMPAIGN_MANAGEMENT)
        .array(&rt::optional("<Color>", CAMPAIGN_MANAGEMENT).many());
    Color: "Color", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Color>", CAMPAIGN_MANAGEMENT);
    Vec<Option<OfflineConversion>>: "ArrayOfOfflineConversion", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ArrayOfOfflineConversion>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<OfflineConversion>", CAMPAIGN_MANAGEMENT).many());
    OfflineConversion: "OfflineConversion", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OfflineConversion>", CAMPAIGN_MANAGEMENT);
    Vec<KeyValueOfstringstring>: "ArrayOfKeyValueOfstringstring", ARRAYS,
        rt::required_nillable("<ArrayOfKeyValueOfstringstring>", ARRAYS)
        .array(&rt::optional("<KeyValueOfstringstring>", ARRAYS).many());
    Vec<i64>: "ArrayOflong", ARRAYS,
        rt::required_nillable("<ArrayOflong>", ARRAYS).array(&rt::optional("<long>", ARRAYS).many());
    Vec<Option<String>>: "ArrayOfstring", ARRAYS,
        rt::required_nillable("<ArrayOfstring>", ARRAYS)
        .array(&rt::nillable("<string>", ARRAYS).many());
    Vec<Option<Vec<Option<String>>>>: "ArrayOfArrayOfstring", ARRAYS,
        rt::required_nillable("<ArrayOfArrayOfstring>", ARRAYS)
        .array(&rt::nillable("<ArrayOfstring>", ARRAYS).array(&rt::nillable("<string>", ARRAYS).many()).many());
    Vec<KeyValuePairOfstringstring>: "ArrayOfKeyValuePairOfstringstring", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<ArrayOfKeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC)
        .array(&rt::optional("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC).many());
    KeyValuePairOfstringstring: "KeyValuePairOfstringstring", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<KeyValuePairOfstringstring>", SYSTEM_COLLECTIONS_GENERIC);
    Vec<Option<i64>>: "ArrayOfNullableOflong", SYSTEM,
        rt::required_nillable("<ArrayOfNullableOflong>", SYSTEM)
        .array(&rt::nillable("<long>", SYSTEM).many());
}
