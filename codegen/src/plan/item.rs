//! What the plan consists of: modules and their items.

use super::grammar::Grammar;
use super::row::{EncodedType, Row, RustType};
use super::service_item::{Client, Operation, Service};
use crate::settings::Integers64;

/// All modules, in the order in which they are declared.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The modules: that of shared types first, then one for each document.
    pub modules: Vec<Module>,
}

/// A module: the types, operations and services of one document.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// What it is, in one line.
    pub documentation: String,
    /// The module with the types that it shares with others, if it shares any.
    pub shared_from: Option<String>,
    /// The shared types.
    pub shared: Vec<Shared>,
    /// The form in JSON, where a table has another than the default.
    pub json_style: Option<JsonStyle>,
    /// The namespaces that its rows are in.
    pub namespaces: Vec<NamespaceConstant>,
    /// Its items, in the order of the schema.
    pub items: Vec<Item>,
    /// All types by name, where that is asked for.
    pub registry: Option<Vec<Entry>>,
    /// What its documents must keep, where that is asked for.
    pub grammar: Option<Grammar>,
    /// The structs that can be validated.
    pub validated: Vec<Validated>,
}

/// A struct, and which type of the grammar it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validated {
    /// Its name.
    pub name: String,
    /// The number of the type.
    pub number: usize,
}

/// A type that a module takes from the shared ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// Its name there.
    pub name: String,
    /// Its name here, if it is another.
    pub alias: Option<String>,
}

/// A constant that holds a namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamespaceConstant {
    /// Its name.
    pub name: String,
    /// The namespace.
    pub uri: String,
}

/// Something that a module declares.
#[derive(Clone, Debug)]
pub enum Item {
    /// A struct.
    Record(Record),
    /// A base type with subtypes.
    Subtypes(Subtypes),
    /// An enumeration.
    Enumeration(Enumeration),
    /// A union.
    Union(Union),
    /// The details of faults.
    Alternatives(Alternatives),
    /// A choice in the content of a type.
    Choice(Choice),
    /// An operation.
    Operation(Operation),
    /// A client.
    Client(Client),
    /// A service to implement.
    Service(Service),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// What it derives; `Debug` and `PartialEq` come with its table.
    pub derives: Vec<String>,
    /// The name of the type in the schema; empty for an anonymous type.
    pub schema_name: String,
    /// The constant of the type's namespace.
    pub namespace: Option<String>,
    /// The element that holds it at the root of a document.
    pub root: Option<Row>,
    /// Its fields, in the order of the wire.
    pub fields: Vec<Field>,
    /// Whether `Default` is not derived but written out.
    pub has_own_default: bool,
    /// Whether text stands among its elements.
    pub is_mixed: bool,
    /// Whether its elements may stand in any order.
    pub is_unordered: bool,
    /// The types of its fields in encoded messages; empty where it stands in none.
    pub encoded: Vec<EncodedType>,
    /// Whether `Debug` shows the names of what is set instead of the values.
    pub hides_values: bool,
    /// What JSON needs to know of it, where that is not the default.
    pub json: Option<JsonClass>,
}

/// What JSON needs to know of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonClass {
    /// The discriminator that it is written with wherever it stands.
    pub discriminator: Option<String>,
    /// Other values of the discriminator that are read.
    pub aliases: Vec<String>,
}

/// The form of a module in JSON, which its tables share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonStyle {
    /// How 64-bit integers are written.
    pub integers64: Integers64,
    /// What stands between the items of a list that is one string.
    pub list_separator: Option<String>,
    /// The member that tells subtypes apart.
    pub discriminator: Option<String>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// Its type.
    pub ty: RustType,
    /// What it is on the wire.
    pub row: Row,
    /// What it holds in a default value.
    pub default: FieldDefault,
    /// The value that the schema gives it where it is absent, if it gives one.
    pub meant: Option<Meant>,
}

/// The value that is meant by the absence of an element or attribute: a function that makes it.
#[derive(Clone, Debug)]
pub struct Meant {
    /// The name of the function.
    pub name: String,
    /// The type of the value.
    pub ty: RustType,
    /// The text of the value.
    pub text: String,
}

/// What a field holds in a default value of its struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldDefault {
    /// The default of its type.
    OfType,
    /// `Nillable::Absent`.
    Absent,
}

/// A base type with subtypes.
#[derive(Clone, Debug)]
pub struct Subtypes {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// What it derives.
    pub derives: Vec<String>,
    /// The base's own variant, then one for each subtype.
    pub variants: Vec<Variant>,
    /// The name of the variant for a type that the schema does not know.
    pub unknown: String,
    /// Methods for the fields of the base.
    pub accessors: Vec<Accessor>,
}

/// A variant for a subtype.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The struct that it holds.
    pub record: String,
}

/// A method for a field that a base type and all its subtypes have.
#[derive(Clone, Debug)]
pub struct Accessor {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The type of the field.
    pub ty: RustType,
    /// The row of the field, the same in all subtypes.
    pub row: usize,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// What it derives.
    pub derives: Vec<String>,
    /// Its values, in the order of the schema.
    pub values: Vec<Value>,
    /// The name of the variant for a text that the schema does not know.
    pub unknown: String,
    /// Whether white space around a text means nothing.
    pub collapses: bool,
}

/// A union of simple types.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// What it derives.
    pub derives: Vec<String>,
    /// The members that take some texts, in the order in which they are tried.
    pub members: Vec<Member>,
    /// The name of the variant for all other texts.
    pub text: String,
    /// The documentation of that variant.
    pub text_documentation: String,
    /// What becomes of all other texts.
    pub other_texts: OtherTexts,
}

/// What becomes of the texts that none of the members of a union takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OtherTexts {
    /// They are values of a member that takes every text.
    Member,
    /// They are kept, though they are no values of the type.
    #[default]
    Kept,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct Member {
    /// The variant's name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The type that it holds.
    pub ty: RustType,
}

/// A value of an enumeration.
#[derive(Clone, Debug)]
pub struct Value {
    /// The variant's name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// Its text on the wire.
    pub text: String,
    /// Whether it is the default.
    pub is_default: bool,
}

/// A choice of elements.
#[derive(Clone, Debug)]
pub struct Alternatives {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The elements.
    pub alternatives: Vec<Alternative>,
    /// The name of the variant for an element that the schema does not know.
    pub unknown: String,
}

/// A choice in the content of a type.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// What can be chosen.
    pub alternatives: Vec<Alternative>,
    /// The name of the alternative that is the default.
    pub default: String,
    /// What JSON needs to know of it, where that is not the default.
    pub json: Option<JsonClass>,
}

/// What can be chosen.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The variant's name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The type that it holds.
    pub ty: RustType,
    /// What it is on the wire.
    pub row: Row,
}

/// A type in the list of a module's types.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The Rust type.
    pub ty: RustType,
    /// The name in the schema.
    pub schema_name: String,
    /// The constant of the namespace.
    pub namespace: Option<String>,
    /// The element at the root of a document that has this type.
    pub root: Row,
}
