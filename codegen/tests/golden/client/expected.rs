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

/// Asks \<once\>.
///
/// The operation `ask`.
#[derive(Debug)]
pub struct Ask;

impl rt::Operation for Ask {
    type Request = String;
    type RequestHeaders = rt::NoHeaders;
    type Response = i32;
    type ResponseHeaders = rt::NoHeaders;
    type Fault = Fault;
    const NAME: &'static str = "ask";
    const ACTION: &'static str = "urn:ask";
    const VERSION: rt::SoapVersion = rt::SoapVersion::Soap11;
    const REQUEST: rt::Body = rt::Body::Element(rt::required("<Ask>", ORDERS));
    const RESPONSE: rt::Body = rt::Body::Element(rt::required("<Answer>", ORDERS));
}

/// A client of `Oracle`.
#[derive(Clone, Debug)]
pub struct Client<C> {
    caller: C,
}

impl<C> Client<C> {
    /// The address that the WSDL gives.
    pub const ADDRESS: &'static str = "https://example.org/";
}

impl<C: rt::Caller> Client<C> {
    /// A client whose calls `caller` carries.
    #[inline]
    pub fn new(caller: C) -> Self {
        Self { caller }
    }
    /// What carries the calls.
    #[inline]
    pub fn caller(&self) -> &C {
        &self.caller
    }
    /// Asks \<once\>.
    ///
    /// The operation `ask`.
    #[inline]
    pub fn ask<'a>(&'a self, request: &'a String) -> rt::Call<'a, C, Ask> {
        rt::Call::new(&self.caller, request)
    }
}
