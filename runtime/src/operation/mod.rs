//! Operations: what a generated client calls and a generated service answers, whatever carries it.
//!
//! A generated module has one empty type for each operation that implements [`Operation`]; one `Client` whose methods make a
//! [`Call`]; and one service trait. A [`Caller`] carries calls: `castile::soap::Client` over SOAP; bindings may bring their own.

mod call;
mod exchange;

pub use call::{Call, CallFuture, Caller, ItemCaller, ItemsOf};
pub use exchange::{CallOptions, Extensions, Response, ResponseOf};

use std::fmt;

use crate::record::{Alternatives, Slot, Type};
use crate::table::{Row, Table};
use crate::xml::{Error, Writer};

/// What stands in the body of a message.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Body {
    /// One element.
    Element(Row),
    /// The elements of a table's rows, one after the other: a message of several parts, or of none.
    Parts(&'static Table),
    /// One element by the rules of SOAP encoding (`use="encoded"`): a struct whose parts name their types. See
    /// [`encoded`](Self::encoded).
    Encoded(EncodedBody),
    /// Nothing: the reply of a one-way operation.
    Empty,
}

impl Body {
    /// One element by the rules of SOAP encoding.
    #[must_use]
    pub const fn encoded(row: Row) -> Self {
        Self::Encoded(EncodedBody {
            row,
            write: Writer::write_encoded,
        })
    }

    /// Whether no element is expected.
    pub(crate) const fn is_empty(&self) -> bool {
        match self {
            Self::Element(_) | Self::Encoded(_) => false,
            Self::Parts(table) => table.rows.is_empty(),
            Self::Empty => true,
        }
    }

    /// Whether a body that begins with the element of that name can be this one.
    pub(crate) fn begins_with(&self, local: &str, namespace: &str) -> bool {
        let is_named = |row: &Row| row.name() == local && row.namespace == namespace;
        match self {
            Self::Element(row) | Self::Encoded(EncodedBody { row, .. }) => is_named(row),
            Self::Parts(table) => table.rows.iter().any(is_named),
            Self::Empty => false,
        }
    }
}

/// An element by the rules of SOAP encoding, and what writes it: a program without encoded operations does not link that.
#[derive(Clone, Copy)]
pub struct EncodedBody {
    pub(crate) row: Row,
    pub(crate) write: fn(&mut Writer, &Row, &dyn Slot, SoapVersion) -> Result<(), Error>,
}

impl fmt::Debug for EncodedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.row.fmt(f)
    }
}

/// The actions of an operation in WS-Addressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Actions {
    /// Of the request.
    pub request: &'static str,
    /// Of the response; empty where there is none.
    pub response: &'static str,
}

impl Actions {
    /// The actions of request and response.
    #[must_use]
    pub const fn new(request: &'static str, response: &'static str) -> Self {
        Self { request, response }
    }
}

/// The version of SOAP that a binding asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SoapVersion {
    /// SOAP 1.1: `text/xml` and the header `SOAPAction`.
    #[default]
    Soap11,
    /// SOAP 1.2: `application/soap+xml` with the action in it.
    Soap12,
}

/// A type that can be a message or its headers.
pub trait Message: Slot + Default + Clone + fmt::Debug + PartialEq + Send + Sync {}

impl<T: Slot + Default + Clone + fmt::Debug + PartialEq + Send + Sync> Message for T {}

/// The typed details of a service's faults.
pub trait FaultDetail:
    Alternatives + Default + Clone + fmt::Debug + PartialEq + Send + Sync
{
}

impl<T: Alternatives + Default + Clone + fmt::Debug + PartialEq + Send + Sync> FaultDetail for T {}

/// An operation of a service.
pub trait Operation: fmt::Debug + Send + Sync + 'static {
    /// The content of the request's body.
    type Request: Message;
    /// The header blocks of a request, each a row: a generated struct, or [`NoHeaders`].
    type RequestHeaders: Message;
    /// The content of the response's body.
    type Response: Message;
    /// The header blocks of a response.
    type ResponseHeaders: Message;
    /// The details that faults may have.
    type Fault: FaultDetail;

    /// The name in the WSDL.
    const NAME: &'static str;
    /// The SOAPAction; empty where the binding gives none.
    const ACTION: &'static str;
    /// The version of SOAP.
    const VERSION: SoapVersion;
    /// The body of a request.
    const REQUEST: Body;
    /// The body of a response.
    const RESPONSE: Body;
    /// The actions of WS-Addressing, where the WSDL asks for that: a client then sends its header blocks unasked.
    const ADDRESSING: Option<Actions> = None;
}

/// The header blocks of a message that has none, or the body of one that is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoHeaders {}

impl Type for NoHeaders {
    const TABLE: &'static Table = &Table::of_struct("NoHeaders", "", "", &[]);
}

crate::codegen::record!(NoHeaders);
