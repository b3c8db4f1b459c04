//! JSON: the form of a schema set, and reading and writing of generated types.

#[cfg(feature = "json")]
mod codec;
mod style;
mod tree;

#[cfg(feature = "json")]
pub use codec::*;
pub use style::{Integers64, JsonClass, JsonStyle, Lists};
pub use tree::Tree;
