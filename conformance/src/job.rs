//! What the tool asks of its worker processes, and what they answer: a line of JSON each.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What a worker is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Job {
    /// To load schemas, and to generate Rust from them.
    Generate {
        /// The entry files.
        documents: Vec<PathBuf>,
        /// Where remote documents are kept.
        catalog: Option<PathBuf>,
        /// Where the modules go; `None` if loading is all.
        out: Option<PathBuf>,
    },
}

/// What a worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// They were loaded, and generated if that was asked.
    Generated {
        /// The modules in `out`.
        modules: Vec<String>,
        /// The size of their text.
        bytes: usize,
        /// What was left out.
        refusals: Vec<Remark>,
    },
    /// The schemas cannot be loaded.
    NotLoaded(Vec<Remark>),
    /// They can, but no Rust comes of them.
    NotGenerated(Vec<Remark>),
    /// The worker panicked.
    Panicked(String),
    /// The worker could not do what it was asked; the tool's own fault.
    Impossible(String),
}

/// An error or a refusal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Remark {
    /// File, line and column, if it has them.
    pub(crate) place: Option<String>,
    pub(crate) message: String,
}
