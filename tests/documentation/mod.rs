//! The documentation's schemas and templates, read without the generator, and compared with the generated types.

pub(crate) mod generator;
pub(crate) mod published;
pub(crate) mod schema;
pub(crate) mod shape;
pub(crate) mod template;
pub(crate) mod types;
