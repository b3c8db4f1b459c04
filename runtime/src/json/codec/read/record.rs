//! Reading objects into structs, member by member.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::super::class::own_row;
use super::super::name::{find, name_of, own_member};
use super::buffer::{Buffered, BufferedSeed};
use super::{Reading, SlotSeed, ValueReader};
use crate::record::Record;
use crate::table::{Presence, Row, Table};
use crate::xml::{Seen, Unknown};

/// The members of an object on their way into a struct.
pub(super) struct Members<'a> {
    reading: &'a Reading<'a>,
    record: &'a mut dyn Record,
    table: &'static Table,
    seen: Seen,
    next: usize,
    /// The schema's own member with the discriminator's name, and what the discriminator makes of it.
    own: Option<(usize, Option<&'a str>)>,
}

/// What a name in an object means.
enum Member {
    /// The member of that row, for the first time.
    Row(usize),
    /// What the discriminator cannot say of the schema's own member.
    Own(usize),
    /// Nothing: the schema does not know it, or it was there before.
    Nothing,
}

impl<'a> Members<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, record: &'a mut dyn Record) -> Self {
        let table = record.table();
        Self {
            reading,
            record,
            table,
            seen: Seen::new(table.rows.len()),
            next: 0,
            own: None,
        }
    }

    /// Reads the whole object.
    #[inline]
    pub(super) fn read<'de, A: MapAccess<'de>>(mut self, mut object: A) -> Result<(), A::Error> {
        self.read_rest(&mut object)?;
        self.settle()
    }

    /// Reads the members that are left of an object.
    #[inline]
    pub(super) fn read_rest<'de, A: MapAccess<'de>>(
        &mut self,
        object: &mut A,
    ) -> Result<(), A::Error> {
        while let Some(member) = object.next_key_seed(MemberSeed(self))? {
            match member {
                Member::Row(index) => {
                    let read = object.next_value_seed(self.seed(index));
                    read.inspect_err(|_| self.fail_at(index))?;
                }
                Member::Own(index) => {
                    let value = object.next_value_seed(BufferedSeed(self.reading))?;
                    self.read_own(index, value)?;
                }
                Member::Nothing => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    /// Reads a member that was kept until the object's class was known.
    pub(super) fn read_kept<E: Error>(&mut self, name: &str, value: Buffered<'_>) -> Result<(), E> {
        match self.find(name)? {
            Member::Row(index) => {
                let value = value.deserializer(self.reading);
                let read = self.seed(index).deserialize(value);
                read.inspect_err(|_| self.fail_at(index))
            }
            Member::Own(index) => self.read_own(index, value),
            Member::Nothing => Ok(()),
        }
    }

    /// Reads what the discriminator cannot say of the schema's own member: `{}` for absent.
    fn read_own<E: Error>(&mut self, index: usize, value: Buffered<'_>) -> Result<(), E> {
        self.own = None;
        self.record.slot_mut(index).set_absent();
        if value.is_object() {
            return Ok(());
        }
        let value = value.deserializer(self.reading);
        let read = self.seed(index).deserialize(value);
        read.inspect_err(|_| self.fail_at(index))
    }

    /// Reads an object that consists of its text alone.
    pub(super) fn read_only_text<E: Error>(mut self, index: usize, text: &str) -> Result<(), E> {
        self.seen.mark(index);
        self.value(index).read_text(text)?;
        self.settle()
    }

    /// Notes the discriminator: it is also the schema's own member of its name, unless that is told apart.
    pub(super) fn note_discriminator(&mut self, text: Option<&'a str>) {
        if let Some(index) = own_row(self.table.rows, self.table.json.style.discriminator) {
            self.seen.mark(index);
            self.own = Some((index, text));
        }
    }

    /// Puts the discriminator into the schema's own member of its name, if that has room for it.
    fn read_discriminator(&mut self) {
        let Some((index, text)) = self.own else {
            return;
        };
        let Some(text) = text else {
            self.record.slot_mut(index).set_nil();
            return;
        };
        let read = self
            .value(index)
            .read_text::<serde_core::de::value::Error>(text);
        if read.is_err() {
            self.reading.path.forget();
            self.record.slot_mut(index).set_absent();
        }
    }

    fn value(&mut self, index: usize) -> ValueReader<'_> {
        ValueReader {
            reading: self.reading,
            style: self.table.json.style,
            row: &self.table.rows[index],
            val: self.record.slot_mut(index).open(),
        }
    }

    #[inline]
    fn seed(&mut self, index: usize) -> SlotSeed<'_> {
        SlotSeed {
            reading: self.reading,
            style: self.table.json.style,
            row: &self.table.rows[index],
            slot: self.record.slot_mut(index),
        }
    }

    #[cold]
    fn fail_at(&self, index: usize) {
        self.reading.path.member(&name_of(self.table.rows, index));
    }

    #[inline]
    fn find<E: Error>(&mut self, name: &str) -> Result<Member, E> {
        match find(self.table.rows, self.next, name, &self.reading.followers) {
            Some(index) => {
                self.next = index + 1;
                if self.seen.mark(index) {
                    Ok(Member::Row(index))
                } else {
                    self.pass_over(name, "is repeated")
                }
            }
            None => self.find_other(name),
        }
    }

    fn find_other<E: Error>(&mut self, name: &str) -> Result<Member, E> {
        let json = &self.table.json;
        let own = own_member(name).filter(|own| *own == json.style.discriminator);
        if let Some(index) = own.and_then(|own| own_row(self.table.rows, own)) {
            self.seen.mark(index);
            return Ok(Member::Own(index));
        }
        if json.discriminator.is_some() && name == json.style.discriminator {
            return Ok(Member::Nothing);
        }
        self.pass_over(name, "is not known")
    }

    fn pass_over<E: Error>(&self, name: &str, what: &str) -> Result<Member, E> {
        match self.reading.options.unknown {
            Unknown::Skip => Ok(Member::Nothing),
            Unknown::Refuse => Err(self.reading.refuse(format_args!("`{name}` {what}"))),
        }
    }

    /// Makes absent what was not in the object: a value's default may be something else.
    pub(super) fn settle<E: Error>(&mut self) -> Result<(), E> {
        self.read_discriminator();
        for index in self.seen.missing(self.table.rows.len()) {
            let row = &self.table.rows[index];
            if row.presence == Presence::OptionalNillable {
                self.record.slot_mut(index).set_absent();
            }
            if self.reading.options.unknown == Unknown::Refuse && must_be_there(row) {
                let name = name_of(self.table.rows, index);
                return Err(self.reading.refuse(format_args!("`{name}` is missing")));
            }
        }
        Ok(())
    }
}

fn must_be_there(row: &Row) -> bool {
    !row.presence.allows_absent() && !row.is_many()
}

/// Reads a member's name.
struct MemberSeed<'m, 'a>(&'m mut Members<'a>);

impl<'de> DeserializeSeed<'de> for MemberSeed<'_, '_> {
    type Value = Member;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Member, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for MemberSeed<'_, '_> {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Member, E> {
        self.0.find(name)
    }
}
