//! SOAP 1.1 and 1.2: messages as text, clients and services over HTTP.
//!
//! - Without a feature: [`write_request`], [`read_reply`] and [`Endpoint::answer`] turn operations into messages and back.
//! - With the feature `client`: `Client` carries the calls of a generated client over a `Transport`: HTTP by default, any tower
//!   service, memory for tests, or the `Endpoint` of a service in the same process.
//! - With the feature `server`: `serve` puts a generated service on a port.

mod addressing;
mod attachment;
mod codec;
mod detail;
mod dispatch;
mod endpoint;
mod entry;
pub(crate) mod envelope;
mod exchanged;
mod fault;
mod incoming;
mod items;
mod mandatory;
#[cfg(feature = "http")]
mod request_parts;
mod seal;
#[cfg(feature = "ws-security")]
mod security;
mod service_fault;
mod summary;
mod version;

#[cfg(feature = "http")]
mod binding;
#[cfg(feature = "client")]
pub(crate) mod client;
#[cfg(feature = "server")]
mod paced;
#[cfg(feature = "server")]
mod serve;
#[cfg(feature = "server")]
mod stall;
#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "http")]
mod wsdl;

#[cfg(feature = "client")]
pub use addressing::Addressing;
pub use attachment::Attachment;
#[cfg(feature = "client")]
pub use client::{
    AnswerError, AnswerErrorKind, Client, ClientBuilder, Error, ErrorKind, MandatoryHeaders,
    OutgoingPart, RawExchange, RawReply, Redaction, ReplyItems, ReplyParts,
};
pub use codec::{Reply, read_reply, write_fault, write_request, write_response};
pub use detail::AnyDetail;
pub use dispatch::{Dispatch, Exchange, Outcome, not_implemented};
pub use endpoint::Endpoint;
pub use entry::OperationEntry;
#[cfg(all(feature = "http", feature = "json"))]
pub(crate) use exchanged::ContentType;
pub use exchanged::Exchanged;
pub use fault::{Fault, FaultCode, Reason};
pub use incoming::{Carrier, Incoming};
pub use items::{RequestItems, reply_items};
#[cfg(feature = "http")]
pub use request_parts::{PartError, RequestParts};
#[cfg(feature = "ws-signature")]
pub use security::signature::{
    Digest, KeyError, KeyReference, SignatureCheck, SignedPart, Signing, SigningKey, TrustedKeys,
};
#[cfg(feature = "ws-security")]
pub use security::{Identity, Security, SecurityCheck, UsernameToken};
#[cfg(feature = "server")]
pub use serve::{ServeOptions, Serving, serve, serve_on};
pub use service_fault::ServiceFault;
#[cfg(feature = "digest-auth")]
pub use transport::DigestAuth;
#[cfg(feature = "client")]
pub use transport::{
    Cookies, FollowRedirects, HyperTransport, HyperTransportBuilder, InMemory, Progress, ReplyBody,
    RequestBody, Sent, SharedTransport, TimeoutPhase, TowerTransport, Transport, TransportError,
    TransportErrorKind,
};
pub use version::{SOAP_1_1, SOAP_1_2};
#[cfg(feature = "http")]
pub use wsdl::Wsdl;

/// What transports are made of, in the versions that they have here.
#[cfg(feature = "client")]
pub use ::{bytes, http, rustls};
