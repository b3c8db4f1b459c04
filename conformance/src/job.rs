//! What the tool asks of its worker processes, and what they answer: a line of JSON each.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::hints::Hint;

/// What a worker is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    /// The entry files.
    pub(crate) documents: Vec<PathBuf>,
    /// Where remote documents are kept.
    pub(crate) catalog: Option<PathBuf>,
    /// Schemas for namespaces that those do not have.
    pub(crate) hints: Vec<Hint>,
    pub(crate) task: Task,
}

impl Job {
    /// A task about the schemas of a case.
    pub(crate) fn of(case: &Case, task: Task) -> Self {
        Self {
            documents: case.documents.clone(),
            catalog: case.catalog.clone(),
            hints: case.hints.clone(),
            task,
        }
    }
}

/// What is to be done with the schemas.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    /// To load them.
    Load,
    /// To generate Rust into this folder.
    Generate(PathBuf),
    /// To find out what an instance is.
    Open(Source),
    /// To find out whether a sample keeps to its schema.
    Fit(Source),
    /// To compare an instance with what was written of it.
    Compare(Source, String),
}

/// An instance in a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) file: PathBuf,
    /// Whether it may be an envelope, and what is meant is what is in it.
    pub(crate) is_sample: bool,
}

/// What a worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// They were loaded, and generated if that was asked.
    Generated(Generated),
    /// The schemas cannot be loaded.
    NotLoaded(Vec<Remark>),
    /// They can, but no Rust comes of them.
    NotGenerated(Vec<Remark>),
    /// What the instance is.
    Opened(Opened),
    /// The instance is no XML document, or has no element to start from.
    NotOpened(String),
    /// Why the sample does not keep to its schema, if it does not.
    Fitted(Option<String>),
    /// The first difference, if there is one.
    Compared(Option<String>),
    /// The worker panicked.
    Panicked(String),
    /// The worker could not do what it was asked; the tool's own fault.
    Impossible(String),
}

/// What was generated.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Generated {
    /// The modules.
    pub(crate) modules: Vec<String>,
    /// The size of their text.
    pub(crate) bytes: usize,
    /// What was left out because it is not supported.
    pub(crate) refusals: Vec<Remark>,
    /// What was left out because the WSDL contradicts itself there.
    pub(crate) broken: Vec<Remark>,
}

/// An error or a refusal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Remark {
    /// File, line and column, if it has them.
    pub(crate) place: Option<String>,
    pub(crate) message: String,
}

/// An instance that is to be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Opened {
    /// The document.
    pub(crate) text: String,
    /// Its root element.
    pub(crate) root: Name,
    /// The type of the root; empty for an anonymous one.
    pub(crate) ty: Name,
    /// Whether the root may be nil.
    pub(crate) is_nillable: bool,
    /// The built-in type nearest to its type; empty if there is none.
    pub(crate) builtin: String,
    /// The value that is meant where the root is empty; empty if there is none.
    pub(crate) default: String,
}

/// A name; an empty namespace is none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Name {
    pub(crate) local: String,
    pub(crate) namespace: String,
}
