//! Bodies of requests that are compressed with gzip while they go out.

use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body::{Body, Frame};

use super::request_body::{Cause, RequestBody};

/// How much is gathered before it goes out.
const PIECE: usize = 16 * 1024;

/// A body, compressed with gzip while it goes out.
pub(super) struct PackedBody {
    plain: RequestBody,
    /// `None` when everything was given out.
    encoder: Option<GzEncoder<Vec<u8>>>,
}

impl PackedBody {
    pub(super) fn new(plain: RequestBody) -> Self {
        let encoder = GzEncoder::new(Vec::new(), Compression::default());
        Self {
            plain,
            encoder: Some(encoder),
        }
    }
}

impl Body for PackedBody {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        loop {
            let Self { plain, encoder } = &mut *self;
            let Some(packing) = encoder else {
                return Poll::Ready(None);
            };
            let packed = match ready!(Pin::new(plain).poll_frame(context)) {
                None => match encoder.take().map(GzEncoder::finish) {
                    Some(last) => last?,
                    None => return Poll::Ready(None),
                },
                Some(Err(error)) => {
                    *encoder = None;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        packing.write_all(&data)?;
                    }
                    if packing.get_ref().len() < PIECE {
                        continue;
                    }
                    std::mem::take(packing.get_mut())
                }
            };
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from(packed)))));
        }
    }
}
