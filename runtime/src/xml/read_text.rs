//! Reading text and mixed content, and keeping what names in texts need to mean something.

use super::error::Error;
use super::read_simple::DeclaredHere;
use super::reader::Reader;
use super::source::Node;
use crate::record::{Record, Ref, Sequence, Slot, State, Val};
use crate::table::{Place, Row};
use crate::value::{AnyAttributes, prefixes};

impl Reader<'_> {
    /// Reads text, or text among elements, and keeps the declarations that it needs where there is a place for them.
    pub(super) fn read_text(
        &mut self,
        row: &Row,
        record: &mut dyn Record,
        index: usize,
    ) -> Result<(), Error> {
        let attributes = &record.table().rows[..index];
        let place = attributes
            .iter()
            .position(|row| row.place == Place::AnyAttribute);
        let declared = place.map(|place| (place, DeclaredHere::of(self)));
        match row.place {
            Place::Text => self.read_content(row, record.slot_mut(index).open())?,
            _ => self.read_mixed(row, record.slot_mut(index))?,
        }
        let Some((place, declared)) = declared else {
            return Ok(());
        };
        let mut needed = AnyAttributes::default();
        each_text(record.slot(index), &mut |text| {
            keep_declarations(text, &mut needed, |prefix| declared.resolve(self, prefix));
        });
        if let Val::AnyAttributes(others) = record.slot_mut(place).open() {
            for (prefix, namespace) in needed.namespaces() {
                others.declare_namespace(prefix, namespace);
            }
        }
        self.source.hold_to_copies()
    }

    /// Reads text and elements in their order: every piece is an alternative of the type's one group.
    fn read_mixed(&mut self, row: &Row, slot: &mut dyn Slot) -> Result<(), Error> {
        let Val::Sequence(items) = slot.open() else {
            return self.source.skip();
        };
        self.source.enter()?;
        let mut text = String::new();
        loop {
            let node = self.source.next_node()?;
            if let Node::Text(piece) = &node {
                text.push_str(piece);
                continue;
            }
            if !text.is_empty() {
                push_text(items, std::mem::take(&mut text));
            }
            match node {
                Node::Child if self.fits(row) => {
                    let index = items.len();
                    self.read_piece(items.push())
                        .map_err(|e| e.within_item("*", index))?;
                }
                Node::Child => self.pass_over()?,
                Node::End | Node::Text(_) => return Ok(()),
            }
        }
    }

    /// Reads an element as an alternative, and leaves it.
    fn read_piece(&mut self, slot: &mut dyn Slot) -> Result<(), Error> {
        let Val::Choice(choice) = slot.open() else {
            return self.source.skip();
        };
        let rows = choice.rows();
        let named = |row: &Row| row.place != Place::Any && self.fits(row);
        let fitting = || rows.iter().position(|row| self.fits(row));
        match rows.iter().position(named).or_else(fitting) {
            Some(index) => {
                choice.select(index);
                match choice.slot_mut() {
                    // The elements that may stand for one another are a choice of their own.
                    Some(slot) if rows[index].place == Place::Group => self.read_piece(slot),
                    Some(slot) => self.read_one(&rows[index], slot),
                    None => self.source.skip(),
                }
            }
            None => self.pass_over(),
        }
    }
}

/// Keeps the declarations of the prefixes that a text has, but for `xml`, which needs none.
pub(super) fn keep_declarations(
    text: &str,
    kept: &mut AnyAttributes,
    namespace_of: impl Fn(&str) -> Option<String>,
) {
    for prefix in prefixes(text) {
        if prefix != "xml"
            && kept.namespace_of(prefix).is_none()
            && let Some(namespace) = namespace_of(prefix)
        {
            kept.declare_namespace(prefix, namespace);
        }
    }
}

/// Goes through the texts of simple or mixed content.
fn each_text(slot: &dyn Slot, take: &mut dyn FnMut(&str)) {
    match slot.state() {
        State::Value(Ref::Str(text)) => take(text),
        State::Value(Ref::Sequence(items)) => {
            for item in (0..items.len()).filter_map(|index| items.item(index)) {
                each_text(item, take);
            }
        }
        State::Value(Ref::Choice(choice)) => match choice.selected() {
            Some((index, slot)) if choice.rows()[index].place == Place::Text => {
                each_text(slot, take);
            }
            _ => {}
        },
        _ => {}
    }
}

/// Adds a piece of text to mixed content.
fn push_text(items: &mut dyn Sequence, text: String) {
    if let Val::Choice(choice) = items.push().open() {
        let rows = choice.rows();
        if let Some(index) = rows.iter().position(|row| row.place == Place::Text) {
            choice.select(index);
            if let Some(Val::Str(value)) = choice.slot_mut().map(Slot::open) {
                *value = text;
            }
        }
    }
}
