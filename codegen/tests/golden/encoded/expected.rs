// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";
const ORDERS: &str = "urn:example:orders";
const XML_SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";

/// `Order`.
#[derive(Clone, Default)]
pub struct Order {
    /// `note`: nil or a value.
    pub note: Option<String>,
    /// `names`.
    pub names: Vec<Option<String>>,
}

rt::table! {
    Order, "Order", ORDERS, @any_order;
    0 => note: rt::required_nillable("<note>", ""), rt::encoded("string", XML_SCHEMA);
    _ => names:
        rt::required("<names>", "").items(&rt::nillable("<item>", "").many()),
        rt::encoded("Array", ENCODING).of(&rt::encoded("string", XML_SCHEMA));
}

/// The details of a fault of `Desk`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// An element that the schema did not know.
    Unknown(rt::AnyElement),
}

rt::alternatives! {
    Fault, Unknown;
}

/// The parts of a request of `tell`.
#[derive(Clone, Default)]
pub struct TellRequest {
    /// `order`.
    pub order: Option<Box<Order>>,
    /// `count`.
    pub count: Option<i32>,
}

rt::table! {
    TellRequest, "", "", rt::required("<tell>", ORDERS);
    0 => order: rt::required_nillable("<order>", ""), rt::encoded("Order", ORDERS);
    _ => count: rt::required_nillable("<count>", ""), rt::encoded("int", XML_SCHEMA);
}

/// The operation `tell`.
#[derive(Debug)]
pub struct Tell;

impl rt::Operation for Tell {
    type Request = TellRequest;
    type RequestHeaders = rt::NoHeaders;
    type Response = rt::NoHeaders;
    type ResponseHeaders = rt::NoHeaders;
    type Fault = Fault;
    const NAME: &'static str = "tell";
    const ACTION: &'static str = "urn:tell";
    const VERSION: rt::SoapVersion = rt::SoapVersion::Soap11;
    const REQUEST: rt::Body = rt::Body::encoded(rt::required("<tell>", ORDERS));
    const RESPONSE: rt::Body = rt::Body::Empty;
}
