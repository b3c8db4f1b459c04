// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// The details of a fault of `Oracle`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// An element that the schema did not know.
    Unknown(rt::AnyElement),
}

rt::alternatives! {
    Fault, Unknown;
}

/// The parts of a request of `ask`.
#[derive(Clone, Default)]
pub struct AskRequest {
    /// `body`.
    pub body: String,
}

rt::table! {
    AskRequest, "", "", rt::required("<ask>", ORDERS);
    _ => body: rt::required("<body>", "");
}

/// The parts of a response of `ask`.
#[derive(Clone, Default)]
pub struct AskResponse {
    /// `body`.
    pub body: i32,
}

rt::table! {
    AskResponse, "", "", rt::required("<askResponse>", ORDERS);
    _ => body: rt::required("<body>", "");
}

/// Asks \<once\>.
///
/// The operation `ask`.
#[derive(Debug)]
pub struct Ask;

impl rt::Operation for Ask {
    type Request = AskRequest;
    type RequestHeaders = rt::NoHeaders;
    type Response = AskResponse;
    type ResponseHeaders = rt::NoHeaders;
    type Fault = Fault;
    const NAME: &'static str = "ask";
    const ACTION: &'static str = "urn:ask";
    const VERSION: rt::SoapVersion = rt::SoapVersion::Soap11;
    const REQUEST: rt::Body = rt::Body::Element(rt::required("<ask>", ORDERS));
    const RESPONSE: rt::Body = rt::Body::Element(rt::required("<askResponse>", ORDERS));
}
