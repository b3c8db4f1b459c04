//! Replies that are taken in piece by piece for their items, whatever the operation.

use std::sync::Arc;

use bytes::Bytes;

use super::Core;
use super::answer::{AnswerError, AnswerErrorKind};
use super::error::Error;
use super::failed::{BuildError, Failed};
use super::reading::Unread;
use super::request::Outgoing;
#[cfg(feature = "json")]
use super::rest_protocol::Protocol;
use super::round_trip::{Head, Payload, Received};
use super::source::{Interrupted, Source};
use crate::operation::{CallFuture, Operation, ResponseOf};
use crate::soap::binding::{is_gzip, is_multipart, media_type};
use crate::soap::transport::{Sent, TransportError};

/// The client that a reply belongs to, in one protocol or the other.
pub(super) enum Carrier {
    Soap(Arc<Core>),
    #[cfg(feature = "json")]
    Rest(Arc<Core>, Protocol),
}

impl Carrier {
    fn core(&self) -> &Core {
        match self {
            Self::Soap(core) => core,
            #[cfg(feature = "json")]
            Self::Rest(core, _) => core,
        }
    }

    /// Sends a request, and takes in the head of the reply, which is given beside it to look at.
    pub(super) fn open(
        self,
        outgoing: Outgoing,
    ) -> CallFuture<'static, Result<(Intake, Head), Box<Failed>>> {
        Box::pin(async move {
            let operation = outgoing.operation;
            let opened = self.core().open(outgoing).await?;
            let received = Received {
                head: opened.head,
                body: Payload::Text(String::new()),
                witness: opened.witness,
                message_id: opened.message_id,
            };
            let headers = &received.head.headers;
            let failed = |error: AnswerError| {
                Err(Failed::answer(operation, error).with_head(&received.head))
            };
            if is_multipart(&media_type(headers)) {
                let cause =
                    std::io::Error::other("the items of a reply of parts are not read one by one");
                let error = received.error(AnswerErrorKind::Multipart);
                return failed(error.with_cause(cause));
            }
            let Some(is_gzip) = is_gzip(headers) else {
                return failed(received.error(AnswerErrorKind::Encoding));
            };
            let head = received.head.clone();
            let intake = Intake {
                carrier: self,
                source: Some(Source::new(opened.body, opened.pause, is_gzip)),
                received: Some(received),
            };
            Ok((intake, head))
        })
    }
}

/// A reply on its way.
pub(super) struct Intake {
    carrier: Carrier,
    /// `None` when the body has ended.
    source: Option<Source>,
    /// `None` when it was interpreted, or failed.
    received: Option<Received>,
}

impl Intake {
    /// Whether the whole body has come.
    pub(super) fn has_ended(&self) -> bool {
        self.source.is_none()
    }

    /// The next piece of the body; `None` behind the last.
    pub(super) fn piece(
        &mut self,
        operation: &'static str,
    ) -> CallFuture<'_, Result<Option<Bytes>, Box<Failed>>> {
        Box::pin(async move {
            let Some(source) = &mut self.source else {
                return Ok(None);
            };
            match source.piece().await {
                Ok(Some(piece)) => Ok(Some(piece)),
                Ok(None) => {
                    self.source = None;
                    Ok(None)
                }
                Err(Interrupted::Unreadable(cause)) => Err(self.fail(operation, |_, received| {
                    received.error(AnswerErrorKind::Encoding).with_cause(cause)
                })),
                Err(Interrupted::Broken(error)) => {
                    let failed = Failed::send(operation, error.after_head());
                    Err(match self.received.take() {
                        Some(received) => failed.with_head(&received.head),
                        None => failed,
                    })
                }
            }
        })
    }

    /// What is left of the reply when its items are taken; `None` if that was asked before.
    pub(super) fn interpret<O: Operation>(
        &mut self,
        rest: String,
    ) -> Result<Option<ResponseOf<O>>, Error<O::Fault>> {
        let Some(mut received) = self.received.take() else {
            return Ok(None);
        };
        received.body = Payload::Text(rest);
        let settings = &self.carrier.core().settings;
        let response = match &self.carrier {
            Carrier::Soap(_) => settings.interpret::<O>(received),
            #[cfg(feature = "json")]
            Carrier::Rest(_, protocol) => protocol.interpret::<O>(settings, received),
        };
        response.map(Some)
    }

    /// The error of a reply that is no message of the operation.
    pub(super) fn not_understood(&mut self, operation: &'static str, error: Unread) -> Box<Failed> {
        self.fail(operation, |core, received| {
            received.not_understood(&core.settings, "", error)
        })
    }

    /// The error of a reply, with its head.
    fn fail(
        &mut self,
        operation: &'static str,
        explain: impl FnOnce(&Core, &Received) -> AnswerError,
    ) -> Box<Failed> {
        match self.received.take() {
            Some(received) => {
                let error = explain(self.carrier.core(), &received);
                Failed::answer(operation, error).with_head(&received.head)
            }
            None => failed_before(operation),
        }
    }
}

/// The error of a field whose items cannot be read one by one.
pub(super) fn unselected(operation: &'static str, error: Unread) -> Box<Failed> {
    let message = "the items of the response cannot be read one by one".to_owned();
    let source = Some(error);
    Failed::build(operation, BuildError { message, source })
}

/// The error of what is asked of a reply that failed before. The request was sent and answered.
pub(super) fn failed_before(operation: &'static str) -> Box<Failed> {
    let cause = "reading the items of the response failed before";
    Failed::send(operation, TransportError::interrupted(Sent::Yes, cause))
}
