//! A document in pieces: what stays as it is, and what depends on the address of the service.

use std::borrow::Cow;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use crate::xml::{Error, ErrorKind};

const WSDL: &str = "http://schemas.xmlsoap.org/wsdl/";
const WSDL_SOAP: &str = "http://schemas.xmlsoap.org/wsdl/soap/";
const WSDL_SOAP_12: &str = "http://schemas.xmlsoap.org/wsdl/soap12/";
const WSDL_HTTP: &str = "http://schemas.xmlsoap.org/wsdl/http/";
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

/// A piece of a document. Addresses and imports are as they are written in an attribute, escapes included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What stays as it is.
    Text(String),
    /// The address of a port.
    Address(String),
    /// Where an imported or included document is.
    Import(String),
}

/// What the root of a document may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Definitions,
    DefinitionsOrSchema,
}

impl Root {
    fn allows(self, namespace: &str, local: &str) -> bool {
        match (namespace, local) {
            (WSDL, "definitions") => true,
            (XSD, "schema") => self == Self::DefinitionsOrSchema,
            _ => false,
        }
    }
}

/// Reads a document. The XML declaration is left out.
pub(super) fn read(text: &str, root: Root) -> Result<Vec<Piece>, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reading = Reading {
        text,
        root,
        pieces: Vec::new(),
        copied: 0,
        depth: 0,
    };
    reading.run().map_err(|error| error.locate(text))
}

struct Reading<'a> {
    text: &'a str,
    root: Root,
    pieces: Vec<Piece>,
    /// Where the text ends that the pieces hold.
    copied: usize,
    depth: usize,
}

impl<'a> Reading<'a> {
    fn run(mut self) -> Result<Vec<Piece>, Error> {
        let mut xml = NsReader::from_str(self.text);
        let mut rooted = false;
        loop {
            let (namespace, event) = match xml.read_resolved_event() {
                Ok((namespace, event)) => (known(&namespace), event),
                Err(error) => return Err(malformed(error.to_string(), xml.error_position())),
            };
            let end = xml.buffer_position();
            match event {
                Event::Start(tag) | Event::Empty(tag) if !rooted => {
                    rooted = true;
                    self.check_root(namespace, &tag, end)?;
                    self.depth += usize::from(self.is_open(end));
                }
                Event::Start(tag) => {
                    self.take_tag(namespace, &tag, end)?;
                    self.depth += 1;
                }
                Event::Empty(tag) => self.take_tag(namespace, &tag, end)?,
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                Event::Decl(_) => self.copied = position(end),
                Event::DocType(_) => return Err(document_type(end)),
                Event::Eof if rooted && self.depth == 0 => return Ok(self.finish()),
                Event::Eof => return Err(malformed("the document is cut off", end)),
                _ => {}
            }
        }
    }

    /// Whether the tag that ends there is a start tag, not that of an empty element.
    fn is_open(&self, end: u64) -> bool {
        !self.text[..position(end)].ends_with("/>")
    }

    fn check_root(&self, namespace: &str, tag: &BytesStart<'_>, end: u64) -> Result<(), Error> {
        let name = tag.local_name();
        if self.root.allows(namespace, name.as_ref()) {
            return Ok(());
        }
        let message = match self.root {
            Root::Definitions => "the root is not `definitions` of WSDL 1.1",
            Root::DefinitionsOrSchema => {
                "the root is neither `definitions` of WSDL 1.1 nor `schema`"
            }
        };
        Err(Error::new(ErrorKind::Root, message).at(position(end)))
    }

    /// Notes what of a tag depends on the address.
    fn take_tag(&mut self, namespace: &str, tag: &BytesStart<'a>, end: u64) -> Result<(), Error> {
        let local = tag.local_name();
        let Some((wanted, piece)) = changing(namespace, local.as_ref()) else {
            return Ok(());
        };
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| malformed(error.to_string(), end))?;
            if let (true, Cow::Borrowed(value)) = (attribute.key.0 == wanted, attribute.value) {
                // Both are slices of one text, so the distance is where the value stands.
                let start = value.as_ptr() as usize - self.text.as_ptr() as usize;
                self.keep(start);
                self.pieces.push(piece(value.to_owned()));
                self.copied = start + value.len();
            }
        }
        Ok(())
    }

    fn keep(&mut self, end: usize) {
        let text = self.text[self.copied..end].to_owned();
        self.pieces.push(Piece::Text(text));
    }

    fn finish(mut self) -> Vec<Piece> {
        self.keep(self.text.len());
        self.pieces
    }
}

/// What a piece is made of the value of an attribute with.
type MakePiece = fn(String) -> Piece;

/// The attribute of an element that depends on the address, and what it is.
fn changing(namespace: &str, local: &str) -> Option<(&'static str, MakePiece)> {
    match (namespace, local) {
        (WSDL_SOAP | WSDL_SOAP_12 | WSDL_HTTP, "address") => Some(("location", Piece::Address)),
        (WSDL, "import") => Some(("location", Piece::Import)),
        (XSD, "import" | "include" | "redefine") => Some(("schemaLocation", Piece::Import)),
        _ => None,
    }
}

/// The namespace if it is one that counts here, or else an empty text.
fn known(namespace: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(Namespace(uri)) = namespace else {
        return "";
    };
    let known = [WSDL, WSDL_SOAP, WSDL_SOAP_12, WSDL_HTTP, XSD];
    known.into_iter().find(|known| known == uri).unwrap_or("")
}

/// A position of quick-xml as one in the text, which is in memory.
fn position(of: u64) -> usize {
    usize::try_from(of).unwrap_or(usize::MAX)
}

fn malformed(message: impl Into<Cow<'static, str>>, at: u64) -> Error {
    Error::new(ErrorKind::Malformed, message).at(position(at))
}

fn document_type(at: u64) -> Error {
    let message = "a document type declaration is not allowed";
    Error::new(ErrorKind::DocumentType, message).at(position(at))
}
