//! Writing structs as objects: their members in schema order, and the discriminator.

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::super::class::{class_of, discriminator_of, own_row};
use super::super::name::{name_of, own_name};
use super::super::options::OwnMember;
use super::item::Item;
use super::text::{Clean, text_of};
use super::tree::WrittenTree;
use super::{Spot, Written};
use crate::json::Tree;
use crate::record::{Record, Ref, Selected, State, Subtypes};
use crate::table::{Place, Presence, Table};

impl Item<'_> {
    pub(super) fn subtypes<S: Serializer>(
        &self,
        subtypes: &dyn Subtypes,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        match subtypes.selected() {
            Selected::Known(variant, record) => {
                let table = record.table();
                let class = Class {
                    tables: subtypes.tables(),
                    index: variant,
                    own: own_row(table.rows, table.json.style.discriminator),
                };
                self.members(record, Some(&class), to)
            }
            Selected::Unknown(unknown) => match unknown.json() {
                Some(tree) => WrittenTree {
                    numbers: self.spot.writing.numbers,
                    tree,
                }
                .serialize(to),
                None => {
                    let name = unknown.type_name();
                    Err(self.spot.writing.refuse(&format!(
                        "a value of the unknown type `{name}` that was read from XML cannot be written as JSON"
                    )))
                }
            },
        }
    }

    pub(super) fn record<S: Serializer>(
        &self,
        record: &dyn Record,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let table = record.table();
        if table.json.discriminator.is_none() {
            return self.members(record, None, to);
        }
        let class = Class {
            tables: &[table],
            index: 0,
            own: own_row(table.rows, table.json.style.discriminator),
        };
        self.members(record, Some(&class), to)
    }

    /// Writes an object: the discriminator in the place of the schema's own member, or else first.
    fn members<S: Serializer>(
        &self,
        record: &dyn Record,
        class: Option<&Class<'_>>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let table = record.table();
        let mut object = to.serialize_map(None)?;
        if let Some(class) = class
            && class.own.is_none()
        {
            object.serialize_entry(table.json.style.discriminator, class.discriminator())?;
        }
        let own = class.and_then(|class| class.own);
        for (index, row) in table.rows.iter().enumerate() {
            let spot = &Spot {
                writing: self.spot.writing,
                style: table.json.style,
                row,
            };
            let slot = record.slot(index);
            let member = Written { spot, slot };
            match class {
                _ if row.place == Place::Nil && !member.is_true() => {}
                Some(class) if own == Some(index) => member.discriminator(class, &mut object)?,
                _ if row.place == Place::Element => member.entry(row.json, &mut object)?,
                _ => member.entry(&name_of(table.rows, index), &mut object)?,
            }
        }
        object.end()
    }
}

/// Which of several classes an object is.
struct Class<'a> {
    tables: &'a [&'static Table],
    index: usize,
    /// The row of the schema's own member with the discriminator's name.
    own: Option<usize>,
}

impl Class<'_> {
    fn discriminator(&self) -> &'static str {
        discriminator_of(self.tables[self.index])
    }
}

impl Written<'_> {
    /// Whether it is a boolean that is true.
    fn is_true(&self) -> bool {
        matches!(self.slot.state(), State::Value(Ref::Bool(true)))
    }

    /// Writes a member in its state, or leaves it out.
    #[inline]
    fn entry<M: SerializeMap>(&self, name: &str, object: &mut M) -> Result<(), M::Error> {
        let key = &Clean {
            writing: self.spot.writing,
            text: name,
        };
        let row = self.spot.row;
        let written = match &self.slot.state() {
            // Most values are texts: they do without another look at their kind.
            State::Value(Ref::Str(text)) => object.serialize_entry(key, text),
            State::Value(value) if row.is_many() || row.place == Place::AnyAttribute => match value
            {
                Ref::Sequence(items) if items.is_empty() => Ok(()),
                Ref::AnyAttributes(none) if none.is_empty() => Ok(()),
                Ref::Sequence(items) => object.serialize_entry(key, &self.items(*items)),
                value => object.serialize_entry(key, &self.value(value)),
            },
            State::Value(value) => object.serialize_entry(key, &self.value(value)),
            State::Unset if row.presence == Presence::RequiredNillable => {
                object.serialize_entry(key, &())
            }
            State::Nil if self.spot.writing.writes_nil(row.presence) => {
                object.serialize_entry(key, &())
            }
            State::Unset | State::Absent | State::Nil => Ok(()),
        };
        written.inspect_err(|_| self.spot.writing.path.member(name))
    }

    /// Writes the discriminator, and the schema's own member that has its name.
    fn discriminator<M: SerializeMap>(
        &self,
        class: &Class<'_>,
        object: &mut M,
    ) -> Result<(), M::Error> {
        let name = self.spot.row.json;
        let text = match self.slot.state() {
            State::Value(value) => text_of(value, self.spot.style),
            _ => None,
        };
        if let Some(text) = text.filter(|text| class_of(class.tables, text) == Some(class.index)) {
            return object.serialize_entry(name, &text);
        }
        object.serialize_entry(name, class.discriminator())?;
        match (self.spot.writing.options.own_member, self.slot.state()) {
            (OwnMember::Replaced, _) => Ok(()),
            (OwnMember::Kept, State::Absent | State::Unset) => {
                object.serialize_entry(&own_name(name), &Tree::Object(Vec::new()))
            }
            (OwnMember::Kept, State::Nil | State::Value(_)) => {
                object.serialize_entry(&own_name(name), self)
            }
        }
    }
}
