//! What the data-driven tests stand on: canonical XML, the folders of recorded data, counted reports, types by name.
#![allow(dead_code)]

pub(crate) mod arbitrary;
pub(crate) mod bless;
pub(crate) mod fill;
pub(crate) mod folder;
pub(crate) mod known_types;
pub(crate) mod report;
pub(crate) mod tree;
pub(crate) mod walk;
