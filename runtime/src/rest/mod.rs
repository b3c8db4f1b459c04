//! REST: the operations of a service with JSON bodies, over the same types and the same transports as SOAP.
//!
//! No WSDL says where an operation is then, so a [`Mapping`] does. The body of a request is the JSON object of the request; its
//! header blocks are HTTP headers; the body of a reply is the object of the response, or, with a status that is no success, that of
//! a fault's detail: alone, told by its discriminator, or wrapped in an object with one member. A fault is told by its members, too,
//! and whatever the status; an object with a member of the response is the response, unless it names a detail as its class.
//!
//! With the feature `client`, `Client` carries the calls of a generated client. `castile::soap::Endpoint::with_rest` answers them.

#[cfg(feature = "client")]
mod evidence;
mod exchange;
mod headers;
mod mapping;
#[cfg(feature = "client")]
mod read_fault;

#[cfg(feature = "client")]
pub(crate) use evidence::is_fault;
pub(crate) use exchange::{read_request, write_refusal, write_response};
#[cfg(feature = "client")]
pub(crate) use headers::{read_headers, write_headers};
pub use mapping::{HttpHeader, Mapping, Route};
#[cfg(feature = "client")]
pub(crate) use read_fault::read_fault;

#[cfg(feature = "client")]
pub use crate::soap::client::{
    ReplyItems,
    rest::{Client, ClientBuilder},
};
