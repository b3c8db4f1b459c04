//! What the plan consists of: modules and their items.

use super::Presence;

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
    /// The namespaces that its rows are in.
    pub namespaces: Vec<NamespaceConstant>,
    /// Its items, in the order of the schema.
    pub items: Vec<Item>,
    /// All types by name, where that is asked for.
    pub registry: Option<Vec<Entry>>,
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
    /// What it derives.
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
}

/// What a field holds in a default value of its struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldDefault {
    /// The default of its type.
    OfType,
    /// `Nillable::Absent`.
    Absent,
}

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
    /// Items separated by spaces.
    List,
    /// A wrapper around an element for each item.
    Array(Box<Row>),
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

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name of the type that stands for it.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The content of the request's body.
    pub request: RustType,
    /// The header blocks of a request.
    pub request_headers: RustType,
    /// The content of the response's body.
    pub response: RustType,
    /// The header blocks of a response.
    pub response_headers: RustType,
    /// The details of its faults.
    pub fault: RustType,
    /// Its name in the WSDL.
    pub schema_name: String,
    /// The SOAPAction.
    pub action: String,
    /// The version of SOAP.
    pub version: SoapVersion,
    /// The body of a request.
    pub request_body: Body,
    /// The body of a response.
    pub response_body: Body,
}

/// The version of SOAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoapVersion {
    /// SOAP 1.1.
    Soap11,
    /// SOAP 1.2.
    Soap12,
}

/// The body of a message.
#[derive(Clone, Debug)]
pub enum Body {
    /// One element.
    Element(Row),
    /// Nothing.
    Empty,
}

/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The address that the WSDL gives.
    pub address: Option<String>,
    /// A method for each operation.
    pub methods: Vec<ClientMethod>,
}

/// A method that calls an operation.
#[derive(Clone, Debug)]
pub struct ClientMethod {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The type that stands for the operation.
    pub operation: String,
    /// The content of the request's body.
    pub request: RustType,
}

/// A service to implement, and its server.
#[derive(Clone, Debug)]
pub struct Service {
    /// The name of the trait.
    pub name: String,
    /// The name of the server.
    pub server: String,
    /// Its documentation.
    pub documentation: String,
    /// A method for each operation.
    pub methods: Vec<ServiceMethod>,
}

/// A method that answers an operation.
#[derive(Clone, Debug)]
pub struct ServiceMethod {
    /// Its name.
    pub name: String,
    /// Its documentation.
    pub documentation: String,
    /// The type that stands for the operation.
    pub operation: String,
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
