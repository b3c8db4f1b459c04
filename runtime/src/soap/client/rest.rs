//! The client over REST: carries the same calls with JSON bodies.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::error::Error;
use super::rest_protocol::Protocol;
use super::{RawExchange, Redaction};
use crate::operation::{CallOptions, Caller, FaultDetail, Operation, ResponseOf};
use crate::rest::Mapping;
use crate::soap;
use crate::soap::transport::{HyperTransport, Transport};
use crate::xml::NilPolicy;

/// Carries calls to a service over REST: the caller that a generated client takes.
///
/// It differs from [`soap::Client`] in what goes over the wire only: transports, time limits, masking and errors are the same.
/// A reply with a status that is no success is a fault, and so is one whose body names a detail of a fault as its class.
pub struct Client<T = HyperTransport> {
    carrier: soap::Client<T>,
    protocol: Protocol,
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self {
            carrier: self.carrier.clone(),
            protocol: self.protocol.clone(),
        }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.carrier).finish()
    }
}

impl Client {
    /// A client, to be set up, of the service at that address, whose operations are where the mapping says.
    pub fn builder(endpoint: impl Into<String>, mapping: impl Mapping) -> ClientBuilder {
        ClientBuilder {
            carrier: soap::Client::builder(endpoint),
            protocol: Protocol::new(Arc::new(mapping)),
        }
    }
}

impl<T: Transport> Client<T> {
    /// The address that the paths of calls stand behind, unless they name their own.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        self.carrier.endpoint()
    }
}

/// The settings of a [`Client`].
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder<T = HyperTransport> {
    carrier: soap::ClientBuilder<T>,
    protocol: Protocol,
}

impl<T> fmt::Debug for ClientBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ClientBuilder").field(&self.carrier).finish()
    }
}

impl<T> ClientBuilder<T> {
    /// Sends calls over another transport.
    pub fn transport<U: Transport>(self, transport: U) -> ClientBuilder<U> {
        ClientBuilder {
            carrier: self.carrier.transport(transport),
            protocol: self.protocol,
        }
    }

    /// The time for a whole call. Default: 100 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.carrier = self.carrier.timeout(timeout);
        self
    }

    /// What the client calls itself. Default: `castile/` and the version.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.carrier = self.carrier.user_agent(user_agent);
        self
    }

    /// Sends an HTTP header with every call.
    pub fn http_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.carrier = self.carrier.http_header(name, value);
        self
    }

    /// Compresses requests with gzip that have at least so many bytes. Default: none; a service may refuse it. The hook sees them
    /// plain. Replies are read plain or compressed whatever the setting.
    pub fn gzip_requests(mut self, min_bytes: usize) -> Self {
        self.carrier = self.carrier.gzip_requests(min_bytes);
        self
    }

    /// When null is written in requests.
    pub fn nil_policy(mut self, nil: NilPolicy) -> Self {
        self.protocol = self.protocol.with_nil(nil);
        self
    }

    /// Masks this in whatever shows messages: HTTP headers, and members of these names.
    pub fn redaction(mut self, redaction: Redaction) -> Self {
        self.carrier = self.carrier.redaction(redaction);
        self
    }

    /// Shows every request and its reply to a function, secrets masked, when the call is over.
    pub fn on_exchange(mut self, hook: impl Fn(&RawExchange) + Send + Sync + 'static) -> Self {
        self.carrier = self.carrier.on_exchange(hook);
        self
    }
}

impl<T: Transport> ClientBuilder<T> {
    /// The client.
    #[must_use]
    pub fn build(self) -> Client<T> {
        Client {
            carrier: self.carrier.build(),
            protocol: self.protocol,
        }
    }
}

impl<T: Transport> Caller for Client<T> {
    type Error<F: FaultDetail> = Error<F>;

    async fn call<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let core = &self.carrier.core;
        let outgoing = self
            .protocol
            .prepare::<O>(&core.settings, request, options)?;
        let received = core.round_trip(outgoing).await?;
        self.protocol.interpret::<O>(&core.settings, received)
    }
}

impl<T: Transport> Client<T> {
    pub(super) fn carrier(&self) -> &soap::Client<T> {
        &self.carrier
    }

    pub(super) fn protocol(&self) -> &Protocol {
        &self.protocol
    }
}
