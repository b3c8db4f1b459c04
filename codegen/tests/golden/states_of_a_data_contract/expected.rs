// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Order`.
#[derive(Clone, Default)]
pub struct Order {
    /// `Required`.
    pub required: String,
    /// `RequiredNillable`: nil or a value.
    pub required_nillable: Option<String>,
    /// `Optional`: may be absent.
    pub optional: Option<String>,
    /// `OptionalNillable`: absent, nil or a value.
    pub optional_nillable: rt::Nillable<String>,
    /// `NeverNil`: may be absent; nil is read as absent.
    pub never_nil: Option<String>,
    /// `Repeated`: repeated.
    pub repeated: Vec<i32>,
    /// `RepeatedNillable`: repeated, each nil or a value.
    pub repeated_nillable: Vec<Option<i32>>,
}

rt::table! {
    Order, "Order", ORDERS, rt::required_nillable("<Order>", ORDERS);
    0 => required: rt::required("<Required>", ORDERS);
    1 => required_nillable: rt::required_nillable("<RequiredNillable>", ORDERS);
    2 => optional: rt::optional("<Optional>", ORDERS);
    3 => optional_nillable: rt::nillable("<OptionalNillable>", ORDERS);
    4 => never_nil: rt::never_nil("<NeverNil>", ORDERS);
    5 => repeated: rt::optional("<Repeated>", ORDERS).many();
    _ => repeated_nillable: rt::nillable("<RepeatedNillable>", ORDERS).many();
}
