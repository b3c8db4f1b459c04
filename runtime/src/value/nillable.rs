//! The three states of an element that may be left out and may be nil.

use std::ops::{Deref, DerefMut};

/// An element that is absent, present and nil, or present with a value.
///
/// The type of a field whose element has both `minOccurs="0"` and `nillable="true"`. A field with only one of the two is
/// an `Option`.
///
/// The default is [`Nil`](Self::Nil): a data contract client sends an unset member as `xsi:nil`. Types of schemas that
/// are no data contracts set their fields to [`Absent`](Self::Absent) in their own `Default`.
///
/// ```
/// use castile::value::Nillable;
///
/// let mut name: Nillable<String> = "Lead".into();
/// assert_eq!(name.as_deref(), Some("Lead"));
/// name = Nillable::Absent;
/// assert_eq!(name.as_option(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nillable<T> {
    /// The element is not there.
    Absent,
    /// The element is there, with `xsi:nil="true"` and no content.
    #[default]
    Nil,
    /// The element is there with this value, which may be empty.
    Value(T),
}

use Nillable::{Absent, Nil, Value};

impl<T> Nillable<T> {
    /// Whether the element is not there.
    #[inline]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Absent)
    }

    /// Whether the element is there and nil.
    #[inline]
    pub const fn is_nil(&self) -> bool {
        matches!(self, Nil)
    }

    /// Whether there is a value.
    #[inline]
    pub const fn is_value(&self) -> bool {
        matches!(self, Value(_))
    }

    /// Whether there is a value and `test` holds for it.
    #[inline]
    pub fn is_value_and(self, test: impl FnOnce(T) -> bool) -> bool {
        self.into_option().is_some_and(test)
    }

    /// The value, if there is one.
    #[inline]
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Value(value) => Some(value),
            Absent | Nil => None,
        }
    }

    /// The value to change, if there is one.
    #[inline]
    pub const fn as_mut_option(&mut self) -> Option<&mut T> {
        match self {
            Value(value) => Some(value),
            Absent | Nil => None,
        }
    }

    /// The value, if there is one.
    #[inline]
    pub fn into_option(self) -> Option<T> {
        match self {
            Value(value) => Some(value),
            Absent | Nil => None,
        }
    }

    /// The target of the value, if there is one: `Option<&str>` of a `Nillable<String>`.
    #[inline]
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: Deref,
    {
        self.as_option().map(T::deref)
    }

    /// The target of the value to change, if there is one.
    #[inline]
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>
    where
        T: DerefMut,
    {
        self.as_mut_option().map(T::deref_mut)
    }

    /// The same state with the value borrowed.
    #[inline]
    pub const fn as_ref(&self) -> Nillable<&T> {
        match self {
            Value(value) => Value(value),
            Nil => Nil,
            Absent => Absent,
        }
    }

    /// The same state with the value borrowed to change.
    #[inline]
    pub const fn as_mut(&mut self) -> Nillable<&mut T> {
        match self {
            Value(value) => Value(value),
            Nil => Nil,
            Absent => Absent,
        }
    }

    /// The same state with the value changed by `change`.
    #[inline]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nillable<U> {
        match self {
            Value(value) => Value(change(value)),
            Nil => Nil,
            Absent => Absent,
        }
    }

    /// What `next` makes of the value; a state without a value stays.
    #[inline]
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Nillable<U>) -> Nillable<U> {
        match self {
            Value(value) => next(value),
            Nil => Nil,
            Absent => Absent,
        }
    }

    /// Takes the value out, if there is one, and leaves [`Nil`] in its place. A state without a value stays.
    #[inline]
    pub fn take(&mut self) -> Option<T> {
        match self {
            Value(_) => std::mem::take(self).into_option(),
            Absent | Nil => None,
        }
    }

    /// Puts the value in and gives back the state from before.
    #[inline]
    pub const fn replace(&mut self, value: T) -> Self {
        std::mem::replace(self, Value(value))
    }

    /// Puts the value in and gives it to change.
    #[inline]
    pub fn insert(&mut self, value: T) -> &mut T {
        *self = Value(value);
        self.get_or_insert_with(|| unreachable!("a value was put in just above"))
    }

    /// The value to change; where there is none, the one that `make` gives is put in first.
    #[inline]
    pub fn get_or_insert_with(&mut self, make: impl FnOnce() -> T) -> &mut T {
        if !self.is_value() {
            *self = Value(make());
        }
        match self {
            Value(value) => value,
            Absent | Nil => unreachable!("a value was put in just above"),
        }
    }

    /// The value, or `other` where there is none.
    #[inline]
    pub fn unwrap_or(self, other: T) -> T {
        self.into_option().unwrap_or(other)
    }

    /// The value, or what `make` gives where there is none.
    #[inline]
    pub fn unwrap_or_else(self, make: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(make)
    }

    /// The value, or its type's default where there is none.
    #[inline]
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// The value, or `error` where there is none.
    ///
    /// # Errors
    ///
    /// `error`, if the state is [`Absent`] or [`Nil`].
    #[inline]
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// An iterator over the one value or none.
    #[inline]
    pub fn iter(&self) -> std::option::IntoIter<&T> {
        self.as_option().into_iter()
    }
}

impl<T: Clone> Nillable<&T> {
    /// The same state with a clone of the value.
    #[inline]
    pub fn cloned(self) -> Nillable<T> {
        self.map(T::clone)
    }
}

impl<T> From<T> for Nillable<T> {
    #[inline]
    fn from(value: T) -> Self {
        Value(value)
    }
}

impl<T> From<T> for Nillable<Box<T>> {
    #[inline]
    fn from(value: T) -> Self {
        Value(Box::new(value))
    }
}

/// `None` becomes [`Nil`], which is also the default.
impl<T> From<Option<T>> for Nillable<T> {
    #[inline]
    fn from(value: Option<T>) -> Self {
        value.map_or(Nil, Value)
    }
}

/// `None` becomes [`Nil`], which is also the default.
impl<T> From<Option<T>> for Nillable<Box<T>> {
    #[inline]
    fn from(value: Option<T>) -> Self {
        value.map_or(Nil, |value| Value(Box::new(value)))
    }
}

impl From<&str> for Nillable<String> {
    #[inline]
    fn from(value: &str) -> Self {
        Value(value.to_owned())
    }
}

/// `None` becomes [`Nil`], which is also the default.
impl From<Option<&str>> for Nillable<String> {
    #[inline]
    fn from(value: Option<&str>) -> Self {
        value.map(str::to_owned).into()
    }
}

impl<T, const N: usize> From<[T; N]> for Nillable<Vec<T>> {
    #[inline]
    fn from(values: [T; N]) -> Self {
        Value(values.into())
    }
}

/// [`Absent`] and [`Nil`] become `None`.
impl<T> From<Nillable<T>> for Option<T> {
    #[inline]
    fn from(state: Nillable<T>) -> Self {
        state.into_option()
    }
}

impl<T> IntoIterator for Nillable<T> {
    type Item = T;
    type IntoIter = std::option::IntoIter<T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.into_option().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Nillable<T> {
    type Item = &'a T;
    type IntoIter = std::option::IntoIter<&'a T>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
