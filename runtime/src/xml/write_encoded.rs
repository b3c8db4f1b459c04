//! Writing by the rules of SOAP encoding: a type on every element, arrays with the type and number of their items.

use super::XSI;
use super::encoded::{SOAP_ENCODING, SOAP_ENCODING_1_2};
use super::error::Error;
use super::writer::Writer;
use crate::operation::SoapVersion;
use crate::record::{Record, Ref, Selected, Sequence, Slot, State};
use crate::table::{Content, EncodedType, Presence, Row};

/// The type of what no table names.
const UNNAMED: EncodedType = EncodedType::new("", "");

/// How an encoded array is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapper {
    /// With the type and number of its items.
    Array,
    /// As a struct that repeats an element.
    Repeated,
}

impl Writer {
    /// Writes the struct of a request or response as the element of `row`, with its encoding style.
    ///
    /// # Errors
    ///
    /// [`Error`] if a text holds a character that XML 1.0 forbids, or the value is nested too deep.
    ///
    /// Source: SOAP 1.1, 5 and 7.1; SOAP 1.2 Part 2, 3 and 4.2.
    pub(crate) fn write_encoded(
        &mut self,
        row: &Row,
        slot: &dyn Slot,
        version: SoapVersion,
    ) -> Result<(), Error> {
        let tag = self.start(row.name(), row.namespace)?;
        let envelope = self.prefix_of(version.namespace());
        self.attribute(envelope, "encodingStyle", namespace_of(version))?;
        // Almost every element below names its type.
        for namespace in [XSI, XSD, namespace_of(version)] {
            self.prefix_of(namespace);
        }
        if let State::Value(Ref::Record(record)) = slot.state() {
            self.write_accessors(record, version)
                .map_err(|error| error.within(row.name()))?;
        }
        self.end(&tag, row.name());
        Ok(())
    }

    /// Writes the parts of a struct.
    fn write_accessors(&mut self, record: &dyn Record, version: SoapVersion) -> Result<(), Error> {
        let table = record.table();
        for (index, row) in table.rows.iter().enumerate() {
            let ty = table.encoded.get(index).unwrap_or(&UNNAMED);
            self.write_accessor(row, ty, record.slot(index), version)?;
        }
        Ok(())
    }

    fn write_accessor(
        &mut self,
        row: &Row,
        ty: &EncodedType,
        slot: &dyn Slot,
        version: SoapVersion,
    ) -> Result<(), Error> {
        match slot.state() {
            State::Value(Ref::Sequence(items)) if row.is_many() => {
                self.write_accessors_of(row, ty, items, version)
            }
            State::Value(value) => self
                .write_typed(row, ty, value, version)
                .map_err(|error| error.within(row.name())),
            State::Unset if row.presence == Presence::RequiredNillable => {
                self.write_slot(row, slot)
            }
            State::Unset | State::Absent => Ok(()),
            State::Nil => self.write_slot(row, slot),
        }
    }

    /// Writes an element for each item; one without a value is nil, so that the others keep their places.
    fn write_accessors_of(
        &mut self,
        row: &Row,
        ty: &EncodedType,
        items: &dyn Sequence,
        version: SoapVersion,
    ) -> Result<(), Error> {
        for index in 0..items.len() {
            match items.item(index).map(Slot::state) {
                Some(State::Value(value)) => self
                    .write_typed(row, ty, value, version)
                    .map_err(|error| error.within_item(row.name(), index))?,
                _ => self.write_nil(row)?,
            }
        }
        Ok(())
    }

