//! Offline conversions: reading, checking, hashing, uploading.

pub mod apply;
#[cfg(feature = "csv")]
pub mod csv;
pub mod hash;
pub(crate) mod identity;
pub mod journal;
pub mod report;
pub mod row;
pub mod rules;
pub mod upload;

pub use apply::{Applied, ApplyConversions};
pub use journal::{Journal, UploadId};
pub use report::{Interrupted, Report};
pub use row::Row;
pub use upload::{ConversionUploader, Progress};
