//! Replies as responses and faults, whatever the operation.

use super::answer::{AnswerError, Markup, Objection};
use super::failed::{Failed, Known};
use super::place::{Around, Landed};
use super::redaction::Secrets;
use super::round_trip::Received;
use super::{MandatoryHeaders, Settings};
use crate::soap::addressing;
use crate::soap::attachment::Attachment;
use crate::soap::binding::pairs;
use crate::soap::codec::read_outline;
use crate::soap::envelope::{Details, Outline, Parts, Read};
use crate::soap::fault::Fault;
use crate::soap::mandatory;

impl Received {
    /// What stood around a response.
    pub(super) fn around(&self) -> Around {
        Around {
            extra_headers: Vec::new(),
            attachments: Vec::new(),
            status: self.head.status,
            http_headers: pairs(&self.head.headers),
        }
    }

    /// A fault that was read, secrets masked.
    pub(super) fn fault(
        &self,
        settings: &Settings,
        operation: &'static str,
        mut fault: Fault<()>,
        details: &dyn Details,
    ) -> (Known, Fault<()>) {
        let secrets = self.witness.secrets(&settings.redaction);
        mask_reasons(&mut fault, &secrets);
        let detail = |index| details.get(index);
        let known = Known::of_fault(operation, &self.head, &fault.line(&detail), &secrets);
        (known, fault)
    }
}

impl Settings {
    /// Reads what a reply says to an operation.
    pub(super) fn read(
        &self,
        operation: &'static str,
        mut received: Received,
        read: Read,
        mut parts: Parts<'_>,
    ) -> Result<Landed, Box<Failed>> {
        let is_done = (200..300).contains(&received.head.status);
        if is_done && parts.expected.is_empty() && received.body.is_empty() {
            return Ok(Landed::Response(received.around()));
        }
        let (outline, attachments) = self
            .outline(&mut received, read, &mut parts)
            .map_err(|error| Failed::answer(operation, error).with_head(&received.head))?;
        let Some(head) = outline.fault else {
            return Ok(Landed::Response(Around {
                extra_headers: outline.extra_headers,
                attachments,
                ..received.around()
            }));
        };
        let fault = head.with_details(Vec::new());
        let (mut known, fault) = received.fault(self, operation, fault, parts.details);
        known.header_blocks = outline.extra_headers;
        Ok(Landed::Fault(Box::new((known, fault))))
    }

    /// Reads a reply into its parts, unless there is something to object to.
    fn outline(
        &self,
        received: &mut Received,
        read: Read,
        parts: &mut Parts<'_>,
    ) -> Result<(Outline, Vec<Attachment>), AnswerError> {
        let (text, attachments) = received.text(self, Markup::Xml)?;
        let outline = read_outline(&text, &self.read, parts.again(), read)
            .map_err(|error| received.not_understood(self, &text, error))?;
        match self.objection(&outline, received, &text) {
            Some(objection) => Err(received.objected(self, &text, objection)),
            None => Ok((outline, attachments)),
        }
    }

    /// What there is to object to a response that was read. A fault is taken as it is.
    fn objection(&self, outline: &Outline, received: &Received, text: &str) -> Option<Objection> {
        if outline.fault.is_some() {
            return None;
        }
        let blocks = &outline.extra_headers;
        if let Some(check) = &self.check
            && let Err(rejection) = check.check(text, blocks, &self.understood, &self.read)
        {
            return Some(Objection::Insecure(rejection.to_string()));
        }
        if let (Some(own), Some(answered)) = (&received.message_id, addressing::relates_to(blocks))
            && *own != answered
        {
            return Some(Objection::Unrelated);
        }
        let missing = match self.mandatory {
            MandatoryHeaders::LetThrough => return None,
            MandatoryHeaders::Refuse => self.understood.missing_of(blocks),
        };
        (!missing.is_empty()).then(|| Objection::Mandatory(mandatory::listed(&missing)))
    }
}

/// Masks secrets of the request that the service quotes.
fn mask_reasons(fault: &mut Fault<()>, secrets: &Secrets) {
    for reason in &mut fault.reasons {
        reason.text = secrets.mask(&reason.text);
    }
    if let Some(text) = &mut fault.detail_text {
        *text = secrets.mask(text);
    }
}
