//! The body of a reply, as it comes in.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};

use super::error::{Sent, TransportError};

/// The body of a reply, of any transport.
pub struct ReplyBody(Pin<Box<dyn Body<Data = Bytes, Error = TransportError> + Send>>);

impl fmt::Debug for ReplyBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyBody")
            .field("size", &self.0.size_hint())
            .finish_non_exhaustive()
    }
}

impl ReplyBody {
    /// A body that comes in pieces.
    pub fn new<B>(body: B) -> Self
    where
        B: Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        let body = body
            .map_frame(|frame| frame.map_data(|mut data| data.copy_to_bytes(data.remaining())))
            .map_err(|error| TransportError::interrupted(Sent::Yes, error));
        Self(Box::pin(body))
    }
}

impl<B: Into<Bytes>> From<B> for ReplyBody {
    fn from(whole: B) -> Self {
        Self::new(Full::new(whole.into()))
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.0.as_mut().poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
