//! Messages in several parts: an envelope and what travels beside it.
//!
//! Source: RFC 2046, 5.1; RFC 2387; SOAP Messages with Attachments; MTOM.

mod read;
#[cfg(feature = "client")]
mod stream;
mod transfer;
mod write;

#[cfg(feature = "client")]
pub(crate) use read::name_in;
pub(crate) use read::{is_multipart, read};
#[cfg(feature = "client")]
pub(crate) use stream::{PartReader, Step};
#[cfg(feature = "client")]
pub(crate) use write::heads;
pub(crate) use write::{Packaging, package};
