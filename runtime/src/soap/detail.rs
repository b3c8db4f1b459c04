//! Details of faults that nobody declared.

use crate::record::{Alternatives, Slot};
use crate::table::Row;
use crate::value::AnyElement;

/// A detail of any kind: for operations that declare no faults.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnyDetail(pub AnyElement);

impl Alternatives for AnyDetail {
    fn rows(&self) -> &'static [Row] {
        &[]
    }

    fn select(&mut self, _alternative: usize) {}

    fn slot_mut(&mut self) -> Option<&mut dyn Slot> {
        None
    }

    fn selected(&self) -> Option<(usize, &dyn Slot)> {
        None
    }

    fn set_unknown(&mut self, element: AnyElement) {
        self.0 = element;
    }

    fn unknown(&self) -> Option<&AnyElement> {
        Some(&self.0)
    }
}
