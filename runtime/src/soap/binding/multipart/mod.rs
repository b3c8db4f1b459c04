//! Messages in several parts: an envelope and what travels beside it.
//!
//! Source: RFC 2046, 5.1; RFC 2387; SOAP Messages with Attachments; MTOM.

mod read;
mod stream;
mod transfer;
mod write;

pub(crate) use read::{Broken, include, is_multipart, name_in, read};
pub(crate) use stream::{PartReader, Step};
#[cfg(feature = "client")]
pub(crate) use write::heads;
pub(crate) use write::{Packaging, package};
