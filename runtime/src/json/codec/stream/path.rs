//! Where the items of a document stand: the names of the members around them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::super::error::Error;
use super::super::name::name_of;
use crate::json::JsonStyle;
use crate::record::{Record, Ref, Slot, State};
use crate::table::{Content, Row};
use crate::xml::{Repeated, with_selected};

/// Where items of the type `I` stand in a JSON document: the members from the root down to their array.
pub struct ItemPath<I> {
    /// At least one.
    pub(super) names: Vec<Cow<'static, str>>,
    pub(super) item: Row,
    pub(super) style: &'static JsonStyle,
    items: PhantomData<fn() -> I>,
}

impl<I> Clone for ItemPath<I> {
    fn clone(&self) -> Self {
        Self {
            names: self.names.clone(),
            item: self.item,
            style: self.style,
            items: PhantomData,
        }
    }
}

/// `$.Page.Parts`
impl<I> fmt::Display for ItemPath<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.names.iter().try_for_each(|name| write!(f, ".{name}"))
    }
}

impl<I> fmt::Debug for ItemPath<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl<I: Slot + Default> ItemPath<I> {
    /// The items of the field that `select` finds in a document of the type `D`.
    ///
    /// A field within fields is selected by making those: `|order| &mut order.parts.get_or_insert_default().parts`.
    ///
    /// # Errors
    ///
    /// [`Error`] if what is selected is no field of the document that is an array of items.
    pub fn of<D, V>(select: impl FnOnce(&mut D) -> &mut V) -> Result<Self, Error>
    where
        D: Slot + Default,
        V: Repeated<Item = I>,
    {
        with_selected(select, |document, is_it| {
            let names = Vec::new();
            let mut search = Search { is_it, names };
            let (item, style) = search.in_record(record_in(document)?)?;
            Some(Self {
                names: search.names,
                item,
                style,
                items: PhantomData,
            })
        })
        .ok_or_else(Error::not_there)
    }
}

/// A search for a field, with the members around where it has come to.
struct Search<'s> {
    is_it: &'s dyn Fn(&dyn Slot) -> bool,
    names: Vec<Cow<'static, str>>,
}

/// The row of the items that were found, and the style that they are written in.
type Found = (Row, &'static JsonStyle);

impl Search<'_> {
    fn in_record(&mut self, record: &dyn Record) -> Option<Found> {
        let table = record.table();
        for (index, row) in table.rows.iter().enumerate() {
            let slot = record.slot(index);
            self.names.push(name_of(table.rows, index));
            let found = match slot.state() {
                State::Value(Ref::Sequence(_)) if (self.is_it)(slot) => {
                    return item_of(row).map(|item| (item, table.json.style));
                }
                _ => record_in(slot).and_then(|record| self.in_record(record)),
            };
            if found.is_some() {
                return found;
            }
            self.names.pop();
        }
        None
    }
}

/// The row of the items of an array, as reading it would take it.
fn item_of(row: &Row) -> Option<Row> {
    match row.content {
        Content::Array(item) | Content::Items(item, _) if !row.is_many() => Some(item.once()),
        Content::Plain if row.is_many() => Some(row.once()),
        _ => None,
    }
}

/// The object in a slot, if there is one.
fn record_in(slot: &dyn Slot) -> Option<&dyn Record> {
    match slot.state() {
        State::Value(value) => value.record(),
        _ => None,
    }
}
