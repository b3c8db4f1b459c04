//! One type for all transports.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};

use super::{ReplyBody, RequestBody, Transport, TransportError};
use crate::operation::CallFuture;

/// A request on its way.
pub(super) type Sending<'a> = CallFuture<'a, Result<Response<ReplyBody>, TransportError>>;

/// Any transport behind one type, so that a client's type need not name it.
#[derive(Clone)]
pub struct SharedTransport(Arc<dyn AnyTransport>);

impl fmt::Debug for SharedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedTransport").finish_non_exhaustive()
    }
}

impl SharedTransport {
    /// Hides a transport's type.
    pub fn new<T: Transport>(transport: T) -> Self {
        Self(Arc::new(transport))
    }
}

impl Transport for SharedTransport {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        self.0.send_boxed(request).await
    }

    async fn send_streaming(
        &self,
        request: Request<RequestBody>,
    ) -> Result<Response<ReplyBody>, TransportError> {
        self.0.send_streaming_boxed(request).await
    }
}

/// [`Transport`] with a future that a trait object can return: what the client works with, so that none of it is compiled once more
/// for each transport.
pub(crate) trait AnyTransport: Send + Sync {
    fn send_boxed(&self, request: Request<Bytes>) -> Sending<'_>;
    fn send_streaming_boxed(&self, request: Request<RequestBody>) -> Sending<'_>;
}

impl<T: Transport> AnyTransport for T {
    fn send_boxed(&self, request: Request<Bytes>) -> Sending<'_> {
        Box::pin(self.send(request))
    }

    fn send_streaming_boxed(&self, request: Request<RequestBody>) -> Sending<'_> {
        Box::pin(self.send_streaming(request))
    }
}
