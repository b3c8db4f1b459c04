//! Messages in several parts: an envelope and what travels beside it.
//!
//! Source: RFC 2046, 5.1; RFC 2387; SOAP Messages with Attachments; MTOM.

mod read;
mod transfer;
mod write;

pub(crate) use read::{is_multipart, read};
pub(crate) use write::{Packaging, package};
