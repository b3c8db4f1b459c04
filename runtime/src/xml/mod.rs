//! XML: reading documents into generated types, and writing them.
//!
//! ```
//! # fn main() -> Result<(), castile::xml::Error> {
//! let price: castile::Decimal = castile::xml::read_element(
//!     "<price xmlns='urn:shop'>19.90</price>",
//!     &castile::table::Row::element("<price>", "urn:shop", castile::table::Presence::Required),
//!     &castile::xml::ReadOptions::default(),
//! )?;
//! assert_eq!(price.to_string(), "19.90");
//! # Ok(())
//! # }
//! ```

mod around;
mod block;
#[cfg(feature = "ws-signature")]
pub(crate) mod canonical;
mod capture;
mod copies;
mod declaration;
mod decode;
mod encoded;
mod error;
mod escape;
mod follow;
mod followers;
mod form;
mod mark;
mod options;
mod place;
mod prefixes;
#[cfg(feature = "quick-xml")]
mod quick;
mod read_group;
mod read_nil;
mod read_record;
mod read_simple;
mod read_text;
mod reader;
mod reference;
mod scan;
mod scope;
mod seen;
mod source;
mod standing;
mod stream;
mod tags;
mod walk;
mod write_encoded;
mod write_group;
mod write_names;
mod write_record;
mod write_simple;
mod write_value;
mod writer;
mod xop;

#[cfg(feature = "ws-signature")]
pub use canonical::Canonicalization;
#[cfg(feature = "validate")]
pub(crate) use copies::Copies;
pub use decode::decode;
pub use encoded::EncodedArrays;
pub(crate) use encoded::{SOAP_ENCODING, SOAP_ENCODING_1_2};
pub use error::{Error, ErrorKind};
#[cfg(feature = "json")]
pub(crate) use followers::Followers;
pub use form::{Form, write_with_form};
pub use options::{
    ControlReferences, EmptyValues, Limits, NilPolicy, ReadOptions, Tokenizer, Unknown,
    WriteOptions,
};
pub(crate) use read_simple::read_text;
pub(crate) use reader::{Encoding, Reader};
#[cfg(feature = "json")]
pub(crate) use scan::word::same;
pub(crate) use scope::XML;
#[cfg(feature = "json")]
pub(crate) use scope::XMLNS;
#[cfg(feature = "json")]
pub(crate) use seen::Seen;
#[cfg(feature = "validate")]
pub(crate) use source::{Node, Source};
pub(crate) use stream::Split;
#[cfg(feature = "json")]
pub(crate) use stream::with_selected;
pub use stream::{ItemPath, ItemReader, ItemWriter, Items, Repeated};
pub(crate) use writer::Tag;
pub use writer::Writer;
#[cfg(feature = "http")]
pub(crate) use xop::inline as inline_parts;
#[cfg(feature = "http")]
pub(crate) use xop::leave_out as without_parts;

use crate::record::{Slot, Type};
use crate::table::Row;
use crate::view;

/// The namespace of `xsi:nil` and `xsi:type`.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Reads a document whose root is the element of the type.
///
/// # Errors
///
/// [`Error`] with the path and the position, if the text is not well-formed XML, its root is another element, a value is outside
/// its type, or a limit of [`ReadOptions`] is passed.
pub fn from_str<T: Type + Slot>(text: &str) -> Result<T, Error> {
    read_element(text, &root_of::<T>(), &ReadOptions::default())
}

/// Reads a document whose root is the element that `row` describes: for any root, a wildcard's.
///
/// # Errors
///
/// As [`from_str`].
pub fn read_element<T: Slot + Default>(
    text: &str,
    row: &Row,
    options: &ReadOptions,
) -> Result<T, Error> {
    let mut value = T::default();
    read_into(text, row, view::slot_mut(&mut value), options)?;
    Ok(value)
}

/// Reads a document into a value that is there already, such as one that a [`TypeEntry`](crate::registry::TypeEntry) made.
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
    Reader::new(text, options)?.read_document(row, value)
}

/// Writes a value as a document whose root is the element of its type.
///
/// # Errors
///
/// [`Error`] if a text holds a character that XML 1.0 forbids; the path names the field.
pub fn to_string<T: Type + Slot>(value: &T) -> Result<String, Error> {
    write_element(view::slot(value), &root_of::<T>(), &WriteOptions::default())
}

/// Writes a value as a document whose root is the element that `row` describes.
///
/// # Errors
///
/// As [`to_string`].
pub fn write_element(value: &dyn Slot, row: &Row, options: &WriteOptions) -> Result<String, Error> {
    let mut writer = Writer::new(options);
    writer.write_root(row, value)?;
    Ok(writer.finish())
}

/// The element of a type; a type without one is written under its own name.
pub(crate) fn root_of<T: Type>() -> Row {
    let table = T::TABLE;
    match table.root {
        Some(root) => root,
        None => Row::root(table.name, table.namespace),
    }
}
