//! The documentation's JSON templates against the generated types.

pub(crate) mod template;
