//! Marks: where other items are to be written into a document later.

use super::error::Error;
use super::options::WriteOptions;
use super::writer::{Declared, Writer};
use crate::record::{Sequence, Slot, State};
use crate::table::Row;

/// The items behind which others are to be written.
#[derive(Debug)]
pub(super) struct Mark {
    /// Where they are in memory: what tells a sequence from every other.
    address: usize,
    place: Option<Place>,
}

/// How a writer stood behind those items.
#[derive(Debug)]
struct Place {
    written: usize,
    scope: Vec<Declared>,
    depth: usize,
}

impl Writer {
    /// A writer that marks where the items end that are at that address in memory.
    pub(crate) fn marking(options: &WriteOptions, address: usize) -> Self {
        let mut writer = Self::new(options);
        writer.mark = Some(Box::new(Mark {
            address,
            place: None,
        }));
        writer
    }

    /// Notes the place, if these are the items.
    #[inline]
    pub(super) fn reach_mark(&mut self, items: &dyn Sequence) {
        if let Some(mark) = &self.mark
            && mark.address == std::ptr::from_ref(items).cast::<()>() as usize
        {
            self.note_mark();
        }
    }

    fn note_mark(&mut self) {
        self.close_start();
        if let Some(mark) = &mut self.mark {
            mark.place = Some(Place {
                written: self.out.len(),
                scope: self.scope.clone(),
                depth: self.depth,
            });
        }
    }

    /// Goes back to the place that was marked; the text that was written behind it. `None` if there is none.
    pub(crate) fn go_back(&mut self) -> Option<String> {
        let place = self.mark.take()?.place?;
        self.scope = place.scope;
        self.known = None;
        self.depth = place.depth;
        self.open = false;
        Some(self.out.split_off(place.written))
    }

    /// Writes an item there.
    pub(crate) fn write_item(
        &mut self,
        row: &Row,
        item: &dyn Slot,
        index: usize,
    ) -> Result<(), Error> {
        match item.state() {
            State::Value(value) => self
                .write_value(row, &value)
                .map_err(|error| error.within_item(row.name(), index)),
            State::Unset | State::Absent | State::Nil => self.write_nil(row),
        }
    }

    /// Writes text as it is.
    pub(crate) fn push_written(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// What is written and not taken.
    pub(crate) fn text_so_far(&self) -> &str {
        &self.out
    }

    /// How many bytes are written.
    pub(crate) fn written(&self) -> usize {
        self.out.len()
    }

    /// Takes what is written so far.
    pub(crate) fn take_written(&mut self) -> String {
        let room = String::with_capacity(self.out.len());
        std::mem::replace(&mut self.out, room)
    }
}
