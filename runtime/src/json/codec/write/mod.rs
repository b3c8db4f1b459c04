//! The writing engine: from slots into any serde format, guided by tables.

mod document;
mod escape;
mod item;
mod object;
mod text;
mod tree;

use std::cell::Cell;

use serde_core::ser::{Error, Serialize, SerializeSeq, Serializer};

use super::options::WriteOptions;
use super::path::Path;
use crate::json::JsonStyle;
use crate::record::{Ref, Sequence, Slot, State};
use crate::table::{Presence, Row};
use crate::xml::NilPolicy;
pub(super) use document::Document;
use item::Item;

/// How deep a value may be nested: as deep as it is read.
const MAX_DEPTH: usize = 128;

/// How numbers are handed over that serde has no kind for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// As a double, or a string where no double is the number.
    Doubles,
    /// Digit by digit: what is underneath is a [`Document`].
    Digits,
}

/// What is the same for a whole document.
pub(super) struct Writing {
    options: WriteOptions,
    numbers: Numbers,
    pub(super) path: Path,
    depth: Cell<usize>,
    /// Text in the making, kept for its memory.
    scratch: Cell<String>,
}

impl Writing {
    pub(super) fn new(options: &WriteOptions, numbers: Numbers) -> Self {
        Self {
            options: *options,
            numbers,
            path: Path::default(),
            depth: Cell::new(0),
            scratch: Cell::default(),
        }
    }

    /// Writes a value as the root of a document.
    pub(super) fn root<S: Serializer>(
        &self,
        row: &Row,
        slot: &dyn Slot,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let style = &self.options.style;
        let spot = &Spot {
            writing: self,
            style,
            row,
        };
        Written { spot, slot }.serialize(to)
    }

    /// Calls `write` with the text that `make` makes.
    fn with_text<T>(&self, make: impl FnOnce(&mut String), write: impl FnOnce(&str) -> T) -> T {
        let mut text = self.scratch.take();
        text.clear();
        make(&mut text);
        let written = write(&text);
        self.scratch.set(text);
        written
    }

    fn refuse<E: Error>(&self, message: &str) -> E {
        self.path.refuse(E::custom(message))
    }

    fn writes_nil(&self, presence: Presence) -> bool {
        match self.options.nil {
            NilPolicy::AsTyped => true,
            NilPolicy::OmitOptional => !presence.allows_absent(),
        }
    }
}

/// Where a value stands. It is handed on as one reference: fields that were just written are slow to copy two at a time.
struct Spot<'a> {
    writing: &'a Writing,
    style: &'a JsonStyle,
    row: &'a Row,
}

impl<'a> Spot<'a> {
    /// What stands in this place, with another row.
    fn with_row(&self, row: &'a Row) -> Self {
        Self { row, ..*self }
    }
}

/// A slot in its state: null where there is no value.
struct Written<'a> {
    spot: &'a Spot<'a>,
    slot: &'a dyn Slot,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.slot.state() {
            State::Value(Ref::Sequence(items)) if self.spot.row.is_many() => {
                self.items(*items).serialize(to)
            }
            State::Value(value) => self.value(value).serialize(to),
            State::Unset | State::Absent | State::Nil => to.serialize_unit(),
        }
    }
}

impl<'a> Written<'a> {
    fn value<'b>(&'b self, value: &'b Ref<'b>) -> Item<'b> {
        Item {
            spot: self.spot,
            value,
        }
    }

    fn items(&self, items: &'a dyn Sequence) -> Items<'a> {
        Items {
            spot: self.spot,
            items,
        }
    }
}

/// The items of an array, each with the row of the array.
struct Items<'a> {
    spot: &'a Spot<'a>,
    items: &'a dyn Sequence,
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut array = to.serialize_seq(Some(self.items.len()))?;
        for index in 0..self.items.len() {
            let written = match self.items.item(index) {
                Some(slot) => match &slot.state() {
                    State::Value(value) => array.serialize_element(&Item {
                        spot: self.spot,
                        value,
                    }),
                    State::Unset | State::Absent | State::Nil => array.serialize_element(&()),
                },
                None => array.serialize_element(&()),
            };
            written.inspect_err(|_| self.spot.writing.path.item(index))?;
        }
        array.end()
    }
}
