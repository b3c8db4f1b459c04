//! What went wrong in a JSON document, and where.

use std::fmt;

use serde_core::de;

use super::read::Reading;
use super::write::Writing;

/// An error of reading or writing JSON: its kind, its path and, in reading, its position.
///
/// Form: `3:37: $.PartialErrors[3].Code: "abc" is not an xs:int`; items are counted from 0.
#[derive(Debug)]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    path: String,
    position: Option<(usize, usize)>,
    message: String,
}

/// What sort of error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The text is not JSON, is cut off, or is nested too deep for the parser.
    Malformed,
    /// A value does not fit its place; in strict reading, also a member that is unknown, repeated or missing.
    Value,
    /// A value that JSON cannot carry; only in writing.
    Unwritable,
    /// An item, or the rest of a document that is read item by item, is larger than allowed.
    Limit,
}

impl Error {
    /// The error for bytes that are not UTF-8.
    pub(super) fn encoding(bytes: &[u8], error: std::str::Utf8Error) -> Self {
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        Self::new(
            ErrorKind::Malformed,
            "$".to_owned(),
            Some(end_of(&valid)),
            "the text is not UTF-8".to_owned(),
        )
    }

    /// The error of reading a text.
    pub(super) fn reading(reading: &Reading<'_>, text: &str, error: &serde_json::Error) -> Self {
        let kind = match error.classify() {
            serde_json::error::Category::Data => ErrorKind::Value,
            _ => ErrorKind::Malformed,
        };
        let position = reading.position.get().or_else(|| position_of(error));
        let position = position.map(|position| in_characters(text, position));
        Self::new(kind, reading.path.to_string(), position, message_of(error))
    }

    /// The error of writing a value.
    pub(super) fn writing(writing: &Writing, error: &serde_json::Error) -> Self {
        let path = writing.path.to_string();
        Self::new(ErrorKind::Unwritable, path, None, message_of(error))
    }

    /// The error for a field that is not there to be read item by item.
    pub(super) fn not_there() -> Self {
        let message = "the field that was selected is not part of the document, or no array";
        Self::new(ErrorKind::Value, "$".to_owned(), None, message.to_owned())
    }

    /// An error at that path, line and column.
    pub(super) fn at(kind: ErrorKind, path: &str, position: (usize, usize), message: &str) -> Self {
        Self::new(kind, path.to_owned(), Some(position), message.to_owned())
    }

    /// The error of a value that stands at that path, and begins at that line and column.
    pub(super) fn within(mut self, path: &str, start: (usize, usize)) -> Self {
        let inner = self.inner.path.trim_start_matches('$').to_owned();
        self.inner.path = path.to_owned() + &inner;
        let (line, column) = self.inner.position.unwrap_or((1, 1));
        self.inner.position = Some(match line {
            1 => (start.0, start.1 + column - 1),
            _ => (start.0 + line - 1, column),
        });
        self
    }

    fn new(
        kind: ErrorKind,
        path: String,
        position: Option<(usize, usize)>,
        message: String,
    ) -> Self {
        let inner = Inner {
            kind,
            path,
            position,
            message,
        };
        Self {
            inner: Box::new(inner),
        }
    }

    /// What sort of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner.kind
    }

    /// The path of the value, such as `$.PartialErrors[3].Code`; `$` for the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.inner.path
    }

    /// The line and column where it was noticed, both from 1: at the end of the value, or at the end of the object around. None in
    /// writing.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.inner.position
    }

    /// What happened, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.inner.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.inner.position {
            write!(f, "{line}:{column}: ")?;
        }
        write!(f, "{}: {}", self.inner.path, self.inner.message)
    }
}

impl std::error::Error for Error {}

impl Reading<'_> {
    /// Passes on an error in a piece of the text, and notes where in the whole text it is.
    #[cold]
    pub(super) fn move_error<E: de::Error>(&self, piece: &str, error: &serde_json::Error) -> E {
        if let (Some(text), Some((line, column))) = (self.text, position_of(error))
            && self.position.get().is_none()
        {
            let start = (piece.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let before = text.get(..start).unwrap_or("");
            let lines = before.matches('\n').count();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = if line == 1 {
                before.len() - line_start + column
            } else {
                column
            };
            self.position.set(Some((lines + line, column)));
        }
        E::custom(message_of(error))
    }
}

/// The line and the column, which counts bytes.
fn position_of(error: &serde_json::Error) -> Option<(usize, usize)> {
    (error.line() > 0).then(|| (error.line(), error.column()))
}

/// The message without the position.
fn message_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&position) {
        Some(message) => message.to_owned(),
        None => message,
    }
}

/// The same position with a column that counts characters.
fn in_characters(text: &str, (line, column): (usize, usize)) -> (usize, usize) {
    let text = text.split('\n').nth(line - 1).unwrap_or("");
    let before = String::from_utf8_lossy(&text.as_bytes()[..column.min(text.len())]);
    (line, before.chars().count().max(1))
}

/// The position behind a text.
fn end_of(text: &str) -> (usize, usize) {
    let last = text.rsplit('\n').next().unwrap_or("");
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}
