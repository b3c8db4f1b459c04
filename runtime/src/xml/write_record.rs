//! Writing structs: row by row, in the order of their tables.

use super::XSI;
use super::error::{Error, ErrorKind};
use super::write_simple::{plainly, push_simple};
use super::writer::Writer;
use crate::record::{Record, Ref, Selected, Slot, State, Subtypes, UnknownType};
use crate::table::{Place, Row};

/// What came of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Row,
    /// The element is nil: no other row of it is written.
    Nil,
}

impl Writer {
    pub(super) fn write_record(&mut self, record: &dyn Record) -> Result<(), Error> {
        let table = record.table();
        if let Some(order) = self.order_of_form(table) {
            for index in order {
                if self.write_row(&table.rows[index], record.slot(index))? == Written::Nil {
                    break;
                }
            }
            return Ok(());
        }
        self.write_rows(record, table.rows)
    }

    pub(super) fn write_rows(&mut self, record: &dyn Record, rows: &[Row]) -> Result<(), Error> {
        for (index, row) in rows.iter().enumerate() {
            if self.write_row(row, record.slot(index))? == Written::Nil {
                break;
            }
        }
        Ok(())
    }

    /// Writes what a row of a record describes. Most describe an element, and are told apart without a table of jumps.
    #[inline(always)]
    fn write_row(&mut self, row: &Row, slot: &dyn Slot) -> Result<Written, Error> {
        if row.place == Place::Element {
            self.write_slot(row, slot)?;
            return Ok(Written::Row);
        }
        self.write_row_beside(row, slot)
    }

    /// Writes what a row describes that is no element.
    #[inline(never)]
    fn write_row_beside(&mut self, row: &Row, slot: &dyn Slot) -> Result<Written, Error> {
        match row.place {
            Place::Element => self.write_slot(row, slot)?,
            Place::Group => self.write_group(row, slot)?,
            Place::Any => self.write_wildcard(slot)?,
            Place::AnyAttribute => self.write_any_attributes(slot)?,
            Place::Attribute => {
                self.write_attribute_row(row, slot)
                    .map_err(|e| e.within(row.name()))?;
            }
            Place::Nil => {
                if let State::Value(Ref::Bool(true)) = slot.state() {
                    self.nil();
                    return Ok(Written::Nil);
                }
            }
            Place::Text => {
                if let State::Value(value) = slot.state() {
                    self.write_content(row, value)?;
                }
            }
        }
        Ok(Written::Row)
    }

    fn write_attribute_row(&mut self, row: &Row, slot: &dyn Slot) -> Result<(), Error> {
        let State::Value(value) = slot.state() else {
            return Ok(());
        };
        let text = match value {
            Ref::Sequence(items) => self.list_text(items)?,
            Ref::QName(name) => self.qname_text(name)?,
            simple => {
                let mut text = String::new();
                push_simple(simple, &mut text, plainly)?;
                text
            }
        };
        if row.namespace.is_empty() {
            self.plain_attribute(row.name(), &text)
        } else {
            let declared = self.prefix_of(row.namespace);
            self.attribute(declared, row.name(), &text)
        }
    }

    pub(super) fn write_subtypes(&mut self, subtypes: &dyn Subtypes) -> Result<(), Error> {
        match subtypes.selected() {
            Selected::Known(variant, record) => {
                if variant > 0 {
                    let table = record.table();
                    self.xsi_type(table.name, table.namespace);
                }
                self.write_record(record)
            }
            Selected::Unknown(unknown) => Err(foreign(unknown)),
        }
    }

    pub(super) fn xsi_type(&mut self, name: &'static str, namespace: &'static str) {
        let declared = if namespace.is_empty() {
            None
        } else {
            self.prefix_or_default_of(namespace)
        };
        let xsi = self.prefix_of(XSI);
        self.out.push(' ');
        self.push_prefix(xsi);
        self.out.push_str("type=\"");
        if let Some(declared) = declared {
            self.push_prefix(declared);
        }
        self.out.push_str(name);
        self.out.push('"');
    }
}

/// The error for a value that only JSON can carry.
fn foreign(unknown: &UnknownType) -> Error {
    let message = format!(
        "a value of the unknown type `{}` that was read from JSON cannot be written as XML",
        unknown.type_name()
    );
    Error::new(ErrorKind::Foreign, message)
}
