//! Settings: what a user may decide about the generated code.

mod json;
mod read;
mod value;

pub use json::{Integers64, JsonSettings};

use std::path::PathBuf;

use crate::source::Place;

/// What a user decides about the generated code.
///
/// Made in code, or read from a TOML file with [`Settings::read`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The documents to read, where the settings name them.
    pub documents: Vec<DocumentSettings>,
    /// The file that says where remote documents are kept.
    pub catalog: Option<PathBuf>,
    /// The operations to keep, with what they reach; empty for all.
    pub operations: Vec<Located<String>>,
    /// Whether an element that only wraps repeated elements becomes a `Vec`.
    pub collapse_arrays: bool,
    /// Whether each module lists its types in a function `types`.
    pub registry: bool,
    /// Whether each service has a `Client`.
    pub client: bool,
    /// Whether a `Client` also has methods that take the members of wrapped requests as arguments.
    pub arguments: bool,
    /// Whether each service has a trait and a `Server`.
    pub server: bool,
    /// Whether what cannot be supported is an error.
    pub strict: bool,
    /// Whether each module has a `GRAMMAR`, by which documents and values are validated.
    pub validation: bool,
    /// The name of the module with the types that several documents share.
    pub shared_module: String,
    /// Traits that all types derive beside the usual ones.
    pub derives: Vec<Located<String>>,
    /// The names of the constants that hold namespaces: namespace, name.
    pub prefixes: Vec<(Located<String>, String)>,
    /// The form of the types in JSON.
    pub json: JsonSettings,
    /// What is decided about single types.
    pub types: Vec<TypeSettings>,
    /// What is decided about single operations: name, Rust name.
    pub renamed_operations: Vec<(Located<String>, String)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            documents: Vec::new(),
            catalog: None,
            operations: Vec::new(),
            collapse_arrays: true,
            registry: false,
            client: true,
            arguments: false,
            server: true,
            strict: false,
            validation: false,
            shared_module: "common".to_owned(),
            derives: Vec::new(),
            prefixes: Vec::new(),
            json: JsonSettings::default(),
            types: Vec::new(),
            renamed_operations: Vec::new(),
        }
    }
}

/// A document to read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentSettings {
    /// The file.
    pub file: PathBuf,
    /// The name of its module; that of the file where there is none.
    pub module: Option<String>,
}

impl DocumentSettings {
    /// A document whose module is named after its file.
    pub fn new(file: impl Into<PathBuf>) -> Self {
        Self {
            file: file.into(),
            module: None,
        }
    }

    /// The same document with a name for its module.
    #[must_use]
    pub fn with_module(mut self, module: impl Into<String>) -> Self {
        self.module = Some(module.into());
        self
    }
}

/// What is decided about a type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypeSettings {
    /// Its name in the schema: `Name`, or `{namespace}Name`; an anonymous type has that of its element.
    pub name: Located<String>,
    /// Its Rust name.
    pub rename: Option<String>,
    /// The path of a Rust type that stands in its place; it must be a value of the runtime.
    pub replace: Option<String>,
    /// Traits that it derives beside the usual ones.
    pub derives: Vec<String>,
    /// Names of fields: wire name, Rust name.
    pub fields: Vec<(Located<String>, String)>,
    /// Names of variants of an enumeration: text, Rust name.
    pub variants: Vec<(Located<String>, String)>,
    /// The value of its discriminator in JSON, where it is not its name.
    pub discriminator: Option<String>,
    /// Other values of its discriminator that are read; its name is one always.
    pub discriminator_aliases: Vec<String>,
}

impl TypeSettings {
    /// Settings of the type of that name that change nothing yet.
    pub fn new(name: impl Into<Located<String>>) -> Self {
        Self {
            name: name.into(),
            rename: None,
            replace: None,
            derives: Vec::new(),
            fields: Vec::new(),
            variants: Vec::new(),
            discriminator: None,
            discriminator_aliases: Vec::new(),
        }
    }
}

/// A setting, and where it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The setting.
    pub value: T,
    /// Where it was made; `None` if in code.
    pub place: Option<Place>,
}

impl<T> Located<T> {
    /// The place, for a diagnostic.
    pub(crate) fn place(&self) -> Place {
        self.place.clone().unwrap_or_else(|| Place {
            file: "settings".into(),
            line: 1,
            column: 1,
        })
    }
}

impl From<&str> for Located<String> {
    fn from(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            place: None,
        }
    }
}

impl From<String> for Located<String> {
    fn from(value: String) -> Self {
        Self { value, place: None }
    }
}
