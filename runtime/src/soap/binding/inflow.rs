//! A request in several parts, step by step while it comes in.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;

use bytes::{Buf, Bytes};
use http_body::Body;
use http_body_util::BodyExt;

use super::compression::Unpacking;
use super::multipart::{Broken, PartReader, Step};
use crate::soap::request_parts::PartError;

type Cause = Box<dyn StdError + Send + Sync>;

/// A body in several parts.
pub(crate) struct Inflow {
    body: Pin<Box<dyn Body<Data = Bytes, Error = Cause> + Send>>,
    unpacking: Unpacking,
    reader: PartReader,
    has_ended: bool,
}

impl fmt::Debug for Inflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inflow").finish_non_exhaustive()
    }
}

/// Why a body is not read on.
pub(crate) enum Stuck {
    /// It broke off, or took too long.
    Off(Cause),
    /// It is not compressed as it says.
    Packed(std::io::Error),
    /// Its parts are not what they should be.
    Parts(Broken),
}

impl From<Stuck> for PartError {
    fn from(stuck: Stuck) -> Self {
        match stuck {
            Stuck::Off(cause) => Self::new(cause),
            Stuck::Packed(error) => Self::new(error),
            Stuck::Parts(broken) => Self::new(broken),
        }
    }
}

impl Inflow {
    pub(crate) fn new<B>(body: B, is_gzip: bool, boundary: &str) -> Self
    where
        B: Body + Send + 'static,
        B::Data: Send,
        B::Error: Into<Cause>,
    {
        let body = body
            .map_frame(|frame| frame.map_data(|mut data| data.copy_to_bytes(data.remaining())))
            .map_err(Into::into);
        Self {
            body: Box::pin(body),
            unpacking: Unpacking::new(is_gzip),
            reader: PartReader::new(boundary),
            has_ended: false,
        }
    }

    /// What comes next; never that more is needed.
    pub(crate) async fn next(&mut self) -> Result<Step, Stuck> {
        loop {
            let step = self.reader.step().map_err(Stuck::Parts)?;
            if step != Step::Hungry {
                return Ok(step);
            }
            match self.piece().await? {
                Some(piece) => self.reader.feed(&piece),
                None => return Err(Stuck::Parts(self.reader.cut_off())),
            }
        }
    }

    /// As [`next`](Self::next), for an operation.
    pub(crate) async fn step(&mut self) -> Result<Step, PartError> {
        Ok(self.next().await?)
    }

    async fn piece(&mut self) -> Result<Option<Bytes>, Stuck> {
        while self.unpacking.is_hungry() {
            if self.has_ended {
                return Ok(None);
            }
            match self.frame().await? {
                Some(data) => self.unpacking.feed(data),
                None => {
                    self.has_ended = true;
                    let last = self.unpacking.finish().map_err(Stuck::Packed)?;
                    return Ok((!last.is_empty()).then_some(last));
                }
            }
        }
        self.unpacking.piece().map(Some).map_err(Stuck::Packed)
    }

    /// The next bytes of the body as they come; `None` at its end.
    async fn frame(&mut self) -> Result<Option<Bytes>, Stuck> {
        loop {
            let Some(frame) = self.body.frame().await else {
                return Ok(None);
            };
            // Trailers say nothing.
            if let Ok(data) = frame.map_err(Stuck::Off)?.into_data() {
                return Ok(Some(data));
            }
        }
    }

    /// Takes in the rest and forgets it, up to so many bytes: a client that is still sending does not look for an answer.
    pub(crate) async fn pass_over(mut self, max_bytes: usize) {
        let mut left = max_bytes;
        while let Ok(Some(bytes)) = self.frame().await {
            match left.checked_sub(bytes.len()) {
                Some(less) => left = less,
                None => return,
            }
        }
    }
}
