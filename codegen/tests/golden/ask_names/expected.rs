// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const B: &str = "urn:example:b";
const ORDERS: &str = "urn:example:orders";

/// `Item`.
#[derive(Clone, Default)]
pub struct Item {
    /// `id`.
    pub id: String,
}

rt::table! {
    Item, "Item", ORDERS;
    _ => id: rt::required("<id>", ORDERS);
}

/// `Item`.
#[derive(Clone, Default)]
pub struct BItem {
    /// `id`.
    pub id: i32,
}

rt::table! {
    BItem, "Item", B;
    _ => id: rt::required("<id>", "");
}

/// `Item`.
#[derive(Clone, Default)]
pub struct ItemElement {
    /// Attribute `Item`: may be absent.
    pub item: Option<i32>,
    /// `item`.
    pub item_2: ItemItem,
    /// `Item`.
    pub item_3: BItem,
    /// `return`.
    pub r#return: String,
}

rt::table! {
    ItemElement, "", "", rt::required("<Item>", ORDERS);
    0 => item: rt::optional_attribute("Item", "");
    1 => item_2: rt::required("<item>", ORDERS);
    2 => item_3: rt::required("<Item>", ORDERS);
    _ => r#return: rt::required("<return>", ORDERS);
}

/// `item` in `Item`.
#[derive(Clone, Default)]
pub struct ItemItem {
    /// `Id`.
    pub id: Item,
}

rt::table! {
    ItemItem, "", "";
    _ => id: rt::required("<Id>", ORDERS);
}
