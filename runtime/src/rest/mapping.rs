//! Where operations are, and what their header blocks are called.

use std::borrow::Cow;

use crate::soap::OperationEntry;

/// The place of an operation: a method and a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// The HTTP method, in capital letters.
    pub method: &'static str,
    /// The path behind the address of the service, beginning with `/`.
    pub path: String,
}

impl Route {
    /// A method and a path.
    pub fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
        }
    }
}

/// The HTTP header that a header block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpHeader {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What stands before the text of the block, such as `Bearer `.
    pub prefix: &'static str,
}

impl HttpHeader {
    /// A header with the text of the block as it is.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            prefix: "",
        }
    }

    /// The same header with something before the text of the block.
    #[must_use]
    pub fn with_prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }
}

/// How a service's operations are reached over REST.
pub trait Mapping: Send + Sync + 'static {
    /// Where an operation is.
    fn route(&self, operation: &OperationEntry) -> Route;

    /// The HTTP header that a header block is: one of the same name, unless told otherwise.
    fn header(&self, block: &'static str) -> HttpHeader {
        HttpHeader::new(block)
    }
}
