// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Option`.
#[derive(Clone, Default)]
pub struct OptionType {
    /// `type`.
    pub r#type: String,
    /// `Type`.
    pub type_2: String,
    /// `self`.
    pub self_: String,
    /// `OSName`.
    pub os_name: String,
    /// `HTML5s`.
    pub html5s: String,
    /// `a-b`.
    pub a_b: String,
    /// `a.b`.
    pub a_b_2: String,
    /// `_`.
    pub field: String,
}

rt::table! {
    OptionType, "Option", ORDERS;
    0 => r#type: rt::required("<type>", ORDERS);
    1 => type_2: rt::required("<Type>", ORDERS);
    2 => self_: rt::required("<self>", ORDERS);
    3 => os_name: rt::required("<OSName>", ORDERS);
    4 => html5s: rt::required("<HTML5s>", ORDERS);
    5 => a_b: rt::required("<a-b>", ORDERS);
    6 => a_b_2: rt::required("<a.b>", ORDERS);
    _ => field: rt::required("<_>", ORDERS);
}

/// `Row`.
#[derive(Clone, Default)]
pub struct Row {}

rt::table! {
    Row, "Row", ORDERS;
}

/// `row`.
#[derive(Clone, Default)]
pub struct Row2 {}

rt::table! {
    Row2, "row", ORDERS;
}
