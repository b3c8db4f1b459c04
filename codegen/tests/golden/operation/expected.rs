// Written by castile-codegen. Change the schema or the settings instead.

#[allow(unused_imports)]
use castile::codegen as rt;

const ORDERS: &str = "urn:example:orders";

/// The header blocks of a request.
#[derive(Clone, Default)]
pub struct RequestHeaders {
    /// `Token`: may be absent.
    pub token: Option<String>,
}

rt::table! {
    RequestHeaders, "", "", @hidden;
    _ => token: rt::optional("<Token>", ORDERS).or("none");
}

/// The details of a fault of `Oracle`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// `Refusal`.
    Refusal(String),
    /// An element that the schema did not know.
    Unknown(rt::AnyElement),
}

rt::alternatives! {
    Fault, Unknown;
    0 => Refusal(String): rt::required("<Refusal>", ORDERS);
}

/// Asks \<once\>.
///
/// The operation `ask`.
#[derive(Debug)]
pub struct Ask;

impl rt::Operation for Ask {
    type Request = String;
    type RequestHeaders = RequestHeaders;
    type Response = i32;
    type ResponseHeaders = rt::NoHeaders;
    type Fault = Fault;
    const NAME: &'static str = "ask";
    const ACTION: &'static str = "urn:ask";
    const VERSION: rt::SoapVersion = rt::SoapVersion::Soap11;
    const REQUEST: rt::Body = rt::Body::Element(rt::required("<Ask>", ORDERS));
    const RESPONSE: rt::Body = rt::Body::Element(
        rt::required("<Answer>", ORDERS).or("7"),
    );
}
