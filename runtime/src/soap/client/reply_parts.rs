//! Replies whose parts are not held in memory, whatever the operation.

use bytes::Bytes;

use super::answer::AnswerErrorKind;
use super::failed::Failed;
use super::request::Outgoing;
use super::round_trip::{Payload, Received};
use super::source::{Interrupted, Source};
use super::{Core, Settings};
use crate::operation::CallFuture;
use crate::soap::binding::{
    MediaType, PartReader, Step, is_gzip, is_multipart, media_type, name_in, parse_media_type,
    text_of,
};
use crate::soap::transport::{Sent, TransportError};
use crate::xml::without_parts;

impl Core {
    /// Makes a request and takes in the envelope of the reply, with the parts beside it to come.
    pub(super) fn open_parts(
        &self,
        operation: &'static str,
        outgoing: Outgoing,
    ) -> CallFuture<'_, Result<(Incoming, Received), Box<Failed>>> {
        Box::pin(async move {
            let opened = self.open(outgoing).await?;
            let mut received = Received {
                head: opened.head,
                body: Payload::Text(String::new()),
                witness: opened.witness,
                message_id: opened.message_id,
            };
            let Some(is_gzip) = is_gzip(&received.head.headers) else {
                let error = received.error(AnswerErrorKind::Encoding);
                return Err(Failed::answer(operation, error).with_head(&received.head));
            };
            let mut incoming = Incoming {
                source: Source::new(opened.body, opened.pause, is_gzip),
                reader: None,
                max_bytes: self.settings.read.limits.max_bytes,
            };
            let media_type = media_type(&received.head.headers);
            match incoming.envelope(&media_type, &self.settings).await {
                Ok(payload) => {
                    received.body = payload;
                    Ok((incoming, received))
                }
                Err(trouble) => {
                    let failed = match trouble {
                        Trouble::Broken(error) => Failed::send(operation, error.after_head()),
                        Trouble::Wrong(kind, cause) => {
                            Failed::answer(operation, received.error(kind).with_cause(cause))
                        }
                    };
                    Err(failed.with_head(&received.head))
                }
            }
        })
    }
}

/// The rest of a reply.
pub(super) struct Incoming {
    source: Source,
    /// `None` if the reply has no parts.
    reader: Option<PartReader>,
    max_bytes: usize,
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why the rest of a reply is not read.
pub(super) enum Trouble {
    Broken(TransportError),
    Wrong(AnswerErrorKind, Cause),
}

impl Trouble {
    pub(super) fn into_cause(self) -> TransportError {
        match self {
            Self::Broken(error) => error,
            Self::Wrong(_, cause) => TransportError::interrupted(Sent::Yes, cause),
        }
    }
}

impl Incoming {
    /// The envelope: of the first part, or all that comes.
    async fn envelope(
        &mut self,
        media_type: &MediaType,
        settings: &Settings,
    ) -> Result<Payload, Trouble> {
        match is_multipart(media_type) {
            true => self.first_part(media_type, settings).await,
            false => self.whole().await,
        }
    }

    /// As [`step`](Self::step), for what is generic.
    pub(super) fn next_step(&mut self) -> CallFuture<'_, Result<Step, Trouble>> {
        Box::pin(self.step())
    }

    async fn whole(&mut self) -> Result<Payload, Trouble> {
        let mut whole = Vec::new();
        while let Some(piece) = self.piece().await? {
            self.extend(&mut whole, &piece)?;
        }
        Ok(Payload::Plain(whole))
    }

    async fn first_part(
        &mut self,
        media_type: &MediaType,
        settings: &Settings,
    ) -> Result<Payload, Trouble> {
        let wrong = |cause: Cause| Trouble::Wrong(AnswerErrorKind::Multipart, cause);
        let boundary = media_type.parameter("boundary").unwrap_or_default();
        if boundary.is_empty() {
            return Err(wrong(
                "the content type names no boundary of the parts".into(),
            ));
        }
        self.reader = Some(PartReader::new(boundary));
        let Step::Part(root) = self.step().await? else {
            return Err(wrong("there is no part".into()));
        };
        let start = media_type.parameter("start").map(name_in);
        if start.is_some_and(|start| start != root.content_id) {
            return Err(wrong("the envelope is not the first part".into()));
        }
        let mut bytes = Vec::new();
        while let Step::Bytes(more) = self.step().await? {
            self.extend(&mut bytes, &more)?;
        }
        let charset = parse_media_type(&root.content_type);
        let text = text_of(bytes, charset.parameter("charset"));
        let text = text.map_err(|error| wrong(error.into()))?;
        let text = without_parts(&text, &settings.read).map_err(|error| wrong(error.into()))?;
        Ok(Payload::Text(text))
    }

    fn extend(&self, whole: &mut Vec<u8>, piece: &[u8]) -> Result<(), Trouble> {
        if whole.len() + piece.len() > self.max_bytes {
            return Err(Trouble::Broken(TransportError::too_large(self.max_bytes)));
        }
        whole.extend_from_slice(piece);
        Ok(())
    }

    async fn step(&mut self) -> Result<Step, Trouble> {
        loop {
            let Some(reader) = &mut self.reader else {
                return Ok(Step::End);
            };
            let step = reader.step();
            let step = step.map_err(|e| Trouble::Wrong(AnswerErrorKind::Multipart, e.into()))?;
            if step != Step::Hungry {
                return Ok(step);
            }
            let cut_off = reader.cut_off();
            match self.piece().await? {
                Some(piece) => {
                    if let Some(reader) = &mut self.reader {
                        reader.feed(&piece);
                    }
                }
                None => return Err(Trouble::Wrong(AnswerErrorKind::Multipart, cut_off.into())),
            }
        }
    }

    async fn piece(&mut self) -> Result<Option<Bytes>, Trouble> {
        self.source.piece().await.map_err(|error| match error {
            Interrupted::Broken(error) => Trouble::Broken(error),
            Interrupted::Unreadable(error) => {
                Trouble::Wrong(AnswerErrorKind::Encoding, error.into())
            }
        })
    }
}
