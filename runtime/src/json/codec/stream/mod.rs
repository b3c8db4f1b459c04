//! Streaming: the items of an array of a document one by one, as its bytes come in, in bounded memory.
//!
//! What is held is the item that is being read, and the rest of the document: all of it but the items, which is read as usual at the
//! end. [`splitter`] parts the one from the other.

mod item;
mod item_reader;
mod path;
mod splitter;

pub use item_reader::ItemReader;
pub use path::ItemPath;
