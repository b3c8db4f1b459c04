//! The client: carries calls of operations over a transport.

mod answer;
mod builder;
mod call;
mod error;
mod failed;

mod intake;
mod interpret;
mod items;
mod parts;
mod place;
mod raw;
mod reading;
mod redaction;
mod reply_parts;
mod request;
#[cfg(feature = "json")]
pub(crate) mod rest;
#[cfg(feature = "json")]
mod rest_items;
#[cfg(feature = "json")]
mod rest_protocol;
mod round_trip;
mod source;
mod writing;

pub use answer::{AnswerError, AnswerErrorKind};
pub use builder::ClientBuilder;
pub use error::{Error, ErrorKind};
pub use items::ReplyItems;
pub use parts::{OutgoingPart, ReplyParts};
pub use raw::{RawExchange, RawReply};
pub use redaction::Redaction;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::addressing::Addressing;
use super::mandatory::Understood;
use super::security::{Security, SecurityCheck};
use super::transport::{AnyTransport, HyperTransport, Transport};
use crate::operation::Extensions;
use crate::xml::{ReadOptions, WriteOptions};

/// Carries calls to a service over SOAP: the caller that a generated client takes.
///
/// Clones are cheap and share the transport with its connections. A call takes at most 100 seconds, unless
/// [`timeout`](ClientBuilder::timeout) says otherwise; calls are never repeated.
///
/// ```no_run
/// # async fn example() {
/// use std::time::Duration;
///
/// let caller = castile::soap::Client::builder("https://example.org/orders")
///     .timeout(Duration::from_secs(20))
///     .on_exchange(|exchange| println!("{exchange}"))
///     .build();
/// // let orders = generated::Client::new(caller);
/// # }
/// ```
pub struct Client<T = HyperTransport> {
    core: Arc<Core>,
    transport: Arc<T>,
}

/// A client whatever its transport: what makes calls, compiled once.
struct Core {
    settings: Settings,
    transport: Arc<dyn AnyTransport>,
}

/// What a client was set up with, beside its transport.
struct Settings {
    endpoint: String,
    timeouts: Timeouts,
    user_agent: String,
    http_headers: Vec<(String, String)>,
    /// What to send where a call gives none.
    header_blocks: Extensions,
    write: WriteOptions,
    read: ReadOptions,
    redaction: Redaction,
    /// The bytes from which on a binary value goes beside the envelope; `None` for never.
    mtom: Option<usize>,
    /// The bytes from which on the body of a request goes out compressed; `None` for never.
    packed_from: Option<usize>,
    addressing: Option<Addressing>,
    security: Option<Security>,
    /// What replies must prove.
    check: Option<SecurityCheck>,
    mandatory: MandatoryHeaders,
    understood: Understood,
    hook: Option<Box<Hook>>,
}

/// The time that the parts of a call may take.
#[derive(Clone, Copy, Debug)]
struct Timeouts {
    /// The whole call.
    total: Duration,
    /// From the request to the head of the reply.
    answer: Option<Duration>,
    /// From one piece of the reply to the next.
    pause: Option<Duration>,
}

/// What becomes of a response with a header block that must be understood, and that neither the WSDL declares nor
/// [`understanding`](ClientBuilder::understanding) announces.
///
/// Faults are given as they are, whatever stands beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MandatoryHeaders {
    /// It is let through, with the block among the extra header blocks.
    #[default]
    LetThrough,
    /// It is an error, as SOAP says.
    Refuse,
}

type Hook = dyn Fn(&RawExchange) + Send + Sync;

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self {
            core: Arc::clone(&self.core),
            transport: Arc::clone(&self.transport),
        }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &request::shown(&self.core.settings.endpoint))
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client of the service at that address, over the default transport.
    ///
    /// An address that is none shows at the first call, which fails before anything is sent.
    pub fn new(endpoint: impl Into<String>) -> Self {
        Self::builder(endpoint).build()
    }

    /// A client to be set up.
    pub fn builder(endpoint: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(endpoint.into(), HyperTransport::default())
    }
}

impl<T: Transport> Client<T> {
    /// A client over that transport, with the default settings.
    pub fn with_transport(endpoint: impl Into<String>, transport: T) -> Self {
        ClientBuilder::new(endpoint.into(), transport).build()
    }

    /// The address that calls go to, unless they name their own.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.core.settings.endpoint
    }

    /// The transport.
    #[must_use]
    pub fn transport(&self) -> &T {
        &self.transport
    }
}
