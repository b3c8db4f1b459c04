//! What carries a request to a service and brings a reply.

mod connector;
mod cookies;
#[cfg(feature = "digest-auth")]
mod digest;
mod error;
mod in_memory;
mod net;
mod origin;
mod packed_body;
mod progress;
mod proxy;
mod redirects;
mod reply_body;
mod request_body;
mod shared;
mod tower;

pub use cookies::Cookies;
#[cfg(feature = "digest-auth")]
pub use digest::DigestAuth;
pub use error::{Sent, TimeoutPhase, TransportError, TransportErrorKind};
pub use in_memory::InMemory;
pub use net::{HyperTransport, HyperTransportBuilder};
pub use progress::Progress;
pub use redirects::FollowRedirects;
pub use reply_body::ReplyBody;
pub use request_body::RequestBody;
pub(crate) use shared::AnyTransport;
pub use shared::SharedTransport;
pub use tower::TowerTransport;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;

/// Carries requests over HTTP, or something that stands for it.
///
/// A transport sends one request as it is and returns the reply whatever its status; it follows no redirects, repeats nothing
/// that may have been sent, and need not know of SOAP. The client sees to time limits, compression and the size of replies.
/// A transport that knows how far a request has come tells the [`Progress`] in the request's extensions.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and returns the head of the reply, with its body to come.
    ///
    /// # Errors
    ///
    /// [`TransportError`], which says whether anything was sent.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> impl Future<Output = Result<Response<ReplyBody>, TransportError>> + Send;

    /// As [`send`](Self::send), with a body that is made while it goes out.
    ///
    /// Unless a transport does it in another way, the whole body is made first.
    ///
    /// # Errors
    ///
    /// [`TransportError`], which says whether anything was sent; also where the body cannot be made.
    fn send_streaming(
        &self,
        request: Request<RequestBody>,
    ) -> impl Future<Output = Result<Response<ReplyBody>, TransportError>> + Send {
        async {
            let (head, body) = request.into_parts();
            let whole = body.collect().await;
            let whole = whole.map_err(|error| TransportError::interrupted(Sent::Nothing, error))?;
            self.send(Request::from_parts(head, whole.to_bytes())).await
        }
    }
}
