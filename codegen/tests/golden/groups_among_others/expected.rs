// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// `log`.
#[derive(Clone, Default)]
pub struct Log {
    /// `f` or `b` and `e`: repeated.
    pub choice: Vec<LogChoice>,
    /// `g` and Any element that the schema admits here: repeated.
    pub group: Vec<LogGroup2>,
    /// `h`.
    pub h: String,
}

rt::table! {
    Log, "", "", rt::required("<log>", ORDERS);
    0 => choice: rt::group::<LogChoice>(rt::Presence::Optional).many();
    1 => group: rt::group::<LogGroup2>(rt::Presence::Optional).many();
    _ => h: rt::required("<h>", ORDERS);
}

/// One of several elements in the content of `log`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum LogChoice {
    /// `f`.
    F(String),
    /// `b` and `e`.
    Group(Box<LogGroup>),
}

rt::either! {
    LogChoice, F;
    0 => F: rt::required("<f>", ORDERS);
    1 => Group: rt::group::<LogGroup>(rt::Presence::Required);
}

/// Elements that belong together in the content of `log`.
#[derive(Clone, Default)]
pub struct LogGroup {
    /// `b`: may be absent.
    pub b: Option<String>,
    /// `e`.
    pub e: String,
}

rt::table! {
    LogGroup, "", "";
    0 => b: rt::optional("<b>", ORDERS);
    _ => e: rt::required("<e>", ORDERS);
}

/// Elements that belong together in the content of `log`.
#[derive(Clone, Default)]
pub struct LogGroup2 {
    /// `g`.
    pub g: String,
    /// Any element that the schema admits here.
    pub any: rt::AnyElement,
}

rt::table! {
    LogGroup2, "", "";
    0 => g: rt::required("<g>", ORDERS);
    _ => any: rt::Row::any(rt::Wildcard::Any, rt::Presence::Required);
}
