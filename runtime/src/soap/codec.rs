//! Whole messages of an operation as text, whatever carries them.

use super::detail::AnyDetail;
use super::envelope::{self, Message, Outline, Parts, Read};
use super::fault::Fault;
use crate::operation::{Body, NoHeaders, Operation, Response, ResponseOf};
use crate::record::Alternatives;
use crate::value::AnyElement;
use crate::view;
use crate::xml::{Error, ReadOptions, WriteOptions};

/// Writes the envelope of a request.
///
/// # Errors
///
/// [`Error`] if a text holds a character that XML 1.0 forbids; the path names the field.
#[inline]
pub fn write_request<O: Operation>(
    request: &O::Request,
    headers: &O::RequestHeaders,
    extra_headers: &[AnyElement],
    options: &WriteOptions,
) -> Result<String, Error> {
    let message = Message {
        version: O::VERSION,
        headers: view::slot(headers),
        extra_headers,
        body: O::REQUEST,
        content: view::slot(request),
    };
    message.write(options)
}

/// Writes the envelope of a response.
///
/// # Errors
///
/// As [`write_request`].
#[inline]
pub fn write_response<O: Operation>(
    response: &ResponseOf<O>,
    options: &WriteOptions,
) -> Result<String, Error> {
    let message = Message {
        version: O::VERSION,
        headers: view::slot(&response.headers),
        extra_headers: &response.extra_headers,
        body: O::RESPONSE,
        content: view::slot(&response.body),
    };
    message.write(options)
}

/// Writes the envelope of a fault, in the version of SOAP that the fault names.
///
/// # Errors
///
/// As [`write_request`]; in the reason, forbidden characters are replaced.
pub fn write_fault<F: Alternatives>(
    fault: &Fault<F>,
    headers: &[AnyElement],
    options: &WriteOptions,
) -> Result<String, Error> {
    envelope::write_fault(fault.version, fault, headers, options)
}

/// What a service's message holds.
#[derive(Clone, Debug)]
pub enum Reply<O: Operation> {
    /// The response.
    Response(ResponseOf<O>),
    /// A fault, and the header blocks beside it.
    Fault(Box<Fault<O::Fault>>, Vec<AnyElement>),
}

/// Reads the envelope that a service answers with.
///
/// A fault is known by the body alone. A detail of it that is outside its type does not hide the fault: the details are then
/// kept as they are.
///
/// # Errors
///
/// [`Error`] with the path from the envelope on and the position.
#[inline]
pub fn read_reply<O: Operation>(text: &str, options: &ReadOptions) -> Result<Reply<O>, Error> {
    view::beside_vec(|| read_typed(text, options))
}

/// Reads a reply as [`read_reply`] does, which has its unit of code generation chosen.
#[inline]
fn read_typed<O: Operation>(text: &str, options: &ReadOptions) -> Result<Reply<O>, Error> {
    let mut body = O::Response::default();
    let mut headers = O::ResponseHeaders::default();
    let mut details = Vec::<O::Fault>::new();
    let parts = Parts {
        headers: view::slot_mut(&mut headers),
        expected: O::RESPONSE,
        body: view::slot_mut(&mut body),
        details: &mut details,
    };
    let outline = read_outline(text, options, parts, envelope::reading(O::RESPONSE))?;
    match outline.fault {
        None => {
            let mut response = Response::new(body, headers);
            response.extra_headers = outline.extra_headers;
            Ok(Reply::Response(response))
        }
        Some(head) => {
            let fault = Box::new(head.with_details(details));
            Ok(Reply::Fault(fault, outline.extra_headers))
        }
    }
}

/// All of reading a reply that does not depend on the operation's types: compiled once, and not with every operation.
pub(super) fn read_outline(
    text: &str,
    options: &ReadOptions,
    mut parts: Parts<'_>,
    read: Read,
) -> Result<Outline, Error> {
    match read(text, options, parts.again()) {
        Ok(outline) if outline.fault.is_none() => Ok(outline),
        Ok(mut outline) => {
            if let Some((untyped, _)) = read_untyped(text, options) {
                outline.extra_headers = untyped.extra_headers;
            }
            Ok(outline)
        }
        Err(error) => {
            let (untyped, elements) = read_untyped(text, options).ok_or(error)?;
            parts.details.clear();
            for AnyDetail(element) in elements {
                if let Some(detail) = parts.details.push() {
                    detail.set_unknown(element);
                }
            }
            Ok(untyped)
        }
    }
}

/// Reads a fault with its details and header blocks as they are; `None` if there is no fault.
fn read_untyped(text: &str, options: &ReadOptions) -> Option<(Outline, Vec<AnyDetail>)> {
    let mut details = Vec::new();
    let parts = Parts {
        headers: &mut NoHeaders {},
        expected: Body::Empty,
        body: &mut NoHeaders {},
        details: &mut details,
    };
    let outline = envelope::read(text, options, parts).ok()?;
    outline.fault.is_some().then_some((outline, details))
}
