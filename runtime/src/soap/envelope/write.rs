//! Writing envelopes.

use std::borrow::Cow;

use super::{BODY, ENVELOPE, HEADER};
use crate::operation::{Body, EncodedBody, SoapVersion};
use crate::record::{Record, Ref, Slot, State};
use crate::soap::attachment::Attachment;
use crate::table::{Presence, Row};
use crate::value::AnyElement;
use crate::xml::{Error, NilPolicy, WriteOptions, Writer};

/// A message to write.
#[derive(Clone, Copy)]
pub(crate) struct Message<'m> {
    pub(crate) version: SoapVersion,
    /// A record with a row for each declared header block.
    pub(crate) headers: &'m dyn Slot,
    pub(crate) extra_headers: &'m [AnyElement],
    /// The element that `content` stands in.
    pub(crate) body: Body,
    pub(crate) content: &'m dyn Slot,
}

impl Message<'_> {
    /// The envelope's text.
    ///
    /// # Errors
    ///
    /// [`Error`] with the path from the envelope on, if a text holds a character that XML 1.0 forbids.
    pub(crate) fn write(&self, options: &WriteOptions) -> Result<String, Error> {
        let mut writer = Writer::new(options);
        self.write_to(&mut writer, options)?;
        Ok(writer.finish())
    }

    /// The envelope's text, and the binary values that go beside it: those of at least so many bytes, or none.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub(crate) fn write_with_binaries(
        &self,
        options: &WriteOptions,
        min_bytes: Option<usize>,
    ) -> Result<(String, Vec<Attachment>), Error> {
        let mut writer = Writer::new(options);
        if let Some(min_bytes) = min_bytes {
            writer.take_binaries(min_bytes);
        }
        self.write_to(&mut writer, options)?;
        Ok(writer.finish_with_binaries())
    }

    /// Writes the envelope.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub(crate) fn write_to(
        &self,
        writer: &mut Writer,
        options: &WriteOptions,
    ) -> Result<(), Error> {
        let (headers, extra_headers) = (self.headers, self.extra_headers);
        write_envelope(
            writer,
            self.version,
            headers,
            extra_headers,
            options,
            |writer| match &self.body {
                Body::Element(row) => writer.write_root(row, self.content),
                Body::Encoded(EncodedBody { row, write }) => {
                    write(writer, row, self.content, self.version)
                }
                Body::Parts(_) => write_parts(writer, self.content),
                Body::Empty => Ok(()),
            },
        )
    }
}

/// Writes the parts of a body that is several elements.
fn write_parts(writer: &mut Writer, content: &dyn Slot) -> Result<(), Error> {
    let State::Value(Ref::Record(record)) = content.state() else {
        return Ok(());
    };
    for (index, row) in record.table().rows.iter().enumerate() {
        let slot = record.slot(index);
        if !matches!(slot.state(), State::Absent) {
            writer.write_root(row, slot)?;
        }
    }
    Ok(())
}

/// Writes an envelope around what `content` writes.
pub(super) fn write_envelope(
    writer: &mut Writer,
    version: SoapVersion,
    headers: &dyn Slot,
    extra_headers: &[AnyElement],
    options: &WriteOptions,
    content: impl FnOnce(&mut Writer) -> Result<(), Error>,
) -> Result<(), Error> {
    let namespace = version.namespace();
    let tag = start_declared(writer, options, ENVELOPE, namespace, "s", namespace)?;
    write_headers(writer, namespace, headers, extra_headers, options)
        .map_err(|e| e.within(HEADER).within(ENVELOPE))?;
    let body = writer.start(BODY, namespace)?;
    content(writer).map_err(|e| e.within(BODY).within(ENVELOPE))?;
    writer.end(&body, BODY);
    writer.end(&tag, ENVELOPE);
    Ok(())
}

fn write_headers(
    writer: &mut Writer,
    namespace: &'static str,
    headers: &dyn Slot,
    extra_headers: &[AnyElement],
    options: &WriteOptions,
) -> Result<(), Error> {
    let record = match headers.state() {
        State::Value(Ref::Record(record)) => Some(record),
        _ => None,
    };
    let blocks = record.map_or_else(Vec::new, |record| blocks_of(record, options.nil));
    if blocks.is_empty() && extra_headers.is_empty() {
        return Ok(());
    }
    let shared = blocks.first().map_or("", |(row, _)| row.namespace);
    let tag = start_declared(writer, options, HEADER, namespace, "h", shared)?;
    for (row, slot) in blocks {
        writer.write_slot(row, slot)?;
    }
    for block in extra_headers {
        writer.write_any_element(block)?;
    }
    writer.end(&tag, HEADER);
    Ok(())
}

/// The header blocks that go out.
fn blocks_of(record: &dyn Record, nil: NilPolicy) -> Vec<(&'static Row, &dyn Slot)> {
    let rows = record.table().rows.iter().enumerate();
    let blocks = rows.map(|(index, row)| (row, record.slot(index)));
    blocks
        .filter(|(row, slot)| goes_out(row, *slot, nil))
        .collect()
}

fn goes_out(row: &Row, slot: &dyn Slot, nil: NilPolicy) -> bool {
    match slot.state() {
        State::Value(_) => true,
        State::Unset => row.presence == Presence::RequiredNillable,
        State::Nil => nil == NilPolicy::AsTyped || !row.presence.allows_absent(),
        State::Absent => false,
    }
}

/// Opens an element of the envelope that declares a prefix for a namespace, unless the settings give it another one.
fn start_declared(
    writer: &mut Writer,
    options: &WriteOptions,
    name: &'static str,
    namespace: &'static str,
    prefix: &'static str,
    declared: &'static str,
) -> Result<crate::xml::Tag, Error> {
    let configured = options
        .prefixes
        .iter()
        .find(|(known, _)| *known == declared);
    let prefix = configured.map_or(prefix, |(_, prefix)| prefix);
    let declarations = match declared {
        "" => Vec::new(),
        declared => vec![(Cow::Borrowed(prefix), Cow::Borrowed(declared))],
    };
    writer.start_with(name, Cow::Borrowed(namespace), declarations)
}
