//! Reading items from bytes, wherever they come from.

use std::collections::VecDeque;
use std::ops::Range;

use super::super::entry::read_into;
use super::super::error::Error;
use super::super::options::ReadOptions;
use super::path::ItemPath;
use super::splitter::{Flaw, Splitter};
use crate::record::Slot;
use crate::table::Row;

/// Reads the items of an array of a JSON document from its bytes as they come, and keeps the rest of the document.
///
/// This is the part that does no input of its own: [`feed`](Self::feed) it, ask for the [`next`](Iterator::next) items, feed it again,
/// and [`finish`](Self::finish) it at the end of the document. The memory that it takes is that of what was fed last, of an item that
/// is not whole, and of the rest of the document. Each item, and the rest, may have 256 MiB.
///
/// Of two members with the same name, the first counts, as it does in whole documents.
///
/// ```no_run
/// # use castile::codegen::{Repeated, Slot};
/// # use castile::json::{self, ItemPath, ItemReader, ReadOptions};
/// # fn example<D: Slot + Default, V: Repeated>(field: fn(&mut D) -> &mut V) -> Result<(), Box<dyn std::error::Error>> {
/// # use std::io::Read;
/// let mut file = std::fs::File::open("reply.json")?;
/// let mut reader = ItemReader::new(&ItemPath::of(field)?, &ReadOptions::default());
/// let mut chunk = [0; 64 * 1024];
/// while let length @ 1.. = file.read(&mut chunk)? {
///     reader.feed(&chunk[..length]);
///     for item in &mut reader {
///         let item: V::Item = item?;
///     }
/// }
/// let rest: D = json::from_str(&reader.finish()?)?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct ItemReader<I> {
    splitter: Splitter,
    path: String,
    item: Row,
    options: ReadOptions,
    ready: VecDeque<I>,
    failed: Option<Error>,
    /// Nothing is read any more.
    is_broken: bool,
    /// How many items were read.
    count: usize,
}

impl<I: Slot + Default> ItemReader<I> {
    /// A reader of the items at that path.
    #[must_use]
    pub fn new(path: &ItemPath<I>, options: &ReadOptions) -> Self {
        Self {
            splitter: Splitter::new(path.names.clone(), 256 << 20),
            path: path.to_string(),
            item: path.item,
            options: options.with_style(*path.style),
            ready: VecDeque::new(),
            failed: None,
            is_broken: false,
            count: 0,
        }
    }

    /// How many bytes an item may have at most, and the rest of the document.
    #[must_use]
    pub fn max_bytes(mut self, max_bytes: usize) -> Self {
        self.splitter.set_max_bytes(max_bytes);
        self
    }

    /// Takes no items: the rest is the whole document.
    #[cfg(feature = "client")]
    pub(crate) fn without_items(mut self) -> Self {
        self.splitter = self.splitter.without_items();
        self
    }

    /// Takes in the next bytes of the document. What is wrong with them comes behind the items before it.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.is_broken {
            return;
        }
        self.splitter.push(bytes);
        loop {
            let read = match self.splitter.next() {
                Ok(Some(range)) => self.read_item(range),
                Ok(None) => return,
                Err(flaw) => Err(self.flawed(&flaw)),
            };
            if let Err(error) = read {
                self.failed = Some(error);
                self.is_broken = true;
                return;
            }
        }
    }

    /// The document without its items, when all of it was fed and all items were taken.
    ///
    /// Positions in it are not those in the document.
    ///
    /// # Errors
    ///
    /// [`Error`] if the document ends within the items, or is not UTF-8; or the error that [`next`](Iterator::next) would give.
    pub fn finish(self) -> Result<String, Error> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let (path, here) = (self.path, self.splitter.here());
        let rest = self.splitter.finish();
        rest.map_err(|Flaw(kind, message)| Error::at(kind, &path, here, message))
    }

    fn read_item(&mut self, range: Range<usize>) -> Result<(), Error> {
        let start = range.start;
        let bytes = self.splitter.bytes(range);
        let mut item = I::default();
        let read = match std::str::from_utf8(bytes) {
            Ok(text) => read_into(text, &self.item, &mut item, &self.options),
            Err(error) => Err(Error::encoding(bytes, error)),
        };
        read.map_err(|error| {
            let path = format!("{}[{}]", self.path, self.count);
            error.within(&path, self.splitter.position(start))
        })?;
        self.ready.push_back(item);
        self.count += 1;
        Ok(())
    }

    fn flawed(&self, flaw: &Flaw) -> Error {
        let path = format!("{}[{}]", self.path, self.count);
        Error::at(flaw.0, &path, self.splitter.here(), flaw.1)
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
