//! The small interface between the engine and the XML underneath: children, text, skip.
//!
//! The engine asks for the next child of the element it is in, and then takes that child as a whole: its text, its children, or
//! nothing of it. A [`Source`] answers from the scanner or from quick-xml.

use std::borrow::Cow;

use super::error::{Error, ErrorKind};
use super::options::{ReadOptions, Tokenizer};
#[cfg(feature = "quick-xml")]
use super::quick::QuickXml;
use super::scan::Scanner;
use super::scope::{Resolved, Scope};
use super::seen::Seen;
pub(crate) use super::standing::{Declaration, SourceAttribute};
use super::standing::{Standing, malformed};
use crate::table::Row;

/// The next thing inside an element.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    Child,
    Text(Cow<'a, str>),
    End,
}

/// What came next, where elements of a table are expected.
///
/// As wide as an [`Error`], so that a result of the two is handed back in registers: through memory, reading w2 takes 3 % longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Next {
    /// The element of the row that is expected.
    Expected,
    /// That element, before its start tag: it says nothing but nil, and can be passed over as a whole.
    ExpectedNil,
    /// The element of the row that [`Source::found`] says.
    Found,
    /// That element, before its start tag, as above.
    FoundNil,
    /// Another child.
    Child,
    /// The end of the element around, which is left.
    End,
}

/// XML from a text in memory.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    backend: Backend<'a>,
}

