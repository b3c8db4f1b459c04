// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `count`.
#[derive(Clone, Default)]
pub struct Count {
    /// `m`: repeated.
    pub m: Vec<String>,
    /// `h` or `i`: may be absent.
    pub choice: Option<CountChoice>,
}

rt::table! {
    Count, "", "", rt::required("<count>", ORDERS);
    0 => m: rt::required("<m>", ORDERS).many();
    _ => choice: rt::group::<CountChoice>(rt::Presence::Optional);
}

/// One of several elements in the content of `count`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum CountChoice {
    /// `h`.
    H(String),
    /// `i`.
    I(String),
}

rt::either! {
    CountChoice, H;
    0 => H: rt::required("<h>", ORDERS);
    1 => I: rt::required("<i>", ORDERS);
}
