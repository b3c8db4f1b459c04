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

pub use crate::kind::{AsChoice, AsLeaf, AsRecord, AsSubtypes, Kind};
use crate::kind::{AsSequence, Boxed};
use crate::leaf::Leaf;
use crate::show::{show_double, show_items, show_leaf};
use crate::table::{Row, Table};
pub use crate::unknown_type::UnknownType;
use crate::value::{AnyAttributes, AnyElement, DateTime, Nillable, QName};

/// A type with a table: a generated struct.
///
/// Every such type is a [`Record`].
pub trait Type: Any + fmt::Debug + Default {
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
pub trait Record: Any + fmt::Debug {
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
pub trait Subtypes: Any + fmt::Debug {
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
pub trait Alternatives: Any + fmt::Debug {
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

/// The items of a `Vec`: repeated elements, an array, a list.
pub trait Sequence: Any {
    /// The number of items.
    fn len(&self) -> usize;

    /// Whether there is no item.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An item; `None` past the end.
    fn item(&self, index: usize) -> Option<&dyn Slot>;

    /// Adds an item with nothing in it.
    fn push(&mut self) -> &mut dyn Slot;
}

/// A field of a struct, or an item of a sequence, in one of its states.
pub trait Slot: Any {
    /// The state.
    fn state(&self) -> State<'_>;

    /// The value in place, made from nothing if there is none.
    fn open(&mut self) -> Val<'_>;

    /// Makes it nil; `false` if the type has no such state.
    fn set_nil(&mut self) -> bool;

