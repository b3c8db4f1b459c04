//! Requests as the operations of a service get them.

use std::net::SocketAddr;

use super::attachment::Attachment;
use crate::operation::Operation;
use crate::value::AnyElement;

/// A request as an operation of a service gets it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Incoming<O: Operation> {
    /// The body.
    pub body: O::Request,
    /// The header blocks that the WSDL declares.
    pub headers: O::RequestHeaders,
    /// The other header blocks.
    pub extra_headers: Vec<AnyElement>,
    /// What came around the envelope.
    pub carrier: Carrier,
}

// Not derived: the type that stands for an operation is never a value, and need not be `Clone`.
impl<O: Operation> Clone for Incoming<O> {
    fn clone(&self) -> Self {
        Self {
            body: self.body.clone(),
            headers: self.headers.clone(),
            extra_headers: self.extra_headers.clone(),
            carrier: self.carrier.clone(),
        }
    }
}

impl<O: Operation> Incoming<O> {
    /// A request that came from nowhere: for calling a service directly.
    pub fn new(body: O::Request, headers: O::RequestHeaders) -> Self {
        Self {
            body,
            headers,
            extra_headers: Vec::new(),
            carrier: Carrier::default(),
        }
    }
}

/// What came around an envelope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Carrier {
    /// The action that the request names, without quotes.
    pub action: Option<String>,
    /// The HTTP headers, as name and value, in the order of the request.
    pub http_headers: Vec<(String, String)>,
    /// The path and query of the request.
    pub path: String,
    /// The parts beside the envelope that it does not include.
    pub attachments: Vec<Attachment>,
    /// The parts that are taken one by one.
    #[cfg(feature = "http")]
    pub(super) waiting: super::request_parts::Waiting,
    /// The address that the request came from, if it came over a network.
    pub peer: Option<SocketAddr>,
    /// Who sent the request, where the endpoint checks that: [`Endpoint::with_security`](super::Endpoint::with_security).
    #[cfg(feature = "ws-security")]
    pub identity: Option<super::security::Identity>,
}

impl Carrier {
    /// The parts beside the envelope, to be taken one by one while they come in: once, and where the endpoint is told to stream
    /// them with [`Endpoint::with_streamed_parts`](super::Endpoint::with_streamed_parts).
    #[cfg(feature = "http")]
    pub fn take_parts(&self) -> Option<super::RequestParts> {
        self.waiting.take()
    }
}
