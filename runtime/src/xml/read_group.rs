//! Reading model groups: sequences and choices whose elements stand among those of the type around them.

use super::around::Around;
use super::error::Error;
use super::read_record::Extent;
use super::reader::Reader;
use super::seen::Seen;
use super::source::Next;
use crate::record::{Alternatives, Record, Sequence, Slot, Val};
use crate::table::{Place, Row};

impl Reader<'_> {
    /// Reads a group, from the child that the source stands at; whether it then stands at another child.
    pub(super) fn read_group(
        &mut self,
        row: &Row,
        slot: &mut dyn Slot,
        around: &Around<'_>,
    ) -> Result<bool, Error> {
        match slot.open() {
            Val::Sequence(items) if row.is_many() => self.read_occurrences(row, items, around),
            Val::Record(record) => self.read_sequence(record, Extent::Group(around)),
            Val::Choice(choice) => self.read_choice(choice, around),
            _ => Err(self.unexpected("has no room")),
        }
    }

    fn read_occurrences(
        &mut self,
        row: &Row,
        items: &mut dyn Sequence,
        around: &Around<'_>,
    ) -> Result<bool, Error> {
        loop {
            let begun = self.source.start_offset();
            let mut standing = match items.push().open() {
                Val::Record(record) => self.read_sequence(record, Extent::Occurrence(around))?,
                Val::Choice(choice) => self.read_choice(choice, around)?,
                _ => return Err(self.unexpected("has no room")),
            };
            // An occurrence that takes nothing would be followed by such ones without end.
            if standing && self.source.start_offset() == begun {
                self.pass_over()?;
                standing = self.source.child()?;
            }
            let goes_on = |reader: &Self| {
                reader.begins(row) || reader.fits(row) && !reader.belongs_to(around)
            };
            if !standing || !goes_on(self) {
                return Ok(standing);
            }
        }
    }

    fn read_sequence(
        &mut self,
        record: &mut dyn Record,
        extent: Extent<'_>,
    ) -> Result<bool, Error> {
        let mut seen = Seen::new(record.table().rows.len());
        let standing = self.read_rows(record, &mut seen, extent, (0, Some(Next::Child)))?;
        self.settle(record, &seen)?;
        Ok(standing)
    }

    /// Reads the alternative that the child begins.
    fn read_choice(
        &mut self,
        choice: &mut dyn Alternatives,
        around: &Around<'_>,
    ) -> Result<bool, Error> {
        let rows = choice.rows();
        let named = |row: &Row| row.place != Place::Any && self.begins(row);
        let begun = rows.iter().position(named);
        let fitting = || rows.iter().position(|row| self.fits(row));
        let Some(index) = begun.or_else(fitting) else {
            self.pass_over()?;
            return self.source.child();
        };
        choice.select(index);
        match choice.slot_mut() {
            Some(slot) if rows[index].place == Place::Group => {
                self.read_group(&rows[index], slot, around)
            }
            Some(slot) => self.read_at(&rows[index], slot),
            None => {
                self.source.skip()?;
                self.source.child()
            }
        }
    }
}
