//! Whole messages of an operation as text, whatever carries them.

use super::detail::AnyDetail;
use super::envelope::{self, Message, Parts};
use super::fault::Fault;
use crate::operation::{Body, NoHeaders, Operation, Response, ResponseOf};
use crate::record::Alternatives;
use crate::value::AnyElement;
use crate::xml::{Error, ReadOptions, WriteOptions};

/// Writes the envelope of a request.
///
/// # Errors
///
/// [`Error`] if a text holds a character that XML 1.0 forbids; the path names the field.
pub fn write_request<O: Operation>(
    request: &O::Request,
    headers: &O::RequestHeaders,
    extra_headers: &[AnyElement],
    options: &WriteOptions,
) -> Result<String, Error> {
    let message = Message {
        version: O::VERSION,
        headers,
        extra_headers,
        body: O::REQUEST,
        content: request,
    };
    message.write(options)
}

/// Writes the envelope of a response.
///
/// # Errors
///
/// As [`write_request`].
pub fn write_response<O: Operation>(
    response: &ResponseOf<O>,
    options: &WriteOptions,
) -> Result<String, Error> {
    let message = Message {
        version: O::VERSION,
        headers: &response.headers,
        extra_headers: &response.extra_headers,
        body: O::RESPONSE,
        content: &response.body,
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
pub fn read_reply<O: Operation>(text: &str, options: &ReadOptions) -> Result<Reply<O>, Error> {
    let mut body = O::Response::default();
    let mut headers = O::ResponseHeaders::default();
    let mut details = Vec::<O::Fault>::new();
    let parts = Parts {
        headers: &mut headers,
        expected: O::RESPONSE,
        body: &mut body,
        details: &mut details,
    };
    match envelope::read(text, options, parts) {
        Ok(outline) => match outline.fault {
            None => {
                let mut response = Response::new(body, headers);
                response.extra_headers = outline.extra_headers;
                Ok(Reply::Response(response))
            }
            Some(head) => {
                let untyped = read_untyped::<O::Fault>(text, options);
                let blocks = untyped.map_or(outline.extra_headers, |(_, blocks)| blocks);
                Ok(Reply::Fault(Box::new(head.with_details(details)), blocks))
            }
        },
        Err(error) => match read_untyped(text, options) {
            Some((fault, blocks)) => Ok(Reply::Fault(Box::new(fault), blocks)),
            None => Err(error),
        },
    }
}

/// Reads a fault with its details and header blocks as they are; `None` if there is no fault.
fn read_untyped<F: Alternatives + Default>(
    text: &str,
    options: &ReadOptions,
) -> Option<(Fault<F>, Vec<AnyElement>)> {
    let mut details = Vec::<AnyDetail>::new();
    let parts = Parts {
        headers: &mut NoHeaders {},
        expected: Body::Empty,
        body: &mut NoHeaders {},
        details: &mut details,
    };
    let outline = envelope::read(text, options, parts).ok()?;
    let details = details.into_iter().map(|AnyDetail(element)| {
        let mut detail = F::default();
        detail.set_unknown(element);
        detail
    });
    let fault = outline.fault?.with_details(details.collect());
    Some((fault, outline.extra_headers))
}
