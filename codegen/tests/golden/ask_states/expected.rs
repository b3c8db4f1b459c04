// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `order`.
#[derive(Clone)]
pub struct Order {
    /// `must`.
    pub must: i32,
    /// `mustOrNil`: nil or a value.
    pub must_or_nil: Option<i32>,
    /// `may`: may be absent.
    pub may: Option<i32>,
    /// `mayOrNil`: absent, nil or a value.
    pub may_or_nil: rt::Nillable<i32>,
    /// `text`: may be absent.
    pub text: Option<String>,
    /// `items`: repeated, each nil or a value.
    pub items: Vec<Option<i32>>,
}

impl Default for Order {
    #[inline]
    fn default() -> Self {
        Self {
            must: Default::default(),
            must_or_nil: Default::default(),
            may: Default::default(),
            may_or_nil: rt::Nillable::Absent,
            text: Default::default(),
            items: Default::default(),
        }
    }
}

rt::table! {
    Order, "", "", rt::required("<order>", ORDERS);
    0 => must: rt::required("<must>", ORDERS);
    1 => must_or_nil: rt::required_nillable("<mustOrNil>", ORDERS);
    2 => may: rt::optional("<may>", ORDERS);
    3 => may_or_nil: rt::nillable("<mayOrNil>", ORDERS);
    4 => text: rt::optional("<text>", ORDERS);
    _ => items: rt::nillable("<items>", ORDERS).many();
}
