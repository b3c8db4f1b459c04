//! Calls: an operation's request into an envelope, and the reply into its response.

use std::any::TypeId;

use super::answer::{Markup, Objection};
use super::error::{BuildError, Error};
use super::redaction::Secrets;
use super::request::{Content, Form, Outgoing};
use super::round_trip::{Failed, Received};
use super::{Client, MandatoryHeaders, Settings};
use crate::operation::{CallOptions, Caller, FaultDetail, Operation, Response, ResponseOf};
use crate::soap::addressing::{self, Addressed, Addressing};
use crate::soap::attachment::Attachment;
use crate::soap::binding::{Packaging, content_type, package, pairs};
use crate::soap::codec::{Reply, read_reply};
use crate::soap::envelope::Message;
use crate::soap::fault::Fault;
use crate::soap::mandatory;
use crate::soap::security::{self, Unmade};
use crate::soap::transport::Transport;
use crate::value::AnyElement;

impl<T: Transport> Caller for Client<T> {
    type Error<F: FaultDetail> = Error<F>;

    async fn call<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let outgoing = self.inner.settings.prepare::<O>(request, options);
        self.answer_to::<O>(outgoing).await
    }
}

impl<T: Transport> Client<T> {
    /// Sends a request and reads the reply.
    pub(super) async fn answer_to<O: Operation>(
        &self,
        outgoing: Result<Outgoing, BuildError>,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let outgoing = outgoing.map_err(|error| Error::build(O::NAME, error))?;
        match self.inner.round_trip(outgoing).await {
            Ok(received) => self.inner.settings.interpret::<O>(received),
            Err(failed) => Err(failed.into_error(O::NAME)),
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

impl Failed {
    /// The error of the operation.
    pub(super) fn into_error<F: FaultDetail>(self, operation: &'static str) -> Error<F> {
        match self {
            Self::Build(error) => Error::build(operation, error),
            Self::Send(error, None) => Error::send(operation, error),
            Self::Send(error, Some(head)) => {
                Error::send(operation, error).with_reply(head.status, pairs(&head.headers))
            }
        }
    }
}

impl Settings {
    /// The request as text.
    pub(super) fn prepare<O: Operation>(
        &self,
        request: &O::Request,
        options: CallOptions<O::RequestHeaders>,
    ) -> Result<Outgoing, BuildError> {
        self.prepare_with::<O>(options, |headers, extra, attachments| {
            let message = Message {
                version: O::VERSION,
                headers,
                extra_headers: extra,
                body: O::REQUEST,
                content: request,
            };
            self.write(&message, O::ACTION, attachments)
        })
    }

    /// The request whose body `write` makes of header blocks and attachments.
    pub(super) fn prepare_with<O: Operation>(
        &self,
        options: CallOptions<O::RequestHeaders>,
        write: impl FnOnce(
            &O::RequestHeaders,
            &[AnyElement],
            &[Attachment],
        ) -> Result<Content, BuildError>,
    ) -> Result<Outgoing, BuildError> {
        let headers = options
            .headers
            .unwrap_or_else(|| self.default_headers::<O>());
        let to = options.endpoint.as_deref().unwrap_or(&self.endpoint);
        let mut extra = options.extra_headers;
        let message_id = self.add_blocks::<O>(to, &mut extra)?;
        Ok(Outgoing {
            operation: O::NAME,
            form: Form::Soap {
                action: O::ACTION,
                version: O::VERSION,
            },
            content: write(&headers, &extra, &options.attachments)?,
            message_id,
            http_headers: options.http_headers,
            endpoint: options.endpoint,
            timeout: options.timeout,
        })
    }

    /// The body of a request: the envelope, alone or with what goes beside it.
    fn write(
        &self,
        message: &Message<'_>,
        action: &str,
        attachments: &[Attachment],
    ) -> Result<Content, BuildError> {
        let (text, parts, packaging) = self.packed(message, attachments)?;
        if parts.is_empty() {
            return Ok(Content {
                content_type: content_type(message.version, action),
                body: text.into_bytes(),
                stream: None,
            });
        }
        let package = package(packaging, message.version, action, &text, &parts);
        Ok(Content {
            content_type: package.content_type,
            body: package.body,
            stream: None,
        })
    }

    /// The envelope, what goes beside it, and what that is to it.
    pub(super) fn envelope<O: Operation>(
        &self,
        request: &O::Request,
        headers: &O::RequestHeaders,
        extra_headers: &[AnyElement],
        attachments: &[Attachment],
    ) -> Result<(String, Vec<Attachment>, Packaging), BuildError> {
        let message = Message {
            version: O::VERSION,
            headers,
            extra_headers,
            body: O::REQUEST,
            content: request,
        };
        self.packed(&message, attachments)
    }

    fn packed(
        &self,
        message: &Message<'_>,
        attachments: &[Attachment],
    ) -> Result<(String, Vec<Attachment>, Packaging), BuildError> {
        let written = message.write_with_binaries(&self.write, self.mtom);
        let (text, mut parts) = written.map_err(BuildError::unwritable)?;
        let text = self.sealed(message, text, !parts.is_empty())?;
        let packaging = match parts.is_empty() {
            true => Packaging::Attachments,
            false => Packaging::Mtom,
        };
        parts.extend_from_slice(attachments);
        Ok((text, parts, packaging))
    }

    /// The envelope with its signature, if it is to have one.
    fn sealed(
        &self,
        message: &Message<'_>,
        text: String,
        has_includes: bool,
    ) -> Result<String, BuildError> {
        let Some(security) = self.security.as_ref().filter(|s| s.signs()) else {
            return Ok(text);
        };
        let plain = match has_includes {
            true => Some(message.write(&self.write).map_err(BuildError::unwritable)?),
            false => None,
        };
        Ok(security.seal(text, plain.as_deref())?)
    }

    /// Adds the blocks that the settings ask for, and returns the number of the message, if it has one.
    fn add_blocks<O: Operation>(
        &self,
        to: &str,
        blocks: &mut Vec<AnyElement>,
    ) -> Result<Option<String>, BuildError> {
        if let Some(security) = &self.security {
            blocks.push(security.block(O::VERSION)?);
        }
        // What the caller says goes before what the WSDL asks for.
        let default = O::ADDRESSING.map(|_| Addressing::default());
        let Some(addressing) = self.addressing.as_ref().or(default.as_ref()) else {
            return Ok(None);
        };
        let message_id = security::message_id()?;
        let addressed = Addressed {
            action: O::ADDRESSING.map_or(O::ACTION, |actions| actions.request),
            message_id: &message_id,
            to,
        };
        blocks.extend(addressing.blocks(O::VERSION, &addressed));
        Ok(Some(message_id))
    }

    pub(super) fn default_headers<O: Operation>(&self) -> O::RequestHeaders {
        let set = self.header_blocks.get(&TypeId::of::<O::RequestHeaders>());
        let set = set.and_then(|headers| headers.downcast_ref::<O::RequestHeaders>());
        set.cloned().unwrap_or_default()
    }

    /// What a reply says to an operation.
    pub(super) fn interpret<O: Operation>(
        &self,
        mut received: Received,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        let status = received.head.status;
        let http_headers = pairs(&received.head.headers);
        let nothing_expected = O::RESPONSE.is_empty() && (200..300).contains(&status);
        if nothing_expected && received.body.is_empty() {
            let response = Response::new(O::Response::default(), O::ResponseHeaders::default());
            return Ok(with_head(response, status, http_headers));
        }
        let mut attached = Vec::new();
        let read = received
            .text(self, Markup::Xml)
            .and_then(|(text, attachments)| {
                attached = attachments;
                let reply = read_reply::<O>(&text, &self.read)
                    .map_err(|error| received.not_understood(self, &text, error))?;
                match self.objection(&reply, &received, &text) {
                    Some(objection) => Err(received.objected(self, &text, objection)),
                    None => Ok(reply),
                }
            });
        match read {
            Ok(Reply::Response(mut response)) => {
                response.attachments = attached;
                Ok(with_head(response, status, http_headers))
            }
            Ok(Reply::Fault(mut fault, blocks)) => {
                let secrets = received.witness.secrets(&self.redaction);
                mask_reasons(&mut fault, &secrets);
                Err(Error::service_fault(O::NAME, *fault)
                    .without(&secrets)
                    .with_reply(status, http_headers)
                    .with_header_blocks(blocks))
            }
            Err(error) => Err(Error::answer(O::NAME, error).with_reply(status, http_headers)),
        }
    }

    /// What there is to object to a response that was read. A fault is taken as it is.
    fn objection<O: Operation>(
        &self,
        reply: &Reply<O>,
        received: &Received,
        text: &str,
    ) -> Option<Objection> {
        let Reply::Response(response) = reply else {
            return None;
        };
        let blocks = &response.extra_headers;
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
pub(super) fn mask_reasons<F>(fault: &mut Fault<F>, secrets: &Secrets) {
    for reason in &mut fault.reasons {
        reason.text = secrets.mask(&reason.text);
    }
    if let Some(text) = &mut fault.detail_text {
        *text = secrets.mask(text);
    }
}

pub(super) fn with_head<B, H>(
    mut response: Response<B, H>,
    status: u16,
    http_headers: Vec<(String, String)>,
) -> Response<B, H> {
    response.status = status;
    response.http_headers = http_headers;
    response
}
