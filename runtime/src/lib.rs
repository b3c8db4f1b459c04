//! The runtime of Castile: values, XML and SOAP for types generated from WSDL and XSD by `castile-codegen`.

pub mod codegen;
pub mod enumeration;
mod equality;
pub mod json;
mod kind;
pub mod leaf;
pub mod operation;
pub mod record;
pub mod registry;
#[cfg(all(feature = "http", feature = "json"))]
pub mod rest;
mod show;
mod slot;
pub mod soap;
pub mod table;
pub mod union;
mod unknown_type;
#[cfg(feature = "validate")]
pub mod validate;
pub mod value;
pub mod view;
pub mod xml;

pub use value::{
    AnyAttributes, AnyElement, Base64Binary, Date, DateTime, Decimal, Duration, GDay, GMonth,
    GMonthDay, GYear, GYearMonth, HexBinary, Integer, Lexical, Nillable, QName, Time,
};
