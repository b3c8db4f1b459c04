//! Qualified names.

use std::fmt;
use std::sync::Arc;

/// The name of a component: a namespace, or none, and a local name.
///
/// Form: displayed as `{namespace}local`, or `local` where there is no namespace. Ordered by namespace, then local name.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QName {
    /// The namespace; `None` for a name in no namespace.
    pub namespace: Option<Arc<str>>,
    /// The local part.
    pub local: Arc<str>,
}

impl QName {
    /// The name `local` in `namespace`.
    pub fn new(namespace: Option<&str>, local: &str) -> Self {
        Self {
            namespace: namespace.map(Arc::from),
            local: Arc::from(local),
        }
    }

    /// Whether this is the name `local` in `namespace`.
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.namespace.as_deref() == Some(namespace) && &*self.local == local
    }
}

impl fmt::Display for QName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.namespace {
            Some(namespace) => write!(out, "{{{namespace}}}{}", self.local),
            None => out.write_str(&self.local),
        }
    }
}

impl fmt::Debug for QName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
