//! Cases: schemas with what is to become of them.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;

use crate::hints::Hint;

/// Where a case comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// A WSDL that someone uses.
    Wsdl,
    /// A schema that someone uses.
    Xsd,
    /// A test of the W3C suite.
    W3c,
}

/// What is to become of the schemas of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Expected {
    /// They load, and what is generated compiles; nothing is left out.
    Accept,
    /// They break a rule: they are refused with an error that has a place.
    Reject,
    /// They are broken or out of scope: an error or a refusal that has a place.
    ClearError,
    /// One or the other.
    Either,
}

/// What is to become of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Validity {
    /// It is read, and what is written is the same.
    Valid,
    /// It is refused by strict reading and validation.
    Invalid,
    /// As a valid one, but it may be a SOAP envelope: then it is about what is in the body.
    Sample,
}

/// One or more schemas, and instances of them.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// Unique: the kind, then the name in the collection.
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// Who wrote it.
    pub(crate) contributor: String,
    /// What it is about, for counting.
    pub(crate) group: String,
    /// The entry files.
    pub(crate) documents: Vec<PathBuf>,
    /// Where remote documents are kept.
    pub(crate) catalog: Option<PathBuf>,
    pub(crate) expected: Expected,
    pub(crate) instances: Vec<Instance>,
    /// Other schemas, which its instances name.
    pub(crate) hints: Vec<Hint>,
}

/// A document of a schema.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    /// Its name in the collection.
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    pub(crate) validity: Validity,
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Wsdl => "wsdl",
            Self::Xsd => "xsd",
            Self::W3c => "w3c",
        })
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::ClearError => "clear-error",
            Self::Either => "either",
        })
    }
}
