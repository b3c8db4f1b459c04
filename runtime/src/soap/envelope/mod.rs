//! Envelopes: header blocks and a body, read and written through the tables of their types.

mod read;
mod read_fault;
mod references;
mod write;
mod write_fault;

#[cfg(feature = "client")]
pub(crate) use read::Details;
pub(crate) use read::{
    NoDetails, Outline, Parts, Read, Summons, is_envelope, read, read_summons, reading,
};
pub(crate) use write::Message;
pub(crate) use write_fault::write_fault;

/// The name of the root of every message.
pub(super) const ENVELOPE: &str = "Envelope";
const HEADER: &str = "Header";
pub(super) const BODY: &str = "Body";
const FAULT: &str = "Fault";
