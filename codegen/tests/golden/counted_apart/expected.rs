// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `row`.
#[derive(Clone, Default)]
pub struct Row {
    /// `b` or `a`: repeated.
    pub choice: Vec<RowChoice>,
}

rt::table! {
    Row, "", "", rt::required("<row>", ORDERS);
    _ => choice: rt::group::<RowChoice>(rt::Presence::Required).many();
}

/// One of several elements in the content of `row`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum RowChoice {
    /// `b`.
    B(i32),
    /// `a`.
    A(String),
}

rt::either! {
    RowChoice, B;
    0 => B: rt::required("<b>", ORDERS);
    1 => A: rt::required("<a>", ORDERS);
}

/// `rows`.
#[derive(Clone, Default)]
pub struct Rows {
    /// `b` or `a`: repeated.
    pub choice: Vec<RowsChoice>,
}

rt::table! {
    Rows, "", "", rt::required("<rows>", ORDERS);
    _ => choice: rt::group::<RowsChoice>(rt::Presence::Optional).many();
}

/// One of several elements in the content of `rows`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum RowsChoice {
    /// `b`.
    B(i32),
    /// `a`.
    A(String),
}

rt::either! {
    RowsChoice, B;
    0 => B: rt::required("<b>", ORDERS);
    1 => A: rt::required("<a>", ORDERS);
}
