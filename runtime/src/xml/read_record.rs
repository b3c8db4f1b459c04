//! Reading structs: attributes first, then text or children, row by row.

use super::around::Around;
use super::capture;
use super::encoded;
use super::error::{Error, ErrorKind};
use super::options::Unknown;
use super::read_simple::read_attribute;
use super::read_text::keep_declarations;
use super::reader::{Encoding, Reader};
use super::seen::Seen;
use super::source::Next;
use crate::record::{Record, Sequence, Slot, Val};
use crate::table::{Content, Place, Presence, Row, Table};

/// How far the rows of a record reach.
#[derive(Clone, Copy)]
pub(super) enum Extent<'a> {
    /// To the end of the element around: other children are unknown ones.
    Element,
    /// As far as they fit: other children belong to what is around.
    Group(&'a Around<'a>),
    /// As a group, but an element before those that were read begins the next occurrence.
    Occurrence(&'a Around<'a>),
}

impl Reader<'_> {
    /// Reads attributes, text and children into a record whose start tag the source stands at.
    pub(crate) fn read_record(&mut self, record: &mut dyn Record) -> Result<(), Error> {
        let table = record.table();
        let mut seen = Seen::new(table.rows.len());
        let attributes = table.rows.iter().position(|row| !is_attribute(row));
        let attributes = attributes.unwrap_or(table.rows.len());
        if attributes > 0 || self.unknown == Unknown::Refuse {
            self.read_attributes(record, &mut seen)?;
        }
        match table.rows.get(attributes) {
            Some(row) if row.place == Place::Text || table.mixed => {
                seen.mark(attributes);
                self.read_text(row, record, attributes)?;
            }
            _ => {
                self.source.enter()?;
                self.read_rows(record, &mut seen, Extent::Element, (attributes, None))?;
            }
        }
        self.settle(record, &seen)
    }

    /// Reads the children of an element into a record, to the end of that element; `is_at_child` as [`child`](Self::child) said
    /// of the first.
    pub(crate) fn read_children(
        &mut self,
        record: &mut dyn Record,
        is_at_child: bool,
    ) -> Result<(), Error> {
        let mut seen = Seen::new(record.table().rows.len());
        self.read_rows(
            record,
            &mut seen,
            Extent::Element,
            (0, Some(child(is_at_child))),
        )?;
        self.settle(record, &seen)
    }

    /// Reads children, from the one that the source stands at or comes to; whether it then stands at one that does not belong here.
    ///
    /// `start` is the row to begin with, and what the source stands at if it stands at something.
    pub(super) fn read_rows(
        &mut self,
        record: &mut dyn Record,
        seen: &mut Seen,
        extent: Extent<'_>,
        start: (usize, Option<Next>),
    ) -> Result<bool, Error> {
        let table = record.table();
        let rows = table.rows;
        let (mut next, mut came) = start;
        loop {
            let expected = self.followers.expected(rows, next);
            let standing = match came.take() {
                None => self.source.child_among(rows, next, expected, seen)?,
                Some(came) => came,
            };
            // What is expected mostly comes, and is told from the rest without a table of jumps.
            let index = if matches!(standing, Next::Expected | Next::ExpectedNil) {
                expected
            } else {
                match standing {
                    Next::End => return Ok(false),
                    Next::Child => match self.place(table, next, seen, extent)? {
                        Some(index) => index,
                        None if matches!(extent, Extent::Element) => {
                            self.pass_over()?;
                            came = Some(child(self.source.child()?));
                            continue;
                        }
                        None => return Ok(true),
                    },
                    _ => {
                        let found = self.source.found();
                        self.followers.learn(rows, next, found);
                        found
                    }
                }
            };
            let row = &rows[index];
            let slot = record.slot_mut(index);
            if matches!(standing, Next::ExpectedNil | Next::FoundNil) {
                if !makes_nil(row, slot) {
                    came = Some(child(self.source.child()?));
                    continue;
                }
                self.source.pass_nil()?;
            } else if row.place == Place::Element && !row.is_many() {
                self.read_element(row, slot)
                    .map_err(|e| e.within(row.name()))?;
            } else if row.place == Place::Group {
                let around = Around {
                    rows,
                    index,
                    outer: extent.around(),
                };
                came = Some(child(self.read_group(row, slot, &around)?));
            } else {
                came = Some(child(self.read_at(row, slot)?));
            }
            seen.mark(index);
            next = if row.is_many() { index } else { index + 1 };
        }
    }

    /// The row of a child that did not come as expected; `None` if it does not belong here.
    #[inline(never)]
    fn place(
        &mut self,
        table: &'static Table,
        next: usize,
        seen: &Seen,
        extent: Extent<'_>,
    ) -> Result<Option<usize>, Error> {
        let rows = table.rows;
        let found = self.find(rows, next, seen);
        // The first child of a group is of the group, or it would not have been begun.
        if !seen.is_empty()
            && let (Some(index), Some(around)) = (found, extent.around())
            && !self.follows(rows, (next, index), seen)
            && self.belongs_to(around)
        {
            return Ok(None);
        }
        match found {
            Some(index) if index < next && matches!(extent, Extent::Occurrence(_)) => Ok(None),
            Some(index) if index < next && self.unknown == Unknown::Refuse && !table.any_order => {
                Err(self.unexpected("stands out of order"))
            }
            place => Ok(place),
        }
    }

    /// Reads what belongs to a row that is no group, from the child that the source stands at; whether it then stands at another
    /// child.
    pub(super) fn read_at(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<bool, Error> {
        if row.is_many() {
            return match slot.open() {
                Val::Sequence(items) => self.read_items(row, items),
                _ => Err(self.unexpected("has no room")),
            };
        }
        self.read_one(row, slot)
            .map_err(|e| e.within(self.name_of(row)))?;
        self.source.child()
    }

    fn read_items(&mut self, row: &Row, items: &mut dyn Sequence) -> Result<bool, Error> {
        loop {
            let index = items.len();
            self.read_one(row, items.push())
                .map_err(|e| e.within_item(self.name_of(row), index))?;
            let came = match row.place {
                Place::Element => self.source.child_expecting(row)?,
                _ => child(self.source.child()?),
            };
            match came {
                Next::End => return Ok(false),
                Next::Child if !self.fits(row) => return Ok(true),
                _ => {}
            }
        }
    }

    /// Reads one element, which is left.
    pub(super) fn read_one(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        match row.place {
            Place::Any => self.read_content(row, slot.open()),
            _ => self.read_element(row, slot),
        }
    }

    pub(super) fn name_of(&self, row: &Row) -> &'static str {
        match row.place {
            Place::Any => "*",
            _ => row.name(),
        }
    }

    pub(super) fn read_attributes(
        &mut self,
        record: &mut dyn Record,
        seen: &mut Seen,
    ) -> Result<(), Error> {
        let rows = record.table().rows;
        let scope = self.source.scope();
        let offset = self.source.start_offset();
        let resolve = |prefix: &str| Some(scope.copy(scope.uri(scope.resolve(prefix)?)));
        for attribute in self.source.attributes() {
            if scope.is(attribute.namespace, super::XSI) {
                continue;
            }
            if self.encoding == Encoding::Soap && encoded::is_own_attribute(scope, attribute) {
                continue;
            }
            let named = rows.iter().position(|row| {
                row.place == Place::Attribute
                    && row.name() == attribute.local
                    && scope.is(attribute.namespace, row.namespace)
            });
            if let Some(index) = named {
                seen.mark(index);
                read_attribute(
                    &rows[index],
                    record.slot_mut(index).open(),
                    &attribute.value,
                    &resolve,
                )
                .map_err(|lexical| Error::value(lexical).at(offset).within(rows[index].name()))?;
                continue;
            }
            let uri = scope.uri(attribute.namespace);
            let wild = rows.iter().position(|row| admits_attribute(row, uri));
            if let Some(index) = wild {
                seen.mark(index);
                if let Val::AnyAttributes(others) = record.slot_mut(index).open() {
                    keep_declarations(&attribute.value, others, resolve);
                    let name = (attribute.namespace, attribute.local, attribute.prefix);
                    others.push(capture::name(scope, name), attribute.value.to_string());
                }
            } else if self.unknown == Unknown::Refuse {
                let message = format!("the attribute `{}` is not known", attribute.local);
                return Err(Error::new(ErrorKind::Unexpected, message).at(offset));
            }
        }
        self.source.hold_to_copies()
    }

    /// Makes absent what was not in the document: a value's default may be something else.
    pub(super) fn settle(&self, record: &mut dyn Record, seen: &Seen) -> Result<(), Error> {
        let rows = record.table().rows;
        for index in seen.missing(rows.len()) {
            let row = &rows[index];
            if row.presence == Presence::OptionalNillable {
                record.slot_mut(index).set_absent();
            }
            if self.unknown == Unknown::Refuse && !row.presence.allows_absent() && !row.is_many() {
                let message = format!("`{}` is missing", row.name());
                return Err(Error::new(ErrorKind::Missing, message).at(self.source.offset()));
            }
        }
        Ok(())
    }
}

/// Makes the value of a row nil, if it may be.
#[inline]
fn makes_nil(row: &Row, slot: &mut dyn Slot) -> bool {
    row.presence.allows_nil() && !row.is_many() && slot.set_nil()
}

/// How a child, if there is one, stands to a row that it was not compared with.
fn child(is_there: bool) -> Next {
    if is_there { Next::Child } else { Next::End }
}

fn is_attribute(row: &Row) -> bool {
    matches!(
        row.place,
        Place::Attribute | Place::AnyAttribute | Place::Nil
    )
}

fn admits_attribute(row: &Row, namespace: &str) -> bool {
    match row.content {
        Content::Wildcard(wildcard) if row.place == Place::AnyAttribute => {
            wildcard.admits(namespace)
        }
        _ => false,
    }
}
