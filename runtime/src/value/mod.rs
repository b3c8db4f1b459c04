//! The values that elements and attributes hold: states, numbers, dates, binary data, names, and elements of any kind.

mod lexical;
mod nillable;

pub use lexical::{Atomic, Lexical, parse, write};
pub use nillable::Nillable;
