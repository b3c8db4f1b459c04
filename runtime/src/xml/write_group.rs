//! Writing model groups, wildcards and mixed content: what stands among the elements of the type around it.

use super::error::Error;
use super::writer::Writer;
use crate::record::{Alternatives, Ref, Slot, State};
use crate::table::{Place, Row};

impl Writer {
    /// Writes the elements of a group.
    pub(super) fn write_group(&mut self, row: &Row, slot: &dyn Slot) -> Result<(), Error> {
        match slot.state() {
            State::Value(Ref::Sequence(items)) if row.is_many() => {
                for index in 0..items.len() {
                    if let Some(item) = items.item(index) {
                        self.write_occurrence(item)?;
                    }
                }
                Ok(())
            }
            _ => self.write_occurrence(slot),
        }
    }

    fn write_occurrence(&mut self, slot: &dyn Slot) -> Result<(), Error> {
        match slot.state() {
            State::Value(Ref::Record(record)) => self.write_record(record),
            State::Value(Ref::Choice(choice)) => self.write_choice(choice),
            _ => Ok(()),
        }
    }

    fn write_choice(&mut self, choice: &dyn Alternatives) -> Result<(), Error> {
        let Some((index, slot)) = choice.selected() else {
            return match choice.unknown() {
                Some(element) => self.write_any_element(element),
                None => Ok(()),
            };
        };
        let row = &choice.rows()[index];
        match row.place {
            Place::Group => self.write_group(row, slot),
            Place::Any => self.write_wildcard(slot),
            Place::Text => match slot.state() {
                State::Value(Ref::Str(text)) => self.text(text),
                _ => Ok(()),
            },
            Place::Element | Place::Attribute | Place::AnyAttribute | Place::Nil => {
                self.write_slot(row, slot)
            }
        }
    }

    /// Writes the elements that a wildcard admitted.
    pub(super) fn write_wildcard(&mut self, slot: &dyn Slot) -> Result<(), Error> {
        match slot.state() {
            // A tree without a name was never set: the element that the schema asks for was not there.
            State::Value(Ref::Any(element)) if element.name().local().is_empty() => Ok(()),
            State::Value(Ref::Any(element)) => self.write_any_element(element),
            State::Value(Ref::Sequence(items)) => {
                for index in 0..items.len() {
                    if let Some(State::Value(Ref::Any(element))) =
                        items.item(index).map(Slot::state)
                    {
                        self.write_any_element(element)?;
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Writes the attributes that a wildcard admitted.
    pub(super) fn write_any_attributes(&mut self, slot: &dyn Slot) -> Result<(), Error> {
        if let State::Value(Ref::AnyAttributes(others)) = slot.state() {
            self.write_attributes(others.attributes())?;
        }
        Ok(())
    }
}
