//! Reading a document with all that canonical XML tells.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::document::{Attribute, Document, Element, Node, UTILITY, split};
use crate::xml::error::{Error, ErrorKind};
use crate::xml::options::ReadOptions;
use crate::xml::scope::XML;

/// Whether an attribute is one by which signatures name elements.
fn is_id(namespace: &str, local: &str) -> bool {
    match namespace {
        UTILITY => local == "Id",
        XML => local == "id",
        "" => matches!(local, "Id" | "ID" | "id"),
        _ => false,
    }
}

/// A document on its way.
pub(super) struct Parser<'t> {
    text: &'t str,
    options: ReadOptions,
    xml: Reader<&'t [u8]>,
    document: Document<'t>,
    /// The open elements.
    open: Vec<usize>,
    /// The declarations in force, the innermost last.
    scope: Vec<(&'t str, usize)>,
    elements: usize,
    has_root: bool,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, options: &ReadOptions) -> Self {
        let mut xml = Reader::from_str(text);
        xml.config_mut().check_comments = true;
        Self {
            text,
            options: *options,
            xml,
            document: Document {
                nodes: Vec::new(),
                namespaces: vec![Cow::Borrowed(""), Cow::Borrowed(XML)],
                root: 0,
                ids: HashMap::new(),
            },
            open: Vec::new(),
            scope: vec![("", 0), ("xml", 1)],
            elements: 0,
            has_root: false,
        }
    }

    /// Reads it to the end.
    pub(super) fn parse(mut self) -> Result<Document<'t>, Error> {
        while self.step()? {}
        match self.has_root && self.open.is_empty() {
            true => Ok(self.document),
            false => Err(self.malformed("the document is cut off")),
        }
    }

    /// Takes in the next piece of markup or text; `false` at the end.
    fn step(&mut self) -> Result<bool, Error> {
        let before = self.offset();
        let event = self.xml.read_event();
        let event = event.map_err(|error| self.malformed(error.to_string()))?;
        match event {
            Event::Start(tag) => self.start(&tag, before)?,
            Event::Empty(tag) => {
                self.start(&tag, before)?;
                self.end(self.offset() - 2, true)?;
            }
            Event::End(_) => self.end(before, false)?,
            Event::Text(text) => self.text(text.xml10_content())?,
            Event::CData(text) if self.open.is_empty() => self.text(text.into_inner())?,
            Event::CData(text) => self.text(text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let resolved = self.options.control_references.resolve(&reference);
                let character = resolved.map_err(|message| self.malformed(message))?;
                self.text(Cow::Owned(character.to_string()))?;
            }
            Event::Comment(comment) => {
                let node = Node::Comment(comment.xml10_content());
                self.document.nodes.push(node);
            }
            Event::PI(instruction) => {
                let inner = &self.text[before + 2..self.offset() - 2];
                let target = inner.split([' ', '\t', '\r', '\n']).next().unwrap_or("");
                let data = inner[target.len()..].trim_start_matches([' ', '\t', '\r', '\n']);
                debug_assert_eq!(target, instruction.target());
                let node = Node::Instruction(target, normalized_lines(data));
                self.document.nodes.push(node);
            }
            Event::Decl(_) => {}
            Event::DocType(_) => {
                let message = "a document type declaration is not allowed";
                return Err(Error::new(ErrorKind::DocumentType, message).at(before));
            }
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn start(&mut self, tag: &BytesStart<'t>, before: usize) -> Result<(), Error> {
        if self.open.is_empty() && std::mem::replace(&mut self.has_root, true) {
            return Err(self.malformed("there is a second root element"));
        }
        self.elements += 1;
        let limits = self.options.limits;
        if self.open.len() >= limits.max_depth || self.elements > limits.max_items {
            let message = "the document is nested too deep, or has too many elements";
            return Err(Error::new(ErrorKind::Limit, message).at(before));
        }
        let node = self.document.nodes.len();
        if self.open.is_empty() {
            self.document.root = node;
        }
        let start = before + 1;
        let name_len = tag.name().0.len();
        let name = &self.text[start..start + name_len];
        let content = &self.text[start..start + tag.len()];
        let mut element = Element {
            name,
            namespace: 0,
            attributes: Vec::new(),
            declared: Vec::new(),
            parent: self.open.last().copied(),
            end: node,
            name_end: start + name_len,
            content_end: 0,
            is_empty_tag: false,
        };
        self.attributes(content, name_len, &mut element)?;
        element.namespace = self.resolve(element.prefix())?;
        for attribute in &mut element.attributes {
            let (prefix, local) = split(attribute.name);
            if !prefix.is_empty() {
                attribute.namespace = self.resolve(prefix)?;
            }
            if is_id(self.document.uri(attribute.namespace), local) {
                let known = self.document.ids.entry(attribute.value.trim().to_owned());
                known.and_modify(|id| *id = None).or_insert(Some(node));
            }
        }
        self.open.push(node);
        self.document.nodes.push(Node::Start(element));
        Ok(())
    }

    fn attributes(
        &mut self,
        content: &'t str,
        name_len: usize,
        element: &mut Element<'t>,
    ) -> Result<(), Error> {
        let mut attributes = Attributes::new(content, name_len);
        // The scanner has looked for those that come twice.
        attributes.with_checks(false);
        for attribute in attributes {
            let attribute = attribute.map_err(|error| self.malformed(error.to_string()))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| self.malformed(error.to_string()))?;
            let name = attribute.key.0;
            let declared = match name.strip_prefix("xmlns:") {
                Some(prefix) => prefix,
                None if name == "xmlns" => "",
                None => {
                    element.attributes.push(Attribute {
                        name,
                        namespace: 0,
                        value,
                    });
                    continue;
                }
            };
            self.declare(declared, value, element)?;
        }
        Ok(())
    }

    fn declare(
        &mut self,
        prefix: &'t str,
        uri: Cow<'t, str>,
        element: &mut Element<'t>,
    ) -> Result<(), Error> {
        if (uri.is_empty() && !prefix.is_empty()) || (prefix == "xml") != (uri == XML) {
            return Err(self.malformed("a prefix is declared that may not be"));
        }
        let namespace = match &*uri {
            "" => 0,
            XML => 1,
            _ => {
                self.document.namespaces.push(uri);
                self.document.namespaces.len() - 1
            }
        };
        element.declared.push((prefix, namespace));
        self.scope.push((prefix, namespace));
        if self.scope.len() > self.options.limits.max_namespaces + 2 {
            let message = "too many namespace declarations are in force";
            return Err(Error::new(ErrorKind::Limit, message).at(self.offset()));
        }
        Ok(())
    }

    fn resolve(&self, prefix: &str) -> Result<usize, Error> {
        let found = self.scope.iter().rev().find(|(known, _)| *known == prefix);
        found
            .map(|(_, namespace)| *namespace)
            .ok_or_else(|| self.malformed(format!("the prefix `{prefix}` is not declared")))
    }

    fn end(&mut self, offset: usize, is_empty_tag: bool) -> Result<(), Error> {
        let end = self.document.nodes.len();
        let Some(start) = self.open.pop() else {
            return Err(self.malformed("an end tag has no start tag"));
        };
        if let Some(Node::Start(element)) = self.document.nodes.get_mut(start) {
            element.end = end;
            element.content_end = offset;
            element.is_empty_tag = is_empty_tag;
            let kept = self.scope.len() - element.declared.len();
            self.scope.truncate(kept);
        }
        self.document.nodes.push(Node::End(start));
        Ok(())
    }

    fn text(&mut self, text: Cow<'t, str>) -> Result<(), Error> {
        if !self.open.is_empty() {
            self.document.nodes.push(Node::Text(text));
            return Ok(());
        }
        let blank = text.trim_start_matches('\u{feff}');
        match blank.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
            true => Ok(()),
            false => Err(self.malformed("there is text outside of the root element")),
        }
    }

    fn offset(&self) -> usize {
        usize::try_from(self.xml.buffer_position()).unwrap_or(usize::MAX)
    }

    fn malformed(&self, message: impl Into<Cow<'static, str>>) -> Error {
        Error::new(ErrorKind::Malformed, message).at(self.offset())
    }
}

/// The text with every line end as a line feed.
fn normalized_lines(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}
