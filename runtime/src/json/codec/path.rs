//! Where in a JSON document something went wrong.

use std::cell::{Cell, RefCell};
use std::fmt;

/// The path to what failed, noted from the inside out while the failure is passed up; and whether the engine itself refused.
#[derive(Debug, Default)]
pub(super) struct Path {
    segments: RefCell<Vec<Segment>>,
    refused: Cell<bool>,
}

#[derive(Debug)]
enum Segment {
    Member(String),
    Item(usize),
}

impl Path {
    /// Notes the member around the failure.
    #[cold]
    pub(super) fn member(&self, name: &str) {
        let mut segments = self.segments.borrow_mut();
        segments.push(Segment::Member(name.to_owned()));
    }

    /// Notes the item around the failure.
    #[cold]
    pub(super) fn item(&self, index: usize) {
        self.segments.borrow_mut().push(Segment::Item(index));
    }

    /// Notes that the failure is the engine's own, not one of the format underneath.
    #[cold]
    pub(super) fn refuse<E>(&self, error: E) -> E {
        self.refused.set(true);
        error
    }

    /// Forgets a failure that did no harm.
    #[cold]
    pub(super) fn forget(&self) {
        self.segments.borrow_mut().clear();
        self.refused.set(false);
    }

    /// The message behind its path; none for a failure of the format underneath, which is to be passed on as it is.
    #[cold]
    pub(super) fn place(&self, message: &dyn fmt::Display) -> Option<String> {
        self.refused.get().then(|| format!("{self}: {message}"))
    }
}

/// `$.PartialErrors[3].Code`
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for segment in self.segments.borrow().iter().rev() {
            match segment {
                Segment::Member(name) => write!(f, ".{name}")?,
                Segment::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
