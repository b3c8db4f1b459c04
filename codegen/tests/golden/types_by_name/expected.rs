// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Order`.
#[derive(Clone, Default)]
pub struct Order {
    /// `Id`.
    pub id: i64,
}

rt::table! {
    Order, "Order", ORDERS, rt::required("<order>", ORDERS);
    _ => id: rt::required("<Id>", ORDERS);
}

rt::registry! {
    Order: "Order", ORDERS, rt::required("<order>", ORDERS);
    Vec<i32>: "Codes", ORDERS, rt::required_nillable("<Codes>", ORDERS).list();
}
