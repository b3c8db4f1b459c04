// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ADAPI: &str = "https://adapi.microsoft.com";
const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// `AdHolder`.
#[derive(Clone, Default)]
pub struct AdHolder {
    /// `Ad`: absent, nil or a value.
    pub ad: rt::Nillable<Ad>,
    /// `Ads`: absent, nil or a value.
    pub ads: rt::Nillable<Vec<Option<Ad>>>,
}

rt::table! {
    AdHolder, "AdHolder", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<AdHolder>", CAMPAIGN_MANAGEMENT);
    0 => ad: rt::nillable("<Ad>", CAMPAIGN_MANAGEMENT);
    _ => ads:
        rt::nillable("<Ads>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<Ad>", CAMPAIGN_MANAGEMENT).many());
}

/// `Ad`: one of its subtypes.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Ad {
    /// `Ad` itself.
    Base(Box<AdBase>),
    /// `TextAd`.
    TextAd(Box<TextAd>),
    /// `OtherNsAd`.
    OtherNsAd(Box<OtherNsAd>),
    /// A type that the schema did not know.
    Unknown(Box<rt::UnknownType>),
}

impl Ad {
    /// `Beta`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn beta(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 0)
    }
    /// `Id`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn id(&self) -> Option<&rt::Nillable<i64>> {
        rt::field(self, 1)
    }
    /// `Zeta`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn zeta(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 2)
    }
    /// `alpha`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn alpha(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 3)
    }
    /// `Ordered1`: absent, nil or a value. `None` if the type is unknown.
    #[inline]
    pub fn ordered1(&self) -> Option<&rt::Nillable<String>> {
        rt::field(self, 4)
    }
}

rt::variants! {
    Ad, Unknown;
    0 => Base(AdBase);
    1 => TextAd(TextAd);
    2 => OtherNsAd(OtherNsAd);
}

/// `Ad` itself, without what its subtypes add.
#[derive(Clone, Default)]
pub struct AdBase {
    /// `Beta`: absent, nil or a value.
    pub beta: rt::Nillable<String>,
    /// `Id`: absent, nil or a value.
    pub id: rt::Nillable<i64>,
    /// `Zeta`: absent, nil or a value.
    pub zeta: rt::Nillable<String>,
    /// `alpha`: absent, nil or a value.
    pub alpha: rt::Nillable<String>,
    /// `Ordered1`: absent, nil or a value.
    pub ordered1: rt::Nillable<String>,
}

rt::table! {
    AdBase, "Ad", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Ad>", CAMPAIGN_MANAGEMENT);
    0 => beta: rt::nillable("<Beta>", CAMPAIGN_MANAGEMENT);
    1 => id: rt::nillable("<Id>", CAMPAIGN_MANAGEMENT);
    2 => zeta: rt::nillable("<Zeta>", CAMPAIGN_MANAGEMENT);
    3 => alpha: rt::nillable("<alpha>", CAMPAIGN_MANAGEMENT);
    _ => ordered1: rt::nillable("<Ordered1>", CAMPAIGN_MANAGEMENT);
}

/// `TextAd`.
#[derive(Clone, Default)]
pub struct TextAd {
    /// `Beta`: absent, nil or a value.
    pub beta: rt::Nillable<String>,
    /// `Id`: absent, nil or a value.
    pub id: rt::Nillable<i64>,
    /// `Zeta`: absent, nil or a value.
    pub zeta: rt::Nillable<String>,
    /// `alpha`: absent, nil or a value.
    pub alpha: rt::Nillable<String>,
    /// `Ordered1`: absent, nil or a value.
    pub ordered1: rt::Nillable<String>,
    /// `AAA`: absent, nil or a value.
    pub aaa: rt::Nillable<String>,
    /// `Title`: absent, nil or a value.
    pub title: rt::Nillable<String>,
}

rt::table! {
    TextAd, "TextAd", CAMPAIGN_MANAGEMENT, rt::required_nillable("<TextAd>", CAMPAIGN_MANAGEMENT);
    0 => beta: rt::nillable("<Beta>", CAMPAIGN_MANAGEMENT);
    1 => id: rt::nillable("<Id>", CAMPAIGN_MANAGEMENT);
    2 => zeta: rt::nillable("<Zeta>", CAMPAIGN_MANAGEMENT);
    3 => alpha: rt::nillable("<alpha>", CAMPAIGN_MANAGEMENT);
    4 => ordered1: rt::nillable("<Ordered1>", CAMPAIGN_MANAGEMENT);
    5 => aaa: rt::nillable("<AAA>", CAMPAIGN_MANAGEMENT);
    _ => title: rt::nillable("<Title>", CAMPAIGN_MANAGEMENT);
}

/// `OtherNsAd`.
#[derive(Clone, Default)]
pub struct OtherNsAd {
    /// `Beta`: absent, nil or a value.
    pub beta: rt::Nillable<String>,
    /// `Id`: absent, nil or a value.
    pub id: rt::Nillable<i64>,
    /// `Zeta`: absent, nil or a value.
    pub zeta: rt::Nillable<String>,
    /// `alpha`: absent, nil or a value.
    pub alpha: rt::Nillable<String>,
    /// `Ordered1`: absent, nil or a value.
    pub ordered1: rt::Nillable<String>,
    /// `Foo`: absent, nil or a value.
    pub foo: rt::Nillable<String>,
    /// `Inner`: absent, nil or a value.
    pub inner: rt::Nillable<Ad>,
}

rt::table! {
    OtherNsAd, "OtherNsAd", ADAPI, rt::required_nillable("<OtherNsAd>", ADAPI);
    0 => beta: rt::nillable("<Beta>", CAMPAIGN_MANAGEMENT);
    1 => id: rt::nillable("<Id>", CAMPAIGN_MANAGEMENT);
    2 => zeta: rt::nillable("<Zeta>", CAMPAIGN_MANAGEMENT);
    3 => alpha: rt::nillable("<alpha>", CAMPAIGN_MANAGEMENT);
    4 => ordered1: rt::nillable("<Ordered1>", CAMPAIGN_MANAGEMENT);
    5 => foo: rt::nillable("<Foo>", ADAPI);
    _ => inner: rt::nillable("<Inner>", ADAPI);
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    AdHolder: "AdHolder", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<AdHolder>", CAMPAIGN_MANAGEMENT);
    Ad: "Ad", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Ad>", CAMPAIGN_MANAGEMENT);
    TextAd: "TextAd", CAMPAIGN_MANAGEMENT, rt::required_nillable("<TextAd>", CAMPAIGN_MANAGEMENT);
    Vec<Option<Ad>>: "ArrayOfAd", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ArrayOfAd>", CAMPAIGN_MANAGEMENT)
        .array(&rt::nillable("<Ad>", CAMPAIGN_MANAGEMENT).many());
    OtherNsAd: "OtherNsAd", ADAPI, rt::required_nillable("<OtherNsAd>", ADAPI);
}
