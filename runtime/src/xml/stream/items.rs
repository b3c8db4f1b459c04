//! Items from a reader of bytes.

use std::fmt;
use std::io::Read;

use super::super::error::Error;
use super::super::options::ReadOptions;
use super::item_reader::ItemReader;
use super::path::ItemPath;
use crate::record::Slot;

/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// The items of a document, one by one, while it is read from a [`Read`].
///
/// ```
/// use castile::table::{Presence, Row};
/// use castile::xml::{ItemPath, Items, ReadOptions};
///
/// # fn main() -> Result<(), castile::xml::Error> {
/// let document = b"<prices xmlns='urn:shop'><price>1</price><price>2</price></prices>";
/// let price = Row::element("<price>", "urn:shop", Presence::Required);
/// let path: ItemPath<i32> = ItemPath::named(&[("prices", "urn:shop")], price);
/// let mut items = Items::new(document.as_slice(), &path, &ReadOptions::default());
/// let mut total = 0;
/// for price in &mut items {
///     total += price?;
/// }
/// assert_eq!(total, 3);
/// assert_eq!(items.rest()?, "<prices xmlns='urn:shop'></prices>");
/// # Ok(())
/// # }
/// ```
pub struct Items<R, I> {
    read: R,
    reader: ItemReader<I>,
    chunk: Vec<u8>,
    ended: bool,
}

impl<R, I> fmt::Debug for Items<R, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}

impl<R: Read, I: Slot + Default> Items<R, I> {
    /// The items at that path of the document that is read.
    pub fn new(read: R, path: &ItemPath<I>, options: &ReadOptions) -> Self {
        Self {
            read,
            reader: ItemReader::new(path, options, None),
            chunk: vec![0; CHUNK],
            ended: false,
        }
    }

    /// The document without its items, to be read as usual. Items that were not taken are read, and passed over.
    ///
    /// # Errors
    ///
    /// [`Error`] of an item that was not taken, or of what is read from; or if the document is cut off within an item.
    pub fn rest(mut self) -> Result<String, Error> {
        for item in &mut self {
            item?;
        }
        self.reader.finish()
    }

    /// Reads the next bytes; `false` at the end.
    fn fill(&mut self) -> Result<bool, Error> {
        loop {
            match self.read.read(&mut self.chunk) {
                Ok(0) => return Ok(false),
                Ok(length) => {
                    self.reader.feed(&self.chunk[..length]);
                    return Ok(true);
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Error::input(error)),
            }
        }
    }
}

impl<R: Read, I: Slot + Default> Iterator for Items<R, I> {
    type Item = Result<I, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.reader.next() {
                self.ended |= item.is_err();
                return Some(item);
            }
            if self.ended {
                return None;
            }
            match self.fill() {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
    }
}
