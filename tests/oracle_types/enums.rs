// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SCHEMAS: &str = "http://schemas.datacontract.org/2004/07/";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";

/// `Enums`.
#[derive(Clone, Default)]
pub struct Enums {
    /// `C`: may be absent.
    pub c: Option<Color>,
    /// `Cn`: absent, nil or a value.
    pub cn: rt::Nillable<Color>,
    /// `F`: flags; may be absent.
    pub f: Option<Vec<CampaignAdditionalField>>,
    /// `Fn`: flags; absent, nil or a value.
    pub r#fn: rt::Nillable<Vec<CampaignAdditionalField>>,
    /// `P`: may be absent.
    pub p: Option<PlainEnum>,
    /// `Z`: flags; may be absent.
    pub z: Option<Vec<FlagsZero>>,
}

rt::table! {
    Enums, "Enums", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Enums>", CAMPAIGN_MANAGEMENT);
    0 => c: rt::optional("<C>", CAMPAIGN_MANAGEMENT);
    1 => cn: rt::nillable("<Cn>", CAMPAIGN_MANAGEMENT);
    2 => f: rt::optional("<F>", CAMPAIGN_MANAGEMENT).list();
    3 => r#fn: rt::nillable("<Fn>", CAMPAIGN_MANAGEMENT).list();
    4 => p: rt::optional("<P>", CAMPAIGN_MANAGEMENT);
    _ => z: rt::optional("<Z>", CAMPAIGN_MANAGEMENT).list();
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

/// `PlainEnum`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum PlainEnum {
    /// `P`.
    #[default]
    P,
    /// `Q`.
    Q,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    PlainEnum, Unknown;
    0 => P = "P";
    1 => Q = "Q";
}

/// `CampaignAdditionalField`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum CampaignAdditionalField {
    /// `A`.
    #[default]
    A,
    /// `B`.
    B,
    /// `C`.
    C,
    /// `AC`, number 5.
    AC,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    CampaignAdditionalField, Unknown;
    0 => A = "A";
    1 => B = "B";
    2 => C = "C";
    3 => AC = "AC";
}

/// `FlagsZero`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum FlagsZero {
    /// `None`, number 0.
    #[default]
    None,
    /// `X`, number 1.
    X,
    /// `Y`, number 2.
    Y,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    FlagsZero, Unknown;
    0 => None = "None";
    1 => X = "X";
    2 => Y = "Y";
}

rt::registry! {
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    Enums: "Enums", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Enums>", CAMPAIGN_MANAGEMENT);
    Color: "Color", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Color>", CAMPAIGN_MANAGEMENT);
    Vec<CampaignAdditionalField>: "CampaignAdditionalField", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<CampaignAdditionalField>", CAMPAIGN_MANAGEMENT).list();
    Vec<FlagsZero>: "FlagsZero", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<FlagsZero>", CAMPAIGN_MANAGEMENT).list();
    PlainEnum: "PlainEnum", SCHEMAS, rt::required_nillable("<PlainEnum>", SCHEMAS);
}
