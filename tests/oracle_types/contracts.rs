// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const CAMPAIGN_MANAGEMENT: &str = "https://bingads.microsoft.com/CampaignManagement/v13";
const SERIALIZATION: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
const SYSTEM_COLLECTIONS_GENERIC: &str = "http://schemas.datacontract.org/2004/07/System.Collections.Generic";

/// `I`.
#[derive(Clone, Default)]
pub struct I {
    /// `V`: may be absent.
    pub v: Option<i32>,
}

rt::table! {
    I, "I", CAMPAIGN_MANAGEMENT, rt::required_nillable("<I>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `B`.
#[derive(Clone, Default)]
pub struct B {
    /// `V`: may be absent.
    pub v: Option<bool>,
}

rt::table! {
    B, "B", CAMPAIGN_MANAGEMENT, rt::required_nillable("<B>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `D`.
#[derive(Clone, Default)]
pub struct D {
    /// `V`: may be absent.
    pub v: Option<f64>,
}

rt::table! {
    D, "D", CAMPAIGN_MANAGEMENT, rt::required_nillable("<D>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `Dc`.
#[derive(Clone, Default)]
pub struct Dc {
    /// `V`: may be absent.
    pub v: Option<rt::Decimal>,
}

rt::table! {
    Dc, "Dc", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Dc>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `T`.
#[derive(Clone, Default)]
pub struct T {
    /// `V`: may be absent.
    pub v: Option<rt::DateTime>,
}

rt::table! {
    T, "T", CAMPAIGN_MANAGEMENT, rt::required_nillable("<T>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `Sp`.
#[derive(Clone, Default)]
pub struct Sp {
    /// `V`: may be absent.
    pub v: Option<rt::Duration>,
}

rt::table! {
    Sp, "Sp", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Sp>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `Ch`.
#[derive(Clone, Default)]
pub struct Ch {
    /// `V`: may be absent.
    pub v: Option<i32>,
}

rt::table! {
    Ch, "Ch", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Ch>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `Gu`.
#[derive(Clone, Default)]
pub struct Gu {
    /// `V`: may be absent.
    pub v: Option<String>,
}

rt::table! {
    Gu, "Gu", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Gu>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::optional("<V>", CAMPAIGN_MANAGEMENT);
}

/// `By`.
#[derive(Clone, Default)]
pub struct By {
    /// `V`: absent, nil or a value.
    pub v: rt::Nillable<rt::Base64Binary>,
}

rt::table! {
    By, "By", CAMPAIGN_MANAGEMENT, rt::required_nillable("<By>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::nillable("<V>", CAMPAIGN_MANAGEMENT);
}

/// `S`.
#[derive(Clone, Default)]
pub struct S {
    /// `V`: absent, nil or a value.
    pub v: rt::Nillable<String>,
}

rt::table! {
    S, "S", CAMPAIGN_MANAGEMENT, rt::required_nillable("<S>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::nillable("<V>", CAMPAIGN_MANAGEMENT);
}

/// `Obj`.
#[derive(Clone, Default)]
pub struct Obj {
    /// `O`: absent, nil or a value.
    pub o: rt::Nillable<rt::AnyElement>,
}

rt::table! {
    Obj, "Obj", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Obj>", CAMPAIGN_MANAGEMENT);
    _ => o: rt::nillable("<O>", CAMPAIGN_MANAGEMENT);
}

/// `Pair`.
#[derive(Clone, Default)]
pub struct Pair {
    /// `A`: absent, nil or a value.
    pub a: rt::Nillable<Box<S>>,
    /// `B`: absent, nil or a value.
    pub b: rt::Nillable<Box<S>>,
}

rt::table! {
    Pair, "Pair", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Pair>", CAMPAIGN_MANAGEMENT);
    0 => a: rt::nillable("<A>", CAMPAIGN_MANAGEMENT);
    _ => b: rt::nillable("<B>", CAMPAIGN_MANAGEMENT);
}

/// `ReqNoEmitInt`.
#[derive(Clone, Default)]
pub struct ReqNoEmitInt {
    /// `V`.
    pub v: i32,
}

rt::table! {
    ReqNoEmitInt, "ReqNoEmitInt", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ReqNoEmitInt>", CAMPAIGN_MANAGEMENT);
    _ => v: rt::required("<V>", CAMPAIGN_MANAGEMENT);
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

/// `OneEnum`.
#[derive(Clone, Default)]
pub struct OneEnum {
    /// `C`: may be absent.
    pub c: Option<Color>,
}

rt::table! {
    OneEnum, "OneEnum", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OneEnum>", CAMPAIGN_MANAGEMENT);
    _ => c: rt::optional("<C>", CAMPAIGN_MANAGEMENT);
}

/// `OneFlags`.
#[derive(Clone, Default)]
pub struct OneFlags {
    /// `F`: flags; may be absent.
    pub f: Option<Vec<CampaignAdditionalField>>,
}

rt::table! {
    OneFlags, "OneFlags", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OneFlags>", CAMPAIGN_MANAGEMENT);
    _ => f: rt::optional("<F>", CAMPAIGN_MANAGEMENT).list();
}

/// `NoZero`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum NoZero {
    /// `One`, number 1.
    #[default]
    One,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    NoZero, Unknown;
    0 => One = "One";
}

/// `KeyValuePairOflonglong`.
#[derive(Clone, Default)]
pub struct KeyValuePairOflonglong {
    /// `key`.
    pub key: i64,
    /// `value`.
    pub value: i64,
}

rt::table! {
    KeyValuePairOflonglong, "KeyValuePairOflonglong", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<KeyValuePairOflonglong>", SYSTEM_COLLECTIONS_GENERIC);
    0 => key: rt::required("<key>", SYSTEM_COLLECTIONS_GENERIC);
    _ => value: rt::required("<value>", SYSTEM_COLLECTIONS_GENERIC);
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

rt::registry! {
    I: "I", CAMPAIGN_MANAGEMENT, rt::required_nillable("<I>", CAMPAIGN_MANAGEMENT);
    B: "B", CAMPAIGN_MANAGEMENT, rt::required_nillable("<B>", CAMPAIGN_MANAGEMENT);
    D: "D", CAMPAIGN_MANAGEMENT, rt::required_nillable("<D>", CAMPAIGN_MANAGEMENT);
    Dc: "Dc", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Dc>", CAMPAIGN_MANAGEMENT);
    T: "T", CAMPAIGN_MANAGEMENT, rt::required_nillable("<T>", CAMPAIGN_MANAGEMENT);
    Sp: "Sp", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Sp>", CAMPAIGN_MANAGEMENT);
    Ch: "Ch", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Ch>", CAMPAIGN_MANAGEMENT);
    Gu: "Gu", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Gu>", CAMPAIGN_MANAGEMENT);
    By: "By", CAMPAIGN_MANAGEMENT, rt::required_nillable("<By>", CAMPAIGN_MANAGEMENT);
    S: "S", CAMPAIGN_MANAGEMENT, rt::required_nillable("<S>", CAMPAIGN_MANAGEMENT);
    Obj: "Obj", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Obj>", CAMPAIGN_MANAGEMENT);
    Pair: "Pair", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Pair>", CAMPAIGN_MANAGEMENT);
    ReqNoEmitInt: "ReqNoEmitInt", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<ReqNoEmitInt>", CAMPAIGN_MANAGEMENT);
    Color: "Color", CAMPAIGN_MANAGEMENT, rt::required_nillable("<Color>", CAMPAIGN_MANAGEMENT);
    OneEnum: "OneEnum", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OneEnum>", CAMPAIGN_MANAGEMENT);
    Vec<CampaignAdditionalField>: "CampaignAdditionalField", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<CampaignAdditionalField>", CAMPAIGN_MANAGEMENT).list();
    OneFlags: "OneFlags", CAMPAIGN_MANAGEMENT,
        rt::required_nillable("<OneFlags>", CAMPAIGN_MANAGEMENT);
    NoZero: "NoZero", CAMPAIGN_MANAGEMENT, rt::required_nillable("<NoZero>", CAMPAIGN_MANAGEMENT);
    i32: "char", SERIALIZATION, rt::required_nillable("<char>", SERIALIZATION);
    rt::Duration: "duration", SERIALIZATION, rt::required_nillable("<duration>", SERIALIZATION);
    String: "guid", SERIALIZATION, rt::required_nillable("<guid>", SERIALIZATION);
    KeyValuePairOflonglong: "KeyValuePairOflonglong", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<KeyValuePairOflonglong>", SYSTEM_COLLECTIONS_GENERIC);
    Vec<KeyValuePairOflonglong>: "ArrayOfKeyValuePairOflonglong", SYSTEM_COLLECTIONS_GENERIC,
        rt::required_nillable("<ArrayOfKeyValuePairOflonglong>", SYSTEM_COLLECTIONS_GENERIC)
        .array(&rt::optional("<KeyValuePairOflonglong>", SYSTEM_COLLECTIONS_GENERIC).many());
}
