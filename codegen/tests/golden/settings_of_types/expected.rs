// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const SHOP: &str = "urn:example:orders";

/// `order`.
#[derive(Clone, Default, PartialOrd)]
pub struct PurchaseOrder {
    /// `Id`.
    pub number: i64,
    /// `Placed`.
    pub placed: std::string::String,
    /// `State`.
    pub state: State,
}

rt::table! {
    PurchaseOrder, "order", SHOP;
    0 => number: rt::required("<Id>", SHOP);
    1 => placed: rt::required("<Placed>", SHOP);
    _ => state: rt::required("<State>", SHOP);
}

/// `State`: one of its values.
#[derive(Clone, Default, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum State {
    /// `OPEN`.
    #[default]
    Pending,
    /// A value that the schema did not know.
    Unknown(String),
}

rt::values! {
    State, Unknown;
    0 => Pending = "OPEN";
}
