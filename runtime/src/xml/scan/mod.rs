//! The scanner: XML from a text in memory.
//!
//! It is what makes reading fast. A pull parser of events has to look at every byte to find out what comes; the scanner is asked
//! for what the engine needs next, and mostly finds just that. The ideas, each in its file with what it gains:
//!
//! - [`predict`]: the next start tag is compared with the one that the schema expects;
//! - [`block`](super::block): one pass over text finds its end and everything forbidden in it;
//! - [`word`]: names are compared without a call.
//!
//! Beside these: nothing is allocated for an event, the text is UTF-8 because it is a `str`, and what is kept of an open element
//! is where its name stands. The numbers are instructions for each record of the documents of `benches/`, counted by
//! `benches/instructions.sh`; w1 has records of five elements.
//!
//! It is as strict as XML 1.0 (fifth edition) with namespaces asks of a processor that does not validate and reads no document
//! type declaration: such a declaration is an error of its own.

mod markup;
mod memo;
mod name;
mod predict;
mod tag;
mod text;
pub(super) mod word;

use super::error::Error;
use super::options::{ControlReferences, ReadOptions};
use super::source::{Node, text_between};
use super::standing::{Name, Standing, malformed};
use memo::Memos;

/// XML from a text in memory.
#[derive(Debug)]
pub(crate) struct Scanner<'a> {
    pub(super) standing: Standing<'a>,
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The names of the open elements, for their end tags.
    open: Vec<Name>,
    memos: Memos<'a>,
    /// The row of the child that was found among others.
    found: usize,
    /// The end of the nil element that was foreseen last.
    nil_end: usize,
    references: ControlReferences,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, options: &ReadOptions) -> Result<Self, Error> {
        Ok(Self::at(Standing::new(text, options.limits)?, options))
    }

    /// A scanner of a text that begins where something stands already.
    pub(super) fn at(standing: Standing<'a>, options: &ReadOptions) -> Self {
        let text = standing.text();
        Self {
            standing,
            text,
            bytes: text.as_bytes(),
            at: 0,
            open: Vec::new(),
            memos: Memos::default(),
            found: 0,
            nil_end: 0,
            references: options.control_references,
        }
    }

    /// Goes on at an offset of the text, at the same depth.
    pub(super) fn seek(&mut self, offset: usize) {
        self.at = offset;
    }

    /// Where reading has come to.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Goes into the element that the start tag opened.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Error> {
        self.open.push(self.standing.name);
        self.standing.enter()
    }

    /// Moves to the next child element; `false` at the end of the element around, which is left.
    pub(super) fn child(&mut self) -> Result<bool, Error> {
        loop {
            if !self.standing.empty {
                self.at = self.space_end(self.at);
                match self.bytes[self.at..] {
                    [b'<', b'/', ..] => {
                        self.take_end()?;
                        return Ok(false);
                    }
                    [b'<', b'!' | b'?', ..] => {}
                    [b'<', ..] => {
                        self.take_start()?;
                        return Ok(true);
                    }
                    _ => {}
                }
            }
            match self.next_node()? {
                Node::Child => return Ok(true),
                Node::End => return Ok(false),
                Node::Text(text) if text.bytes().all(is_space) => {}
                Node::Text(text) => return Err(text_between(&text, self.at)),
            }
        }
    }

    /// The next child or piece of text, white space included; the end leaves the element.
    pub(super) fn next_node(&mut self) -> Result<Node<'a>, Error> {
        if self.standing.empty {
            self.leave_empty();
            return Ok(Node::End);
        }
        loop {
            match self.bytes[self.at..] {
                [] if self.standing.depth == 0 => return Ok(Node::End),
                [] => return Err(self.cut_off()),
                [b'<', b'/', ..] => {
                    self.take_end()?;
                    return Ok(Node::End);
                }
                [b'<', b'!' | b'?', ..] => {
                    if let Some(text) = self.take_markup()? {
                        return Ok(Node::Text(text));
                    }
                }
                [b'<', ..] => {
                    self.take_start()?;
                    return Ok(Node::Child);
                }
                _ if self.standing.depth == 0 => self.take_space_outside()?,
                _ => return Ok(Node::Text(self.take_text()?)),
            }
        }
    }

    /// Passes over the element, which is left.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        if self.standing.empty && self.standing.may_enter() {
            self.standing.empty = false;
            if self.standing.scope.leave(self.standing.depth) {
                self.forget_memos();
            }
            return Ok(());
        }
        let outside = self.standing.depth;
        self.enter()?;
        while self.standing.depth > outside {
            if let Node::Child = self.next_node()? {
                self.enter()?;
            }
        }
        Ok(())
    }

    /// Leaves the element around; its end tag has been taken.
    #[inline]
    fn leave(&mut self) {
        if self.standing.leave() {
            self.forget_memos();
        }
    }

    /// Leaves the element around, which has no end tag.
    fn leave_empty(&mut self) {
        self.standing.empty = false;
        self.open.pop();
        self.leave();
    }

    fn take_space_outside(&mut self) -> Result<(), Error> {
        self.at = self.space_end(self.at);
        match self.bytes.get(self.at) {
            None | Some(b'<') => Ok(()),
            Some(_) => Err(self.text_outside()),
        }
    }

    #[cold]
    fn text_outside(&self) -> Error {
        malformed("there is text outside of the root element", self.at)
    }

    #[cold]
    fn cut_off(&self) -> Error {
        malformed("the document is cut off", self.text.len())
    }
}

#[inline]
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
