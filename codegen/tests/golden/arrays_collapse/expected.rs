// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Item`.
#[derive(Clone, Default)]
pub struct Item {
    /// `Parts`: absent, nil or a value.
    pub parts: rt::Nillable<Vec<Option<Item>>>,
    /// `Table`: may be absent.
    pub table: Option<Vec<Vec<Option<Item>>>>,
}

rt::table! {
    Item, "Item", ORDERS;
    0 => parts: rt::nillable("<Parts>", ORDERS).array(&rt::nillable("<Item>", ORDERS).many());
    _ => table:
        rt::optional("<Table>", ORDERS)
        .array(&rt::optional("<ArrayOfItem>", ORDERS).array(&rt::nillable("<Item>", ORDERS).many()).many());
}
