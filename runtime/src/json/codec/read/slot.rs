//! Reading slots: null, or a value.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Reading, ValueReader};
use crate::json::JsonStyle;
use crate::record::{Sequence, Slot};
use crate::table::Row;

/// Reads a slot: null, or a value in place.
pub(super) struct SlotSeed<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) style: &'a JsonStyle,
    pub(super) row: &'a Row,
    pub(super) slot: &'a mut dyn Slot,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.reading.text {
            Some(_) => from.deserialize_option(self),
            None => from.deserialize_any(self),
        }
    }
}

impl<'a> SlotSeed<'a> {
    #[inline]
    fn open(self) -> ValueReader<'a> {
        ValueReader {
            reading: self.reading,
            style: self.style,
            row: self.row,
            val: self.slot.open(),
        }
    }
}

impl<'de> Visitor<'de> for SlotSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        if self.slot.set_nil() || self.row.is_many() {
            return Ok(());
        }
        Err(self.reading.refuse("null is not allowed here"))
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        match self.reading.text {
            Some(_) => self.open().read(from),
            None => from.deserialize_any(self),
        }
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.open().visit_bool(value)
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.open().visit_i64(number)
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.open().visit_u64(number)
    }

    #[inline]
    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.open().visit_f64(number)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.open().visit_str(text)
    }

    #[inline]
    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.open().visit_string(text)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<(), A::Error> {
        self.open().visit_seq(array)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(), A::Error> {
        self.open().visit_map(object)
    }
}

/// Reads an item that is added to a sequence.
pub(super) struct ItemSeed<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) style: &'a JsonStyle,
    pub(super) row: &'a Row,
    pub(super) items: &'a mut dyn Sequence,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        let seed = SlotSeed {
            reading: self.reading,
            style: self.style,
            row: self.row,
            slot: self.items.push(),
        };
        seed.deserialize(from)
    }
}
