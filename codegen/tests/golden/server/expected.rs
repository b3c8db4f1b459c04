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

/// What a service of the form `Oracle` does; each operation answers that it is not implemented unless it is written.
pub trait Service: Send + Sync + 'static {
    /// Asks \<once\>.
    ///
    /// The operation `ask`.
    #[inline]
    fn ask(
        &self,
        request: rt::Incoming<Ask>,
    ) -> impl Future<Output = rt::Outcome<Ask>> + Send {
        let _ = request;
        rt::not_implemented::<Ask>()
    }
}

/// Serves a [`Service`].
#[derive(Clone, Debug)]
pub struct Server<S>(pub S);

rt::server! {
    Server, Service;
    0 => ask: Ask;
}
