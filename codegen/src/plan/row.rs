//! Rows: what a field, alternative or body is on the wire, and its Rust type.

use super::Presence;

/// An element, attribute or text: a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// The local name; empty for text.
    pub name: String,
    /// The constant of the namespace; `None` for none.
    pub namespace: Option<String>,
    /// How it may be missing.
    pub presence: Presence,
    /// How often it stands there.
    pub occurs: Occurs,
    /// What stands inside it.
    pub content: Content,
    /// The name of its member in JSON, where that is not its own.
    pub json_name: Option<String>,
}

/// Where in the markup a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A child element.
    Element,
    /// An attribute.
    Attribute,
    /// The text of the element itself, or a piece of text among elements.
    Text,
    /// A group, whose elements stand among those around it.
    Group,
    /// Elements that a wildcard admits.
    Any,
    /// Attributes that a wildcard admits.
    AnyAttribute,
    /// `xsi:nil` of the element itself.
    Nil,
}

/// How often a row stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurs {
    /// Once, or not at all.
    Once,
    /// Once for each item of a `Vec`.
    Many,
}

/// What stands inside a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The value itself.
    Plain,
    /// The value itself; without text, it has this one.
    Default(String),
    /// The value itself, of a base type; these of its subtypes, as names and constants of namespaces, are not allowed there.
    But(Vec<(String, Option<String>)>),
    /// Items separated by spaces.
    List,
    /// Items separated by spaces; without text, those of this one.
    DefaultList(String),
    /// A wrapper around an element for each item.
    Array(Box<Row>),
    /// A SOAP-encoded array: an element of any name for each item.
    Items(Box<Row>),
    /// The rows of the group of this name.
    Group(String),
    /// What a wildcard admits.
    Wildcard(Wildcard),
}

/// The namespaces that a wildcard admits, by their constants; `None` is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wildcard {
    /// Every namespace, and none.
    Any,
    /// Every namespace but this one, and not none.
    Other(Option<String>),
    /// These.
    Of(Vec<Option<String>>),
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RustType {
    /// A type of Rust itself or of its prelude.
    Prelude(&'static str),
    /// A type of the runtime.
    Runtime(&'static str),
    /// A type of this module.
    Local(String),
    /// A type of the user's, by its path.
    Path(String),
    /// `Option<T>`.
    Option(Box<Self>),
    /// `Nillable<T>`.
    Nillable(Box<Self>),
    /// `Vec<T>`.
    Vec(Box<Self>),
    /// `Box<T>`.
    Boxed(Box<Self>),
}

/// The type that `xsi:type` names in an encoded message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncodedType {
    /// The local name; empty where nothing names it.
    pub name: String,
    /// The constant of the namespace.
    pub namespace: Option<String>,
    /// The type of the items, where it is a `Vec`.
    pub items: Option<Box<Self>>,
}
