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
    Row, "", "", rt::required("row", ORDERS);
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
    0 => B: rt::required("b", ORDERS);
    1 => A: rt::required("a", ORDERS);
}

/// `parted`.
#[derive(Clone, Default)]
pub struct Parted {
    /// `b`: repeated.
    pub b: Vec<i32>,
    /// `a`.
    pub a: String,
    /// `b`.
    pub b_2: i32,
}

rt::table! {
    Parted, "", "", rt::required("parted", ORDERS);
    0 => b: rt::required("b", ORDERS).many();
    1 => a: rt::required("a", ORDERS);
    _ => b_2: rt::required("b", ORDERS).json("b2");
}

/// `any`.
#[derive(Clone, Default)]
pub struct Any {
    /// Any element that the schema admits here or `e`: repeated.
    pub choice: Vec<AnyChoice>,
}

rt::table! {
    Any, "", "", rt::required("any", ORDERS);
    _ => choice: rt::group::<AnyChoice>(rt::Presence::Required).many();
}

/// One of several elements in the content of `any`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum AnyChoice {
    /// Any element that the schema admits here.
    Any(rt::AnyElement),
    /// `e`.
    E(String),
}

rt::either! {
    AnyChoice, Any;
    0 => Any: rt::Row::any(rt::Wildcard::Any, rt::Presence::Required);
    1 => E: rt::required("e", ORDERS);
}
