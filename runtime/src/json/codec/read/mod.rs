//! The reading engine: from any serde format into slots, guided by tables.

mod buffer;
mod choice;
mod record;
mod slot;
mod subtypes;
mod tree;
mod value;

use std::cell::Cell;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, Unexpected};

use super::options::ReadOptions;
use super::path::Path;
use crate::record::Slot;
use crate::table::Row;
use crate::xml::Followers;
use slot::SlotSeed;
#[cfg(feature = "client")]
pub(super) use tree::TreeSeed;
use value::ValueReader;

/// How deep a document may be nested.
const MAX_DEPTH: usize = 128;

/// What is the same for a whole document.
pub(super) struct Reading<'t> {
    pub(super) options: ReadOptions,
    /// The whole text, if the format underneath is JSON in memory: numbers are then read digit by digit.
    pub(super) text: Option<&'t str>,
    pub(super) path: Path,
    /// Where in the text it failed, as line and column, if the format underneath does not know.
    pub(super) position: Cell<Option<(usize, usize)>>,
    depth: Cell<usize>,
    pub(super) followers: Followers,
}

impl<'t> Reading<'t> {
    pub(super) fn new(options: &ReadOptions, text: Option<&'t str>) -> Self {
        Self {
            options: *options,
            text,
            path: Path::default(),
            position: Cell::new(None),
            depth: Cell::new(0),
            followers: Followers::default(),
        }
    }

    /// Reads the root of a document.
    pub(super) fn root<'de, D: Deserializer<'de>>(
        &self,
        row: &Row,
        slot: &mut dyn Slot,
        from: D,
    ) -> Result<(), D::Error> {
        let style = &self.options.style;
        SlotSeed {
            reading: self,
            style,
            row,
            slot,
        }
        .deserialize(from)
    }

    pub(super) fn refuse<E: Error>(&self, message: impl fmt::Display) -> E {
        self.path.refuse(E::custom(message))
    }

    /// Reads something nested.
    pub(super) fn nest<T, E: Error>(&self, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > MAX_DEPTH {
            return Err(self.refuse("the document is nested too deep"));
        }
        let value = read();
        self.depth.set(self.depth.get() - 1);
        value
    }
}

/// The error for a value of the wrong kind.
pub(super) fn refuse_kind<E: Error>(
    reading: &Reading<'_>,
    found: Unexpected<'_>,
    expected: &str,
) -> E {
    reading.path.refuse(E::invalid_type(found, &expected))
}
