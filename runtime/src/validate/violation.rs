//! What is wrong with a document.

use std::fmt;

/// A breach of the schema: its kind, its place, and what is wrong.
///
/// Form: `2:40: /order/item[3]/price: "abc" is not an xs:decimal`; elements are counted from 1 among those of the same name, as XPath
/// does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    kind: ViolationKind,
    path: String,
    line: usize,
    column: usize,
    message: String,
}

/// What sort of violation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The document is no XML that can be read, or passes a limit of reading; nothing behind that place was looked at.
    Unreadable,
    /// An element that no schema declares, where one must be declared.
    NotDeclared,
    /// An element that may not stand there.
    UnexpectedElement,
    /// An element that must be there is missing.
    MissingElement,
    /// Text where there may be none.
    UnexpectedText,
    /// An attribute that the element does not have.
    UnexpectedAttribute,
    /// An attribute that must be there is missing.
    MissingAttribute,
    /// A text that is no value of its built-in type, or of no member of a union.
    Value,
    /// A value outside a facet of its type.
    Facet,
    /// Another value than the fixed one.
    Fixed,
    /// `xsi:type` names no type, or one that may not stand there.
    Type,
    /// An element or type that is abstract.
    Abstract,
    /// `xsi:nil` where it is not allowed, or on an element with content.
    Nil,
    /// An `xs:ID` that is there twice, or a second one of one element.
    Id,
    /// An `xs:IDREF` to nothing.
    IdReference,
    /// A second element with the fields of a `unique` or `key`.
    Duplicate,
    /// A `key` without one of its fields, or a field that is there more than once.
    Key,
    /// A `keyref` to nothing.
    KeyReference,
    /// A content model that can be read in too many ways to be followed; only schemas that are none have it.
    Ambiguous,
}

impl Violation {
    /// What sort of violation it is.
    #[must_use]
    pub fn kind(&self) -> ViolationKind {
        self.kind
    }

    /// The path from the root, such as `/order/item[3]/price` or `/order/item[3]/@id`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line and column of the element's start tag, or behind the content that is not complete; both from 1.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        (self.line, self.column)
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            path,
            message,
            ..
        } = self;
        write!(f, "{line}:{column}: ")?;
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        f.write_str(message)
    }
}

impl std::error::Error for Violation {}

/// All violations of a document, in the order of their places; at least one.
///
/// There are [`Violations::MOST`] at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violations {
    all: Vec<Violation>,
    is_cut_off: bool,
}

impl Violations {
    /// How many violations are kept: a hostile document could have millions.
    pub const MOST: usize = 10_000;

    /// Whether there were more than are kept.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.is_cut_off
    }

    /// The first violation.
    #[must_use]
    pub fn first(&self) -> &Violation {
        self.all.first().expect("there is at least one violation")
    }
}

impl std::ops::Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.all
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

/// One violation a line.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, violation) in self.all.iter().enumerate() {
            f.write_str(if number > 0 { "\n" } else { "" })?;
            violation.fmt(f)?;
        }
        match self.is_cut_off {
            true => f.write_str("\nand more"),
            false => Ok(()),
        }
    }
}

impl std::error::Error for Violations {}

/// Violations as they are found: with offsets instead of lines.
#[derive(Debug, Default)]
pub(super) struct Found {
    all: Vec<(usize, Violation)>,
    is_cut_off: bool,
}

impl Found {
    pub(super) fn push(
        &mut self,
        kind: ViolationKind,
        offset: usize,
        path: String,
        message: String,
    ) {
        if self.all.len() == Violations::MOST {
            self.is_cut_off = true;
            return;
        }
        let violation = Violation {
            kind,
            path,
            line: 1,
            column: 1,
            message,
        };
        self.all.push((offset, violation));
    }

    /// The violations with their lines and columns in the text.
    ///
    /// # Errors
    ///
    /// [`Violations`] if there are any.
    pub(super) fn into_result(mut self, text: &str) -> Result<(), Violations> {
        if self.all.is_empty() {
            return Ok(());
        }
        self.all.sort_by_key(|(offset, _)| *offset);
        let (mut at, mut line, mut line_start) = (0, 1, 0);
        for (offset, violation) in &mut self.all {
            let end = (at..=(*offset).clamp(at, text.len()))
                .rev()
                .find(|end| text.is_char_boundary(*end))
                .unwrap_or(at);
            let passed = &text[at..end];
            line += passed.matches('\n').count();
            line_start = passed.rfind('\n').map_or(line_start, |last| at + last + 1);
            at = end;
            violation.line = line;
            violation.column = text[line_start..at].chars().count() + 1;
        }
        Err(Violations {
            all: self
                .all
                .into_iter()
                .map(|(_, violation)| violation)
                .collect(),
            is_cut_off: self.is_cut_off,
        })
    }
}
