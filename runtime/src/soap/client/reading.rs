//! What reads the items of a reply, in one form or the other.

use std::error::Error as StdError;

#[cfg(feature = "json")]
use crate::json;
use crate::record::Slot;
use crate::xml::ItemReader;

/// What reads the items.
pub(super) enum Reading<I> {
    Xml(Box<ItemReader<I>>),
    #[cfg(feature = "json")]
    Json(Box<json::ItemReader<I>>),
}

/// Why an item is not read.
pub(super) type Unread = Box<dyn StdError + Send + Sync>;

impl<I: Slot + Default> Reading<I> {
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        match self {
            Self::Xml(reader) => reader.feed(bytes),
            #[cfg(feature = "json")]
            Self::Json(reader) => reader.feed(bytes),
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<I, Unread>> {
        Some(match self {
            Self::Xml(reader) => reader.next()?.map_err(Unread::from),
            #[cfg(feature = "json")]
            Self::Json(reader) => reader.next()?.map_err(Unread::from),
        })
    }

    pub(super) fn finish(self) -> Result<String, Unread> {
        match self {
            Self::Xml(reader) => reader.finish().map_err(Unread::from),
            #[cfg(feature = "json")]
            Self::Json(reader) => reader.finish().map_err(Unread::from),
        }
    }
}
