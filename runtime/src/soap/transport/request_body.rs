//! The body of a request, as it goes out.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};

type Cause = Box<dyn StdError + Send + Sync>;

/// The body of a request: whole, or in chunks that are made while it goes out.
pub struct RequestBody(Pin<Box<dyn Body<Data = Bytes, Error = Cause> + Send>>);

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody")
            .field("size", &self.0.size_hint())
            .finish_non_exhaustive()
    }
}

impl RequestBody {
    /// A body of chunks; each is asked for when the one before has gone out.
    pub fn chunks<I, E>(chunks: I) -> Self
    where
        I: Iterator<Item = Result<String, E>> + Send + 'static,
        E: Into<Cause>,
    {
        Self(Box::pin(Chunks(chunks)))
    }
}

impl<B: Into<Bytes>> From<B> for RequestBody {
    fn from(whole: B) -> Self {
        let body = Full::new(whole.into()).map_err(|never| match never {});
        Self(Box::pin(body))
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        self.0.as_mut().poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// Chunks as a body. The iterator is never pinned.
struct Chunks<I>(I);

impl<I> Unpin for Chunks<I> {}

impl<I, E> Body for Chunks<I>
where
    I: Iterator<Item = Result<String, E>>,
    E: Into<Cause>,
{
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        let chunk = self.0.next();
        Poll::Ready(chunk.map(|chunk| match chunk {
            Ok(text) => Ok(Frame::data(Bytes::from(text))),
            Err(error) => Err(error.into()),
        }))
    }
}
