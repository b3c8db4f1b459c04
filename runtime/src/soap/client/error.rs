//! What a call fails with.

use std::error::Error as StdError;
use std::fmt;

use super::answer::AnswerError;
use super::failed::{Failed, Known, Seen, Trouble};
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
    known: Known,
    failure: Failure<F>,
}

enum Failure<F: FaultDetail> {
    Trouble(Trouble),
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

impl<F: FaultDetail> From<Box<Failed>> for Error<F> {
    fn from(failed: Box<Failed>) -> Self {
        Self::new(failed.known, Failure::Trouble(failed.trouble))
    }
}

impl<F: FaultDetail> Error<F> {
    /// The error of a fault.
    pub(super) fn fault_of(known: Known, fault: Fault<F>) -> Self {
        Self::new(known, Failure::Fault(fault))
    }

    fn new(known: Known, failure: Failure<F>) -> Self {
        Self {
            inner: Box::new(Inner { known, failure }),
        }
    }

    /// What all errors have, whatever the details of faults.
    fn seen(&self) -> Seen<'_> {
        let known = &self.inner.known;
        match &self.inner.failure {
            Failure::Trouble(trouble) => Seen::trouble(known, trouble),
            Failure::Fault(fault) => Seen::fault(known, fault),
        }
    }

    /// The phase in which the call failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.seen().kind()
    }

    /// Whether the request reached the service.
    #[must_use]
    pub fn sent(&self) -> Sent {
        self.seen().sent()
    }

    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.inner.known.operation
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
            Failure::Trouble(Trouble::Answer(error)) => Some(error),
            _ => None,
        }
    }

    /// Why no reply came.
    #[must_use]
    pub fn transport_error(&self) -> Option<&TransportError> {
        match &self.inner.failure {
            Failure::Trouble(Trouble::Send(error)) => Some(error),
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
        self.inner.known.status
    }

    /// The HTTP headers of the reply, as name in lower case and value.
    #[must_use]
    pub fn http_headers(&self) -> &[(String, String)] {
        &self.inner.known.http_headers
    }

    /// The header blocks of the reply, as they are, if it is a fault.
    #[must_use]
    pub fn header_blocks(&self) -> &[AnyElement] {
        &self.inner.known.header_blocks
    }
}

/// One line: the operation, and what happened to the call. A fault is given with its code, reason and details.
impl<F: FaultDetail> fmt::Display for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.seen().fmt(f)
    }
}

/// As it is displayed, with its sources: header blocks may hold what a service sends back, secrets included.
impl<F: FaultDetail> fmt::Debug for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.seen(), f)
    }
}

impl<F: FaultDetail> StdError for Error<F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.inner.failure {
            Failure::Trouble(trouble) => trouble.source(),
            Failure::Fault(_) => None,
        }
    }
}
