//! Canonical XML: the one text of an element that a signature is made over.

mod document;
mod parse;
mod write;

pub(crate) use document::{Document, Node};
pub(crate) use write::write;

use super::error::{Error, ErrorKind};
use super::options::ReadOptions;

/// A way to canonical XML.
///
/// ```
/// use castile::xml::{Canonicalization, ReadOptions};
///
/// let text = "<a xmlns:x='urn:x' xmlns:y='urn:y'><x:b  z = '1' a='&#65;'/></a>";
/// let canonical = Canonicalization::exclusive().document(text, &ReadOptions::default())?;
/// assert_eq!(canonical, r#"<a><x:b xmlns:x="urn:x" a="A" z="1"></x:b></a>"#);
/// # Ok::<(), castile::xml::Error>(())
/// ```
///
/// Source: Exclusive XML Canonicalization 1.0; Canonical XML 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonicalization {
    form: Form,
    comments: Comments,
    /// `""` is the default namespace.
    prefixes: Vec<String>,
}

/// Which declarations go along with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Those that its names use, and those of listed prefixes.
    Exclusive,
    /// All that are in force.
    Inclusive,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comments {
    Dropped,
    Kept,
}

impl Canonicalization {
    /// Exclusive canonical XML: an element keeps its text when it is put elsewhere.
    #[must_use]
    pub fn exclusive() -> Self {
        Self {
            form: Form::Exclusive,
            comments: Comments::Dropped,
            prefixes: Vec::new(),
        }
    }

    /// Canonical XML 1.0: all declarations that are in force go along, and inherited attributes of the namespace of `xml`.
    #[must_use]
    pub fn inclusive() -> Self {
        Self {
            form: Form::Inclusive,
            ..Self::exclusive()
        }
    }

    /// Keeps comments.
    #[must_use]
    pub fn with_comments(mut self) -> Self {
        self.comments = Comments::Kept;
        self
    }

    /// Has these prefixes go along as in the inclusive form: the `PrefixList` of `InclusiveNamespaces`. `""` is the default namespace.
    #[must_use]
    pub fn with_inclusive_prefixes<P: Into<String>>(
        mut self,
        prefixes: impl IntoIterator<Item = P>,
    ) -> Self {
        self.prefixes = prefixes.into_iter().map(Into::into).collect();
        self
    }

    /// The canonical form of a document.
    ///
    /// # Errors
    ///
    /// [`Error`] if the text is not well-formed, has a document type declaration, or passes a limit.
    pub fn document(&self, text: &str, options: &ReadOptions) -> Result<String, Error> {
        let document = Document::parse(text, options).map_err(|error| error.locate(text))?;
        Ok(write::write_document(&document, self))
    }

    /// The canonical form of an element of a document: the one whose attribute `wsu:Id`, `xml:id` or `Id` has that value.
    ///
    /// # Errors
    ///
    /// As [`document`](Self::document); also if there is no such element, or more than one.
    pub fn element(&self, text: &str, id: &str, options: &ReadOptions) -> Result<String, Error> {
        let document = Document::parse(text, options).map_err(|error| error.locate(text))?;
        let Some(element) = document.with_id(id) else {
            let message = format!("there is no element with the id {id:?}, or more than one");
            return Err(Error::new(ErrorKind::Missing, message));
        };
        Ok(write::write(&document, element, self))
    }
}
