//! Reading nil elements that have attributes: they are kept.

use super::capture::capture;
use super::error::Error;
use super::reader::Reader;
use super::seen::Seen;
use crate::record::{Record, Slot, Val};
use crate::table::Place;

impl Reader<'_> {
    /// Whether the element has attributes beside those that XML Schema gives to every element, or a type beside being nil.
    pub(super) fn has_own_attributes(&self) -> bool {
        self.source.attributes().len() > 1
    }

    /// Reads a nil element as a value that says so itself, and leaves it; `false`, and nothing read, if its type has no room for that.
    pub(super) fn read_nil_value(&mut self, slot: &mut dyn Slot) -> Result<bool, Error> {
        match slot.open() {
            Val::Any(value) => *value = capture(&mut self.source)?,
            Val::Record(record) => return self.read_nil_record(record),
            Val::Subtypes(subtypes) => {
                if !self.select_subtype(subtypes)? {
                    return Ok(false);
                }
                return match subtypes.record_mut() {
                    Some(record) => self.read_nil_record(record),
                    None => Ok(false),
                };
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn read_nil_record(&mut self, record: &mut dyn Record) -> Result<bool, Error> {
        let rows = record.table().rows;
        let Some(index) = rows.iter().position(|row| row.place == Place::Nil) else {
            return Ok(false);
        };
        let mut seen = Seen::new(rows.len());
        self.read_attributes(record, &mut seen)?;
        if let Val::Bool(is_nil) = record.slot_mut(index).open() {
            *is_nil = true;
        }
        self.source.skip()?;
        Ok(true)
    }
}
