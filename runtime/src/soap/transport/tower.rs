//! Any tower service as a transport.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use http_body_util::Full;
use tower_service::Service;

use super::{Progress, ReplyBody, Sent, Transport, TransportError};

/// A tower service of HTTP requests as a transport: a client with middleware of one's own, a router in a test.
///
/// The service is cloned for each request, as such services are made to be. It gets whole bodies, and its replies may come in
/// pieces. What it says of its errors decides nothing: they may have happened before or after the request was sent.
#[derive(Clone)]
pub struct TowerTransport<S>(S);

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}

impl<S> TowerTransport<S> {
    /// A transport of that service.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    S::Future: Send,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        let mut service = self.0.clone();
        let progress = Progress::of(&request);
        progress.connecting();
        let ready = std::future::poll_fn(|context| service.poll_ready(context)).await;
        ready.map_err(TransportError::connect)?;
        progress.sending();
        let sending = service.call(request.map(Full::new));
        let response = sending.await;
        response
            .map(|response| response.map(ReplyBody::new))
            .map_err(|error| TransportError::interrupted(Sent::Maybe, error))
    }
}
