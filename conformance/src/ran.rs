//! A case and what became of it.

use std::path::PathBuf;
use std::time::Duration;

use crate::case::Case;
use crate::outcome::State;

/// A case and what became of it.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) case: Case,
    pub(crate) schema: State,
    /// One for each instance.
    pub(crate) instances: Vec<State>,
    /// How long generating took.
    pub(crate) time: Duration,
    /// The generated modules and the size of their text.
    pub(crate) generated: Option<(Vec<String>, usize)>,
    /// Where they are.
    pub(crate) folder: PathBuf,
}

impl Ran {
    /// The name of the module that holds the generated ones.
    pub(crate) fn name(&self) -> &str {
        let name = self.folder.file_name().and_then(|name| name.to_str());
        name.expect("folders of cases have names in ASCII")
    }

    /// Whether the schemas or an instance failed.
    pub(crate) fn has_failed(&self) -> bool {
        let mut states = std::iter::once(&self.schema).chain(&self.instances);
        states.any(|state| matches!(state, State::Failed(_)))
    }

    /// Instances of schemas of which nothing can be run never get their turn.
    pub(crate) fn block(&mut self) {
        for state in &mut self.instances {
            if *state == State::NotRun {
                *state = State::Blocked;
            }
        }
    }
}
