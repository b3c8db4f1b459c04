//! Generates Rust from WSDL 1.1 and XSD 1.0, for the `castile` runtime.
//!
//! Four stages, each with its own types: what the files say (`schema`), all names resolved ([`model`]), every decision about
//! the Rust ([`plan`]), and the text ([`emit`]).
//!
//! - In a build script: [`build`], with settings in a file; [`Generator`] for settings in code.
//! - At the command line: `castile generate` and `castile check`.

pub mod catalog;
pub mod diagnostic;
pub mod emit;
mod generator;
mod loader;
pub mod model;
pub mod pattern;
pub mod plan;
mod report;
pub mod rule;
mod schema;
pub mod settings;
pub mod source;

pub use diagnostic::Error;
pub use generator::{Generator, ModuleFile, Output, build, build_with, write_if_changed};
pub use report::{DocumentReport, Report, ServiceReport};
pub use settings::Settings;
