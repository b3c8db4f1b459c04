//! Reading and writing whole documents.

#[cfg(feature = "client")]
use serde_core::de::DeserializeSeed;
use serde_core::de::{self, Deserializer};
use serde_core::ser::{self, Serialize, Serializer};

use super::error::Error;
use super::options::{ReadOptions, WriteOptions};
use super::read::Reading;
#[cfg(feature = "client")]
use super::read::TreeSeed;
use super::write::{Document, Numbers, Writing};
#[cfg(feature = "client")]
use crate::json::Tree;
use crate::record::Slot;
use crate::table::Row;
use crate::view;

/// Reads a JSON document.
///
/// Decimals are read digit by digit, whatever their size.
///
/// # Errors
///
/// [`Error`] with the path and the position, if the text is not JSON or a value does not fit its place.
#[inline]
pub fn from_str<T: Slot + Default>(text: &str) -> Result<T, Error> {
    let mut value = T::default();
    read_into(
        text,
        Row::ROOT,
        view::slot_mut(&mut value),
        &ReadOptions::default(),
    )?;
    Ok(value)
}

/// Reads a JSON document in UTF-8.
///
/// # Errors
///
/// As [`from_str`]; also if the bytes are not UTF-8.
#[inline]
pub fn from_slice<T: Slot + Default>(bytes: &[u8]) -> Result<T, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => from_str(text),
        Err(error) => Err(Error::encoding(bytes, error)),
    }
}

/// Reads a JSON document into a value that is there already, such as one that a [`TypeEntry`](crate::registry::TypeEntry) made.
/// The row says what a sequence at the root is: an array or a list.
///
/// # Errors
///
/// As [`from_str`].
pub fn read_into(
    text: &str,
    row: &Row,
    value: &mut dyn Slot,
    options: &ReadOptions,
) -> Result<(), Error> {
    let reading = Reading::new(options, Some(text));
    let mut from = serde_json::Deserializer::from_str(text);
    reading
        .root(row, value, &mut from)
        .and_then(|()| from.end())
        .map_err(|error| Error::reading(&reading, text, &error))
}

/// Reads a JSON document of any kind as a tree.
///
/// # Errors
///
/// As [`from_str`].
#[cfg(feature = "client")]
pub(crate) fn from_str_tree(text: &str) -> Result<Tree, Error> {
    let reading = Reading::new(&ReadOptions::default(), Some(text));
    let mut from = serde_json::Deserializer::from_str(text);
    TreeSeed(&reading)
        .deserialize(&mut from)
        .and_then(|tree| from.end().map(|()| tree))
        .map_err(|error| Error::reading(&reading, text, &error))
}

/// Writes a value as a JSON document.
///
/// Decimals are written digit by digit.
///
/// # Errors
///
/// [`Error`] with the path, if the value holds one of an unknown type that was read from XML, or is nested too deep.
#[inline]
pub fn to_string<T: Slot>(value: &T) -> Result<String, Error> {
    write_value(view::slot(value), Row::ROOT, &WriteOptions::default())
}

/// Writes a value as a JSON document in UTF-8.
///
/// # Errors
///
/// As [`to_string`].
#[inline]
pub fn to_vec<T: Slot>(value: &T) -> Result<Vec<u8>, Error> {
    to_string(value).map(String::into_bytes)
}

/// Writes a value as a JSON document. The row says what a sequence at the root is: an array or a list.
///
/// # Errors
///
/// As [`to_string`].
pub fn write_value(value: &dyn Slot, row: &Row, options: &WriteOptions) -> Result<String, Error> {
    let writing = Writing::new(options, Numbers::Digits);
    let mut document = Document::new();
    writing
        .root(row, value, &mut document)
        .map_err(|error| Error::writing(&writing, &error))?;
    Ok(document.finish())
}

/// A value with the options that it is serialised with: `serde_json::to_string(&with_options(&value, options))`.
pub fn with_options<T: Slot>(value: &T, options: WriteOptions) -> WithOptions<'_> {
    let value = view::slot(value);
    WithOptions { value, options }
}

/// A value with the options that it is serialised with; see [`with_options`].
#[derive(Clone, Copy)]
pub struct WithOptions<'a> {
    value: &'a dyn Slot,
    options: WriteOptions,
}

impl std::fmt::Debug for WithOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WithOptions")
            .field("value", &self.value.state())
            .field("options", &self.options)
            .finish()
    }
}

impl Serialize for WithOptions<'_> {
    #[inline]
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serialize_with(self.value, &self.options, to)
    }
}

fn serialize_with<S: Serializer>(
    value: &dyn Slot,
    options: &WriteOptions,
    to: S,
) -> Result<S::Ok, S::Error> {
    let writing = Writing::new(options, Numbers::Doubles);
    writing.root(Row::ROOT, value, to).map_err(|error| {
        let placed = writing.path.place(&error);
        placed.map_or(error, ser::Error::custom)
    })
}

/// Serialises a value, for the `Serialize` of generated types.
///
/// # Errors
///
/// Those of the serialiser, and those of [`to_string`].
#[inline]
pub fn serialize<T: Slot, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    serialize_with(view::slot(value), &WriteOptions::default(), to)
}

/// Deserialises a value, for the `Deserialize` of generated types.
///
/// # Errors
///
/// Those of the deserialiser, and those of [`from_str`].
#[inline]
pub fn deserialize<'de, T: Slot + Default, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let mut value = T::default();
    deserialize_into(view::slot_mut(&mut value), from)?;
    Ok(value)
}

fn deserialize_into<'de, D: Deserializer<'de>>(
    value: &mut dyn Slot,
    from: D,
) -> Result<(), D::Error> {
    let reading = Reading::new(&ReadOptions::default(), None);
    reading.root(Row::ROOT, value, from).map_err(|error| {
        let placed = reading.path.place(&error);
        placed.map_or(error, de::Error::custom)
    })
}
