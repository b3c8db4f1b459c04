//! The client against the local service and others, over loopback.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod broken_wire;
mod calls;
mod failures;
mod faults;
mod files;
mod items;
mod operations;
mod protocols;
mod readme;
mod redaction;
mod rest_faults;
mod resume;
mod retries;
mod sandbox;
mod wire;
