//! Walking a document by hand: what the reader of an envelope needs beside tables.

use std::borrow::Cow;

use super::capture::capture;
use super::error::{Error, ErrorKind};
use super::reader::{Encoding, Reader};
use super::source::Node;
use crate::value::AnyElement;

impl<'a> Reader<'a> {
    /// Moves to the root element.
    pub(crate) fn open_root(&mut self) -> Result<(), Error> {
        self.source.root()
    }

    /// Checks that nothing but comments follows the root element.
    pub(crate) fn close_root(&mut self) -> Result<(), Error> {
        self.source.finish()
    }

    /// Reads on by the rules of that encoding.
    pub(crate) fn set_encoding(&mut self, encoding: Encoding) {
        self.encoding = encoding;
    }

    /// Moves to the start tag at an offset.
    pub(crate) fn go_to(&mut self, offset: usize) -> Result<(), Error> {
        self.source.seek(offset);
        self.source.child()?;
        Ok(())
    }

    /// The namespace declarations of the element, as prefix and namespace.
    pub(crate) fn declared_here(&self) -> impl Iterator<Item = (&str, &str)> {
        self.source.declared_here()
    }

    /// Goes into the element that the reader stands at; [`child`](Self::child) moves through its children.
    pub(crate) fn enter(&mut self) -> Result<(), Error> {
        self.source.enter()
    }

    /// Moves to the next child; `false` at the end of the element around, which is left.
    pub(crate) fn child(&mut self) -> Result<bool, Error> {
        self.source.child()
    }

    /// Passes over the element, which is left.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        self.source.skip()
    }

    /// Takes the element as a tree, and leaves it.
    pub(crate) fn capture(&mut self) -> Result<AnyElement, Error> {
        capture(&mut self.source)
    }

    /// Whether the element has this name.
    pub(crate) fn is(&self, local: &str, namespace: &'static str) -> bool {
        self.source.is(local, namespace)
    }

    /// The local name of the element.
    pub(crate) fn local(&self) -> &'a str {
        self.source.local()
    }

    /// The namespace of the element; empty for none.
    pub(crate) fn namespace(&self) -> &str {
        self.source.uri()
    }

    /// An error at the element.
    pub(crate) fn error_here(
        &self,
        kind: ErrorKind,
        message: impl Into<Cow<'static, str>>,
    ) -> Error {
        Error::new(kind, message).at(self.source.start_offset())
    }

    /// Goes through the content of the element, which is left: `child` takes every child as a whole. Returns the text between.
    pub(crate) fn for_each_child_or_text(
        &mut self,
        mut child: impl FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<String, Error> {
        let mut between = String::new();
        self.source.enter()?;
        loop {
            match self.source.next_node()? {
                Node::End => return Ok(between),
                Node::Text(text) => between.push_str(&text),
                Node::Child => child(self)?,
            }
        }
    }
}
