// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `Pair`.
#[derive(Clone, Default)]
pub struct Pair {
    /// `b`: repeated.
    pub b: Vec<i32>,
    /// `a`: may be absent.
    pub a: Option<String>,
}

rt::table! {
    Pair, "Pair", ORDERS;
    0 => b: rt::required("<b>", ORDERS).many();
    _ => a: rt::optional("<a>", ORDERS);
}

/// `triple`.
#[derive(Clone, Default)]
pub struct Triple {
    /// `b` or `a`: repeated.
    pub choice: Vec<TripleChoice>,
}

rt::table! {
    Triple, "", "", rt::required("<triple>", ORDERS);
    _ => choice: rt::group::<TripleChoice>(rt::Presence::Optional).many();
}

/// One of several elements in the content of `triple`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum TripleChoice {
    /// `b`.
    B(i32),
    /// `a`.
    A(String),
}

rt::either! {
    TripleChoice, B;
    0 => B: rt::required("<b>", ORDERS);
    1 => A: rt::required("<a>", ORDERS);
}
