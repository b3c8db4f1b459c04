//! Streaming: repeated elements of a document one by one, as its bytes come in or go out, in bounded memory.
//!
//! [`ItemReader`] takes bytes from wherever they come and gives items; [`Items`] does so over a [`Read`](std::io::Read), and the client
//! over the body of a reply. What is held is the item that is being read, and the rest of the document: all of it but the items,
//! which is read as usual at the end. [`ItemWriter`] is the other way: a document with items from an iterator, in chunks.
//!
//! The ideas, each in its file: [`lexer`] finds where markup ends in a text that is still coming; [`splitter`] parts the items from
//! the rest; the scanner reads the items, many at once, as it reads whole documents.

mod characters;
mod item_reader;
mod item_writer;
mod items;
mod lexer;
mod path;
mod splitter;

pub use item_reader::ItemReader;
pub use item_writer::ItemWriter;
pub(crate) use item_writer::Split;
pub use items::Items;
#[cfg(feature = "json")]
pub(crate) use path::with_selected;
pub use path::{ItemPath, Repeated};
