// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `box`.
#[derive(Clone, Default)]
pub struct BoxType {
    /// Attribute `size`: may be absent.
    pub size: Option<i32>,
    /// Any other attributes.
    pub any_attributes: rt::AnyAttributes,
    /// `label`.
    pub label: String,
    /// Any element that the schema admits here: repeated.
    pub any: Vec<rt::AnyElement>,
}

rt::table! {
    BoxType, "", "", rt::required("<box>", ORDERS);
    0 => size: rt::optional_attribute("size", "");
    1 => any_attributes: rt::Row::any_attribute(rt::Wildcard::Of(&["", ORDERS]));
    2 => label: rt::required("<label>", ORDERS);
    _ => any: rt::Row::any(rt::Wildcard::Other(ORDERS), rt::Presence::Optional).many();
}
