//! JSON: the form of a schema set, and reading and writing of generated types.

mod style;
mod tree;

pub use style::{Integers64, JsonClass, JsonStyle, Lists};
pub use tree::Tree;
