//! Where a child belongs: which row of a table it is of, found by its name.

use super::reader::Reader;
use super::seen::Seen;
use crate::table::{Content, Place, Row};

impl Reader<'_> {
    /// The row of the child that the source stands at: the next that fits, or else an earlier one that has not been read.
    pub(super) fn find(&self, rows: &'static [Row], next: usize, seen: &Seen) -> Option<usize> {
        // Most often some optional elements were left out.
        for (index, row) in rows.iter().enumerate().skip(next) {
            if row.place != Place::Element {
                break;
            }
            if self.source.is(row.name(), row.namespace) && (row.is_many() || !seen.has(index)) {
                return Some(index);
            }
        }
        self.search(rows, next, seen)
    }

    /// The wildcard that the child must be of, in a document that keeps to the order: it may not be left out, and nothing that
    /// comes before it is of that name.
    fn owed_wildcard(&self, rows: &'static [Row], next: usize, seen: &Seen) -> Option<usize> {
        let mut open = (next..rows.len()).filter(|index| !seen.has(*index));
        let owed = open.find(|index| !rows[*index].presence.allows_absent())?;
        let is_named = |(row, index): (&Row, usize)| {
            (row.is_many() || !seen.has(index)) && row.place != Place::Any && self.begins(row)
        };
        let is_it = rows[owed].place == Place::Any
            && self.fits(&rows[owed])
            && !rows[next..owed].iter().zip(next..).any(is_named);
        is_it.then_some(owed)
    }

    fn search(&self, rows: &'static [Row], next: usize, seen: &Seen) -> Option<usize> {
        if let Some(owed) = self.owed_wildcard(rows, next, seen) {
            return Some(owed);
        }
        let open = |index: &usize| rows[*index].is_many() || !seen.has(*index);
        let begun = |index: &usize| rows[*index].place != Place::Any && self.begins(&rows[*index]);
        let named = |index: &usize| rows[*index].place != Place::Any && self.fits(&rows[*index]);
        let wild = |index: &usize| rows[*index].place == Place::Any && self.fits(&rows[*index]);
        let order = || {
            (next..rows.len())
                .chain(0..next.min(rows.len()))
                .filter(open)
        };
        order()
            .find(begun)
            .or_else(|| order().find(named))
            .or_else(|| order().find(wild))
    }

    /// Whether the child that the source stands at begins what a row describes, in a document that keeps to the order: of a group
    /// it is the first element, or one before which all may be left out.
    pub(super) fn begins(&self, row: &Row) -> bool {
        let Content::Group(table) = row.content else {
            return self.fits(row);
        };
        if table.is_choice {
            return table.rows.iter().any(|row| self.begins(row));
        }
        for row in table.rows {
            if self.begins(row) {
                return true;
            }
            if !row.presence.allows_absent() {
                return false;
            }
        }
        false
    }

    /// Whether the child that the source stands at can begin what a row describes.
    pub(super) fn fits(&self, row: &Row) -> bool {
        match (row.place, row.content) {
            (Place::Element, _) => self.source.is(row.name(), row.namespace),
            (Place::Group, Content::Group(_)) => self.begins(row) || self.names(row),
            (Place::Any, Content::Wildcard(wildcard)) => wildcard.admits(self.source.uri()),
            _ => false,
        }
    }

    /// Whether what a row describes has an element of that name somewhere. A wildcard behind other elements does not count: it
    /// would admit what comes after the group.
    fn names(&self, row: &Row) -> bool {
        match (row.place, row.content) {
            (Place::Element, _) => self.source.is(row.name(), row.namespace),
            (Place::Group, Content::Group(table)) => table.rows.iter().any(|row| self.names(row)),
            _ => false,
        }
    }
}
