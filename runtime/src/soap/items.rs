//! Messages of an operation item by item, whatever carries them.

use std::fmt;

use super::envelope::{BODY, ENVELOPE, Message};
use crate::operation::{Body, Operation};
use crate::record::Slot;
use crate::table::{Presence, Row};
use crate::value::AnyElement;
use crate::view;
use crate::xml::{Error, ItemPath, ItemWriter, Repeated, Split, WriteOptions};

/// Where the items of a field stand in the replies to an operation, for [`Items`](crate::xml::Items) and
/// [`ItemReader`](crate::xml::ItemReader). The rest of the reply, which may be a fault, is for [`read_reply`](super::read_reply).
///
/// ```no_run
/// # use castile::codegen::{Body, Operation, Repeated};
/// # use castile::soap::{Reply, read_reply, reply_items};
/// # use castile::xml::{Items, ReadOptions};
/// # fn example<O: Operation, V: Repeated>(field: fn(&mut O::Response) -> &mut V) -> Result<(), Box<dyn std::error::Error>> {
/// let file = std::fs::File::open("reply.xml")?;
/// let options = ReadOptions::default();
/// let mut items = Items::new(file, &reply_items::<O, V>(field)?, &options);
/// for item in &mut items {
///     let item = item?;
/// }
/// let reply: Reply<O> = read_reply(&items.rest()?, &options)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`Error`] if what is selected is no field of the response with elements of its own for its items.
pub fn reply_items<O: Operation, V: Repeated>(
    select: impl FnOnce(&mut O::Response) -> &mut V,
) -> Result<ItemPath<V::Item>, Error> {
    path_in(O::RESPONSE, select)
}

fn path_in<M: Slot + Default, V: Repeated>(
    body: Body,
    select: impl FnOnce(&mut M) -> &mut V,
) -> Result<ItemPath<V::Item>, Error> {
    let row = match body {
        Body::Element(row) => row,
        // The parts stand in the body themselves, as the rows of a group do.
        Body::Parts(table) => Row::group(table, Presence::Required),
        Body::Encoded(_) | Body::Empty => Row::text(),
    };
    ItemPath::below(&[ENVELOPE, BODY], &row, select)
}

/// A request whose items are to be written while it goes out.
pub struct RequestItems {
    split: Split,
}

impl fmt::Debug for RequestItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestItems").finish_non_exhaustive()
    }
}

impl RequestItems {
    /// Writes the envelope of a request but for the items of the field that `select` finds.
    ///
    /// # Errors
    ///
    /// [`Error`] if what is selected is no field of the request with elements of its own for its items, or as
    /// [`write_request`](super::write_request).
    pub fn new<O: Operation, V: Repeated>(
        request: O::Request,
        select: impl Fn(&mut O::Request) -> &mut V,
        headers: &O::RequestHeaders,
        extra_headers: &[AnyElement],
        options: &WriteOptions,
    ) -> Result<Self, Error> {
        let path = path_in(O::REQUEST, &select)?;
        let split = Split::new(request, select, path, options, |writer, request| {
            let message = Message {
                version: O::VERSION,
                headers: view::slot(headers),
                extra_headers,
                body: O::REQUEST,
                content: view::slot(request),
            };
            message.write_to(writer, options)
        })?;
        Ok(Self { split })
    }

    /// The envelope without the items.
    #[must_use]
    pub fn envelope(&self) -> String {
        self.split.text()
    }

    /// The envelope in chunks of text, with these items.
    pub fn with<I: IntoIterator<Item: Slot>>(self, items: I) -> ItemWriter<I::IntoIter> {
        ItemWriter::of(self.split, items.into_iter())
    }
}
