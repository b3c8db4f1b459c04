//! Reading envelopes.

use super::read_fault::{FaultHead, read_fault};
use super::references::resolve_references;
use super::{BODY, ENVELOPE, FAULT, HEADER};
use crate::operation::{Body, EncodedBody, SoapVersion};
use crate::record::{Alternatives, Record, Slot, Val};
use crate::soap::addressing;
use crate::table::{Place, Row};
use crate::value::AnyElement;
use crate::view;
use crate::xml::{Encoding, Error, ErrorKind, ReadOptions, Reader};

/// Where the parts of an envelope are read into.
pub(crate) struct Parts<'p> {
    /// A record with a row for each declared header block.
    pub(crate) headers: &'p mut dyn Slot,
    /// What the body is expected to hold.
    pub(crate) expected: Body,
    /// The content of the body.
    pub(crate) body: &'p mut dyn Slot,
    /// The details of a fault.
    pub(crate) details: &'p mut dyn Details,
}

impl Parts<'_> {
    /// The same places, to read into once more.
    pub(crate) fn again(&mut self) -> Parts<'_> {
        Parts {
            headers: self.headers,
            expected: self.expected,
            body: self.body,
            details: self.details,
        }
    }
}

/// What was in an envelope beside what its [`Parts`] took.
#[derive(Debug)]
pub(crate) struct Outline {
    /// The header blocks that have no row, and repeated ones.
    pub(crate) extra_headers: Vec<AnyElement>,
    /// The fault that the body holds, without its details.
    pub(crate) fault: Option<FaultHead>,
}

/// Takes the details of a fault.
pub(crate) trait Details {
    /// Forgets the details that were added.
    fn clear(&mut self);

    /// Adds a detail with nothing in it; `None` if they are passed over.
    fn push(&mut self) -> Option<&mut dyn Alternatives>;

    /// The detail with that number; `None` behind the last.
    #[cfg(feature = "client")]
    fn get(&self, index: usize) -> Option<&dyn Alternatives>;
}

impl<F: Alternatives + Default> Details for Vec<F> {
    #[inline]
    fn clear(&mut self) {
        Vec::clear(self);
    }

    #[inline]
    fn push(&mut self) -> Option<&mut dyn Alternatives> {
        Vec::push(self, F::default());
        self.last_mut().map(view::choice_mut)
    }

    #[cfg(feature = "client")]
    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Alternatives> {
        let detail = self.as_slice().get(index);
        detail.map(|detail| view::choice(detail))
    }
}

/// Passes over the details of a fault.
pub(crate) struct NoDetails;

impl Details for NoDetails {
    fn clear(&mut self) {}

    fn push(&mut self) -> Option<&mut dyn Alternatives> {
        None
    }

    #[cfg(feature = "client")]
    fn get(&self, _index: usize) -> Option<&dyn Alternatives> {
        None
    }
}

