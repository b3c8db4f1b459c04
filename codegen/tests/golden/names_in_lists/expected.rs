// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `types`.
#[derive(Clone, Default)]
pub struct Types {
    /// Attribute `base`: may be absent.
    pub base: Option<rt::QName>,
    /// `list`.
    pub list: Vec<rt::QName>,
}

rt::table! {
    Types, "", "", rt::required("<types>", ORDERS);
    0 => base: rt::optional_attribute("base", "");
    _ => list: rt::required("<list>", ORDERS).list();
}
