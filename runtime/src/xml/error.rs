//! What went wrong in a document, and where.

use std::borrow::Cow;
use std::fmt;

use crate::value::Lexical;

/// An error of reading or writing XML: its kind, its path and, in reading, its position.
///
/// Form: `2:40: Envelope/Body/ApplyOfflineConversionsResponse/PartialErrors/BatchError[3]/Code: "abc" is not an xs:int`; items are
/// counted from 0.
pub struct Error {
    inner: Box<Hidden>,
}

/// What an error holds, behind a trait object: what drops it is then compiled here, and not in every crate that has errors. In a box
/// of its own, so that an error is one pointer.
type Hidden = Box<dyn Inside + Send + Sync>;

trait Inside {
    fn inside(&self) -> &Inner;
    fn inside_mut(&mut self) -> &mut Inner;
}

impl Inside for Inner {
    fn inside(&self) -> &Inner {
        self
    }
    fn inside_mut(&mut self) -> &mut Inner {
        self
    }
}

/// Not derived: that would be compiled in every crate that has errors, with all that is in one.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("inner", self.inner())
            .finish()
    }
}

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    /// The innermost first.
    path: Vec<Segment>,
    offset: Option<usize>,
    position: Option<(usize, usize)>,
    source: Option<Lexical>,
    cause: Option<std::io::Error>,
}

#[derive(Debug)]
struct Segment {
    name: Cow<'static, str>,
    index: Option<usize>,
}

/// A place in a text, line and column counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    line: usize,
    column: usize,
}

impl Position {
    /// The start of a document.
    pub(crate) const START: Self = Self { line: 1, column: 1 };

    /// Where a text ends that begins here.
    pub(crate) fn behind(self, text: &str) -> Self {
        let (column, last) = match text.rsplit_once('\n') {
            Some((_, last)) => (1, last),
            None => (self.column, text),
        };
        Self {
            line: self.line + text.matches('\n').count(),
            column: column + last.chars().count(),
        }
    }
}

/// What sort of error it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The document is not well-formed, or is cut off.
    Malformed,
    /// The document has a document type declaration, which is refused.
    DocumentType,
    /// The document uses an encoding that is not supported, or is not in the encoding it says.
    Encoding,
    /// A limit was passed.
    Limit,
    /// The root is another element than expected.
    Root,
    /// A text is outside its type.
    Value,
    /// A nil where the schema allows none.
    Nil,
    /// An element or attribute that the schema does not have, or not there; only in strict reading.
    Unexpected,
    /// An element or attribute that must be there; only in strict reading.
    Missing,
    /// Something that SOAP encoding has and this engine has not, such as an array of several dimensions.
    Unsupported,
    /// What a document is read from failed.
    Input,
    /// A text with a character that XML 1.0 cannot carry; only in writing.
    ForbiddenCharacter,
    /// A name, prefix or namespace that XML cannot carry; only in writing, of an element or attributes of any kind.
    Name,
    /// A value of an unknown type that was read from JSON; only in writing.
    Foreign,
}

impl Error {
    fn inner(&self) -> &Inner {
        self.inner.inside()
    }

    fn inner_mut(&mut self) -> &mut Inner {
        self.inner.inside_mut()
    }

    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            inner: Box::new(Box::new(Inner {
                kind,
                message: message.into(),
                path: Vec::new(),
                offset: None,
                position: None,
                source: None,
                cause: None,
            })),
        }
    }

    pub(crate) fn value(lexical: Lexical) -> Self {
        let mut error = Self::new(ErrorKind::Value, "");
        error.inner_mut().source = Some(lexical);
        error
    }

    /// Whether a text without characters is outside its type, right where the error is noted.
    pub(super) fn is_of_empty_text(&self) -> bool {
        let lexical = self.inner().source.as_ref();
        self.inner().path.is_empty() && lexical.is_some_and(Lexical::is_of_empty_text)
    }

    /// The error of what a document is read from.
    pub(super) fn input(cause: std::io::Error) -> Self {
        let mut error = Self::new(ErrorKind::Input, "the document cannot be read on");
        error.inner_mut().cause = Some(cause);
        error
    }

    /// Notes where in the text it happened; the first note stays.
    pub(crate) fn at(mut self, offset: usize) -> Self {
        self.inner_mut().offset.get_or_insert(offset);
        self
    }

    /// Notes the element around what happened.
    pub(crate) fn within(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.inner_mut().path.push(Segment {
            name: name.into(),
            index: None,
        });
        self
    }

    /// Notes the item around what happened: the element's name and its index.
    pub(crate) fn within_item(mut self, name: &'static str, index: usize) -> Self {
        self.inner_mut().path.push(Segment {
            name: Cow::Borrowed(name),
            index: Some(index),
        });
        self
    }

    /// Turns the noted offset into line and column.
    pub(crate) fn locate(self, text: &str) -> Self {
        self.locate_behind(Position::START, text)
    }

    /// Turns the noted offset into line and column, in a text that begins at a position.
    pub(crate) fn locate_behind(mut self, start: Position, text: &str) -> Self {
        if let Some(offset) = self.inner().offset {
            let end = (0..=offset.min(text.len()))
                .rev()
                .find(|&end| text.is_char_boundary(end))
                .unwrap_or(0);
            let Position { line, column } = start.behind(&text[..end]);
            self.inner_mut().position = Some((line, column));
        }
        self
    }

    /// The error of a text that begins at a position, instead of at the start.
    pub(super) fn moved_behind(mut self, start: Position) -> Self {
        self.inner_mut().position = self.inner().position.map(|(line, column)| match line {
            1 => (start.line, start.column + column - 1),
            _ => (start.line + line - 1, column),
        });
        self
    }

    /// What sort of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.inner().kind
    }

    /// The line and column, both from 1; none in writing.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.inner().position
    }

    /// The offset in the text, where one was noted.
    #[cfg(feature = "validate")]
    pub(crate) fn offset(&self) -> Option<usize> {
        self.inner().offset
    }

    /// The path of elements from the root, such as `PartialErrors/BatchError[3]/Code`; empty at the root.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.inner().path.iter().rev() {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(&segment.name);
            if let Some(index) = segment.index {
                path.push_str(&format!("[{index}]"));
            }
        }
        path
    }

    /// What happened, without the place.
    #[must_use]
    pub fn message(&self) -> String {
        match &self.inner().source {
            Some(lexical) => lexical.to_string(),
            None => self.inner().message.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.inner().position {
            write!(f, "{line}:{column}: ")?;
        }
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.message())
    }
}

impl std::error::Error for Error {
    // Not inlined, or it is compiled with every crate that has errors.
    #[inline(never)]
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.inner().cause.as_ref()?;
        Some(cause)
    }
}
