//! The text of schema files, and places in it.

mod encoding;
pub(crate) mod foreign;
mod lines;

use std::fmt;
use std::sync::Arc;

pub(crate) use encoding::{Undecodable, decode};
use lines::LineIndex;

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

impl Place {
    /// The first character of a file.
    pub(crate) fn start_of(file: &Arc<str>) -> Self {
        Self {
            file: file.clone(),
            line: 1,
            column: 1,
        }
    }
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

/// The text of one file, ready to find places in.
#[derive(Debug)]
pub(crate) struct SourceText {
    file: Arc<str>,
    text: String,
    lines: LineIndex,
}

impl SourceText {
    /// The text of `file`, which is named as diagnostics are to name it.
    pub(crate) fn new(file: Arc<str>, text: String) -> Self {
        let lines = LineIndex::of(&text);
        Self { file, text, lines }
    }

    pub(crate) fn file(&self) -> &Arc<str> {
        &self.file
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The place of the byte at `offset`.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let (line, column) = self.lines.locate(&self.text, offset);
        Place {
            file: self.file.clone(),
            line,
            column,
        }
    }
}
