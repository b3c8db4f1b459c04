//! The JSON form of a schema set, as its tables carry it: how values are written, and what tells subtypes apart.

use crate::table::Table;

/// How 64-bit integers are written. Either form is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Integers64 {
    /// As numbers.
    #[default]
    Number,
    /// As strings, for readers that hold numbers in doubles.
    Text,
}

/// How the items of an `xs:list` are written. Either form is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lists {
    /// As an array.
    #[default]
    Array,
    /// As one string with this between the items, such as `","`. Spaces around it do not count in reading. A list with an item
    /// that holds the separator is written as an array.
    Joined(&'static str),
}

/// The JSON form that a schema set is written in; reading takes every form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JsonStyle {
    /// How 64-bit integers are written.
    pub integers64: Integers64,
    /// How lists are written.
    pub lists: Lists,
    /// The member that says which of several subtypes an object is.
    pub discriminator: &'static str,
}

impl JsonStyle {
    /// The form of a schema set that says nothing about it: numbers, arrays, and `$type`.
    pub const DEFAULT: &'static Self = &Self::new();

    /// As [`DEFAULT`](Self::DEFAULT), to change.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            integers64: Integers64::Number,
            lists: Lists::Array,
            discriminator: "$type",
        }
    }

    /// The same style with 64-bit integers in another form.
    #[must_use]
    pub const fn with_integers64(mut self, integers64: Integers64) -> Self {
        self.integers64 = integers64;
        self
    }

    /// The same style with lists in another form.
    #[must_use]
    pub const fn with_lists(mut self, lists: Lists) -> Self {
        self.lists = lists;
        self
    }

    /// The same style with another member as discriminator.
    #[must_use]
    pub const fn with_discriminator(mut self, key: &'static str) -> Self {
        self.discriminator = key;
        self
    }
}

impl Default for JsonStyle {
    fn default() -> Self {
        Self::new()
    }
}

/// What JSON needs to know of one type: the style of its schema set, and its discriminator.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct JsonClass {
    /// The style that its members are written in.
    pub style: &'static JsonStyle,
    /// The discriminator's value for this type; none for a type that stands in no hierarchy, or whose value is its name.
    pub discriminator: Option<&'static str>,
    /// Other values that mean this type in reading. The type's name does so always.
    pub aliases: &'static [&'static str],
}

impl JsonClass {
    /// A type without a discriminator of its own.
    #[must_use]
    pub const fn new(style: &'static JsonStyle) -> Self {
        Self {
            style,
            discriminator: None,
            aliases: &[],
        }
    }

    /// The same type with the value of its discriminator, which is then written wherever the type stands.
    ///
    /// Without it, a discriminator is written only where subtypes are possible, and is the type's name.
    #[must_use]
    pub const fn discriminator(mut self, value: &'static str) -> Self {
        self.discriminator = Some(value);
        self
    }

    /// The same type with other values of its discriminator that are read.
    #[must_use]
    pub const fn aliases(mut self, values: &'static [&'static str]) -> Self {
        self.aliases = values;
        self
    }
}

impl Table {
    /// The same table, with what JSON needs to know of the type.
    #[must_use]
    pub const fn json(mut self, json: JsonClass) -> Self {
        self.json = json;
        self
    }
}
