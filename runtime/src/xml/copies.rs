//! How much of its namespaces a document may have copied.

use std::cell::Cell;

use super::error::{Error, ErrorKind};
use super::options::Limits;

/// How long a namespace may be and be copied for nothing: no real one is longer, and so no document comes near the limit by them.
const FREE: usize = 256;

/// The bytes of namespaces that may still be copied.
///
/// A name of two letters can stand in a namespace of a megabyte, and every name that outlives the document holds its namespace: what
/// is copied counts against the limit on bytes.
#[derive(Debug)]
pub(crate) struct Copies(Cell<Option<usize>>);

impl Copies {
    /// As many bytes as a document may have.
    pub(crate) fn new(limits: Limits) -> Self {
        Self(Cell::new(Some(limits.max_bytes)))
    }

    /// A copy of a namespace. Beyond the limit it is empty, and [`hold`](Self::hold) an error.
    pub(crate) fn copy(&self, namespace: &str) -> String {
        match self.charge(namespace.len().saturating_sub(FREE)) {
            true => namespace.to_owned(),
            false => String::new(),
        }
    }

    /// Counts bytes that are copied; whether they are within the limit.
    pub(crate) fn charge(&self, bytes: usize) -> bool {
        let left = self.0.get().and_then(|left| left.checked_sub(bytes));
        self.0.set(left);
        left.is_some()
    }

    /// Refuses a document for which more was to be copied than the limit allows.
    pub(crate) fn hold(&self, offset: usize) -> Result<(), Error> {
        match self.0.get() {
            Some(_) => Ok(()),
            None => {
                let message = "too many and too long namespaces would have to be copied";
                Err(Error::new(ErrorKind::Limit, message).at(offset))
            }
        }
    }
}
