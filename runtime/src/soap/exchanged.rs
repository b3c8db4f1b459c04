//! The answer to a message, written: a response, a fault, or nothing to say.

use std::fmt;

use super::attachment::Attachment;
use super::detail::AnyDetail;
use super::dispatch::Form;
use super::envelope;
use super::fault::FaultCode;
use super::seal::Seal;
use super::service_fault::ServiceFault;
use crate::operation::{FaultDetail, Operation, ResponseOf, SoapVersion};
use crate::record::Alternatives;
use crate::view;
use crate::xml::{Error, WriteOptions};

/// The answer to a message, written.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchanged {
    pub(crate) status: u16,
    pub(crate) version: SoapVersion,
    pub(crate) content_type: ContentType,
    /// Empty where nothing is answered.
    pub(crate) text: String,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) http_headers: Vec<(String, String)>,
}

/// What an answer is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentType {
    /// As SOAP says for the version, alone or with attachments.
    Envelope,
    /// An envelope that includes some of the parts beside it: MTOM.
    Including,
    #[cfg(all(feature = "http", feature = "json"))]
    Json,
}

impl Exchanged {
    /// The HTTP status that goes with it.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The version of SOAP that it is written in; 1.1 for one that is JSON.
    #[must_use]
    pub fn version(&self) -> SoapVersion {
        self.version
    }

    /// The envelope or the JSON document; empty where nothing is answered.
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
#[derive(Clone, Debug)]
pub(crate) struct Writing {
    pub(crate) form: Form,
    pub(crate) options: WriteOptions,
    /// The bytes from which on a binary value goes beside the envelope; `None` for never.
    pub(crate) mtom: Option<usize>,
    /// What the answer says of itself.
    pub(crate) seal: Seal,
}

impl Writing {
    /// Writes answers that say nothing of themselves.
    pub(crate) fn plain(form: Form, options: WriteOptions) -> Self {
        Self {
            form,
            options,
            mtom: None,
            seal: Seal::default(),
        }
    }

    pub(super) fn response<O: Operation>(self, response: &ResponseOf<O>) -> Exchanged {
        match &self.form {
            Form::Envelope(version) => self.envelope::<O>(*version, response),
            #[cfg(all(feature = "http", feature = "json"))]
            Form::Json(mapping) => {
                crate::rest::write_response::<O>(response, &**mapping, self.options.nil)
            }
        }
    }

    fn envelope<O: Operation>(&self, version: SoapVersion, response: &ResponseOf<O>) -> Exchanged {
        match self.parts::<O>(version, response) {
            Ok((text, parts)) => Exchanged {
                status: response.status,
                version,
                content_type: match parts.is_empty() {
                    true => ContentType::Envelope,
                    false => ContentType::Including,
                },
                text,
                attachments: parts
                    .into_iter()
                    .chain(response.attachments.iter().cloned())
                    .collect(),
                http_headers: response.http_headers.clone(),
            },
            Err(error) => Self::unwritable(version, self.options, &error),
        }
    }

    /// The envelope of a response, and the binary values that go beside it.
    fn parts<O: Operation>(
        &self,
        version: SoapVersion,
        response: &ResponseOf<O>,
    ) -> Result<(String, Vec<Attachment>), String> {
        let mut blocks = self.seal.blocks(version)?;
        let extra_headers = match blocks.is_empty() {
            true => response.extra_headers.as_slice(),
            false => {
                blocks.extend_from_slice(&response.extra_headers);
                &blocks
            }
        };
        let message = envelope::Message {
            version,
            headers: view::slot(&response.headers),
            extra_headers,
            body: O::RESPONSE,
            content: view::slot(&response.body),
        };
        let written = message.write_with_binaries(&self.options, self.mtom);
        let (text, parts) = written.map_err(|error| error.to_string())?;
        let plain = || (!parts.is_empty()).then(|| message.write(&self.options));
        Ok((self.seal.apply(text, plain)?, parts))
    }

    /// The answer of a one-way operation: taken, and nothing to say.
    pub(super) fn accepted(self) -> Exchanged {
        let (version, content_type) = match self.form {
            Form::Envelope(version) => (version, ContentType::Envelope),
            #[cfg(all(feature = "http", feature = "json"))]
            Form::Json(_) => (SoapVersion::default(), ContentType::Json),
        };
        Exchanged {
            status: 202,
            version,
            content_type,
            text: String::new(),
            attachments: Vec::new(),
            http_headers: Vec::new(),
        }
    }

    pub(super) fn fault<F: FaultDetail>(self, outcome: ServiceFault<F>) -> Exchanged {
        match self.form {
            Form::Envelope(version) => self.envelope_fault(version, outcome),
            #[cfg(all(feature = "http", feature = "json"))]
            Form::Json(_) => crate::rest::write_refusal(&outcome, self.options.nil),
        }
    }

    fn envelope_fault<F: Alternatives>(
        &self,
        version: SoapVersion,
        outcome: ServiceFault<F>,
    ) -> Exchanged {
        let code = outcome.fault.code.clone();
        match self.fault_text(version, &outcome) {
            Ok(text) => Exchanged {
                status: outcome.status.unwrap_or_else(|| status_of(version, &code)),
                version,
                content_type: ContentType::Envelope,
                text,
                attachments: Vec::new(),
                http_headers: Vec::new(),
            },
            Err(error) => Self::unwritable(version, self.options, &error),
        }
    }

    fn fault_text<F: Alternatives>(
        &self,
        version: SoapVersion,
        outcome: &ServiceFault<F>,
    ) -> Result<String, String> {
        let mut blocks = self.seal.blocks(version)?;
        blocks.extend_from_slice(&outcome.headers);
        let written = envelope::write_fault(version, &outcome.fault, &blocks, &self.options);
        let text = written.map_err(|error| error.to_string())?;
        self.seal.apply(text, || None::<Result<String, Error>>)
    }

    /// A fault of the engine's own.
    pub(crate) fn plain_fault(self, code: FaultCode, reason: impl Into<String>) -> Exchanged {
        self.fault(ServiceFault::<AnyDetail>::new(code, reason))
    }

    fn unwritable(version: SoapVersion, options: WriteOptions, error: &str) -> Exchanged {
        let reason = format!("the response cannot be written: {error}");
        let writing = Self::plain(Form::Envelope(version), options);
        writing.plain_fault(FaultCode::Receiver, reason)
    }
}

/// Source: SOAP 1.1, 6.2; SOAP 1.2 Part 2, 7.5.2.2.
fn status_of(version: SoapVersion, code: &FaultCode) -> u16 {
    match (version, code) {
        (SoapVersion::Soap12, FaultCode::Sender) => 400,
        _ => 500,
    }
}