    /// Makes it absent, if the type has such a state.
    fn set_absent(&mut self);
}

/// The state of a slot.
#[derive(Clone, Copy)]
pub enum State<'a> {
    /// Not set; the row says whether that means absent or nil.
    Unset,
    /// Left out.
    Absent,
    /// `xsi:nil`.
    Nil,
    /// A value.
    Value(Ref<'a>),
}

/// A value to look at: the closed set of kinds that the engines know.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Ref<'a> {
    /// Text.
    Str(&'a str),
    /// `xs:long`.
    I64(i64),
    /// `xs:int`.
    I32(i32),
    /// `xs:boolean`.
    Bool(bool),
    /// `xs:double`.
    F64(f64),
    /// `xs:dateTime`.
    DateTime(&'a DateTime),
    /// `xs:QName`.
    QName(&'a QName),
    /// Any other simple value.
    Leaf(&'a dyn Leaf),
    /// Several values.
    Sequence(&'a dyn Sequence),
    /// A struct.
    Record(&'a dyn Record),
    /// A base type with subtypes.
    Subtypes(&'a dyn Subtypes),
    /// A choice between elements.
    Choice(&'a dyn Alternatives),
    /// `xs:anyType` and wildcards: a tree as it is.
    Any(&'a AnyElement),
    /// The attributes that a wildcard admits.
    AnyAttributes(&'a AnyAttributes),
}

impl<'a> Ref<'a> {
    /// The struct that the value is, or that the subtype is that it holds; none for a subtype that the schema does not know.
    pub(crate) fn record(self) -> Option<&'a dyn Record> {
        match self {
            Ref::Record(record) => Some(record),
            Ref::Subtypes(subtypes) => match subtypes.selected() {
                Selected::Known(_, record) => Some(record),
                Selected::Unknown(_) => None,
            },
            _ => None,
        }
    }
}

/// A value to read into: the same kinds as [`Ref`].
#[non_exhaustive]
pub enum Val<'a> {
    /// Text.
    Str(&'a mut String),
    /// `xs:long`.
    I64(&'a mut i64),
    /// `xs:int`.
    I32(&'a mut i32),
    /// `xs:boolean`.
    Bool(&'a mut bool),
    /// `xs:double`.
    F64(&'a mut f64),
    /// `xs:dateTime`.
    DateTime(&'a mut DateTime),
    /// `xs:QName`.
    QName(&'a mut QName),
    /// Any other simple value.
    Leaf(&'a mut dyn Leaf),
    /// Several values.
    Sequence(&'a mut dyn Sequence),
    /// A struct.
    Record(&'a mut dyn Record),
    /// A base type with subtypes.
    Subtypes(&'a mut dyn Subtypes),
    /// A choice between elements.
    Choice(&'a mut dyn Alternatives),
    /// `xs:anyType` and wildcards: a tree as it is.
    Any(&'a mut AnyElement),
    /// The attributes that a wildcard admits.
    AnyAttributes(&'a mut AnyAttributes),
}

/// A type that can stand in a slot.
pub trait Value: Default + 'static {
    /// What the engines see it as.
    type Kind: Kind<Self>;

    /// The value to look at.
    #[inline]
    fn get(&self) -> Ref<'_> {
        Self::Kind::get(self)
    }

    /// The value to read into.
    #[inline]
    fn val(&mut self) -> Val<'_> {
        Self::Kind::val(self)
    }
}

impl<T: Value> Value for Box<T> {
    type Kind = Boxed;
}

impl<T: Slot + Default> Value for Vec<T> {
    type Kind = AsSequence;
}

impl<T: Slot + Default> Sequence for Vec<T> {
    #[inline]
    fn len(&self) -> usize {
        Vec::len(self)
    }
    #[inline]
    fn item(&self, index: usize) -> Option<&dyn Slot> {
        self.as_slice().get(index).map(|item| item as &dyn Slot)
    }
    #[inline]
    fn push(&mut self) -> &mut dyn Slot {
        Vec::push(self, T::default());
        let last = self.len() - 1;
        &mut self[last]
    }
}

impl<T: Value> Slot for T {
    #[inline]
    fn state(&self) -> State<'_> {
        State::Value(self.get())
    }
    #[inline]
    fn open(&mut self) -> Val<'_> {
        self.val()
    }
    #[inline]
    fn set_nil(&mut self) -> bool {
        false
    }
    #[inline]
    fn set_absent(&mut self) {}
}

impl<T: Value> Slot for Option<T> {
    #[inline]
    fn state(&self) -> State<'_> {
        match self {
            None => State::Unset,
            Some(value) => State::Value(value.get()),
        }
    }
    #[inline]
    fn open(&mut self) -> Val<'_> {
        self.get_or_insert_with(T::default).val()
    }
    #[inline]
    fn set_nil(&mut self) -> bool {
        *self = None;
        true
    }
    #[inline]
    fn set_absent(&mut self) {
        *self = None;
    }
}

impl<T: Value> Slot for Nillable<T> {
    #[inline]
    fn state(&self) -> State<'_> {
        match self {
            Self::Absent => State::Absent,
            Self::Nil => State::Nil,
            Self::Value(value) => State::Value(value.get()),
        }
    }
    #[inline]
    fn open(&mut self) -> Val<'_> {
        self.get_or_insert_with(T::default).val()
    }
    #[inline]
    fn set_nil(&mut self) -> bool {
        *self = Self::Nil;
        true
    }
    #[inline]
    fn set_absent(&mut self) {
        *self = Self::Absent;
    }
}

/// The slot of a type that has none.
struct NoSlot;

impl Slot for NoSlot {
    fn state(&self) -> State<'_> {
        State::Absent
    }
    fn open(&mut self) -> Val<'_> {
        Val::Sequence(Box::leak(Box::new(NoItems)))
    }
    fn set_nil(&mut self) -> bool {
        false
    }
    fn set_absent(&mut self) {}
}

/// What is inside a slot that does not exist.
struct NoItems;

impl Sequence for NoItems {
    fn len(&self) -> usize {
        0
    }
    fn item(&self, _index: usize) -> Option<&dyn Slot> {
        None
    }
    fn push(&mut self) -> &mut dyn Slot {
        Box::leak(Box::new(NoSlot))
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

impl fmt::Debug for State<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset => f.write_str("Unset"),
            Self::Absent => f.write_str("Absent"),
            Self::Nil => f.write_str("Nil"),
            Self::Value(value) => f.debug_tuple("Value").field(value).finish(),
        }
    }
}

impl fmt::Debug for Ref<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Str(value) => value.fmt(f),
            Self::I64(value) => value.fmt(f),
            Self::I32(value) => value.fmt(f),
            Self::Bool(value) => value.fmt(f),
            Self::F64(value) => show_double(*value, f),
            Self::DateTime(value) => fmt::Display::fmt(value, f),
            Self::QName(value) => value.fmt(f),
            Self::Leaf(value) => show_leaf(*value, f),
            Self::Sequence(items) => show_items(*items, f),
            Self::Record(record) => record.fmt(f),
            Self::Subtypes(subtypes) => subtypes.fmt(f),
            Self::Choice(choice) => choice.fmt(f),
            Self::Any(element) => element.fmt(f),
            Self::AnyAttributes(attributes) => attributes.fmt(f),
        }
    }
}

impl fmt::Debug for Val<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Str(_) => "Str",
            Self::I64(_) => "I64",
            Self::I32(_) => "I32",
            Self::Bool(_) => "Bool",
            Self::F64(_) => "F64",
            Self::DateTime(_) => "DateTime",
            Self::QName(_) => "QName",
            Self::Leaf(_) => "Leaf",
            Self::Sequence(_) => "Sequence",
            Self::Record(_) => "Record",
            Self::Subtypes(_) => "Subtypes",
            Self::Choice(_) => "Choice",
            Self::Any(_) => "Any",
            Self::AnyAttributes(_) => "AnyAttributes",
        })
    }
}
