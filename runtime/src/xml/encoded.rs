//! Reading what SOAP encoding has and schemas do not: arrays whose items have any name, and attributes of its own.

use std::fmt;

use super::error::{Error, ErrorKind};
use super::reader::Reader;
use super::scope::Scope;
use super::source::SourceAttribute;
use super::writer::Writer;
use crate::record::Sequence;
use crate::soap::{SOAP_1_1, SOAP_1_2};
use crate::table::Row;

/// The namespace of the encoding of SOAP 1.1, and its `encodingStyle`.
pub(crate) const SOAP_ENCODING: &str = "http://schemas.xmlsoap.org/soap/encoding/";

/// The namespace of the encoding of SOAP 1.2, and its `encodingStyle`.
pub(crate) const SOAP_ENCODING_1_2: &str = "http://www.w3.org/2003/05/soap-encoding";

/// Whether an attribute may stand on every element of an encoded message: `encodingStyle`, `arrayType`, `root`, `id`.
pub(super) fn is_own_attribute(scope: &Scope<'_>, attribute: &SourceAttribute<'_>) -> bool {
    let namespaces = [SOAP_ENCODING, SOAP_ENCODING_1_2, SOAP_1_1, SOAP_1_2];
    let namespace = scope.uri(attribute.namespace);
    namespaces.contains(&namespace) || (namespace.is_empty() && attribute.local == "id")
}

/// What reads and writes encoded arrays.
///
/// The rows of such arrays name it, so that a program without them does not link it.
#[derive(Clone, Copy)]
pub struct EncodedArrays {
    pub(super) read: fn(&mut Reader<'_>, &Row, &mut dyn Sequence) -> Result<(), Error>,
    /// Writes the items where no table says their type: in the detail of a fault.
    pub(super) write: fn(&mut Writer, &Row, &dyn Sequence) -> Result<(), Error>,
}

impl EncodedArrays {
    pub(crate) const OF_SOAP: &'static Self = &Self {
        read: |reader, item, items| reader.read_encoded_array(item, items),
        write: Writer::write_untyped_items,
    };
}

impl fmt::Debug for EncodedArrays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedArrays").finish_non_exhaustive()
    }
}

impl Reader<'_> {
    /// Reads an encoded array: every child is an item, whatever its name.
    ///
    /// # Errors
    ///
    /// For an array of several dimensions, and for one of which only some items are sent.
    ///
    /// Source: SOAP 1.1, 5.4.2; SOAP 1.2 Part 2, 3.1.6.
    pub(super) fn read_encoded_array(
        &mut self,
        item: &Row,
        items: &mut dyn Sequence,
    ) -> Result<(), Error> {
        self.check_dimensions()?;
        self.source.enter()?;
        while self.source.child()? {
            if let Some(position) = self.encoding_attribute("position") {
                let message =
                    format!("items with a position, such as {position:?}, are not supported");
                return Err(
                    Error::new(ErrorKind::Unsupported, message).at(self.source.start_offset())
                );
            }
            let index = items.len();
            self.read_element(item, items.push())
                .map_err(|e| e.within_item(item.name(), index))?;
        }
        Ok(())
    }

    fn check_dimensions(&self) -> Result<(), Error> {
        let refuse = |message: String| {
            Err(Error::new(ErrorKind::Unsupported, message).at(self.source.start_offset()))
        };
        if let Some(array_type) = self.encoding_attribute("arrayType") {
            // `xs:string[2,3]`; `xs:string[2][3]` is an array of arrays.
            let size = array_type.rsplit('[').next().unwrap_or_default();
            if size.contains(',') {
                return refuse(format!(
                    "an array of several dimensions, {array_type:?}, is not supported"
                ));
            }
        }
        if let Some(size) = self.encoding_attribute("arraySize")
            && size.split_ascii_whitespace().nth(1).is_some()
        {
            return refuse(format!(
                "an array of several dimensions, {size:?}, is not supported"
            ));
        }
        match self.encoding_attribute("offset") {
            Some(offset) if offset.trim() != "[0]" => refuse(format!(
                "an array that begins later, at {offset:?}, is not supported"
            )),
            _ => Ok(()),
        }
    }

    /// An attribute of the encoding on the element that the source stands at.
    fn encoding_attribute(&self, local: &str) -> Option<String> {
        let scope = self.source.scope();
        let mut attributes = self.source.attributes().iter();
        let found = attributes.find(|attribute| {
            let namespace = scope.uri(attribute.namespace);
            attribute.local == local && [SOAP_ENCODING, SOAP_ENCODING_1_2].contains(&namespace)
        })?;
        Some(found.value.clone().into_owned())
    }
}
