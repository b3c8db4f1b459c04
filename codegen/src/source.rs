//! Places in the files that were read.

use std::fmt;
use std::sync::Arc;

/// A place in a schema file: where a construct begins.
///
/// Form: displayed as `schemas/cm.wsdl:8254:16`. The file is named as the caller named it, or relative to the file that
/// led to it, so that output does not depend on the folder of the project.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file as the caller named it, with `/` between folders.
    pub file: Arc<str>,
    /// The line, counted from 1.
    pub line: u32,
    /// The column, counted from 1 in characters.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
