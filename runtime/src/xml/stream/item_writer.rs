//! Writing a document with items that are made while it goes out.

use std::fmt;

use super::super::error::Error;
use super::super::options::WriteOptions;
use super::super::root_of;
use super::super::writer::Writer;
use super::path::{ItemPath, Repeated, Step, address, not_there};
use crate::record::{Slot, Type, Val};
use crate::table::Row;

/// From how many bytes on a chunk goes out.
const CHUNK: usize = 64 * 1024;

/// A document in chunks of text, with items from an iterator: what is held at once is the chunk.
///
/// Form: about 64 KiB a chunk, or one item, if that is larger. Behind an error nothing comes any more.
///
/// ```
/// # #[derive(Clone, Default)]
/// # struct Prices { price: Vec<i32> }
/// # castile::codegen::table! { Prices, "", "", castile::codegen::required("<prices>", "urn:shop");
/// #     _ => price: castile::codegen::required("<price>", "urn:shop").many();
/// # }
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use castile::xml::{ItemWriter, WriteOptions};
///
/// let mut file = Vec::new();
/// let prices = ItemWriter::new(Prices::default(), |all| &mut all.price, 1..=2, &WriteOptions::default())?;
/// for chunk in prices {
///     std::io::Write::write_all(&mut file, chunk?.as_bytes())?;
/// }
/// assert!(file.ends_with(b"<price>1</price><price>2</price></prices>"));
/// # Ok(())
/// # }
/// ```
pub struct ItemWriter<I> {
    items: I,
    split: Split,
    ended: bool,
}

impl<I> fmt::Debug for ItemWriter<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemWriter").finish_non_exhaustive()
    }
}

impl<I: Iterator<Item: Slot + Default>> ItemWriter<I> {
    /// Writes `document`; the items follow those that the field holds which `select` finds.
    ///
    /// # Errors
    ///
    /// [`Error`] if what is selected is no field with elements of its own for its items, or the document cannot be written.
    pub fn new<D, V>(
        document: D,
        select: impl Fn(&mut D) -> &mut V,
        items: impl IntoIterator<IntoIter = I>,
        options: &WriteOptions,
    ) -> Result<Self, Error>
    where
        D: Type + Slot,
        V: Repeated<Item = I::Item>,
    {
        let root = root_of::<D>();
        let path = ItemPath::of_element(&root, &select)?;
        let split = Split::new(document, select, path, options, |writer, document| {
            writer.write_root(&root, document)
        })?;
        Ok(Self::of(split, items.into_iter()))
    }
}

impl<I> ItemWriter<I> {
    /// A document that is written but for its items.
    pub(crate) fn of(split: Split, items: I) -> Self {
        Self {
            items,
            split,
            ended: false,
        }
    }
}

impl<I: Iterator<Item: Slot>> ItemWriter<I> {
    fn next_chunk(&mut self) -> Result<String, Error> {
        while self.split.writer.written() < CHUNK {
            match self.items.next() {
                Some(item) => self.split.write(&item)?,
                None => {
                    self.ended = true;
                    self.split.writer.push_written(&self.split.tail);
                    break;
                }
            }
        }
        Ok(self.split.writer.take_written())
    }
}

impl<I: Iterator<Item: Slot>> Iterator for ItemWriter<I> {
    type Item = Result<String, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let chunk = self.next_chunk();
        self.ended |= chunk.is_err();
        Some(chunk)
    }
}

/// A document that is written but for its items.
pub(crate) struct Split {
    /// Stands where the items go; it holds what was written before them.
    writer: Writer,
    item: Row,
    around: Vec<Step>,
    /// What follows the items.
    tail: String,
    count: usize,
}

impl Split {
    /// Writes a document, parted where the items of the selected field end.
    pub(crate) fn new<D: Slot, V: Repeated>(
        mut document: D,
        select: impl FnOnce(&mut D) -> &mut V,
        path: ItemPath<V::Item>,
        options: &WriteOptions,
        write: impl FnOnce(&mut Writer, &D) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let Val::Sequence(items) = select(&mut document).open() else {
            return Err(not_there());
        };
        let mut writer = Writer::marking(options, address(items));
        write(&mut writer, &document)?;
        let tail = writer.go_back().ok_or_else(not_there)?;
        Ok(Self {
            writer,
            item: path.item,
            around: path.around,
            tail,
            count: 0,
        })
    }

    /// The document without items.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.writer.text_so_far(), self.tail)
    }

    fn write(&mut self, item: &dyn Slot) -> Result<(), Error> {
        let written = self.writer.write_item(&self.item, item, self.count);
        self.count += 1;
        let within = |error: Error, step: &Step| error.within(step.name);
        written.map_err(|error| self.around.iter().rev().fold(error, within))
    }
}
