// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Money`.
#[derive(Clone, Default)]
pub struct Money {
    /// Attribute `currency`: may be absent.
    pub currency: Option<String>,
    /// Whether the element is nil (`xsi:nil`): it then has its attributes and no content.
    pub nil: bool,
    /// The text of the element itself.
    pub value: rt::Decimal,
}

rt::table! {
    Money, "Money", ORDERS;
    0 => currency: rt::optional_attribute("currency", "");
    1 => nil: rt::nil();
    _ => value: rt::text();
}

/// `bill`.
#[derive(Clone, Default)]
pub struct Bill {
    /// `total`.
    pub total: rt::Decimal,
    /// `tax`: repeated, each nil or a value.
    pub tax: Vec<Option<rt::Decimal>>,
    /// `other`: may be absent.
    pub other: Option<rt::AnyElement>,
}

rt::table! {
    Bill, "", "", rt::required("<bill>", ORDERS);
    0 => total: rt::required("<total>", ORDERS);
    1 => tax: rt::nillable("<tax>", ORDERS).many();
    _ => other: rt::optional("<other>", ORDERS);
}

rt::grammar! {
    elements;
    0 => element("bill", ORDERS, Own(1));
    1 => local_element("total", ORDERS, xs::DECIMAL);
    2 => local_element("tax", ORDERS, xs::DECIMAL).nillable();
    3 => local_element("other", ORDERS, xs::ANY_SIMPLE_TYPE);
    attributes;
    0 => attribute("currency", "", xs::STRING);
    types;
    0 => complex("Money", ORDERS, xs::DECIMAL, EXTENSION).text(xs::DECIMAL).attributes(&[0]);
    1 => complex("", "", xs::ANY_TYPE, RESTRICTION).elements(3);
    particles;
    0 => item(1);
    1 => item(2).occurs(0, MANY);
    2 => item(3).occurs(0, 1);
    3 => sequence(&[0, 1, 2]);
    identities;
}

rt::validated! {
    Money: 0;
    Bill: 1;
}
