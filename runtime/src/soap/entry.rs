//! Operations without their types.

use crate::operation::{Actions, Body, Operation, SoapVersion};

/// An operation without its types: what it is called and recognised by, and the bodies of its messages.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct OperationEntry {
    /// The name in the WSDL.
    pub name: &'static str,
    /// The SOAPAction; empty where the binding gives none.
    pub action: &'static str,
    /// The actions of WS-Addressing, where the WSDL asks for that.
    pub addressing: Option<Actions>,
    /// The body of a request.
    pub request: Body,
    /// The body of a response.
    pub response: Body,
    /// The version of SOAP that the binding asks for.
    pub version: SoapVersion,
}

impl OperationEntry {
    /// The entry of an operation.
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Self {
            name: O::NAME,
            action: O::ACTION,
            addressing: O::ADDRESSING,
            request: O::REQUEST,
            response: O::RESPONSE,
            version: O::VERSION,
        }
    }
}
