//! The small interface between the engine and the XML underneath: children, text, skip.
//!
//! The engine asks for the next child of the element it is in, and then takes that child as a whole: its text, its children, or
//! nothing of it. [`Source`] answers from quick-xml.

use std::borrow::Cow;

use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::XSI;
use super::error::{Error, ErrorKind};
use super::options::Limits;
use super::scope::{Resolved, Scope};

/// An attribute other than a namespace declaration.
#[derive(Debug)]
pub(crate) struct SourceAttribute<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) local: &'a str,
    pub(crate) namespace: Resolved,
    pub(crate) value: Cow<'a, str>,
}

/// The start tag that the source stands at.
#[derive(Debug)]
pub(crate) struct Start<'a> {
    pub(crate) name: &'a str,
    pub(crate) local: &'a str,
    pub(crate) namespace: Resolved,
    pub(crate) offset: usize,
    /// `xsi:nil`, if it is there and true.
    pub(crate) nil: bool,
    /// `xsi:type`, as it is written.
    pub(crate) xsi_type: Option<Cow<'a, str>>,
    empty: bool,
}

/// The next thing inside an element.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    Child,
    Text(Cow<'a, str>),
    End,
}

/// XML from a text in memory.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    xml: Reader<&'a [u8]>,
    text: &'a str,
    scope: Scope<'a>,
    start: Start<'a>,
    attributes: Vec<SourceAttribute<'a>>,
    depth: usize,
    items: usize,
    limits: Limits,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str, limits: Limits) -> Result<Self, Error> {
        if text.len() > limits.max_bytes {
            let message = format!(
                "the document has {} bytes, and at most {} are read",
                text.len(),
                limits.max_bytes
            );
            return Err(Error::new(ErrorKind::Limit, message));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut xml = Reader::from_str(text);
        xml.config_mut().check_comments = true;
        Ok(Self {
            xml,
            text,
            scope: Scope::new(),
            start: Start {
                name: "",
                local: "",
                namespace: Resolved::None,
                offset: 0,
                nil: false,
                xsi_type: None,
                empty: false,
            },
            attributes: Vec::new(),
            depth: 0,
            items: 0,
            limits,
        })
    }

    /// The whole text, for turning offsets into lines.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Where reading has come to.
    pub(crate) fn offset(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The start tag that [`child`](Self::child) moved to.
    #[inline]
    pub(crate) fn start(&self) -> &Start<'a> {
        &self.start
    }

    /// The attributes of that start tag.
    pub(crate) fn attributes(&self) -> &[SourceAttribute<'a>] {
        &self.attributes
    }

    /// The namespace declarations on that start tag.
    pub(crate) fn declared_here(&self) -> impl Iterator<Item = (&str, &str)> {
        self.scope.declared_at(self.depth + 1)
    }

    pub(crate) fn scope(&self) -> &Scope<'a> {
        &self.scope
    }

    /// Whether the start tag has this name.
    #[inline]
    pub(crate) fn is(&self, local: &str, namespace: &'static str) -> bool {
        self.start.local == local && self.scope.is(self.start.namespace, namespace)
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

    /// Goes into the element that the start tag opened.
    ///
    /// Its children follow, one by one; [`child`](Self::child) answers `false` at its end.
    pub(crate) fn enter(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > self.limits.max_depth {
            let message = format!(
                "elements are nested more than {} deep",
                self.limits.max_depth
            );
            return Err(Error::new(ErrorKind::Limit, message).at(self.start.offset));
        }
        Ok(())
    }

    /// Moves to the next child element; `false` at the end of the element around, which is left.
    #[inline]
    pub(crate) fn child(&mut self) -> Result<bool, Error> {
        match self.next()? {
            Node::Child => Ok(true),
            Node::End => Ok(false),
            Node::Text(text) => {
                let start: String = text.trim().chars().take(40).collect();
                Err(self.malformed(format!("there is text between elements: {start:?}")))
            }
        }
    }

    /// The next child or piece of text; the end leaves the element. White space alone is passed over outside of text.
    fn next(&mut self) -> Result<Node<'a>, Error> {
        loop {
            match self.next_node()? {
                Node::Text(text) if text.trim_ascii().is_empty() => {}
                node => return Ok(node),
            }
        }
    }

    /// The next child or piece of text, white space included.
    pub(crate) fn next_node(&mut self) -> Result<Node<'a>, Error> {
        if self.start.empty {
            self.start.empty = false;
            if self.depth > 0 {
                self.leave();
            }
            return Ok(Node::End);
        }
        loop {
            let event = self.xml.read_event().map_err(|e| self.syntax(&e))?;
            match event {
                Event::Start(tag) => {
                    self.take_start(&tag, 1)?;
                    return Ok(Node::Child);
                }
                Event::Empty(tag) => {
                    self.take_start(&tag, 2)?;
                    self.start.empty = true;
                    return Ok(Node::Child);
                }
                Event::End(_) => {
                    self.leave();
                    return Ok(Node::End);
                }
                Event::Text(text) => return Ok(Node::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Node::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    return Ok(Node::Text(self.resolve_reference(&reference)?));
                }
                Event::Eof if self.depth == 0 => return Ok(Node::End),
                Event::Eof => return Err(self.malformed("the document is cut off")),
                Event::DocType(_) => {
                    let message = "a document type declaration is not allowed";
                    return Err(Error::new(ErrorKind::DocumentType, message).at(self.offset()));
                }
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.scope.leave(self.depth);
    }

    /// The whole text of the element, which is left. A child element is an error.
    pub(crate) fn leaf_text(&mut self) -> Result<Cow<'a, str>, Error> {
        self.enter()?;
        let mut text = Cow::Borrowed("");
        loop {
            match self.next_node()? {
                Node::End => return Ok(text),
                Node::Text(piece) if text.is_empty() => text = piece,
                Node::Text(piece) => text.to_mut().push_str(&piece),
                Node::Child => {
                    let message = format!(
                        "an element `{}` stands where text is expected",
                        self.start.name
                    );
                    return Err(Error::new(ErrorKind::Value, message).at(self.start.offset));
                }
            }
        }
    }

    /// Passes over the element, which is left.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth;
        self.enter()?;
        while self.depth > outside {
            if let Node::Child = self.next_node()? {
                self.enter()?;
            }
        }
        Ok(())
    }

    fn take_start(&mut self, tag: &BytesStart<'a>, closing: usize) -> Result<(), Error> {
        self.items += 1;
        if self.items > self.limits.max_items {
            let message = format!("there are more than {} elements", self.limits.max_items);
            return Err(Error::new(ErrorKind::Limit, message).at(self.offset()));
        }
        let end = self.offset() - closing;
        let content = &self.text[end - tag.len()..end];
        let name = &content[..tag.name().as_ref().len()];
        self.start.offset = end - tag.len() - 1;
        self.start.empty = false;
        self.start.name = name;
        self.start.nil = false;
        self.start.xsi_type = None;
        self.attributes.clear();
        if content.len() > name.len() {
            self.take_attributes(content, name.len())?;
        }
        let (prefix, local) = split(name);
        self.start.local = local;
        self.start.namespace = match self.scope.resolve(prefix) {
            Some(namespace) => namespace,
            None => return Err(self.undeclared(prefix)),
        };
        Ok(())
    }

    fn take_attributes(&mut self, content: &'a str, name_len: usize) -> Result<(), Error> {
        let mut others = Vec::new();
        for attribute in Attributes::new(content, name_len) {
            let attribute = attribute.map_err(|e| self.malformed(e.to_string()))?;
            let name: &'a str = attribute.key.0;
            let value = self.attribute_value(&attribute)?;
            match split(name) {
                ("", "xmlns") => self.scope.declare("", value, self.depth + 1),
                ("xmlns", prefix) => self.scope.declare(prefix, value, self.depth + 1),
                (prefix, local) => others.push((prefix, local, value)),
            }
        }
        for (prefix, local, value) in others {
            self.take_attribute(prefix, local, value)?;
        }
        Ok(())
    }

    fn take_attribute(
        &mut self,
        prefix: &'a str,
        local: &'a str,
        value: Cow<'a, str>,
    ) -> Result<(), Error> {
        let namespace = if prefix.is_empty() {
            Resolved::None
        } else {
            let resolved = self.scope.resolve(prefix);
            resolved.ok_or_else(|| self.undeclared(prefix))?
        };
        if self.scope.is(namespace, XSI) {
            match local {
                "nil" => self.start.nil = self.nil(value.trim_ascii())?,
                "type" => self.start.xsi_type = Some(value.clone()),
                _ => {}
            }
        }
        self.attributes.push(SourceAttribute {
            prefix,
            local,
            namespace,
            value,
        });
        Ok(())
    }

    fn nil(&self, text: &str) -> Result<bool, Error> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            other => {
                let message = format!("{other:?} is not a value of xsi:nil");
                Err(Error::new(ErrorKind::Value, message).at(self.start.offset))
            }
        }
    }

    fn attribute_value(&self, attribute: &Attribute<'a>) -> Result<Cow<'a, str>, Error> {
        if attribute.value.contains('<') {
            return Err(self.malformed("an attribute value holds `<`"));
        }
        attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| self.malformed(e.to_string()))
    }

    /// A character reference, or one of the five entities that need no declaration.
    fn resolve_reference(&self, reference: &BytesRef<'a>) -> Result<Cow<'a, str>, Error> {
        let name: &str = reference;
        let text = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => {
                let resolved = reference.resolve_char_ref();
                return match resolved.map_err(|e| self.malformed(e.to_string()))? {
                    Some(character) => Ok(Cow::Owned(character.to_string())),
                    None => Err(self.malformed(format!("the entity `&{name};` is not declared"))),
                };
            }
        };
        Ok(Cow::Borrowed(text))
    }

    fn undeclared(&self, prefix: &str) -> Error {
        self.malformed(format!("the prefix `{prefix}` is not declared"))
    }

    fn malformed(&self, message: impl Into<Cow<'static, str>>) -> Error {
        Error::new(ErrorKind::Malformed, message).at(self.offset())
    }

    fn syntax(&self, error: &quick_xml::Error) -> Error {
        let offset = usize::try_from(self.xml.error_position()).unwrap_or(usize::MAX);
        Error::new(ErrorKind::Malformed, error.to_string()).at(offset)
    }
}

/// Splits a name into prefix and local part.
pub(crate) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}
