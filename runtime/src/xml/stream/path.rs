//! Where the items of a document stand: the names of the elements around them.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use super::super::error::{Error, ErrorKind};
use super::super::root_of;
use crate::record::{Record, Ref, Sequence, Slot, State, Type};
use crate::table::{Content, Place, Row};
use crate::value::Nillable;

/// The items of a field: those of a repeated element, or of an array.
pub trait Repeated: Slot {
    /// An item.
    type Item: Slot + Default;
}

impl<T: Slot + Default> Repeated for Vec<T> {
    type Item = T;
}

impl<T: Slot + Default> Repeated for Option<Vec<T>> {
    type Item = T;
}

impl<T: Slot + Default> Repeated for Nillable<Vec<T>> {
    type Item = T;
}

/// An element around the items.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) name: &'static str,
    /// `None` for any.
    pub(super) namespace: Option<&'static str>,
}

/// Where items of the type `I` stand in a document: the elements from the root down to them.
pub struct ItemPath<I> {
    /// From the root down to the element that holds the items.
    pub(super) around: Vec<Step>,
    pub(super) item: Row,
    items: PhantomData<fn() -> I>,
}

impl<I> Clone for ItemPath<I> {
    fn clone(&self) -> Self {
        Self {
            around: self.around.clone(),
            item: self.item,
            items: PhantomData,
        }
    }
}

impl<I> fmt::Debug for ItemPath<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.around {
            write!(f, "{}/", step.name)?;
        }
        f.write_str(self.item.name())
    }
}

impl<I: Slot + Default> ItemPath<I> {
    /// The items of the field that `select` finds in a document whose root is the element of the type `D`.
    ///
    /// A field within fields is selected by making those: `|order| &mut order.parts.get_or_insert_default().parts`.
    ///
    /// # Errors
    ///
    /// [`Error`] if what is selected is no field of the document with elements of its own for its items.
    pub fn of<D, V>(select: impl FnOnce(&mut D) -> &mut V) -> Result<Self, Error>
    where
        D: Type + Slot,
        V: Repeated<Item = I>,
    {
        Self::below(&[], &root_of::<D>(), select)
    }

    /// As [`of`](Self::of), for a root element that `row` describes.
    ///
    /// # Errors
    ///
    /// As [`of`](Self::of).
    pub fn of_element<D, V>(row: &Row, select: impl FnOnce(&mut D) -> &mut V) -> Result<Self, Error>
    where
        D: Slot + Default,
        V: Repeated<Item = I>,
    {
        Self::below(&[], row, select)
    }

    /// The items that are the elements of `item`, in elements of these names and namespaces, from the root down.
    #[must_use]
    pub fn named(around: &[(&'static str, &'static str)], item: Row) -> Self {
        let step = |&(name, namespace): &(&'static str, &'static str)| Step {
            name,
            namespace: Some(namespace),
        };
        Self {
            around: around.iter().map(step).collect(),
            item,
            items: PhantomData,
        }
    }

    /// As [`of_element`](Self::of_element), in elements of these names and any namespace.
    pub(crate) fn below<D, V>(
        outer: &[&'static str],
        row: &Row,
        select: impl FnOnce(&mut D) -> &mut V,
    ) -> Result<Self, Error>
    where
        D: Slot + Default,
        V: Repeated<Item = I>,
    {
        let (item, found) = with_selected(select, |document, is_it| {
            let around = Vec::new();
            let mut search = Search { is_it, around };
            let item = search.in_slot(row, document);
            item.map(|item| (item, search.around))
        })
        .ok_or_else(not_there)?;
        let outer = outer.iter().map(|name| Step {
            name,
            namespace: None,
        });
        Ok(Self {
            around: outer.chain(found).collect(),
            item,
            items: PhantomData,
        })
    }
}

/// Looks through a document, in which what `select` finds is there, with a function that says whether a slot is that field.
pub(crate) fn with_selected<D, V, T>(
    select: impl FnOnce(&mut D) -> &mut V,
    search: impl FnOnce(&D, &dyn Fn(&dyn Slot) -> bool) -> T,
) -> T
where
    D: Slot + Default,
    V: Slot,
{
    let mut document = D::default();
    document.open();
    let field = select(&mut document);
    field.open();
    let selected = std::ptr::from_ref(field);
    search(&document, &|slot| {
        let slot: &dyn Any = slot;
        slot.downcast_ref::<V>()
            .is_some_and(|field| std::ptr::eq(field, selected))
    })
}

#[cold]
pub(super) fn not_there() -> Error {
    let message = "the field that was selected is not part of the document, or has no elements";
    Error::new(ErrorKind::Unexpected, message)
}

/// A search for a field, with the elements around where it has come to.
struct Search<'s> {
    is_it: &'s dyn Fn(&dyn Slot) -> bool,
    around: Vec<Step>,
}

impl Search<'_> {
    /// The row of the items, if the field is this slot or within it.
    fn in_slot(&mut self, row: &Row, slot: &dyn Slot) -> Option<Row> {
        let State::Value(value) = slot.state() else {
            return None;
        };
        if let Ref::Sequence(_) = value {
            if !(self.is_it)(slot) {
                return None;
            }
            return match row.content {
                Content::Array(item) => {
                    self.around.push(step(row));
                    Some(*item)
                }
                Content::Plain if row.is_many() => Some(*row),
                _ => None,
            };
        }
        let record = value.record()?;
        let depth = self.around.len();
        if row.place != Place::Group {
            self.around.push(step(row));
        }
        let found = self.in_record(record);
        if found.is_none() {
            self.around.truncate(depth);
        }
        found
    }

    fn in_record(&mut self, record: &dyn Record) -> Option<Row> {
        let rows = record.table().rows.iter().enumerate();
        let mut found = rows.filter_map(|(index, row)| self.in_slot(row, record.slot(index)));
        found.next()
    }
}

fn step(row: &Row) -> Step {
    Step {
        name: row.name(),
        namespace: Some(row.namespace),
    }
}

/// Where the items of a sequence are in memory: what tells it from every other.
pub(super) fn address(items: &dyn Sequence) -> usize {
    std::ptr::from_ref(items).cast::<()>() as usize
}
