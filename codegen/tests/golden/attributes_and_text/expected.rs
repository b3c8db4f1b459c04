// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Price`.
#[derive(Clone, Default)]
pub struct Price {
    /// Attribute `currency`.
    pub currency: String,
    /// Attribute `precision`: may be absent; `2` is meant where it is absent.
    pub precision: Option<i32>,
    /// Attribute `tags`: may be absent.
    pub tags: Option<Vec<String>>,
    /// The text of the element itself.
    pub value: rt::Decimal,
}

rt::table! {
    Price, "Price", ORDERS;
    0 => currency: rt::required_attribute("currency", "");
    1 => precision: rt::optional_attribute("precision", "");
    2 => tags: rt::optional_attribute("tags", "").list();
    _ => value: rt::text();
}

rt::meant! {
    Price;
    default_precision: i32 = "2";
}
