//! Messages as HTTP requests and replies: what clients and services share.

mod charset;
mod compression;
mod endpoint;
mod headers;
mod inflow;
mod multipart;
mod open;
mod panic;
#[cfg(feature = "json")]
mod rest;
mod tower;

pub(super) use charset::text_of;
#[cfg(feature = "client")]
pub(super) use compression::{Unpacking, zip};
pub(super) use compression::{is_gzip, unzip};
#[cfg(feature = "server")]
pub(super) use endpoint::Refusal;
#[cfg(feature = "client")]
pub(super) use headers::MediaType;
pub(super) use headers::{action_of, content_type, media_type, pairs, parse_media_type};
pub(super) use inflow::Inflow;
pub(super) use multipart::{Packaging, Step, is_multipart, package, read as read_parts};
#[cfg(feature = "client")]
pub(super) use multipart::{PartReader, heads, name_in};
#[cfg(feature = "server")]
pub(super) use open::Unopened;
