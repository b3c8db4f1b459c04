//! The body of a reply, piece by piece, without its compression.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use tokio::time::timeout;

use super::round_trip::body_timeout;
use crate::soap::binding::Unpacking;
use crate::soap::transport::{ReplyBody, TransportError};

/// The body of a reply.
pub(super) struct Source {
    body: ReplyBody,
    pause: Duration,
    unpacking: Unpacking,
    has_ended: bool,
}

/// Why a body is not read on.
pub(super) enum Interrupted {
    Broken(TransportError),
    Unreadable(std::io::Error),
}

impl Source {
    /// A body, of which each piece must come within `pause`.
    pub(super) fn new(body: ReplyBody, pause: Duration, is_gzip: bool) -> Self {
        Self {
            body,
            pause,
            unpacking: Unpacking::new(is_gzip),
            has_ended: false,
        }
    }

    /// The next piece of the body, which may be empty; `None` behind the last.
    pub(super) async fn piece(&mut self) -> Result<Option<Bytes>, Interrupted> {
        if self.has_ended {
            return Ok(None);
        }
        if self.unpacking.is_hungry() && !self.receive().await.map_err(Interrupted::Broken)? {
            self.has_ended = true;
            let last = self.unpacking.finish().map_err(Interrupted::Unreadable)?;
            return Ok((!last.is_empty()).then_some(last));
        }
        let piece = self.unpacking.piece();
        piece.map(Some).map_err(Interrupted::Unreadable)
    }

    /// Waits for the next piece; `false` at the end.
    async fn receive(&mut self) -> Result<bool, TransportError> {
        while self.unpacking.is_hungry() {
            let frame = timeout(self.pause, self.body.frame()).await;
            let Some(frame) = frame.map_err(|_| body_timeout())? else {
                return Ok(false);
            };
            if let Ok(data) = frame?.into_data() {
                self.unpacking.feed(data);
            }
        }
        Ok(true)
    }
}
