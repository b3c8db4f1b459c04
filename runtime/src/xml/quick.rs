//! The second reader of markup, over quick-xml: what the scanner is held equal to.

use std::borrow::Cow;

use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::{Error, ErrorKind};
use super::options::{ControlReferences, ReadOptions};
use super::seen::Seen;
use super::source::{Next, Node, text_between};
use super::standing::{Name, Standing, malformed};
use crate::table::Row;
use crate::value::text::trim;

/// XML from a text in memory, by quick-xml.
#[derive(Debug)]
pub(crate) struct QuickXml<'a> {
    pub(super) standing: Standing<'a>,
    xml: Reader<&'a [u8]>,
    references: ControlReferences,
}

impl<'a> QuickXml<'a> {
    pub(super) fn new(text: &'a str, options: &ReadOptions) -> Result<Self, Error> {
        let standing = Standing::new(text, options.limits)?;
        let mut xml = Reader::from_str(standing.text());
        xml.config_mut().check_comments = true;
        Ok(Self {
            standing,
            xml,
            references: options.control_references,
        })
    }

    /// Where reading has come to.
    pub(super) fn offset(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Goes into the element that the start tag opened.
    pub(super) fn enter(&mut self) -> Result<(), Error> {
        self.standing.enter()
    }

    /// Moves to the next child element; `false` at the end of the element around, which is left.
    pub(super) fn child(&mut self) -> Result<bool, Error> {
        loop {
            match self.next_node()? {
                Node::Child => return Ok(true),
                Node::End => return Ok(false),
                Node::Text(text) if trim(&text).is_empty() => {}
                Node::Text(text) => return Err(text_between(&text, self.offset())),
            }
        }
    }

    /// Moves to the next child; nothing is gained by what it probably is.
    pub(super) fn child_among(
        &mut self,
        _rows: &[Row],
        _next: usize,
        _expected: usize,
        _seen: &Seen,
    ) -> Result<Next, Error> {
        Ok(if self.child()? {
            Next::Child
        } else {
            Next::End
        })
    }

    /// No row: none is looked for.
    pub(super) fn found(&self) -> usize {
        usize::MAX
    }

    /// Passes over the next element: quick-xml never comes before a nil one.
    pub(super) fn pass_nil(&mut self) -> Result<(), Error> {
        self.child()?;
        self.skip()
    }

    /// The next child or piece of text, white space included; the end leaves the element.
    pub(super) fn next_node(&mut self) -> Result<Node<'a>, Error> {
        if self.standing.empty {
            self.standing.empty = false;
            self.standing.leave();
            return Ok(Node::End);
        }
        loop {
            let event = self.xml.read_event().map_err(|e| self.syntax(&e))?;
            match event {
                Event::Start(tag) => {
                    self.take_start(&tag, ">")?;
                    return Ok(Node::Child);
                }
                Event::Empty(tag) => {
                    self.take_start(&tag, "/>")?;
                    self.standing.empty = true;
                    return Ok(Node::Child);
                }
                Event::End(_) => {
                    self.standing.leave();
                    return Ok(Node::End);
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    return Ok(Node::Text(self.resolve_reference(&reference)?));
                }
                Event::Eof if self.standing.depth == 0 => return Ok(Node::End),
                Event::Eof => return Err(self.malformed("the document is cut off")),
                Event::DocType(_) => {
                    let message = "a document type declaration is not allowed";
                    return Err(Error::new(ErrorKind::DocumentType, message).at(self.offset()));
                }
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
    }

    /// The whole text of the element, which is left. A child element is an error.
    pub(super) fn leaf_text(&mut self) -> Result<Cow<'a, str>, Error> {
        self.enter()?;
        let mut text = Cow::Borrowed("");
        loop {
            match self.next_node()? {
                Node::End => return Ok(text),
                Node::Text(piece) if text.is_empty() => text = piece,
                Node::Text(piece) => text.to_mut().push_str(&piece),
                Node::Child => return Err(self.standing.child_in_text()),
            }
        }
    }

    /// Passes over the element, which is left.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.standing.depth;
        self.enter()?;
        while self.standing.depth > outside {
            if let Node::Child = self.next_node()? {
                self.enter()?;
            }
        }
        Ok(())
    }

    fn take_start(&mut self, tag: &BytesStart<'a>, close: &str) -> Result<(), Error> {
        let end = self.offset() - close.len();
        let start = end - tag.len();
        let content = &self.standing.text()[start..end];
        let name = name_at(start, tag.name().0);
        self.standing.stand_at(name, self.standing.namespace)?;
        if content.len() > name.end - name.start {
            self.take_attributes(content, start, name.end - name.start)?;
        }
        self.standing.resolve_name()
    }

    fn take_attributes(
        &mut self,
        content: &'a str,
        start: usize,
        name_len: usize,
    ) -> Result<(), Error> {
        let mut attributes = Attributes::new(content, name_len);
        // Looked for below, and not by comparing each with each.
        attributes.with_checks(false);
        for attribute in attributes {
            let attribute = attribute.map_err(|e| self.malformed(e.to_string()))?;
            let value = self.attribute_value(&attribute)?;
            let key = attribute.key.0;
            let offset = key.as_ptr() as usize - content.as_ptr() as usize;
            let name = name_at(start + offset, key);
            self.standing.add_attribute(name, value)?;
        }
        self.standing.resolve_attributes()
    }

    fn attribute_value(&self, attribute: &Attribute<'a>) -> Result<Cow<'a, str>, Error> {
        if attribute.value.contains('<') {
            return Err(self.malformed("an attribute value holds `<`"));
        }
        attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| self.malformed(e.to_string()))
    }

    fn resolve_reference(&self, reference: &BytesRef<'a>) -> Result<Cow<'a, str>, Error> {
        let name: &str = reference;
        match self.references.resolve(name) {
            Ok(character) => Ok(Cow::Owned(character.to_string())),
            Err(message) => Err(self.malformed(message)),
        }
    }

    fn malformed(&self, message: impl Into<Cow<'static, str>>) -> Error {
        malformed(message, self.offset())
    }

    fn syntax(&self, error: &quick_xml::Error) -> Error {
        let offset = usize::try_from(self.xml.error_position()).unwrap_or(usize::MAX);
        malformed(error.to_string(), offset)
    }
}

/// The name that stands there.
fn name_at(start: usize, name: &str) -> Name {
    Name {
        start,
        local: start + name.find(':').map_or(0, |colon| colon + 1),
        end: start + name.len(),
    }
}
