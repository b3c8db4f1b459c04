//! The view of a generated type that the engines work through.
//!
//! Generated code implements [`Record`] for structs, [`Subtypes`] for a base type with subtypes,
//! [`Enumeration`](crate::enumeration::Enumeration) for enumerations and [`Alternatives`] for a choice of elements. Everything
//! else (reading, writing, states) is here and in the engines, once.
//!
//! None of these traits asks for `Send` or `Sync`: the compiler would look through all that a type contains, for every type, and
//! give up on schemas whose types contain each other deeply, as those of XHTML do. What is asked for, is asked of messages.

use std::any::Any;
use std::fmt;

pub use crate::kind::{AsChoice, AsLeaf, AsRecord, AsSubtypes, Kind, Ref, Val, Value};
use crate::slot::NoSlot;
pub use crate::slot::{Missing, Sequence, Slot, State};
use crate::table::{Row, Table};
pub use crate::unknown_type::UnknownType;
use crate::value::AnyElement;

/// A type with a table: a generated struct.
///
/// Every such type is a [`Record`].
///
/// Generated types implement it for any `Lazy`, and it is asked for with none: a constant that is generic is evaluated where it is
/// used. Of one that is not, the compiler wants to know the value whenever the types are checked, which took a fifth of that time.
pub trait Type<Lazy = ()>: Any + Default {
    /// The type's table.
    const TABLE: &'static Table;

    /// The slot of a row.
    fn row_slot(&self, _row: usize) -> &dyn Slot {
        &NoSlot
    }

    /// The slot of a row, to write to.
    fn row_slot_mut(&mut self, _row: usize) -> &mut dyn Slot {
        // A type without rows is never asked; a zero-sized box does not allocate.
        Box::leak(Box::new(NoSlot))
    }
}

/// A struct as a table of slots: a [`Type`] as the engines see it.
pub trait Record: Any {
    /// The table: one row for each slot, in the same order.
    fn table(&self) -> &'static Table;

    /// The slot of a row.
    fn slot(&self, row: usize) -> &dyn Slot;

    /// The slot of a row, to write to.
    fn slot_mut(&mut self, row: usize) -> &mut dyn Slot;
}

impl<T: Type> Record for T {
    #[inline]
    fn table(&self) -> &'static Table {
        T::TABLE
    }
    #[inline]
    fn slot(&self, row: usize) -> &dyn Slot {
        self.row_slot(row)
    }
    #[inline]
    fn slot_mut(&mut self, row: usize) -> &mut dyn Slot {
        self.row_slot_mut(row)
    }
}

/// A base type with its subtypes: one of several records, told apart by `xsi:type`.
pub trait Subtypes: fmt::Debug + 'static {
    /// The tables of the variants; the first is the base type's own.
    fn tables(&self) -> &'static [&'static Table];

    /// Makes this a default value of the variant with that index.
    fn select(&mut self, variant: usize);

    /// What is selected.
    fn selected(&self) -> Selected<'_>;

    /// The selected record; `None` for a type that the schema did not know.
    fn record_mut(&mut self) -> Option<&mut dyn Record>;

    /// Makes this a value of a type that the schema did not know.
    fn set_unknown(&mut self, unknown: UnknownType);
}

/// The variant that a [`Subtypes`] holds.
#[derive(Clone, Copy)]
pub enum Selected<'a> {
    /// A known variant: its index and value.
    Known(usize, &'a dyn Record),
    /// A type that the schema did not know.
    Unknown(&'a UnknownType),
}

/// A choice between elements, such as `xs:choice`, a substitution group or the details of a fault: told apart by the element's
/// name.
pub trait Alternatives: fmt::Debug + 'static {
    /// The elements.
    fn rows(&self) -> &'static [Row];

    /// Makes this a default value of the alternative with that index.
    fn select(&mut self, alternative: usize);

    /// The slot of what is selected; `None` for an unknown element.
    fn slot_mut(&mut self) -> Option<&mut dyn Slot>;

    /// The index and value of what is selected; `None` for an unknown element.
    fn selected(&self) -> Option<(usize, &dyn Slot)>;

    /// Makes this an element that the schema did not know, where there is room for one.
    fn set_unknown(&mut self, _element: AnyElement) {}

    /// The element that the schema did not know, if that is what this holds.
    fn unknown(&self) -> Option<&AnyElement> {
        None
    }
}

impl fmt::Debug for Selected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(variant, record) => {
                write!(f, "Known({variant}, {})", record.table().name)
            }
            Self::Unknown(unknown) => write!(f, "Unknown({})", unknown.type_name()),
        }
    }
}
