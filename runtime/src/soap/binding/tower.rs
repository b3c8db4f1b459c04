//! A service as a tower service, for whatever serves those.

use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use tower_service::Service;

use super::endpoint::Refusal;
use crate::soap::dispatch::Dispatch;
use crate::soap::endpoint::Endpoint;

type Cause = Box<dyn StdError + Send + Sync>;

/// Any server that takes tower services serves an endpoint, behind whatever layers. It is ready always; a body beyond the limit of the
/// endpoint's `ReadOptions` is answered with 413, and one that breaks off is an error. Limits on time are for layers.
impl<D, B> Service<Request<B>> for Endpoint<D>
where
    D: Dispatch,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Cause>,
{
    type Response = Response<Full<Bytes>>;
    type Error = Cause;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Cause>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Cause>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let endpoint = self.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            if endpoint.streams(&head) {
                return Ok(endpoint.call_streaming(&head, body).await?.map(Full::new));
            }
            let limit = endpoint.settings.read.limits.max_bytes;
            let body = match Limited::new(body, limit).collect().await {
                Ok(body) => body.to_bytes(),
                Err(error) if error.is::<LengthLimitError>() => {
                    return Ok(Refusal::too_large().into_response().map(Full::new));
                }
                Err(error) => return Err(error),
            };
            let response = Self::call(&endpoint, Request::from_parts(head, body)).await;
            Ok(response.map(Full::new))
        })
    }
}
