//! Slots: the fields of a struct and the items of a sequence, in one of their states.

use std::any::Any;
use std::fmt;
use std::mem;

use crate::kind::{Ref, Val, Value};
use crate::value::Nillable;

/// A field of a struct, or an item of a sequence, in one of its states.
pub trait Slot: Any {
    /// The state.
    fn state(&self) -> State<'_>;

    /// The value in place, made from nothing if there is none.
    fn open(&mut self) -> Val<'_>;

    /// Takes the value out; `false` if the type has no such state.
    fn clear(&mut self, missing: Missing) -> bool;
}

impl dyn Slot + '_ {
    /// Makes it nil; `false` if the type has no such state.
    #[inline]
    pub fn set_nil(&mut self) -> bool {
        self.clear(Missing::Nil)
    }

    /// Makes it absent, if the type has such a state.
    #[inline]
    pub fn set_absent(&mut self) {
        self.clear(Missing::Absent);
    }
}

/// How a value is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Left out.
    Absent,
    /// `xsi:nil`.
    Nil,
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

/// The items of a `Vec`: repeated elements, an array, a list.
#[expect(
    clippy::len_without_is_empty,
    reason = "it is one for all sequences, and none in the table of each"
)]
pub trait Sequence: 'static {
    /// The number of items.
    fn len(&self) -> usize;

    /// An item; `None` past the end.
    fn item(&self, index: usize) -> Option<&dyn Slot>;

    /// Adds an item with nothing in it.
    fn push(&mut self) -> &mut dyn Slot;
}

impl dyn Sequence + '_ {
    /// Whether there is no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
    fn clear(&mut self, _missing: Missing) -> bool {
        false
    }
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
        if self.is_none() {
            // There is nothing to drop, and what would drop it is not compiled: a fifteenth of the LLVM lines of an application.
            mem::forget(self.replace(T::default()));
        }
        match self {
            Some(value) => value.val(),
            None => unreachable!("a value was put in just above"),
        }
    }
    #[inline]
    fn clear(&mut self, _missing: Missing) -> bool {
        *self = None;
        true
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
        if !self.is_value() {
            // As above.
            mem::forget(self.replace(T::default()));
        }
        match self {
            Self::Value(value) => value.val(),
            Self::Absent | Self::Nil => unreachable!("a value was put in just above"),
        }
    }
    #[inline]
    fn clear(&mut self, missing: Missing) -> bool {
        *self = match missing {
            Missing::Absent => Self::Absent,
            Missing::Nil => Self::Nil,
        };
        true
    }
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

/// The slot of a type that has none.
pub(crate) struct NoSlot;

impl Slot for NoSlot {
    fn state(&self) -> State<'_> {
        State::Absent
    }
    fn open(&mut self) -> Val<'_> {
        Val::Sequence(Box::leak(Box::new(NoItems)))
    }
    fn clear(&mut self, _missing: Missing) -> bool {
        false
    }
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
