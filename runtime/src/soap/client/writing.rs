//! Requests as envelopes, whatever the operation.

use super::Settings;
use super::failed::{BuildError, Failed};
use super::request::{Content, Form, Outgoing};
use crate::operation::CallOptions;
use crate::record::Slot;
use crate::soap::OperationEntry;
use crate::soap::addressing::{Addressed, Addressing};
use crate::soap::attachment::Attachment;
use crate::soap::binding::{Packaging, content_type, package};
use crate::soap::envelope::Message;
use crate::soap::security;
use crate::value::AnyElement;

/// A request but for its body.
pub(super) struct Draft {
    /// The header blocks that no type declares.
    pub(super) extra_headers: Vec<AnyElement>,
    pub(super) attachments: Vec<Attachment>,
    entry: &'static OperationEntry,
    message_id: Option<String>,
    http_headers: Vec<(String, String)>,
    endpoint: Option<String>,
    timeout: Option<std::time::Duration>,
}

impl Draft {
    /// The request with this body.
    pub(super) fn with(self, content: Content) -> Outgoing {
        Outgoing {
            operation: self.entry.name,
            form: Form::Soap {
                action: self.entry.action,
                version: self.entry.version,
            },
            content,
            message_id: self.message_id,
            http_headers: self.http_headers,
            endpoint: self.endpoint,
            timeout: self.timeout,
        }
    }

    pub(super) fn action(&self) -> &'static str {
        self.entry.action
    }

    /// The message that goes into the body.
    pub(super) fn message<'m>(
        &'m self,
        content: &'m dyn Slot,
        headers: &'m dyn Slot,
    ) -> Message<'m> {
        Message {
            version: self.entry.version,
            headers,
            extra_headers: &self.extra_headers,
            body: self.entry.request,
            content,
        }
    }
}

impl Settings {
    /// The request of a call.
    pub(super) fn write(
        &self,
        entry: &'static OperationEntry,
        request: &dyn Slot,
        headers: &dyn Slot,
        options: CallOptions<()>,
    ) -> Result<Outgoing, Box<Failed>> {
        let draft = self.draft(entry, options)?;
        let message = draft.message(request, headers);
        match self.content(&message, entry.action, &draft.attachments) {
            Ok(content) => Ok(draft.with(content)),
            Err(error) => Err(Failed::build(entry.name, error)),
        }
    }

    /// The request of a call but for its body.
    pub(super) fn draft(
        &self,
        entry: &'static OperationEntry,
        options: CallOptions<()>,
    ) -> Result<Draft, Box<Failed>> {
        let to = options.endpoint.as_deref().unwrap_or(&self.endpoint);
        let mut extra_headers = options.extra_headers;
        let message_id = self
            .add_blocks(entry, to, &mut extra_headers)
            .map_err(|error| Failed::build(entry.name, error))?;
        Ok(Draft {
            extra_headers,
            attachments: options.attachments,
            entry,
            message_id,
            http_headers: options.http_headers,
            endpoint: options.endpoint,
            timeout: options.timeout,
        })
    }

    /// The body of a request: the envelope, alone or with what goes beside it.
    fn content(
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
    pub(super) fn packed(
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
    fn add_blocks(
        &self,
        entry: &OperationEntry,
        to: &str,
        blocks: &mut Vec<AnyElement>,
    ) -> Result<Option<String>, BuildError> {
        if let Some(security) = &self.security {
            blocks.push(security.block(entry.version)?);
        }
        // What the caller says goes before what the WSDL asks for.
        let default = entry.addressing.map(|_| Addressing::default());
        let Some(addressing) = self.addressing.as_ref().or(default.as_ref()) else {
            return Ok(None);
        };
        let message_id = security::message_id()?;
        let addressed = Addressed {
            action: entry
                .addressing
                .map_or(entry.action, |actions| actions.request),
            message_id: &message_id,
            to,
        };
        blocks.extend(addressing.blocks(entry.version, &addressed));
        Ok(Some(message_id))
    }
}
