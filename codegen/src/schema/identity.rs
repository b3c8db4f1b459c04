//! Identity constraints: what a document must not repeat, and what must be there.

use std::sync::Arc;

use super::{Path, Reference};
use crate::source::Place;

/// `xs:unique`, `xs:key` or `xs:keyref`.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) kind: IdentityKind,
    pub(crate) name: Arc<str>,
    /// What it selects.
    pub(crate) selector: Vec<Path>,
    /// The fields of that.
    pub(crate) fields: Vec<Vec<Path>>,
    pub(crate) place: Place,
}

/// What an identity constraint demands.
#[derive(Debug)]
pub(crate) enum IdentityKind {
    /// `unique`: no two are the same.
    Unique,
    /// `key`: and all have all fields.
    Key,
    /// `keyref`: for each there is one of that key; `None` if it could not be read, which was reported.
    KeyReference(Option<Reference>),
}
