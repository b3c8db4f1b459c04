//! Messages as HTTP requests and replies: what clients and services share.

mod charset;
mod compression;
mod endpoint;
mod headers;
mod multipart;
mod panic;
#[cfg(feature = "json")]
mod rest;
mod tower;

pub(super) use charset::text_of;
#[cfg(feature = "client")]
pub(super) use compression::zip;
pub(super) use compression::{is_gzip, unzip};
#[cfg(feature = "server")]
pub(super) use endpoint::Refusal;
#[cfg(feature = "client")]
pub(super) use headers::{MediaType, parse_media_type};
pub(super) use headers::{action_of, content_type, media_type, pairs};
pub(super) use multipart::{Packaging, is_multipart, package, read as read_parts};
#[cfg(feature = "client")]
pub(super) use multipart::{PartReader, Step, heads, name_in};
