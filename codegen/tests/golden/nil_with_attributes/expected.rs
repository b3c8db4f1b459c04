// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Amount`.
#[derive(Clone, Default)]
pub struct Amount {
    /// Attribute `reason`: may be absent.
    pub reason: Option<String>,
    /// Whether the element is nil (`xsi:nil`): it then has its attributes and no content.
    pub nil: bool,
    /// The text of the element itself.
    pub value: rt::Decimal,
}

rt::table! {
    Amount, "Amount", ORDERS;
    0 => reason: rt::optional_attribute("reason", "");
    1 => nil: rt::nil();
    _ => value: rt::text();
}

/// `invoice`.
#[derive(Clone, Default)]
pub struct Invoice {
    /// `total`: nil or a value.
    pub total: Option<Box<Amount>>,
    /// `tax`: repeated, each nil or a value.
    pub tax: Vec<Option<Amount>>,
}

rt::table! {
    Invoice, "", "", rt::required("<invoice>", ORDERS);
    0 => total: rt::required_nillable("<total>", ORDERS);
    _ => tax: rt::nillable("<tax>", ORDERS).many();
}
