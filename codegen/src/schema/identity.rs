//! Identity constraints: what a document must not repeat, and what must be there.

use std::sync::Arc;

use super::Reference;
use crate::source::Place;

/// `xs:unique`, `xs:key` or `xs:keyref`.
#[derive(Debug)]
#[allow(dead_code, reason = "for the rules of keys, which are not checked yet")]
pub(crate) struct Identity {
    pub(crate) kind: IdentityKind,
    pub(crate) name: Arc<str>,
    /// The number of its fields.
    pub(crate) fields: usize,
    pub(crate) place: Place,
}

/// What an identity constraint demands.
#[derive(Debug)]
#[allow(dead_code, reason = "for the rules of keys, which are not checked yet")]
pub(crate) enum IdentityKind {
    /// `unique` or `key`: no two are the same.
    Key,
    /// `keyref`: for each there is one of that key; `None` if it could not be read, which was reported.
    KeyReference(Option<Reference>),
}
