// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `order`.
#[derive(Clone, Default)]
pub struct Order {
    /// `customer`.
    pub customer: OrderCustomer,
}

rt::table! {
    Order, "", "", rt::required("<order>", ORDERS);
    _ => customer: rt::required("<customer>", ORDERS);
}

/// `customer` in `order`.
#[derive(Clone, Default)]
pub struct OrderCustomer {
    /// `kind`.
    pub kind: OrderCustomerKind,
}

rt::table! {
    OrderCustomer, "", "";
    _ => kind: rt::required("<kind>", ORDERS);
}

/// `kind` in `customer` in `order`: one of its values.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum OrderCustomerKind {
    /// `private`.
    #[default]
    Private,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    OrderCustomerKind, Unknown, Collapse;
    0 => Private = "private";
}
