//! Why no reply came.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

/// Whether a request reached the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sent {
    /// Nothing was sent: the call may be made again.
    Nothing,
    /// It may have been sent, and acted upon.
    Maybe,
    /// It was sent, and the service answered.
    Yes,
}

/// The part of a call in which time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// Connecting: looking up the name, TCP and TLS.
    Connect,
    /// Sending the request and waiting for the head of the reply.
    Answer,
    /// Reading the reply.
    Body,
}

/// What sort of failure it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about; nothing was sent.
    Connect,
    /// Time ran out.
    Timeout(TimeoutPhase),
    /// The connection broke before the whole reply was there.
    Interrupted,
    /// The reply is larger than allowed.
    TooLarge,
}

/// A reply that did not come, or not whole.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    sent: Sent,
    message: Cow<'static, str>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl TransportError {
    /// No connection came about.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportErrorKind::Connect,
            sent: Sent::Nothing,
            message: Cow::Borrowed("no connection"),
            source: Some(source.into()),
        }
    }

    /// The connection broke; `sent` says how far the request came.
    pub fn interrupted(sent: Sent, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind: TransportErrorKind::Interrupted,
            sent,
            message: Cow::Borrowed("the connection broke before the whole reply was there"),
            source: Some(source.into()),
        }
    }

    /// Time ran out; `sent` says how far the request came.
    #[must_use]
    pub fn timeout(phase: TimeoutPhase, sent: Sent) -> Self {
        let message = match phase {
            TimeoutPhase::Connect => "timed out while connecting",
            TimeoutPhase::Answer => "timed out while waiting for the reply",
            TimeoutPhase::Body => "timed out while reading the reply",
        };
        Self {
            kind: TransportErrorKind::Timeout(phase),
            sent,
            message: Cow::Borrowed(message),
            source: None,
        }
    }

    /// The reply is larger than allowed.
    #[must_use]
    pub fn too_large(max_bytes: usize) -> Self {
        Self {
            kind: TransportErrorKind::TooLarge,
            sent: Sent::Yes,
            message: Cow::Owned(format!("the reply is larger than {max_bytes} bytes")),
            source: None,
        }
    }

    /// What sort of failure it was.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the request reached the service.
    #[must_use]
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// Notes that the head of a reply has come.
    pub(crate) fn after_head(mut self) -> Self {
        self.sent = Sent::Yes;
        self
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
