//! runtime

pub mod value;
