// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Order`.
#[derive(Clone)]
pub struct Order {
    /// `note`: absent, nil or a value.
    pub note: rt::Nillable<String>,
    /// `count`.
    pub count: i32,
}

impl Default for Order {
    #[inline]
    fn default() -> Self {
        Self {
            note: rt::Nillable::Absent,
            count: Default::default(),
        }
    }
}

rt::table! {
    Order, "Order", ORDERS;
    0 => note: rt::nillable("<note>", ORDERS);
    _ => count: rt::required("<count>", ORDERS);
}
