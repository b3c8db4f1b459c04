//! What a call fails with.

use std::error::Error as StdError;
use std::fmt;

use super::answer::AnswerError;
use super::redaction::Secrets;
use crate::operation::FaultDetail;
use crate::soap::fault::Fault;
use crate::soap::transport::{Sent, TransportError, TransportErrorKind};
use crate::value::AnyElement;

/// A call that failed. `F` is the generated choice of the service's fault details.
///
/// Its kind is the phase in which it failed, and [`sent`](Self::sent) says whether the service may have acted on the request.
/// No secret that [`Redaction`](super::Redaction) knows of is in its text.
pub struct Error<F: FaultDetail> {
    inner: Box<Inner<F>>,
}

struct Inner<F: FaultDetail> {
    operation: &'static str,
    failure: Failure<F>,
    status: Option<u16>,
    http_headers: Vec<(String, String)>,
    header_blocks: Vec<AnyElement>,
    /// What is displayed in place of the text that it would have, which holds a secret.
    masked: Option<String>,
}

enum Failure<F: FaultDetail> {
    Build(BuildError),
    Send(TransportError),
    Answer(AnswerError),
    Fault(Fault<F>),
}

/// The phase in which a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be made: nothing was sent.
    Build,
    /// No reply came, or not whole.
    Send,
    /// A reply came that is not understood.
    Answer,
    /// The service answered with a fault.
    Fault,
}

/// Why a request could not be made.
#[derive(Debug)]
pub(super) struct BuildError {
    pub(super) message: String,
    pub(super) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl<F: FaultDetail> Error<F> {
    pub(super) fn build(operation: &'static str, error: BuildError) -> Self {
        Self::new(operation, Failure::Build(error))
    }

    pub(super) fn send(operation: &'static str, error: TransportError) -> Self {
        Self::new(operation, Failure::Send(error))
    }

    pub(super) fn answer(operation: &'static str, error: AnswerError) -> Self {
        Self::new(operation, Failure::Answer(error))
    }

    pub(super) fn service_fault(operation: &'static str, fault: Fault<F>) -> Self {
        Self::new(operation, Failure::Fault(fault))
    }

    fn new(operation: &'static str, failure: Failure<F>) -> Self {
        Self {
            inner: Box::new(Inner {
                operation,
                failure,
                status: None,
                http_headers: Vec::new(),
                header_blocks: Vec::new(),
                masked: None,
            }),
        }
    }

    /// Notes the reply that it came with.
    pub(super) fn with_reply(mut self, status: u16, http_headers: Vec<(String, String)>) -> Self {
        self.inner.status = Some(status);
        self.inner.http_headers = http_headers;
        self
    }

    pub(super) fn with_header_blocks(mut self, blocks: Vec<AnyElement>) -> Self {
        self.inner.header_blocks = blocks;
        self
    }

    /// Masks secrets of the request in the text that is displayed: a service may quote them in any detail of a fault.
    pub(super) fn without(mut self, secrets: &Secrets) -> Self {
        let text = self.to_string();
        self.inner.masked = secrets.are_in(&text).then(|| secrets.mask(&text));
        self
    }

    /// The phase in which the call failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.inner.failure {
            Failure::Build(_) => ErrorKind::Build,
            Failure::Send(_) => ErrorKind::Send,
            Failure::Answer(_) => ErrorKind::Answer,
            Failure::Fault(_) => ErrorKind::Fault,
        }
    }

    /// Whether the request reached the service.
    #[must_use]
    pub fn sent(&self) -> Sent {
        match &self.inner.failure {
            Failure::Build(_) => Sent::Nothing,
            Failure::Send(error) => error.sent(),
            Failure::Answer(_) | Failure::Fault(_) => Sent::Yes,
        }
    }

    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.inner.operation
    }

    /// The fault, if the service answered with one.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault<F>> {
        match &self.inner.failure {
            Failure::Fault(fault) => Some(fault),
            _ => None,
        }
    }

    /// The fault, if the service answered with one; or else the error.
    ///
    /// # Errors
    ///
    /// The error itself, if it is no fault.
    pub fn into_fault(self) -> Result<Fault<F>, Self> {
        match *self.inner {
            Inner {
                failure: Failure::Fault(fault),
                ..
            } => Ok(fault),
            inner => Err(Self {
                inner: Box::new(inner),
            }),
        }
    }

    /// What is known of an answer that is not understood.
    #[must_use]
    pub fn answer_error(&self) -> Option<&AnswerError> {
        match &self.inner.failure {
            Failure::Answer(error) => Some(error),
            _ => None,
        }
    }

    /// Why no reply came.
    #[must_use]
    pub fn transport_error(&self) -> Option<&TransportError> {
        match &self.inner.failure {
            Failure::Send(error) => Some(error),
            _ => None,
        }
    }

    /// Whether time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let kind = self.transport_error().map(TransportError::kind);
        matches!(kind, Some(TransportErrorKind::Timeout(_)))
    }

    /// The HTTP status, if the head of a reply came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.inner.status
    }

    /// The HTTP headers of the reply, as name in lower case and value.
    #[must_use]
    pub fn http_headers(&self) -> &[(String, String)] {
        &self.inner.http_headers
    }

    /// The header blocks of the reply, as they are, if it is a fault.
    #[must_use]
    pub fn header_blocks(&self) -> &[AnyElement] {
        &self.inner.header_blocks
    }
}

/// One line: the operation, and what happened to the call. A fault is given with its code, reason and details.
impl<F: FaultDetail> fmt::Display for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(masked) = &self.inner.masked {
            return f.write_str(masked);
        }
        write!(f, "{}: ", self.inner.operation)?;
        match &self.inner.failure {
            Failure::Build(error) => write!(f, "nothing was sent: {}", error.message),
            Failure::Send(error) => match error.sent() {
                Sent::Nothing => write!(f, "nothing was sent: {error}"),
                Sent::Maybe => write!(f, "the request may have been sent: {error}"),
                Sent::Yes => write!(f, "the request was sent: {error}"),
            },
            Failure::Answer(error) => write!(f, "{error}"),
            Failure::Fault(fault) => write!(f, "fault {fault}"),
        }
    }
}

/// As it is displayed, with its sources: header blocks may hold what a service sends back, secrets included.
impl<F: FaultDetail> fmt::Debug for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("sent", &self.sent())
            .field("status", &self.inner.status)
            .field("message", &self.to_string())
            .field("source", &self.source().map(ToString::to_string))
            .finish()
    }
}

impl<F: FaultDetail> StdError for Error<F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.inner.failure {
            Failure::Build(error) => error
                .source
                .as_deref()
                .map(|source| source as &(dyn StdError + 'static)),
            Failure::Send(error) => error.source(),
            Failure::Answer(error) => error.source(),
            Failure::Fault(_) => None,
        }
    }
}
