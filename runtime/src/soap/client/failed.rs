//! Calls that failed, whatever the types of the service's faults: what of an [`Error`](super::Error) is compiled once.

use std::error::Error as StdError;
use std::fmt;

use super::answer::AnswerError;
use super::error::ErrorKind;
use super::redaction::Secrets;
use super::round_trip::Head;
use crate::soap::binding::pairs;
use crate::soap::security::Unmade;
use crate::soap::transport::{Sent, TransportError};
use crate::value::AnyElement;

/// A call that failed without a fault.
pub(super) struct Failed {
    pub(super) known: Known,
    pub(super) trouble: Trouble,
}

/// What failed, if it is no fault.
pub(super) enum Trouble {
    Build(BuildError),
    Send(TransportError),
    Answer(AnswerError),
}

/// Why a request could not be made.
#[derive(Debug)]
pub(super) struct BuildError {
    pub(super) message: String,
    pub(super) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What is known of a call that failed, beside why it did.
pub(super) struct Known {
    pub(super) operation: &'static str,
    pub(super) status: Option<u16>,
    pub(super) http_headers: Vec<(String, String)>,
    pub(super) header_blocks: Vec<AnyElement>,
    /// What is displayed in place of the text that it would have, which holds a secret.
    masked: Option<String>,
}

impl Failed {
    pub(super) fn build(operation: &'static str, error: BuildError) -> Box<Self> {
        Self::new(operation, Trouble::Build(error))
    }

    pub(super) fn send(operation: &'static str, error: TransportError) -> Box<Self> {
        Self::new(operation, Trouble::Send(error))
    }

    pub(super) fn answer(operation: &'static str, error: AnswerError) -> Box<Self> {
        Self::new(operation, Trouble::Answer(error))
    }

    fn new(operation: &'static str, trouble: Trouble) -> Box<Self> {
        let known = Known::of(operation);
        Box::new(Self { known, trouble })
    }

    /// Notes the reply that it came with.
    pub(super) fn with_head(mut self: Box<Self>, head: &Head) -> Box<Self> {
        self.known.status = Some(head.status);
        self.known.http_headers = pairs(&head.headers);
        self
    }

    /// As [`with_head`](Self::with_head), of a head that was taken apart.
    pub(super) fn with_reply(
        mut self: Box<Self>,
        status: u16,
        http_headers: Vec<(String, String)>,
    ) -> Box<Self> {
        self.known.status = Some(status);
        self.known.http_headers = http_headers;
        self
    }
}

impl Known {
    fn of(operation: &'static str) -> Self {
        Self {
            operation,
            status: None,
            http_headers: Vec::new(),
            header_blocks: Vec::new(),
            masked: None,
        }
    }

    /// What is known of a call that a fault answers, which reads so. Secrets of the request are masked in the text that is displayed:
    /// a service may quote them in any detail.
    pub(super) fn of_fault(
        operation: &'static str,
        head: &Head,
        fault: &dyn fmt::Display,
        secrets: &Secrets,
    ) -> Self {
        let mut known = Self::of(operation);
        known.status = Some(head.status);
        known.http_headers = pairs(&head.headers);
        let text = Seen::fault(&known, fault).to_string();
        known.masked = secrets.are_in(&text).then(|| secrets.mask(&text));
        known
    }
}

impl Trouble {
    pub(super) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Build(error) => error
                .source
                .as_deref()
                .map(|source| source as &(dyn StdError + 'static)),
            Self::Send(error) => error.source(),
            Self::Answer(error) => error.source(),
        }
    }
}

impl From<Unmade> for BuildError {
    fn from(unmade: Unmade) -> Self {
        Self {
            message: unmade.to_string(),
            source: None,
        }
    }
}

/// A call that failed, to look at.
#[derive(Clone, Copy)]
pub(super) struct Seen<'e> {
    known: &'e Known,
    failure: Failure<'e>,
}

#[derive(Clone, Copy)]
enum Failure<'e> {
    Trouble(&'e Trouble),
    Fault(&'e dyn fmt::Display),
}

impl<'e> Seen<'e> {
    pub(super) fn trouble(known: &'e Known, trouble: &'e Trouble) -> Self {
        let failure = Failure::Trouble(trouble);
        Self { known, failure }
    }

    pub(super) fn fault(known: &'e Known, fault: &'e dyn fmt::Display) -> Self {
        let failure = Failure::Fault(fault);
        Self { known, failure }
    }

    pub(super) fn kind(self) -> ErrorKind {
        match self.failure {
            Failure::Trouble(Trouble::Build(_)) => ErrorKind::Build,
            Failure::Trouble(Trouble::Send(_)) => ErrorKind::Send,
            Failure::Trouble(Trouble::Answer(_)) => ErrorKind::Answer,
            Failure::Fault(_) => ErrorKind::Fault,
        }
    }

    pub(super) fn sent(self) -> Sent {
        match self.failure {
            Failure::Trouble(Trouble::Build(_)) => Sent::Nothing,
            Failure::Trouble(Trouble::Send(error)) => error.sent(),
            Failure::Trouble(Trouble::Answer(_)) | Failure::Fault(_) => Sent::Yes,
        }
    }
}

impl fmt::Display for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(masked) = &self.known.masked {
            return f.write_str(masked);
        }
        write!(f, "{}: ", self.known.operation)?;
        match self.failure {
            Failure::Trouble(Trouble::Build(error)) => {
                write!(f, "nothing was sent: {}", error.message)
            }
            Failure::Trouble(Trouble::Send(error)) => match error.sent() {
                Sent::Nothing => write!(f, "nothing was sent: {error}"),
                Sent::Maybe => write!(f, "the request may have been sent: {error}"),
                Sent::Yes => write!(f, "the request was sent: {error}"),
            },
            Failure::Trouble(Trouble::Answer(error)) => write!(f, "{error}"),
            Failure::Fault(fault) => write!(f, "fault {fault}"),
        }
    }
}

impl fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match self.failure {
            Failure::Trouble(trouble) => trouble.source(),
            Failure::Fault(_) => None,
        };
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("sent", &self.sent())
            .field("status", &self.known.status)
            .field("message", &self.to_string())
            .field("source", &source.map(ToString::to_string))
            .finish()
    }
}
