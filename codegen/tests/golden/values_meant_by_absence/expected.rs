// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Unit`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Unit {
    /// `kg`.
    #[default]
    Kg,
    /// `lb`.
    Lb,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    Unit, Unknown, Collapse;
    0 => Kg = "kg";
    1 => Lb = "lb";
}

/// `parcel`.
#[derive(Clone, Default)]
pub struct Parcel {
    /// Attribute `unit`: may be absent; `kg` is meant where it is absent.
    pub unit: Option<Unit>,
    /// Attribute `version`: may be absent; always `2`.
    pub version: Option<i32>,
    /// `weight`; `0.5` is meant where it is empty.
    pub weight: f64,
    /// `note`: may be absent; `none` is meant where it is empty.
    pub note: Option<String>,
    /// `stops`: may be absent; `3 5` is meant where it is empty.
    pub stops: Option<Vec<i32>>,
    /// `kind`: may be absent; `t:plain` is meant where it is empty.
    pub kind: Option<rt::QName>,
}

rt::table! {
    Parcel, "", "", rt::required("<parcel>", ORDERS);
    0 => unit: rt::optional_attribute("unit", "");
    1 => version: rt::optional_attribute("version", "");
    2 => weight: rt::required("<weight>", ORDERS).or("0.5");
    3 => note: rt::optional("<note>", ORDERS).or("none");
    4 => stops: rt::optional("<stops>", ORDERS).list().or("3 5");
    _ => kind: rt::optional("<kind>", ORDERS).or("{urn:example:orders}plain");
}

rt::meant! {
    Parcel;
    default_unit: Unit = "kg";
    fixed_version: i32 = "2";
    default_weight: f64 = "0.5";
    default_note: String = "none";
    default_stops: Vec<i32> = "3 5";
}
