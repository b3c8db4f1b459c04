//! codegen

pub mod catalog;
pub mod diagnostic;
mod loader;
pub mod model;
mod schema;
pub mod source;
