//! What is around a group: a child that does not continue the group may begin what comes after it.

use super::read_record::Extent;
use super::reader::Reader;
use super::seen::Seen;
use crate::table::Row;

/// The rows around a group, which one of them is the group, and what is around those.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) rows: &'static [Row],
    pub(super) index: usize,
    pub(super) outer: Option<&'a Around<'a>>,
}

impl<'a> Extent<'a> {
    /// What is around a group.
    pub(super) fn around(self) -> Option<&'a Around<'a>> {
        match self {
            Self::Element => None,
            Self::Group(around) | Self::Occurrence(around) => Some(around),
        }
    }
}

impl Reader<'_> {
    /// Whether the child that the source stands at comes, in a document that keeps to the order, after the rows before the first
    /// of two: as the second.
    pub(super) fn follows(
        &self,
        rows: &'static [Row],
        (next, index): (usize, usize),
        seen: &Seen,
    ) -> bool {
        let mut between = rows.get(next..index).unwrap_or_default().iter().zip(next..);
        index >= next
            && between.all(|(row, at)| row.presence.allows_absent() || seen.has(at))
            && self.begins(&rows[index])
    }

    /// Whether the child begins the group again, or what comes after it.
    pub(super) fn belongs_to(&self, around: &Around<'_>) -> bool {
        let mut current = Some(around);
        while let Some(Around { rows, index, outer }) = current {
            let again = rows.get(*index).filter(|row| row.is_many());
            let after = rows.iter().skip(index + 1);
            if again.into_iter().chain(after).any(|row| self.begins(row)) {
                return true;
            }
            current = *outer;
        }
        false
    }
}