    /// Writes a value as an element that names its type.
    fn write_typed(
        &mut self,
        row: &Row,
        ty: &EncodedType,
        value: Ref<'_>,
        version: SoapVersion,
    ) -> Result<(), Error> {
        if let Ref::Any(element) = value {
            return self.write_any(row.name(), row.namespace, element);
        }
        let tag = self.start(row.name(), row.namespace)?;
        match (value, row.content) {
            (Ref::Record(record), _) => {
                self.name_type(ty);
                self.write_accessors(record, version)?;
            }
            (Ref::Subtypes(subtypes), _) => match subtypes.selected() {
                Selected::Known(_, record) => {
                    let table = record.table();
                    self.name_type(&EncodedType::new(table.name, table.namespace));
                    self.write_accessors(record, version)?;
                }
                Selected::Unknown(_) => self.write_content(row, value)?,
            },
            (Ref::Sequence(items), Content::Items(item, _)) => {
                self.write_encoded_items((ty, Wrapper::Array), item, items, version)?;
            }
            (Ref::Sequence(items), Content::Array(item)) => {
                self.write_encoded_items((ty, Wrapper::Repeated), item, items, version)?;
            }
            _ => {
                self.name_type(ty);
                self.write_content(row, value)?;
            }
        }
        self.end(&tag, row.name());
        Ok(())
    }

    fn write_encoded_items(
        &mut self,
        (ty, wrapper): (&EncodedType, Wrapper),
        item: &Row,
        items: &dyn Sequence,
        version: SoapVersion,
    ) -> Result<(), Error> {
        let item_type = ty.items.unwrap_or(&UNNAMED);
        match wrapper {
            Wrapper::Repeated => self.name_type(ty),
            Wrapper::Array => self.name_array(item_type, items.len(), version)?,
        }
        self.write_accessors_of(item, item_type, items, version)
    }

    /// Writes the items of an encoded array that stands where no table says their type: the detail of a fault.
    pub(super) fn write_untyped_items(
        &mut self,
        item: &Row,
        items: &dyn Sequence,
    ) -> Result<(), Error> {
        let array = (&UNNAMED, Wrapper::Array);
        self.write_encoded_items(array, item, items, SoapVersion::Soap11)
    }

    /// Names the type and number of the items of an array.
    fn name_array(
        &mut self,
        item: &EncodedType,
        len: usize,
        version: SoapVersion,
    ) -> Result<(), Error> {
        // The item of an array of arrays is an array too, whose items have a type; one without a name can be anything.
        let mut inner = item;
        let mut brackets = String::new();
        while let (true, Some(items)) = (is_array(inner), inner.items) {
            brackets.push_str("[]");
            inner = items;
        }
        let (name, namespace) = match inner.name {
            "" => ("anyType", XSD),
            name => (name, inner.namespace),
        };
        let array = EncodedType::new("Array", namespace_of(version));
        self.name_type(&array);
        let mut text = String::new();
        if !namespace.is_empty() {
            let declared = self.prefix_of(namespace);
            text.push_str(&self.scope[declared].prefix);
            text.push(':');
        }
        text.push_str(name);
        let encoding = self.prefix_of(namespace_of(version));
        match version {
            SoapVersion::Soap11 => {
                self.attribute(encoding, "arrayType", &format!("{text}{brackets}[{len}]"))
            }
            SoapVersion::Soap12 => {
                // Of an array of arrays the items are arrays, whatever their own items are.
                if brackets.is_empty() {
                    self.attribute(encoding, "itemType", &text)?;
                }
                self.attribute(encoding, "arraySize", &len.to_string())
            }
        }
    }

    fn name_type(&mut self, ty: &EncodedType) {
        if !ty.name.is_empty() {
            self.xsi_type(ty.name, ty.namespace);
        }
    }
}

/// The namespace of XML Schema.
const XSD: &str = "http://www.w3.org/2001/XMLSchema";

fn is_array(ty: &EncodedType) -> bool {
    ty.name == "Array" && [SOAP_ENCODING, SOAP_ENCODING_1_2].contains(&ty.namespace)
}

/// The namespace of the encoding of a version of SOAP, which is its encoding style too.
fn namespace_of(version: SoapVersion) -> &'static str {
    match version {
        SoapVersion::Soap11 => SOAP_ENCODING,
        SoapVersion::Soap12 => SOAP_ENCODING_1_2,
    }
}
