//! The client over REST: carries the same calls with JSON bodies.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Method;

use super::answer::Markup;
use super::call::{mask_reasons, with_head};
use super::error::{BuildError, Error};
use super::request::{Content, Form, Outgoing};
use super::round_trip::Received;
use super::{Inner, RawExchange, Redaction};
use crate::json::{self, ReadOptions, WriteOptions};
use crate::operation::{CallOptions, Caller, FaultDetail, Operation, Response, ResponseOf};
use crate::record::{Slot, Val};
use crate::rest::{self, Mapping, ROOT};
use crate::soap::binding::pairs;
use crate::soap::transport::{HyperTransport, Transport};
use crate::soap::{self, OperationEntry};
use crate::xml::NilPolicy;

/// Carries calls to a service over REST: the caller that a generated client takes.
///
/// It differs from [`soap::Client`] in what goes over the wire only: transports, time limits, masking and errors are the same.
/// A reply with a status that is no success is a fault, and so is one whose body names a detail of a fault as its class.
pub struct Client<T = HyperTransport> {
    carrier: soap::Client<T>,
    mapping: Arc<dyn Mapping>,
    write: WriteOptions,
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self {
            carrier: self.carrier.clone(),
            mapping: Arc::clone(&self.mapping),
            write: self.write,
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
            mapping: Arc::new(mapping),
            write: WriteOptions::default(),
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
    mapping: Arc<dyn Mapping>,
    write: WriteOptions,
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
            mapping: self.mapping,
            write: self.write,
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
        self.write = self.write.with_nil(nil);
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
            mapping: self.mapping,
            write: self.write,
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
        let inner = &self.carrier.inner;
        let outgoing = match self.prepare::<O>(request, options) {
            Ok(outgoing) => outgoing,
            Err(error) => return Err(Error::build(O::NAME, error)),
        };
        match inner.round_trip(outgoing).await {
            Ok(received) => self.interpret::<O>(received),
            Err(failed) => Err(failed.into_error(O::NAME)),
        }
    }
}

impl<T: Transport> Client<T> {
    pub(super) fn inner(&self) -> &Inner<T> {
        &self.carrier.inner
    }

    /// The request as text, and where it goes.
    pub(super) fn prepare<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<Outgoing, BuildError> {
        let refused = |message: &str| BuildError {
            message: message.to_owned(),
            source: None,
        };
        if !options.extra_headers.is_empty() || !options.attachments.is_empty() {
            return Err(refused(
                "neither undeclared header blocks nor attachments go over REST",
            ));
        }
        let text = json::write_value(request, ROOT, &self.write).map_err(|error| BuildError {
            source: Some(error.into()),
            ..refused("the request cannot be written")
        })?;
        let settings = &self.carrier.inner.settings;
        let headers = options
            .headers
            .unwrap_or_else(|| settings.default_headers::<O>());
        let mut http_headers = rest::write_headers(&headers, &*self.mapping);
        http_headers.extend(options.http_headers);
        let route = self.mapping.route(&const { OperationEntry::of::<O>() });
        let base = options.endpoint.as_deref().unwrap_or(&settings.endpoint);
        Ok(Outgoing {
            operation: O::NAME,
            form: Form::Json {
                method: Method::from_bytes(route.method.as_bytes())
                    .map_err(|_| refused("the mapping gives no HTTP method"))?,
            },
            content: Content {
                content_type: "application/json".to_owned(),
                body: text.into_bytes(),
                stream: None,
            },
            message_id: None,
            http_headers,
            endpoint: Some(address_of(base, &route.path)),
            timeout: options.timeout,
        })
    }

    /// What a reply says to an operation.
    pub(super) fn interpret<O: Operation>(
        &self,
        mut received: Received,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let settings = &self.carrier.inner.settings;
        let status = received.head.status;
        let http_headers = pairs(&received.head.headers);
        let failed = |error| Error::answer(O::NAME, error);
        let is_done = (200..300).contains(&status);
        if is_done && received.body.is_empty() && (O::RESPONSE.is_empty() || status == 204) {
            let response = self.response::<O>("{}", &http_headers);
            let response =
                response.map_err(|error| failed(received.not_understood(settings, "", error)));
            return response.map(|response| with_head(response, status, http_headers));
        }
        let read = match received.text(settings, Markup::Json) {
            Ok((text, _)) if self.is_success::<O>(status, &text) => {
                match self.response::<O>(&text, &http_headers) {
                    Ok(response) => return Ok(with_head(response, status, http_headers)),
                    Err(error) => failed(received.not_understood(settings, &text, error)),
                }
            }
            Ok((text, _)) => match rest::read_fault::<O::Fault>(&text, status) {
                Ok(mut fault) => {
                    let secrets = received.witness.secrets(&settings.redaction);
                    mask_reasons(&mut fault, &secrets);
                    Error::service_fault(O::NAME, fault).without(&secrets)
                }
                Err(error) => failed(received.not_understood(settings, &text, error)),
            },
            Err(error) => failed(error),
        };
        Err(read.with_reply(status, http_headers))
    }

    fn is_success<O: Operation>(&self, status: u16, text: &str) -> bool {
        let mut response = O::Response::default();
        let table = match response.open() {
            Val::Record(record) => Some(record.table()),
            _ => None,
        };
        (200..300).contains(&status) && !rest::is_fault::<O::Fault>(text, table)
    }

    fn response<O: Operation>(
        &self,
        text: &str,
        http_headers: &[(String, String)],
    ) -> Result<ResponseOf<O>, json::Error> {
        let mut body = O::Response::default();
        json::read_into(text, ROOT, &mut body, &ReadOptions::default())?;
        let mut headers = O::ResponseHeaders::default();
        // A header that does not fit its block is still among the HTTP headers.
        let _ = rest::read_headers(&mut headers, &*self.mapping, http_headers);
        Ok(Response::new(body, headers))
    }
}

/// The address of a path behind that of a service, whose query stays at the end.
fn address_of(base: &str, path: &str) -> String {
    let (place, rest) = base.split_at(base.find(['?', '#']).unwrap_or(base.len()));
    format!("{}{path}{rest}", place.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn a_path_stands_behind_the_address_and_before_its_query() {
        for (base, address) in [
            ("http://h", "http://h/a"),
            ("http://h/v1//", "http://h/v1/a"),
            ("http://h/v1/?key=1/2", "http://h/v1/a?key=1/2"),
        ] {
            assert_eq!(address_of(base, "/a"), address);
        }
    }
}
