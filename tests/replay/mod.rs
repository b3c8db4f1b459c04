//! The recorded output and input of Microsoft's serialiser, replayed.

pub(crate) mod agreement;
pub(crate) mod all_types;
pub(crate) mod built;
pub(crate) mod clock;
pub(crate) mod contracts;
pub(crate) mod differences;
pub(crate) mod messages;
pub(crate) mod numbers;
pub(crate) mod reading;
pub(crate) mod recorded;
pub(crate) mod refused;
pub(crate) mod values;
pub(crate) mod writing;
