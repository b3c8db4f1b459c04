//! What goes out beside a request, and what comes back.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Operation;
use crate::soap::Attachment;
use crate::value::AnyElement;

/// What may be said of one call, beside its request.
#[derive(Default)]
#[non_exhaustive]
pub struct CallOptions<H> {
    /// The typed header blocks; `None` leaves them to the caller's defaults.
    pub headers: Option<H>,
    /// Header blocks that the WSDL does not declare.
    pub extra_headers: Vec<AnyElement>,
    /// Parts beside the envelope.
    pub attachments: Vec<Attachment>,
    /// Extra HTTP headers, as name and value.
    pub http_headers: Vec<(String, String)>,
    /// The time for the whole call, instead of the caller's.
    pub timeout: Option<Duration>,
    /// The address, instead of the caller's.
    pub endpoint: Option<String>,
    /// What bindings want to be told of one call.
    pub extensions: Extensions,
}

/// Not derived: all but the typed header blocks is cloned by a function that is compiled with this crate.
impl<H: Clone> Clone for CallOptions<H> {
    fn clone(&self) -> Self {
        let rest = cloned(
            &self.extra_headers,
            &self.attachments,
            &self.http_headers,
            self.endpoint.as_ref(),
            &self.extensions,
        );
        Self {
            headers: self.headers.clone(),
            extra_headers: rest.extra_headers,
            attachments: rest.attachments,
            http_headers: rest.http_headers,
            timeout: self.timeout,
            endpoint: rest.endpoint,
            extensions: rest.extensions,
        }
    }
}

#[inline(never)]
fn cloned(
    extra_headers: &[AnyElement],
    attachments: &[Attachment],
    http_headers: &[(String, String)],
    endpoint: Option<&String>,
    extensions: &Extensions,
) -> CallOptions<()> {
    CallOptions {
        headers: None,
        extra_headers: extra_headers.to_vec(),
        attachments: attachments.to_vec(),
        http_headers: http_headers.to_vec(),
        timeout: None,
        endpoint: endpoint.cloned(),
        extensions: extensions.clone(),
    }
}

impl<H> CallOptions<H> {
    /// The typed header blocks, and all the rest.
    #[cfg(feature = "client")]
    pub(crate) fn apart(self) -> (Option<H>, CallOptions<()>) {
        let rest = CallOptions {
            headers: None,
            extra_headers: self.extra_headers,
            attachments: self.attachments,
            http_headers: self.http_headers,
            timeout: self.timeout,
            endpoint: self.endpoint,
            extensions: self.extensions,
        };
        (self.headers, rest)
    }
}

/// Values of any types, found by their types: what a [`Caller`](super::Caller) that wraps another understands of a call, and nobody else.
#[derive(Clone, Default)]
pub struct Extensions(pub(super) Vec<Arc<dyn Any + Send + Sync>>);

impl Extensions {
    /// Adds a value, in place of one of the same type.
    pub fn insert<T: Any + Send + Sync>(&mut self, value: T) {
        self.0.push(Arc::new(value));
    }

    /// The value of that type.
    #[must_use]
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.iter().rev().find_map(|value| value.downcast_ref())
    }
}

/// Without values, which may be anything.
impl fmt::Debug for Extensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extensions").finish_non_exhaustive()
    }
}

/// Without values: header blocks and HTTP headers are where tokens stand.
impl<H> fmt::Debug for CallOptions<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response<B, H> {
    /// The body.
    pub body: B,
    /// The header blocks that the WSDL declares.
    pub headers: H,
    /// The other header blocks.
    pub extra_headers: Vec<AnyElement>,
    /// The parts beside the envelope that it does not include.
    pub attachments: Vec<Attachment>,
    /// The HTTP status.
    pub status: u16,
    /// The HTTP headers, as name and value, in the order of the reply.
    pub http_headers: Vec<(String, String)>,
}

impl<B, H> Response<B, H> {
    /// A response with that body and those header blocks, and status 200.
    pub fn new(body: B, headers: H) -> Self {
        Self {
            body,
            headers,
            extra_headers: Vec::new(),
            attachments: Vec::new(),
            status: 200,
            http_headers: Vec::new(),
        }
    }
}

/// The response to an operation.
pub type ResponseOf<O> = Response<<O as Operation>::Response, <O as Operation>::ResponseHeaders>;
