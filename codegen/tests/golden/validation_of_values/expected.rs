// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Item`.
#[derive(Clone, Default)]
pub struct Item {
    /// Attribute `sku`.
    pub sku: String,
    /// The text of the element itself.
    pub value: Vec<String>,
}

rt::table! {
    Item, "Item", ORDERS;
    0 => sku: rt::required_attribute("sku", "");
    _ => value: rt::text().list();
}

/// `stock`.
#[derive(Clone, Default)]
pub struct Stock {
    /// `item`: repeated.
    pub item: Vec<Item>,
}

rt::table! {
    Stock, "", "", rt::required("<stock>", ORDERS);
    _ => item: rt::required("<item>", ORDERS).many();
}

rt::grammar! {
    elements;
    0 => element("stock", ORDERS, Own(3)).identities(&[0]);
    1 => local_element("item", ORDERS, Own(0));
    attributes;
    0 => attribute("sku", "", xs::ID).required();
    types;
    0 => complex("Item", ORDERS, Own(1), EXTENSION).text(Own(1)).attributes(&[0]);
    1 => list("Sizes", ORDERS, Own(2));
    2 => simple("Size", ORDERS, xs::TOKEN).facets(&[Facet::MaxLength(3),
        Facet::Pattern("\\A(?:[SMX]L?)\\z")]);
    3 => complex("", "", xs::ANY_TYPE, RESTRICTION).elements(1);
    particles;
    0 => item(1).occurs(1, MANY);
    1 => sequence(&[0]);
    identities;
    0 => identity("skus", Demand::Key, &[Path::Deep(&[Test::Any], None)], &[&[Path::Here(&[],
        Some(Test::Name("sku", "")))]]);
}

rt::validated! {
    Item: 0;
    Stock: 3;
}
