// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Order`.
#[derive(Clone, Default)]
pub struct Order {
    /// Attribute `currency`: may be absent; always `EUR`.
    pub currency: Option<String>,
    /// `item` or `note` or `remark`: repeated.
    pub choice: Vec<OrderChoice>,
}

rt::table! {
    Order, "Order", ORDERS, rt::required("<order>", ORDERS);
    0 => currency: rt::optional_attribute("currency", "");
    _ => choice: rt::group::<OrderChoice>(rt::Presence::Optional).many();
}

rt::meant! {
    Order;
    fixed_currency: String = "EUR";
}

/// One of several elements in the content of `Order`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum OrderChoice {
    /// `item`.
    Item(Vec<i32>),
    /// `note` or `remark`.
    Note(OrderNote),
}

rt::either! {
    OrderChoice, Item;
    0 => Item: rt::required("<item>", ORDERS).many();
    1 => Note: rt::group::<OrderNote>(rt::Presence::Required);
}

/// One of several elements in the content of `Order`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum OrderNote {
    /// `note`.
    Note(String),
    /// `remark`.
    Remark(String),
}

rt::either! {
    OrderNote, Note;
    0 => Note: rt::required("<note>", ORDERS);
    1 => Remark: rt::required("<remark>", ORDERS);
}

rt::grammar! {
    elements;
    0 => element("order", ORDERS, Own(0));
    1 => element("note", ORDERS, xs::STRING).blocks(EXTENSION).substitutes(&[2]);
    2 => element("remark", ORDERS, xs::STRING);
    3 => local_element("item", ORDERS, xs::INT);
    attributes;
    0 => attribute("currency", "", xs::ANY_SIMPLE_TYPE).fixed("EUR");
    types;
    0 => complex("Order", ORDERS, xs::ANY_TYPE, RESTRICTION).elements(3).attributes(&[0]);
    particles;
    0 => item(3).occurs(1, 1000000);
    1 => item(1).occurs(0, 1);
    2 => choice(&[0, 1]).occurs(1, MANY);
    3 => sequence(&[2]);
    identities;
}

rt::validated! {
    Order: 0;
}
