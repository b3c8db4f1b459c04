//! The fault that an operation of a service answers with.

use super::fault::{Fault, FaultCode};
use crate::value::AnyElement;

/// A fault to answer with, as an operation of a service returns it.
///
/// A detail turns into one, so `?` and `.into()` work on the generated fault type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServiceFault<F> {
    /// The fault; in a box, so that the results of operations stay small.
    pub fault: Box<Fault<F>>,
    /// The HTTP status, instead of the one that the binding of SOAP to HTTP gives.
    pub status: Option<u16>,
    /// Header blocks of the answer.
    pub headers: Vec<AnyElement>,
}

impl<F> ServiceFault<F> {
    /// A fault with that code and reason.
    pub fn new(code: FaultCode, reason: impl Into<String>) -> Self {
        Self {
            fault: Box::new(Fault::new(code, reason)),
            status: None,
            headers: Vec::new(),
        }
    }

    /// The request is wrong.
    pub fn sender(reason: impl Into<String>) -> Self {
        Self::new(FaultCode::Sender, reason)
    }

    /// The service failed.
    pub fn receiver(reason: impl Into<String>) -> Self {
        Self::new(FaultCode::Receiver, reason)
    }

    /// The same fault with one more detail.
    #[must_use]
    pub fn with_detail(mut self, detail: F) -> Self {
        self.fault.details.push(detail);
        self
    }

    /// The same fault with an HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// The same fault with one more header block.
    #[must_use]
    pub fn with_header(mut self, header: AnyElement) -> Self {
        self.headers.push(header);
        self
    }
}

impl<F> From<Fault<F>> for ServiceFault<F> {
    fn from(fault: Fault<F>) -> Self {
        Self {
            fault: Box::new(fault),
            status: None,
            headers: Vec::new(),
        }
    }
}

/// The service failed, for the reason that the detail gives.
impl<F> From<F> for ServiceFault<F> {
    fn from(detail: F) -> Self {
        Self::receiver("the operation failed, see the detail").with_detail(detail)
    }
}