/// A way to read an envelope.
pub(crate) type Read = fn(&str, &ReadOptions, Parts<'_>) -> Result<Outline, Error>;

/// What reads envelopes with such a body.
///
/// Asked with a constant, so that a program without encoded operations does not link what reads them.
#[inline]
pub(crate) fn reading(expected: Body) -> Read {
    match expected {
        Body::Encoded(_) => read_encoded,
        _ => read,
    }
}

/// Reads an envelope of either version.
///
/// Header blocks may stand in any order; one that is declared and comes again is kept with those that have no row.
///
/// # Errors
///
/// [`Error`] with the path from the envelope on and the position.
pub(crate) fn read(text: &str, options: &ReadOptions, parts: Parts<'_>) -> Result<Outline, Error> {
    let text = without_bom(text);
    let mut reader = Reader::new(text, options)?;
    read_document(&mut reader, parts).map_err(|error| error.locate(text))
}

/// Reads an envelope whose body is [`Body::Encoded`].
///
/// # Errors
///
/// As [`read`].
fn read_encoded(text: &str, options: &ReadOptions, parts: Parts<'_>) -> Result<Outline, Error> {
    let text = without_bom(text);
    let resolved = resolve_references(text, options)?;
    let text = resolved.as_deref().unwrap_or(text);
    let mut reader = Reader::new(text, options)?;
    reader.set_encoding(Encoding::Soap);
    read_document(&mut reader, parts).map_err(|error| error.locate(text))
}

fn read_document(reader: &mut Reader<'_>, parts: Parts<'_>) -> Result<Outline, Error> {
    reader.open_root()?;
    let version = version_of(reader)?;
    let outline = read_envelope(reader, version, parts).map_err(|e| e.within(ENVELOPE))?;
    reader.close_root()?;
    Ok(outline)
}

fn version_of(reader: &Reader<'_>) -> Result<SoapVersion, Error> {
    for version in [SoapVersion::Soap11, SoapVersion::Soap12] {
        if reader.is(ENVELOPE, version.namespace()) {
            return Ok(version);
        }
    }
    let message = format!(
        "the root is `{}` of the namespace {:?}, and the envelope of SOAP 1.1 or 1.2 is expected",
        reader.local(),
        reader.namespace()
    );
    Err(reader.error_here(ErrorKind::Root, message))
}

fn read_envelope(
    reader: &mut Reader<'_>,
    version: SoapVersion,
    parts: Parts<'_>,
) -> Result<Outline, Error> {
    let mut outline = Outline {
        extra_headers: Vec::new(),
        fault: None,
    };
    let Parts {
        headers,
        expected,
        body,
        details,
    } = parts;
    let mut seen_body = false;
    reader.for_each_child(|reader| {
        if reader.is(HEADER, version.namespace()) {
            read_headers(reader, headers, &mut outline.extra_headers).map_err(|e| e.within(HEADER))
        } else if reader.is(BODY, version.namespace()) {
            seen_body = true;
            outline.fault =
                read_body(reader, version, &expected, body, details).map_err(|e| e.within(BODY))?;
            Ok(())
        } else {
            reader.skip()
        }
    })?;
    if seen_body {
        return Ok(outline);
    }
    let message = "the envelope has no body";
    Err(reader.error_here(ErrorKind::Missing, message))
}

fn read_headers(
    reader: &mut Reader<'_>,
    headers: &mut dyn Slot,
    extra: &mut Vec<AnyElement>,
) -> Result<(), Error> {
    let Val::Record(record) = headers.open() else {
        return reader.skip();
    };
    let rows = record.table().rows;
    let mut seen = vec![false; rows.len()];
    reader.for_each_child(|reader| {
        let declared = rows.iter().position(|row| is_block(reader, row));
        match declared.filter(|index| !std::mem::replace(&mut seen[*index], true)) {
            Some(index) => read_block(reader, &rows[index], record, index),
            None => {
                extra.push(reader.capture()?);
                Ok(())
            }
        }
    })
}

fn is_block(reader: &Reader<'_>, row: &Row) -> bool {
    row.place == Place::Element && reader.is(row.name(), row.namespace)
}

fn read_block(
    reader: &mut Reader<'_>,
    row: &Row,
    record: &mut dyn Record,
    index: usize,
) -> Result<(), Error> {
    let slot = record.slot_mut(index);
    slot.set_absent();
    reader
        .read_element(row, slot)
        .map_err(|e| e.within(row.name()))
}

fn read_body(
    reader: &mut Reader<'_>,
    version: SoapVersion,
    expected: &Body,
    body: &mut dyn Slot,
    details: &mut dyn Details,
) -> Result<Option<FaultHead>, Error> {
    reader.enter()?;
    let came = reader.child()?;
    if came && reader.is(FAULT, version.namespace()) {
        let fault = read_fault(reader, version, details).map_err(|e| e.within(FAULT))?;
        skip_siblings(reader)?;
        return Ok(Some(fault));
    }
    match (expected, body.open()) {
        (Body::Parts(_), Val::Record(record)) => reader.read_children(record, came)?,
        (Body::Element(row), _) if came => {
            read_content(reader, row, body)?;
            skip_siblings(reader)?;
        }
        // The name of an encoded response does not matter, and servers differ in it.
        (Body::Encoded(EncodedBody { row, .. }), _) if came => {
            reader
                .read_element(row, body)
                .map_err(|e| e.within(row.name()))?;
            skip_siblings(reader)?;
        }
        (Body::Element(row) | Body::Encoded(EncodedBody { row, .. }), _) => {
            return Err(nothing_in_body(reader, row));
        }
        _ if came => {
            reader.skip()?;
            skip_siblings(reader)?;
        }
        _ => {}
    }
    Ok(None)
}

/// Passes over what follows the first element of a body: independent elements of encoded messages, say.
fn skip_siblings(reader: &mut Reader<'_>) -> Result<(), Error> {
    while reader.child()? {
        reader.skip()?;
    }
    Ok(())
}

fn nothing_in_body(reader: &Reader<'_>, row: &Row) -> Error {
    let message = format!("the body is empty, and `{}` is expected", row.name());
    reader.error_here(ErrorKind::Missing, message)
}

fn read_content(reader: &mut Reader<'_>, row: &Row, body: &mut dyn Slot) -> Result<(), Error> {
    if reader.is(row.name(), row.namespace) {
        return reader
            .read_element(row, body)
            .map_err(|e| e.within(row.name()));
    }
    let message = format!(
        "the body holds `{}` of the namespace {:?}, and `{}` of the namespace {:?} is expected",
        reader.local(),
        reader.namespace(),
        row.name(),
        row.namespace
    );
    Err(reader.error_here(ErrorKind::Root, message))
}

/// Whether the root of a message is an `Envelope` of a version that is not known here.
pub(crate) fn is_envelope(text: &str, options: &ReadOptions) -> bool {
    let Ok(mut reader) = Reader::new(without_bom(text), options) else {
        return false;
    };
    reader.open_root().is_ok() && reader.local() == ENVELOPE && version_of(&reader).is_err()
}

/// What a service needs to know of a message to choose an operation.
#[derive(Debug)]
pub(crate) struct Summons {
    pub(crate) version: SoapVersion,
    /// The action of WS-Addressing.
    pub(crate) action: Option<String>,
    /// Local name and namespace of the first element of the body.
    pub(crate) body: Option<(String, String)>,
}

/// Reads a message up to the first element of its body.
///
/// # Errors
///
/// As [`read`].
pub(crate) fn read_summons(text: &str, options: &ReadOptions) -> Result<Summons, Error> {
    let text = without_bom(text);
    let mut reader = Reader::new(text, options)?;
    let summons = (|| {
        reader.open_root()?;
        let version = version_of(&reader)?;
        let mut summons = Summons {
            version,
            action: None,
            body: None,
        };
        summons.read(&mut reader).map_err(|e| e.within(ENVELOPE))?;
        Ok(summons)
    })();
    summons.map_err(|error: Error| error.locate(text))
}

impl Summons {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        reader.enter()?;
        while reader.child()? {
            if reader.is(HEADER, self.version.namespace()) {
                self.read_action(reader).map_err(|e| e.within(HEADER))?;
            } else if reader.is(BODY, self.version.namespace()) {
                return self.read_body(reader).map_err(|e| e.within(BODY));
            } else {
                reader.skip()?;
            }
        }
        Err(reader.error_here(ErrorKind::Missing, "the envelope has no body"))
    }

    fn read_action(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        reader.for_each_child(|reader| {
            if reader.local() != "Action" {
                return reader.skip();
            }
            let block = reader.capture()?;
            self.action = addressing::action_of(&[block]).or(self.action.take());
            Ok(())
        })
    }

    fn read_body(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        reader.enter()?;
        if reader.child()? {
            self.body = Some((reader.local().to_owned(), reader.namespace().to_owned()));
        }
        Ok(())
    }
}

/// The text as the reader counts in it.
fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
