//! The body of a request, as it goes out.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};

use super::packed_body::PackedBody;

/// How much of a reader is held at once.
const PIECE: usize = 64 * 1024;

pub(super) type Cause = Box<dyn StdError + Send + Sync>;

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

impl RequestBody {
    /// A body of any kind.
    pub fn new<B>(body: B) -> Self
    where
        B: Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Cause>,
    {
        Self(Box::pin(body.map_err(Into::into)))
    }

    /// What a reader gives, in pieces of 64 KiB. Reading is expected not to wait long: a file does not, a connection may.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self(Box::pin(Pieces(reader)))
    }

    /// The same, compressed with gzip while it goes out.
    pub(crate) fn packed(self) -> Self {
        Self(Box::pin(PackedBody::new(self)))
    }

    /// Bodies one after the other.
    pub(crate) fn sequence(bodies: impl IntoIterator<Item = Self>) -> Self {
        Self(Box::pin(Sequence(bodies.into_iter().collect())))
    }
}

/// The bytes of a reader as a body. The reader is never pinned.
struct Pieces<R>(R);

impl<R> Unpin for Pieces<R> {}

impl<R: Read> Body for Pieces<R> {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        let mut piece = Vec::with_capacity(PIECE);
        let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
        Poll::Ready(match (&mut self.0).take(limit).read_to_end(&mut piece) {
            Ok(0) => None,
            Ok(_) => Some(Ok(Frame::data(Bytes::from(piece)))),
            Err(error) => Some(Err(error.into())),
        })
    }
}

/// Bodies one after the other.
struct Sequence(VecDeque<RequestBody>);

impl Body for Sequence {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        while let Some(first) = self.0.front_mut() {
            match Pin::new(first).poll_frame(context) {
                Poll::Ready(None) => {
                    self.0.pop_front();
                }
                // Trailers of one body are none of the whole.
                Poll::Ready(Some(Ok(frame))) if !frame.is_data() => {}
                other => return other,
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let sizes = self.0.iter().map(|body| body.size_hint().exact());
        match sizes.sum::<Option<u64>>() {
            Some(size) => SizeHint::with_exact(size),
            None => SizeHint::new(),
        }
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
