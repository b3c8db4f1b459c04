//! JSON: the form of a schema set, and reading and writing of generated types.
//!
//! With the feature `json`, every generated type implements `Serialize` and `Deserialize` of serde, and
//! `from_str` and `to_string` of this module are there for whole documents: quicker, exact in decimals, with errors that say where.
//! What a type looks like is in its [`Table`](crate::table::Table); [`JsonStyle`] and [`JsonClass`] add what only JSON needs.
//!
//! | | JSON | read as well |
//! |---|---|---|
//! | absent, nil, value | no member, `null`, the value; an unset member as in XML | `null` for a member that is never nil: unset |
//! | members | in schema order, named as the element | in any order; unknown ones are passed over; the first of two counts |
//! | arrays, repeated elements | an array; no member for a repeated element without items | |
//! | lists (flags) | by [`Lists`]: an array, or one text | either form, with and without spaces |
//! | enumerations | the text; never a number | any text, kept |
//! | `xs:long`, `xs:unsignedLong` | by [`Integers64`]: a number or a string | either form |
//! | other numbers | a number; `xs:integer` a string | strings |
//! | `xs:decimal` | a number digit by digit; through serde alone a double if that is the same number, or else a string | strings |
//! | infinity, not a number | `"Infinity"`, `"-Infinity"`, `"NaN"` | `"INF"`, `"-INF"` |
//! | dates, durations, binary data | the text that XML has | |
//! | `xs:QName` | `"{namespace}local"` | |
//! | subtypes | the discriminator, in the place of the schema's own member of its name, or else first | anywhere in the object |
//! | attributes, simple content | `"@name"`, `"$text"` | the plain value for simple content alone |
//! | model groups | `"$group"`, the second one `"$group2"`: an object, or an array of them; a piece of text is a string | |
//! | wildcards | `"$any"`, `"$attributes"`: pairs of name and value | |
//! | elements of any kind | `{"$name": "{urn:x}Item", "$namespaces": [["q", "urn:y"]], "$attributes": [["a", "1"]], "$content": ["text", {}]}` | a plain value |
//!
//! An object whose discriminator the schema does not know is kept as a [`Tree`] in an
//! [`UnknownType`](crate::record::UnknownType). One without a discriminator is of the base type.
//!
//! Where the schema has a member of its own with the discriminator's name, JSON has one place for both. In writing, the member's
//! text is the discriminator if it selects the object's class, be it by another spelling; otherwise the class's value is written and
//! the member gives way. In reading, the member gets the discriminator's text. So nothing that came from JSON is lost, and of what
//! came from XML only such a member that was absent, nil or another text; `OwnMember::Kept` keeps these too.

#[cfg(feature = "json")]
mod codec;
mod style;
mod tree;

#[cfg(feature = "json")]
pub use codec::*;
#[cfg(all(feature = "client", feature = "json"))]
pub(crate) use codec::{class_of, from_str_tree, has_member};
pub use style::{Integers64, JsonClass, JsonStyle, Lists};
pub use tree::Tree;
