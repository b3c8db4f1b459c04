//! The body of a reply, piece by piece, without its compression.

use std::io::Write;
use std::time::Duration;

use bytes::Bytes;
use flate2::write::MultiGzDecoder;
use http_body_util::BodyExt;
use tokio::time::timeout;

use super::round_trip::body_timeout;
use crate::soap::transport::{ReplyBody, TransportError};

/// How much of a body is read at once.
const PIECE: usize = 64 * 1024;

/// How much of a compressed body is unpacked at once: it may become a thousand times as much.
const COMPRESSED_PIECE: usize = 4 * 1024;

/// The body of a reply.
pub(super) struct Source {
    body: ReplyBody,
    pause: Duration,
    /// What came and was not read.
    arrived: Bytes,
    unzip: Option<MultiGzDecoder<Vec<u8>>>,
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
            arrived: Bytes::new(),
            unzip: is_gzip.then(|| MultiGzDecoder::new(Vec::new())),
            has_ended: false,
        }
    }

    /// The next piece of the body, which may be empty; `None` behind the last.
    pub(super) async fn piece(&mut self) -> Result<Option<Bytes>, Interrupted> {
        if self.has_ended {
            return Ok(None);
        }
        if self.arrived.is_empty() && !self.receive().await.map_err(Interrupted::Broken)? {
            self.has_ended = true;
            return match &mut self.unzip {
                Some(unzip) => {
                    unzip.try_finish().map_err(Interrupted::Unreadable)?;
                    Ok(Some(std::mem::take(unzip.get_mut()).into()))
                }
                None => Ok(None),
            };
        }
        Ok(Some(match &mut self.unzip {
            Some(unzip) => {
                let length = self.arrived.len().min(COMPRESSED_PIECE);
                let piece = self.arrived.split_to(length);
                unzip.write_all(&piece).map_err(Interrupted::Unreadable)?;
                std::mem::take(unzip.get_mut()).into()
            }
            None => {
                let length = self.arrived.len().min(PIECE);
                self.arrived.split_to(length)
            }
        }))
    }

    /// Waits for the next piece; `false` at the end.
    async fn receive(&mut self) -> Result<bool, TransportError> {
        while self.arrived.is_empty() {
            let frame = timeout(self.pause, self.body.frame()).await;
            let Some(frame) = frame.map_err(|_| body_timeout())? else {
                return Ok(false);
            };
            if let Ok(data) = frame?.into_data() {
                self.arrived = data;
            }
        }
        Ok(true)
    }
}
