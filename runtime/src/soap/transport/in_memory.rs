//! A transport without a network, for tests.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;

use super::{ReplyBody, RequestBody, Sent, Transport, TransportError};
use crate::soap::dispatch::Dispatch;
use crate::soap::endpoint::Endpoint;

/// What answers a request.
type Answer = dyn Fn(&Request<Bytes>) -> Result<Response<Bytes>, TransportError> + Send + Sync;

/// A transport that answers from memory and keeps the requests that it was given.
///
/// Clones share both.
#[derive(Clone)]
pub struct InMemory(Arc<Shared>);

struct Shared {
    answer: Box<Answer>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").finish_non_exhaustive()
    }
}

impl InMemory {
    /// Answers with what a function makes of each request.
    pub fn new(
        answer: impl Fn(&Request<Bytes>) -> Result<Response<Bytes>, TransportError>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        Self(Arc::new(Shared {
            answer: Box::new(answer),
            requests: Mutex::default(),
        }))
    }

    /// Answers with these replies, one after the other; when there are no more, no connection comes about.
    pub fn replies(replies: impl IntoIterator<Item = Response<Bytes>>) -> Self {
        let replies = Mutex::new(replies.into_iter().collect::<VecDeque<_>>());
        Self::new(move |_| {
            let mut replies = replies.lock().unwrap_or_else(PoisonError::into_inner);
            let next = replies.pop_front();
            next.ok_or_else(|| TransportError::connect("there are no more replies in memory"))
        })
    }

    /// Answers each request with this envelope, and status 200.
    pub fn envelope(text: impl Into<Bytes>) -> Self {
        let text = text.into();
        Self::new(move |_| Ok(Response::new(text.clone())))
    }

    /// The requests so far, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.0
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Transport for InMemory {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        let answer = (self.0.answer)(&request);
        self.0
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        answer.map(|response| response.map(ReplyBody::from))
    }
}

/// A service in the same process as the transport of its client.
impl<D: Dispatch> Transport for Endpoint<D> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<ReplyBody>, TransportError> {
        Ok(self.call(request).await.map(ReplyBody::from))
    }

    async fn send_streaming(
        &self,
        request: Request<RequestBody>,
    ) -> Result<Response<ReplyBody>, TransportError> {
        let (head, body) = request.into_parts();
        let unmade = |error| TransportError::interrupted(Sent::Nothing, error);
        let response = match self.streams(&head) {
            true => self.call_streaming(&head, body).await.map_err(unmade)?,
            false => {
                let whole = body.collect().await.map_err(unmade)?.to_bytes();
                self.call(Request::from_parts(head, whole)).await
            }
        };
        Ok(response.map(ReplyBody::from))
    }
}
