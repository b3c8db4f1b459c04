//! The plan: every decision about the Rust that is written, and none left for the printing.
//!
//! [`plan`] takes a [`Model`](crate::model::Model) and [`Settings`](crate::settings::Settings) and gives a [`Plan`]: modules
//! of items with their names, types, rows, documentation. What it says is printed as it stands.

mod alike;
mod array;
mod choices;
mod content;
mod counting;
mod docs;
mod encoded;
mod entry;
mod enumeration;
pub mod grammar;
mod group;
mod headers;
mod item;
mod json;
mod modules;
mod namespaces;
mod naming;
mod operation;
mod part;
mod particles;
mod presence;
mod reach;
mod record;
mod recursion;
mod row;
mod scope;
mod service;
mod service_item;
mod shape;
mod subtypes;
mod typing;
mod union;
mod unwrapped;
mod words;

pub use entry::plan;
pub use item::{
    Accessor, Alternative, Alternatives, Choice, Entry, Enumeration, Field, FieldDefault, Item,
    JsonClass, JsonStyle, Meant, Member, Module, NamespaceConstant, OtherTexts, Plan, Record,
    Shared, Subtypes, Union, Validated, Value, Variant,
};
pub use presence::{EmitDefault, Nillable, Presence};
pub use row::{Content, EncodedType, Occurs, Place, Row, RustType, Wildcard};
pub use service_item::{
    Actions, Argument, Body, Client, ClientMethod, Operation, Outcome, Service, ServiceMethod,
    SoapVersion, Unwrapped,
};
