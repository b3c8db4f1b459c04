//! Where replies are read into: all of a call's way back that depends on the operation's types.

use super::error::Error;
use super::failed::{Failed, Known};
use crate::operation::{Operation, Response, ResponseOf};
use crate::soap::OperationEntry;
use crate::soap::attachment::Attachment;
use crate::soap::envelope::Parts;
use crate::soap::fault::Fault;
use crate::value::AnyElement;
use crate::view;

/// The places for what a reply to an operation may hold, with nothing in them.
pub(super) struct Place<O: Operation> {
    body: O::Response,
    headers: O::ResponseHeaders,
    details: Vec<O::Fault>,
}

/// What came of a reply, beside what its places took.
pub(super) enum Landed {
    Response(Around),
    /// A fault without its details, and what is known of the call.
    Fault(Box<(Known, Fault<()>)>),
}

/// What stood around a response.
pub(super) struct Around {
    pub(super) extra_headers: Vec<AnyElement>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) status: u16,
    pub(super) http_headers: Vec<(String, String)>,
}

/// What the client knows of an operation, whatever its types.
pub(super) fn entry<O: Operation>() -> &'static OperationEntry {
    &const { OperationEntry::of::<O>() }
}

impl<O: Operation> Place<O> {
    pub(super) fn new() -> Self {
        Self {
            body: O::Response::default(),
            headers: O::ResponseHeaders::default(),
            details: Vec::new(),
        }
    }

    /// The places, to read into.
    pub(super) fn parts(&mut self) -> Parts<'_> {
        Parts {
            headers: view::slot_mut(&mut self.headers),
            expected: O::RESPONSE,
            body: view::slot_mut(&mut self.body),
            details: &mut self.details,
        }
    }

    /// What was read, in the operation's types.
    pub(super) fn take(
        self,
        landed: Result<Landed, Box<Failed>>,
    ) -> Result<ResponseOf<O>, Error<O::Fault>> {
        match landed? {
            Landed::Response(around) => Ok(Response {
                body: self.body,
                headers: self.headers,
                extra_headers: around.extra_headers,
                attachments: around.attachments,
                status: around.status,
                http_headers: around.http_headers,
            }),
            Landed::Fault(fault) => {
                let (known, fault) = *fault;
                Err(Error::fault_of(known, fault.with_details(self.details)))
            }
        }
    }
}
