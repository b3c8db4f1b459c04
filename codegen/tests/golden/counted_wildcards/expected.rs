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
    Pairs, "", "", rt::required("pairs", ORDERS);
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
    _ => mark: rt::required("mark", ORDERS);
}
