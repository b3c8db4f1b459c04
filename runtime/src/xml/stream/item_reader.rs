//! Reading items from bytes, wherever they come from.

use std::collections::VecDeque;

use super::super::error::Error;
use super::super::options::ReadOptions;
use super::super::reader::Reader;
use super::characters::Characters;
use super::path::{ItemPath, Step};
use super::splitter::Splitter;
use crate::record::Slot;
use crate::table::Row;

/// Reads the items of a document from its bytes as they come, and keeps the rest of the document.
///
/// This is the part that does no input of its own: [`feed`](Self::feed) it, ask for the [`next`](Iterator::next) items, feed it again,
/// and [`finish`](Self::finish) it at the end of the document. The memory that it takes is that of what was fed last, of an item that
/// is not whole, and of the rest of the document.
///
/// The limits of the options hold for each item, and for the rest; the tokeniser is always the scanner.
///
/// ```
/// use castile::table::{Presence, Row};
/// use castile::xml::{ItemPath, ItemReader, ReadOptions};
///
/// # fn main() -> Result<(), castile::xml::Error> {
/// let price = Row::element("<price>", "urn:shop", Presence::Required);
/// let path: ItemPath<i32> = ItemPath::named(&[("prices", "urn:shop")], price);
/// let mut reader = ItemReader::new(&path, &ReadOptions::default(), None);
/// reader.feed(b"<prices xmlns='urn:shop'><price>1</price><pri");
/// assert_eq!(reader.next().transpose()?, Some(1));
/// assert_eq!(reader.next().transpose()?, None);
/// reader.feed(b"ce>2</price></prices>");
/// assert_eq!(reader.next().transpose()?, Some(2));
/// assert_eq!(reader.finish()?, "<prices xmlns='urn:shop'></prices>");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ItemReader<I> {
    characters: Characters,
    splitter: Splitter,
    around: Vec<Step>,
    item: Row,
    options: ReadOptions,
    ready: VecDeque<I>,
    failed: Option<Error>,
    /// Nothing is read any more.
    broken: bool,
    /// How many items were read.
    count: usize,
}

impl<I: Slot + Default> ItemReader<I> {
    /// A reader of the items at that path. `charset` is the encoding that a content type names, if one does.
    #[must_use]
    pub fn new(path: &ItemPath<I>, options: &ReadOptions, charset: Option<&str>) -> Self {
        Self {
            characters: Characters::new(charset),
            splitter: Splitter::new(path.around.clone(), path.item, options),
            around: path.around.clone(),
            item: path.item,
            options: *options,
            ready: VecDeque::new(),
            failed: None,
            broken: false,
            count: 0,
        }
    }

    /// Takes in the next bytes of the document. What is wrong with them comes behind the items before it.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        let splitter = &mut self.splitter;
        let start = splitter.start;
        let pushed = self
            .characters
            .push(bytes, &mut splitter.text, |before| start.behind(before));
        let taken = pushed.and_then(|()| self.take_items());
        self.note(taken);
    }

    /// The document without its items, when all of it was fed and all items were taken.
    ///
    /// Positions in it are not those in the document.
    ///
    /// # Errors
    ///
    /// [`Error`] if the document ends within an item, or in an encoding's character; or the error that [`next`](Iterator::next) would
    /// give.
    pub fn finish(mut self) -> Result<String, Error> {
        if !self.broken {
            let splitter = &mut self.splitter;
            let start = splitter.start;
            let pushed = self
                .characters
                .finish(&mut splitter.text, |before| start.behind(before));
            let taken = pushed.and_then(|()| self.take_items());
            self.note(taken);
        }
        match self.failed {
            Some(error) => Err(error),
            None => self.splitter.finish(),
        }
    }

    fn note(&mut self, taken: Result<(), Error>) {
        if let Err(error) = taken {
            self.failed = Some(error);
            self.broken = true;
        }
    }

    /// Reads the items that have become whole.
    fn take_items(&mut self) -> Result<(), Error> {
        loop {
            let splitter = &mut self.splitter;
            let split = splitter
                .split()
                .map_err(|error| error.locate_behind(splitter.start, &splitter.text));
            // The items before what is wrong are good.
            self.read_items()?;
            let more = split?;
            self.splitter.release();
            if !more {
                return Ok(());
            }
        }
    }

    fn read_items(&mut self) -> Result<(), Error> {
        let splitter = &self.splitter;
        if splitter.items.is_empty() {
            return Ok(());
        }
        let depth = splitter.depth_around();
        let text = &splitter.text;
        let mut reader = Reader::within(text, &self.options, depth, &splitter.declared);
        for range in &splitter.items {
            let mut item = I::default();
            let read = reader.read_at_offset(range.start, &self.item, &mut item);
            let end = read.map_err(|error| {
                let error = error.within_item(self.item.name(), self.count);
                let within = |error: Error, step: &Step| error.within(step.name);
                let error = self.around.iter().rev().fold(error, within);
                error.locate_behind(splitter.start, text)
            })?;
            debug_assert_eq!(end, range.end, "an item ends with its end tag");
            self.ready.push_back(item);
            self.count += 1;
        }
        Ok(())
    }
}

impl<I> Iterator for ItemReader<I> {
    type Item = Result<I, Error>;

    /// The next of the items that have come whole; `None` until more bytes are fed.
    ///
    /// Behind an error, which carries path and position, nothing comes any more.
    fn next(&mut self) -> Option<Self::Item> {
        match self.ready.pop_front() {
            Some(item) => Some(Ok(item)),
            None => self.failed.take().map(Err),
        }
    }
}
