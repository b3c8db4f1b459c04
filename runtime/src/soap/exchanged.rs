//! The answer to a message, written: a response, a fault, or nothing to say.

use std::fmt;

use super::attachment::Attachment;
use super::detail::AnyDetail;
use super::envelope;
use super::fault::FaultCode;
use super::service_fault::ServiceFault;
use crate::operation::{Operation, ResponseOf, SoapVersion};
use crate::record::Alternatives;
use crate::xml::{Error, WriteOptions};

/// The answer to a message, written.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchanged {
    pub(crate) status: u16,
    pub(crate) version: SoapVersion,
    /// Empty where nothing is answered.
    pub(crate) text: String,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) http_headers: Vec<(String, String)>,
}

impl Exchanged {
    /// The HTTP status that goes with it.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The version of SOAP that it is written in.
    #[must_use]
    pub fn version(&self) -> SoapVersion {
        self.version
    }

    /// The envelope; empty where nothing is answered.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parts beside the envelope.
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }
}

impl fmt::Debug for Exchanged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchanged")
            .field("status", &self.status)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// What writing an answer takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writing {
    pub(crate) version: SoapVersion,
    pub(crate) options: WriteOptions,
}

impl Writing {
    pub(super) fn response<O: Operation>(self, response: &ResponseOf<O>) -> Exchanged {
        let message = envelope::Message {
            version: self.version,
            headers: &response.headers,
            extra_headers: &response.extra_headers,
            body: O::RESPONSE,
            content: &response.body,
        };
        match message.write(&self.options) {
            Ok(text) => Exchanged {
                status: response.status,
                version: self.version,
                text,
                attachments: response.attachments.clone(),
                http_headers: response.http_headers.clone(),
            },
            Err(error) => self.unwritable(&error),
        }
    }

    /// The answer of a one-way operation: taken, and nothing to say.
    pub(super) fn accepted(self) -> Exchanged {
        Exchanged {
            status: 202,
            version: self.version,
            text: String::new(),
            attachments: Vec::new(),
            http_headers: Vec::new(),
        }
    }

    pub(super) fn fault<F: Alternatives>(self, outcome: ServiceFault<F>) -> Exchanged {
        let code = outcome.fault.code.clone();
        let written = envelope::write_fault(
            self.version,
            &outcome.fault,
            &outcome.headers,
            &self.options,
        );
        match written {
            Ok(text) => Exchanged {
                status: outcome.status.unwrap_or_else(|| self.status_of(&code)),
                version: self.version,
                text,
                attachments: Vec::new(),
                http_headers: Vec::new(),
            },
            Err(error) => self.unwritable(&error),
        }
    }

    /// A fault of the engine's own.
    pub(crate) fn plain_fault(self, code: FaultCode, reason: impl Into<String>) -> Exchanged {
        self.fault(ServiceFault::<AnyDetail>::new(code, reason))
    }

    fn unwritable(self, error: &Error) -> Exchanged {
        let reason = format!("the response cannot be written: {error}");
        self.plain_fault(FaultCode::Receiver, reason)
    }

    /// Source: SOAP 1.1, 6.2; SOAP 1.2 Part 2, 7.5.2.2.
    fn status_of(self, code: &FaultCode) -> u16 {
        match (self.version, code) {
            (SoapVersion::Soap12, FaultCode::Sender) => 400,
            _ => 500,
        }
    }
}
