// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `pairs`.
#[derive(Clone, Default)]
pub struct Pairs {
    /// Any element that the schema admits here and `mark`: repeated.
    pub group: Vec<PairsGroup>,
}

rt::table! {
    Pairs, "", "", rt::required("<pairs>", ORDERS);
    _ => group: rt::group::<PairsGroup>(rt::Presence::Required).many();
}

/// Elements that belong together in the content of `pairs`.
#[derive(Clone, Default)]
pub struct PairsGroup {
    /// Any element that the schema admits here.
    pub any: rt::AnyElement,
    /// `mark`.
    pub mark: String,
}

rt::table! {
    PairsGroup, "", "";
    0 => any: rt::Row::any(rt::Wildcard::Any, rt::Presence::Required);
    _ => mark: rt::required("<mark>", ORDERS);
}

/// `any`.
#[derive(Clone, Default)]
pub struct Any {
    /// Any element that the schema admits here or `e`: repeated.
    pub choice: Vec<AnyChoice>,
}

rt::table! {
    Any, "", "", rt::required("<any>", ORDERS);
    _ => choice: rt::group::<AnyChoice>(rt::Presence::Required).many();
}

/// One of several elements in the content of `any`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum AnyChoice {
    /// Any element that the schema admits here.
    Any(rt::AnyElement),
    /// `e`.
    E(String),
}

rt::either! {
    AnyChoice, Any;
    0 => Any: rt::Row::any(rt::Wildcard::Any, rt::Presence::Required);
    1 => E: rt::required("<e>", ORDERS);
}
