//! A service as the generator writes it, by hand: two operations, header blocks both ways, typed faults.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::all)]

use std::future::Future;

use castile::codegen::*;

const QUOTES: &str = "urn:example:quotes";

/// `GetQuoteRequest`.
#[derive(Clone, Default)]
pub struct GetQuoteRequest {
    /// `Symbol`: always there.
    pub symbol: String,
    /// `Limit`: absent, nil or a value.
    pub limit: Nillable<i32>,
}

table! { GetQuoteRequest, "", "", required("<GetQuoteRequest>", QUOTES);
    0 => symbol: required("<Symbol>", QUOTES);
    _ => limit: nillable("<Limit>", QUOTES);
}

/// `GetQuoteResponse`.
#[derive(Clone, Default)]
pub struct GetQuoteResponse {
    /// `Price`: always there.
    pub price: i64,
    /// `Notes`: absent, nil or a value.
    pub notes: Nillable<Vec<Option<String>>>,
}

table! { GetQuoteResponse, "", "", required("<GetQuoteResponse>", QUOTES);
    0 => price: required("<Price>", QUOTES);
    _ => notes: nillable("<Notes>", QUOTES).array(&nillable("<string>", "urn:example:arrays").many());
}

/// `NotifyRequest`.
#[derive(Clone, Default)]
pub struct NotifyRequest {
    /// `Text`: always there.
    pub text: String,
}

table! { NotifyRequest, "", "", required("<NotifyRequest>", QUOTES);
    _ => text: required("<Text>", QUOTES);
}

/// The header blocks of requests.
#[derive(Clone)]
pub struct RequestHeaders {
    /// `AuthenticationToken`: absent, nil or a value.
    pub authentication_token: Nillable<String>,
    /// `CustomerId`: absent, nil or a value.
    pub customer_id: Nillable<i64>,
}

impl Default for RequestHeaders {
    fn default() -> Self {
        Self {
            authentication_token: Nillable::Absent,
            customer_id: Nillable::Absent,
        }
    }
}

table! { RequestHeaders, "", "";
    0 => authentication_token: nillable("<AuthenticationToken>", QUOTES);
    _ => customer_id: nillable("<CustomerId>", QUOTES);
}

/// The header blocks of responses.
#[derive(Clone)]
pub struct ResponseHeaders {
    /// `TrackingId`: absent, nil or a value.
    pub tracking_id: Nillable<String>,
}

impl Default for ResponseHeaders {
    fn default() -> Self {
        Self {
            tracking_id: Nillable::Absent,
        }
    }
}

table! { ResponseHeaders, "", "";
    _ => tracking_id: nillable("<TrackingId>", QUOTES);
}

/// `QuoteFault`.
#[derive(Clone, Default)]
pub struct QuoteFault {
    /// `TrackingId`: absent, nil or a value.
    pub tracking_id: Nillable<String>,
    /// `Codes`: absent, nil or a value.
    pub codes: Nillable<Vec<i32>>,
}

table! { QuoteFault, "QuoteFault", QUOTES, required_nillable("<QuoteFault>", QUOTES);
    0 => tracking_id: nillable("<TrackingId>", QUOTES);
    _ => codes: nillable("<Codes>", QUOTES).array(&required("<Code>", QUOTES).many());
}

/// The details of the faults of the service.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// `QuoteFault`.
    QuoteFault(Box<QuoteFault>),
    /// A detail that the WSDL did not know.
    Unknown(AnyElement),
}

alternatives! { Fault, Unknown;
    0 => QuoteFault(Box<QuoteFault>): required_nillable("<QuoteFault>", QUOTES);
}

#[derive(Clone, Copy, Debug)]
pub struct GetQuote;

impl Operation for GetQuote {
    type Request = GetQuoteRequest;
    type RequestHeaders = RequestHeaders;
    type Response = GetQuoteResponse;
    type ResponseHeaders = ResponseHeaders;
    type Fault = Fault;