#[derive(Debug)]
#[cfg_attr(
    feature = "quick-xml",
    expect(
        clippy::large_enum_variant,
        reason = "one a document, and a box would stand in the way of every tag"
    )
)]
enum Backend<'a> {
    Scanner(Scanner<'a>),
    #[cfg(feature = "quick-xml")]
    QuickXml(Box<QuickXml<'a>>),
}

/// Asks whichever reader of markup it is.
macro_rules! ask {
    ($source:expr, $backend:ident => $answer:expr) => {
        match &$source.backend {
            Backend::Scanner($backend) => $answer,
            #[cfg(feature = "quick-xml")]
            Backend::QuickXml($backend) => $answer,
        }
    };
    (mut $source:expr, $backend:ident => $answer:expr) => {
        match &mut $source.backend {
            Backend::Scanner($backend) => $answer,
            #[cfg(feature = "quick-xml")]
            Backend::QuickXml($backend) => $answer,
        }
    };
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str, options: &ReadOptions) -> Result<Self, Error> {
        let backend = match options.tokenizer {
            Tokenizer::Scanner => Backend::Scanner(Scanner::new(text, options)?),
            #[cfg(feature = "quick-xml")]
            Tokenizer::QuickXml => Backend::QuickXml(Box::new(QuickXml::new(text, options)?)),
        };
        Ok(Self { backend })
    }

    /// Part of the content of an element of that depth, in which `declared` is in force.
    pub(crate) fn within(
        text: &'a str,
        options: &ReadOptions,
        depth: usize,
        declared: &'a [Declaration],
    ) -> Self {
        let standing = Standing::within(text, options.limits, depth, declared);
        let backend = Backend::Scanner(Scanner::at(standing, options));
        Self { backend }
    }

    /// Goes on at an offset of such a part.
    pub(crate) fn seek(&mut self, offset: usize) {
        match &mut self.backend {
            Backend::Scanner(scanner) => scanner.seek(offset),
            // Parts are read by the scanner alone.
            #[cfg(feature = "quick-xml")]
            Backend::QuickXml(_) => {}
        }
    }

    #[inline]
    fn standing(&self) -> &Standing<'a> {
        ask!(self, backend => &backend.standing)
    }

    /// The whole text, for turning offsets into lines.
    pub(crate) fn text(&self) -> &'a str {
        self.standing().text()
    }

    /// Where reading has come to.
    #[inline]
    pub(crate) fn offset(&self) -> usize {
        ask!(self, backend => backend.offset())
    }

    /// The name of the start tag that [`child`](Self::child) moved to, as it is written.
    pub(crate) fn name(&self) -> &'a str {
        self.standing().name()
    }

    /// Its local name.
    pub(crate) fn local(&self) -> &'a str {
        self.standing().local()
    }

    /// The prefix of its name; empty for none.
    pub(crate) fn prefix(&self) -> &'a str {
        self.standing().prefix()
    }

    /// The namespace of its name.
    pub(crate) fn namespace(&self) -> Resolved {
        self.standing().namespace
    }

    /// The text of that namespace; empty for none.
    pub(crate) fn uri(&self) -> &str {
        self.scope().uri(self.namespace())
    }

    /// Where it begins.
    pub(crate) fn start_offset(&self) -> usize {
        self.standing().offset()
    }

    /// Whether it has `xsi:nil`, and that is true.
    #[inline]
    pub(crate) fn is_nil(&self) -> bool {
        self.standing().nil
    }

    /// Its `xsi:type`, as it is written.
    pub(crate) fn xsi_type(&self) -> Option<&str> {
        self.standing().xsi_type()
    }

    /// Its attributes.
    pub(crate) fn attributes(&self) -> &[SourceAttribute<'a>] {
        &self.standing().attributes
    }

    /// Its namespace declarations.
    pub(crate) fn declared_here(&self) -> impl Iterator<Item = (&str, &str)> {
        let standing = self.standing();
        let declared = standing.scope.declared_at(standing.depth + 1);
        declared.map(|(prefix, uri)| (prefix, &**uri))
    }

    pub(crate) fn scope(&self) -> &Scope<'a> {
        &self.standing().scope
    }

    /// Whether it has this name.
    #[inline]
    pub(crate) fn is(&self, local: &str, namespace: &'static str) -> bool {
        self.standing().is(local, namespace)
    }

    /// Counts a copy of the declarations in force against the limit on bytes: a small document could ask for many large ones.
    pub(crate) fn charge_for_declarations(&self) -> Result<(), Error> {
        self.scope().copies().charge(self.scope().size());
        self.hold_to_copies()
    }

    /// Refuses a document that asks for more copies of its namespaces than the limit allows.
    pub(crate) fn hold_to_copies(&self) -> Result<(), Error> {
        self.scope().copies().hold(self.start_offset())
    }

    /// Moves to the root element.
    pub(crate) fn root(&mut self) -> Result<(), Error> {
        match self.next()? {
            Node::Child => Ok(()),
            Node::Text(_) => Err(self.malformed("there is text before the root element")),
            Node::End => Err(self.malformed("there is no root element")),
        }
    }

    /// Checks that nothing but comments follows the root element.
    pub(crate) fn finish(&mut self) -> Result<(), Error> {
        match self.next()? {
            Node::End => Ok(()),
            Node::Child => Err(self.malformed("there is a second root element")),
            Node::Text(_) => Err(self.malformed("there is text after the root element")),
        }
    }

    /// The next child or piece of text; the end leaves the element. White space alone is passed over outside of text.
    fn next(&mut self) -> Result<Node<'a>, Error> {
        loop {
            match self.next_node()? {
                Node::Text(text) if crate::value::text::trim(&text).is_empty() => {}
                node => return Ok(node),
            }
        }
    }

    fn malformed(&self, message: &'static str) -> Error {
        malformed(message, self.offset())
    }

    /// Goes into the element that the start tag opened.
    ///
    /// Its children follow, one by one; [`child`](Self::child) answers `false` at its end.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), Error> {
        ask!(mut self, backend => backend.enter())
    }

    /// Moves to the next child element; `false` at the end of the element around, which is left.
    #[inline]
    pub(crate) fn child(&mut self) -> Result<bool, Error> {
        ask!(mut self, backend => backend.child())
    }

    /// Moves to the next child, which is probably the element of the row `expected`, or of another from `next` on that was not
    /// seen; before it, if it is nil as others were.
    #[inline(always)]
    pub(crate) fn child_among(
        &mut self,
        rows: &[Row],
        next: usize,
        expected: usize,
        seen: &Seen,
    ) -> Result<Next, Error> {
        ask!(mut self, backend => backend.child_among(rows, next, expected, seen))
    }

    /// The row of the child that [`child_among`](Self::child_among) found.
    pub(crate) fn found(&self) -> usize {
        ask!(self, backend => backend.found())
    }

    /// Moves to the next child, which is probably the element of that row.
    #[inline(never)]
    pub(crate) fn child_expecting(&mut self, row: &Row) -> Result<Next, Error> {
        match self.child_among(std::slice::from_ref(row), 0, 0, &Seen::new(1))? {
            Next::ExpectedNil | Next::FoundNil => {
                self.child()?;
                Ok(Next::Expected)
            }
            Next::Found => Ok(Next::Expected),
            next => Ok(next),
        }
    }

    /// Passes over the nil element that [`child_among`](Self::child_among) came before.
    #[inline]
    pub(crate) fn pass_nil(&mut self) -> Result<(), Error> {
        ask!(mut self, backend => backend.pass_nil())
    }

    /// The next child or piece of text, white space included.
    pub(crate) fn next_node(&mut self) -> Result<Node<'a>, Error> {
        ask!(mut self, backend => backend.next_node())
    }

    /// The whole text of the element, which is left. A child element is an error.
    #[inline]
    pub(crate) fn leaf_text(&mut self) -> Result<Cow<'a, str>, Error> {
        ask!(mut self, backend => backend.leaf_text())
    }

    /// Passes over the element, which is left.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        ask!(mut self, backend => backend.skip())
    }
}

/// The error of text where there may only be elements.
#[cold]
pub(super) fn text_between(text: &str, offset: usize) -> Error {
    let start: String = text.trim().chars().take(40).collect();
    let message = format!("there is text between elements: {start:?}");
    Error::new(ErrorKind::Malformed, message).at(offset)
}
