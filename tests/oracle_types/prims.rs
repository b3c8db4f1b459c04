// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const SYSTEM: &str = "http://schemas.datacontract.org/2004/07/System";

/// `Prims`.
#[derive(Clone, Default)]
pub struct Prims {
    /// `B64`: absent, nil or a value.
    pub b64: rt::Nillable<rt::Base64Binary>,
    /// `Bool`: may be absent.
    pub bool: Option<bool>,
    /// `Ch`: may be absent.
    pub ch: Option<i32>,
    /// `Dec`: may be absent.
    pub dec: Option<rt::Decimal>,
    /// `Dt`: may be absent.
    pub dt: Option<rt::DateTime>,
    /// `Dto`: may be absent.
    pub dto: Option<Box<DateTimeOffset>>,
    /// `F32`: may be absent.
    pub f32: Option<f32>,
    /// `F64`: may be absent.
    pub f64: Option<f64>,
    /// `Guid`: may be absent.
    pub guid: Option<String>,
    /// `I16`: may be absent.
    pub i16: Option<i16>,
    /// `I32`: may be absent.
    pub i32: Option<i32>,
    /// `I64`: may be absent.
    pub i64: Option<i64>,
    /// `I8`: may be absent.
    pub i8: Option<i8>,
    /// `Q`: absent, nil or a value.
    pub q: rt::Nillable<rt::QName>,
    /// `Span`: may be absent.
    pub span: Option<rt::Duration>,
    /// `Str`: absent, nil or a value.
    pub str: rt::Nillable<String>,
    /// `U16`: may be absent.
    pub u16: Option<u16>,
    /// `U32`: may be absent.
    pub u32: Option<u32>,
    /// `U64`: may be absent.
    pub u64: Option<u64>,
    /// `U8`: may be absent.
    pub u8: Option<u8>,
    /// `Uri`: absent, nil or a value.
    pub uri: rt::Nillable<String>,
}

rt::table! {
    Prims, "Prims", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Prims>", CAMPAIGN_MANAGEMENT);
    0 => b64: rt::nillable("<B64>", CAMPAIGN_MANAGEMENT);
    1 => bool: rt::optional("<Bool>", CAMPAIGN_MANAGEMENT);
    2 => ch: rt::optional("<Ch>", CAMPAIGN_MANAGEMENT);
    3 => dec: rt::optional("<Dec>", CAMPAIGN_MANAGEMENT);
    4 => dt: rt::optional("<Dt>", CAMPAIGN_MANAGEMENT);
    5 => dto: rt::optional("<Dto>", CAMPAIGN_MANAGEMENT);
    6 => f32: rt::optional("<F32>", CAMPAIGN_MANAGEMENT);
    7 => f64: rt::optional("<F64>", CAMPAIGN_MANAGEMENT);
    8 => guid: rt::optional("<Guid>", CAMPAIGN_MANAGEMENT);
    9 => i16: rt::optional("<I16>", CAMPAIGN_MANAGEMENT);
    10 => i32: rt::optional("<I32>", CAMPAIGN_MANAGEMENT);
    11 => i64: rt::optional("<I64>", CAMPAIGN_MANAGEMENT);
    12 => i8: rt::optional("<I8>", CAMPAIGN_MANAGEMENT);
    13 => q: rt::nillable("<Q>", CAMPAIGN_MANAGEMENT);
    14 => span: rt::optional("<Span>", CAMPAIGN_MANAGEMENT);
    15 => str: rt::nillable("<Str>", CAMPAIGN_MANAGEMENT);
    16 => u16: rt::optional("<U16>", CAMPAIGN_MANAGEMENT);
    17 => u32: rt::optional("<U32>", CAMPAIGN_MANAGEMENT);
    18 => u64: rt::optional("<U64>", CAMPAIGN_MANAGEMENT);
    19 => u8: rt::optional("<U8>", CAMPAIGN_MANAGEMENT);
    _ => uri: rt::nillable("<Uri>", CAMPAIGN_MANAGEMENT);
}

/// `DateTimeOffset`.
#[derive(Clone, Default)]
pub struct DateTimeOffset {
    /// `DateTime`.
    pub date_time: rt::DateTime,
    /// `OffsetMinutes`.
    pub offset_minutes: i16,
}

rt::table! {
    DateTimeOffset, "DateTimeOffset", SYSTEM, rt::required_nillable("<DateTimeOffset>", SYSTEM);
    0 => date_time: rt::required("<DateTime>", SYSTEM);
    _ => offset_minutes: rt::required("<OffsetMinutes>", SYSTEM);
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    Prims: "Prims", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Prims>", CAMPAIGN_MANAGEMENT);
    DateTimeOffset: "DateTimeOffset", SYSTEM, rt::required_nillable("<DateTimeOffset>", SYSTEM);
}