    const NAME: &'static str = "GetQuote";
    const ACTION: &'static str = "urn:example:quotes/GetQuote";
    const VERSION: SoapVersion = SoapVersion::Soap11;
    const REQUEST: Body = Body::Element(required("<GetQuoteRequest>", QUOTES));
    const RESPONSE: Body = Body::Element(required("<GetQuoteResponse>", QUOTES));
}

/// The same operation in a SOAP 1.2 binding.
#[derive(Clone, Copy, Debug)]
pub struct GetQuote12;

impl Operation for GetQuote12 {
    type Request = GetQuoteRequest;
    type RequestHeaders = RequestHeaders;
    type Response = GetQuoteResponse;
    type ResponseHeaders = ResponseHeaders;
    type Fault = Fault;

    const NAME: &'static str = "GetQuote";
    const ACTION: &'static str = "urn:example:quotes/GetQuote";
    const VERSION: SoapVersion = SoapVersion::Soap12;
    const REQUEST: Body = Body::Element(required("<GetQuoteRequest>", QUOTES));
    const RESPONSE: Body = Body::Element(required("<GetQuoteResponse>", QUOTES));
}

/// A one-way operation.
#[derive(Clone, Copy, Debug)]
pub struct Notify;

impl Operation for Notify {
    type Request = NotifyRequest;
    type RequestHeaders = NoHeaders;
    type Response = NoHeaders;
    type ResponseHeaders = NoHeaders;
    type Fault = Fault;

    const NAME: &'static str = "Notify";
    const ACTION: &'static str = "urn:example:quotes/Notify";
    const VERSION: SoapVersion = SoapVersion::Soap11;
    const REQUEST: Body = Body::Element(required("<NotifyRequest>", QUOTES));
    const RESPONSE: Body = Body::Empty;
}

/// Calls the service.
#[derive(Clone, Debug)]
pub struct Client<C> {
    caller: C,
}

impl<C: Caller> Client<C> {
    pub fn new(caller: C) -> Self {
        Self { caller }
    }

    pub fn caller(&self) -> &C {
        &self.caller
    }

    pub fn get_quote<'a>(&'a self, request: &'a GetQuoteRequest) -> Call<'a, C, GetQuote> {
        Call::new(&self.caller, request)
    }

    pub fn get_quote_12<'a>(&'a self, request: &'a GetQuoteRequest) -> Call<'a, C, GetQuote12> {
        Call::new(&self.caller, request)
    }

    pub fn notify<'a>(&'a self, request: &'a NotifyRequest) -> Call<'a, C, Notify> {
        Call::new(&self.caller, request)
    }
}

/// What the service does.
pub trait Service: Send + Sync + 'static {
    fn get_quote(
        &self,
        request: Incoming<GetQuote>,
    ) -> impl Future<Output = Outcome<GetQuote>> + Send {
        let _ = request;
        not_implemented::<GetQuote>()
    }

    fn notify(&self, request: Incoming<Notify>) -> impl Future<Output = Outcome<Notify>> + Send {
        let _ = request;
        not_implemented::<Notify>()
    }
}

/// Answers for a service.
#[derive(Clone, Debug)]
pub struct Server<S>(pub S);

impl<S: Service> Dispatch for Server<S> {
    fn operations(&self) -> &'static [OperationEntry] {
        const {
            &[
                OperationEntry::of::<GetQuote>(),
                OperationEntry::of::<Notify>(),
            ]
        }
    }

    fn dispatch(&self, operation: usize, exchange: Exchange) -> CallFuture<'_, Exchanged> {
        match operation {
            0 => Box::pin(exchange.answer::<GetQuote, _>(|incoming| self.0.get_quote(incoming))),
            1 => Box::pin(exchange.answer::<Notify, _>(|incoming| self.0.notify(incoming))),
            _ => exchange.unknown(),
        }
    }
}
