//! A row of an upload: its number and its conversion, or why it has none.

use super::rules::Violation;
use crate::OfflineConversion;

/// A row of an upload.
///
/// A conversion becomes one without a number, and is then numbered by its place in the upload, from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The number that reports call it by.
    pub number: Option<u64>,
    /// The conversion, or what made it unreadable.
    pub content: Result<OfflineConversion, Vec<Violation>>,
}

impl From<OfflineConversion> for Row {
    fn from(conversion: OfflineConversion) -> Self {
        Self {
            number: None,
            content: Ok(conversion),
        }
    }
}
